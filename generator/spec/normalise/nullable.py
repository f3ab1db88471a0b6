"""``nullable`` of OpenAPI 3.0 (section 4.7.24.1) in terms of JSON Schema: null becomes a type like others.

Documents that call themselves 3.1 use the keyword as well, and it stands beside ``$ref`` and ``allOf``, where 3.0
gives it no meaning.  Everywhere the author wanted null to be allowed, so null is allowed.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from generator.narrow import Data

Schema: TypeAlias = dict[str, Any]

_ANNOTATIONS = frozenset(
    {
        "title",
        "description",
        "default",
        "deprecated",
        "readOnly",
        "writeOnly",
        "example",
        "examples",
        "externalDocs",
        "xml",
        "$comment",
    }
)
_OBJECT_WORDS = frozenset({"properties", "additionalProperties", "patternProperties", "propertyNames"})
_WRAPPED = frozenset({"$ref", "allOf", "not", "if", "$dynamicRef"})


def admit_null(schema: Schema) -> Schema:
    """The schema with null among its values.  `schema` has no ``nullable`` any more; it is not changed."""
    if not _WRAPPED.isdisjoint(schema) or ("anyOf" in schema and "oneOf" in schema):
        return _beside_null(schema)
    result = dict(schema)
    _admit_in_values(result)
    for union in ("anyOf", "oneOf"):
        branches: Data = result.get(union)
        if isinstance(branches, list) and not any(admits_null(branch) for branch in branches):
            result[union] = [*branches, {"type": "null"}]
    _admit_in_type(result)
    return result


def admits_null(schema: Data) -> bool:
    """Whether the schema itself names the type null."""
    if not isinstance(schema, dict):
        return False
    kind: Data = schema.get("type")
    return kind == "null" or (isinstance(kind, list) and "null" in kind)


def _admit_in_values(schema: Schema) -> None:
    values = schema.get("enum")
    if isinstance(values, list) and None not in values:
        schema["enum"] = [*values, None]
    if "const" in schema and schema["const"] is not None:
        schema["enum"] = [schema.pop("const"), None]


def _admit_in_type(schema: Schema) -> None:
    kind = schema.get("type")
    if isinstance(kind, str):
        schema["type"] = [kind, "null"] if kind != "null" else kind
    elif isinstance(kind, list):
        schema["type"] = kind if "null" in kind else [*kind, "null"]
    elif "anyOf" not in schema and "oneOf" not in schema:
        # Without a type the value is open and null is in it, unless other words make clear what was meant.
        if not _OBJECT_WORDS.isdisjoint(schema):
            schema["type"] = ["object", "null"]
        elif "items" in schema:
            schema["type"] = ["array", "null"]


def _beside_null(schema: Schema) -> Schema:
    """A union of the schema and null; what only annotates stays outside."""
    outer = {key: value for key, value in schema.items() if key in _ANNOTATIONS or key.startswith("x-")}
    inner = {key: value for key, value in schema.items() if key not in outer}
    only: Data = inner.get("allOf")
    if len(inner) == 1 and isinstance(only, list) and len(only) == 1:
        inner = only[0]
    if admits_null(inner):
        return schema
    return {**outer, "anyOf": [inner, {"type": "null"}]}
