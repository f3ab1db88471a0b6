from __future__ import annotations

import typing

from tests.cases.kit import Case, ok


def check_calls(case: Case) -> None:
    client, wire = case.client(ok([{"name": "n"}]), ok({"name": "m"}))
    assert case.call(client, "listPets")[0].name == "n"
    assert case.call(client, "listPetsOfPet", "7").name == "m"
    assert wire.line == "GET /pets/7/pets"


def check_resource_and_client_are_two_classes(case: Case) -> None:
    client, _ = case.client(ok([]))
    assert type(client.pets) is not type(client)
    assert client.with_raw_response.pets.list().status_code == 200
    assert typing.cast("object", client.pets) is client.pets
