from __future__ import annotations

from tests.cases.kit import Case, ok


def check_references_across_files(case: Case) -> None:
    pet = {"owner": {"name": "Ada", "pets": [{"owner": {"name": "Bo"}}]}, "friends": [{"owner": {}}]}
    client, wire = case.client(ok(pet))
    result = client.pets.retrieve("7")
    assert wire.line == "GET /pets/7"
    assert result.owner.pets[0].owner.name == "Bo"
    assert type(result.friends[0]) is type(result) is type(result.owner.pets[0])
    assert result.to_dict() == pet
