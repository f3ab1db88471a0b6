from __future__ import annotations

from tests.cases.kit import Case, ok


def check_nothing_of_the_children_is_lost(case: Case) -> None:
    value = {"kind": "cat", "name": "Mio", "lives": 9}
    pet = case.call(case.client(ok(value))[0], "pet")
    assert (pet.kind, pet.name, pet.lives) == ("cat", "Mio", 9)
    assert pet.to_dict() == value
    owner = case.call(case.client(ok({"pets": [value, {"kind": "dog", "tricks": ["sit"]}]}))[0], "owner")
    assert [p.kind for p in owner.pets] == ["cat", "dog"]
    assert owner.pets[1].tricks == ["sit"]


def check_children_have_the_fields_of_the_parent(case: Case) -> None:
    assert {"kind", "name", "lives"} <= set(case.package.types.Cat.model_fields)
    assert {"kind", "name", "tricks"} <= set(case.package.types.Dog.model_fields)
