"""Values of examples: what the configuration wants, wherever the type of a place takes it."""

from __future__ import annotations

import pytest

from generator.ir.types import Const, EnumOf, ListOf, Nullable, OneOf, Scalar, ScalarKind, TypeRef
from generator.plan.package_files.examples import ExampleValues
from tests.plan_client.small import BOOLEAN, STRING, api, field, obj, ref, table

WANTED = {"model": "small", "role": "user", "id": "a-1"}
TYPES = table(
    obj("System", field("role", Const("system"), required=True), field("text", required=True)),
    obj("User", field("role", Const("user"), required=True), field("text", required=True)),
)


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        (STRING, "model", "small"),
        (Nullable(STRING), "model", "small"),
        (STRING, "project_id", "my-project"),
        (BOOLEAN, "model", True),
        (Scalar(ScalarKind.INTEGER), "id", 1),
        (EnumOf(("large", "small", "tiny")), "model", "small"),
        (EnumOf(("large", "tiny")), "model", "tiny"),
        (OneOf((STRING, EnumOf(("large", "small", "tiny", "old")))), "model", "small"),
        (OneOf((STRING, EnumOf(("a", "b", "c")))), "model", "b"),
        (ListOf(OneOf((ref("System"), ref("User")))), "messages", [{"role": "user", "text": "Hello!"}]),
    ],
)
def test_values(kind: TypeRef, name: str, value: object) -> None:
    assert ExampleValues(api(types=TYPES), WANTED).value(kind, name) == value


def test_nothing_is_wanted() -> None:
    union = OneOf((ref("System"), ref("User")))
    assert ExampleValues(api(types=TYPES), {}).value(union, "message") == {"role": "system", "text": "Hello!"}
