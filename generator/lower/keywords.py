"""Reading keywords of schemas and other objects, whatever the document put there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, cast

from generator.ir.types import NO_DOCS, Docs
from generator.narrow import Data, is_mapping
from generator.spec.document import Node

UNION_KEYS: Final = ("oneOf", "anyOf")
COMPOSITION_KEYS: Final = frozenset({"allOf", "oneOf", "anyOf"})
OBJECT_KEYS: Final = frozenset(
    {
        "properties",
        "required",
        "additionalProperties",
        "patternProperties",
        "unevaluatedProperties",
        "propertyNames",
    }
)
"""Keywords that speak about objects only; without `type` they make a schema one of an object."""
ARRAY_KEYS: Final = frozenset({"items", "prefixItems", "uniqueItems", "minItems", "maxItems", "contains"})
STRUCTURAL_KEYS: Final = (
    COMPOSITION_KEYS
    | (OBJECT_KEYS - {"propertyNames"})
    | {"$ref", "type", "items", "prefixItems", "enum", "const", "format"}
    | {"contentEncoding", "contentMediaType", "if", "then", "else", "dependentSchemas"}
)
"""Keywords that decide which type a schema is; a schema without any of them says nothing about the type."""
UNEXPRESSED_KEYS: Final = frozenset(
    {
        "not", "if", "propertyNames", "contains", "dependentRequired", "dependentSchemas", "unevaluatedItems",
        "minProperties", "maxProperties", "contentSchema",
    }
)  # fmt: skip
"""Keywords that no type of the IR can say."""

_EMPTY: Final[Mapping[str, object]] = {}
_OBJECTS: Final = (dict, Mapping)
"""What documents hold comes first: asking an abstract class takes several times as long."""


def mapping(value: object) -> Mapping[str, object]:
    """The value when it is a JSON object, else an empty one."""
    return cast("Mapping[str, object]", value) if isinstance(value, _OBJECTS) else _EMPTY


def sequence(value: object) -> Sequence[object]:
    """The value when it is a JSON array, else an empty one."""
    return cast("Sequence[object]", value) if isinstance(value, list | tuple) else ()


def text(value: Mapping[str, object], key: str) -> str:
    """A string member, "" when it is absent or something else."""
    found = value.get(key)
    return found if isinstance(found, str) else ""


def optional_text(value: Mapping[str, object], key: str) -> str | None:
    """A non-empty string member, else None."""
    return text(value, key) or None


def flag(value: Mapping[str, object], key: str) -> bool:
    """Whether a member is exactly ``true``."""
    return value.get(key) is True


def docs_of(value: Mapping[str, object], summary_key: str = "summary") -> Docs:
    """Summary and description of any documented object."""
    summary, description = text(value, summary_key), text(value, "description")
    return Docs(summary, description) if summary or description else NO_DOCS


def members(node: Node, key: str) -> list[Node]:
    """The elements of an array member, [] when it is absent or no array."""
    child = node.get(key) if node.is_mapping else None
    return child.elements() if child is not None and child.is_sequence else []


def entries(node: Node, key: str) -> list[tuple[str, Node]]:
    """The items of an object member in document order, [] when it is absent or no object."""
    child = node.get(key) if node.is_mapping else None
    return list(child.items()) if child is not None and child.is_mapping else []


def json_types(value: Mapping[str, object]) -> tuple[tuple[str, ...], bool]:
    """The `type` keyword as (types but null, whether null is one); ((), False) when it is absent."""
    stated = value.get("type")
    if isinstance(stated, str):
        return ((), True) if stated == "null" else ((stated,), False)
    words = tuple(dict.fromkeys(word for word in sequence(stated) if isinstance(word, str)))
    return tuple(word for word in words if word != "null"), "null" in words


def is_null(value: Data) -> bool:
    """Whether a schema allows null and nothing else."""
    if not isinstance(value, Mapping):
        return False
    if "const" in value:
        return value["const"] is None
    enum: Data = value.get("enum")
    if isinstance(enum, list) and enum:
        return all(member is None for member in enum)
    return value.get("type") in ("null", ["null"])


def says_nothing(value: Data) -> bool:
    """Whether a schema is ``true`` or has only annotations and bounds, so that any value's type fits."""
    return value is True or (isinstance(value, Mapping) and STRUCTURAL_KEYS.isdisjoint(value))


def is_object_schema(value: Mapping[str, object]) -> bool:
    """Whether a schema without composition describes (only) objects."""
    types, _ = json_types(value)
    return types == ("object",) or (not types and "type" not in value and not OBJECT_KEYS.isdisjoint(value))


def _has_conditional_fields(value: Mapping[str, object]) -> bool:
    """Whether a branch that applies under a condition names properties."""
    branches = [mapping(value.get(key)) for key in ("if", "then", "else")]
    branches += [mapping(branch) for branch in mapping(value.get("dependentSchemas")).values()]
    return any(mapping(branch.get("properties")) for branch in branches)


def has_fields(value: Mapping[str, object]) -> bool:
    """Whether an object schema names its properties, be it none: those become object definitions, others maps."""
    properties = value.get("properties")
    rest = value.get("additionalProperties", value.get("unevaluatedProperties"))
    if (is_mapping(properties) and properties) or _has_conditional_fields(value):
        return True
    if is_mapping(properties):
        return rest in (None, False) and "patternProperties" not in value
    return rest is False and "patternProperties" not in value
