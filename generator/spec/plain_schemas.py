"""A quick proof that a schema is well-formed, for the schemas where nothing is out of the ordinary.

openapi-spec-validator checks each schema against the meta-schema in plain Python, which is most of its time.  What is
proved here it would find nothing in: every keyword is known, its value has the form that JSON Schema 2020-12 and the
OAS base vocabulary ask for, and references lead to component schemas, which are judged where they stand.  Whatever
is not proved is left to the library.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from generator.narrow import is_list, is_object

_TYPES = frozenset({"array", "boolean", "integer", "null", "number", "object", "string"})
_COMPONENT = re.compile(r"#/components/schemas/[A-Za-z0-9._-]+")
_DEEPEST = 40


class Proofs:
    """Proofs for the schemas of one document, whose objects are remembered by identity.

    `left_out`: keywords that the library is not shown.
    """

    def __init__(self, left_out: frozenset[str] = frozenset()) -> None:
        self._left_out = left_out
        self._proved: dict[int, bool] = {}

    def holds(self, schema: object, depth: int = 0) -> bool:
        """Whether a schema, and every schema in it, is well-formed beyond doubt."""
        if isinstance(schema, bool):
            return True
        if not is_object(schema) or depth > _DEEPEST:
            return False
        known = self._proved.get(id(schema))
        if known is None:
            known = all(self._member(key, value, depth + 1) for key, value in schema.items())
            self._proved[id(schema)] = known
        return known

    def _member(self, key: str, value: Any, depth: int) -> bool:
        if key in _VALUES:
            return _VALUES[key](value)
        if key in _ONE:
            return self.holds(value, depth)
        if key in _SEVERAL:
            return is_list(value) and bool(value) and all(self.holds(item, depth) for item in value)
        if key in _BY_NAME:
            return is_object(value) and all(self.holds(item, depth) for item in value.values())
        return key.startswith("x-") or key in self._left_out


_ONE = frozenset({"items", "additionalProperties", "not", "contains", "propertyNames", "if", "then", "else"})
_SEVERAL = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})
_BY_NAME = frozenset({"properties", "$defs", "dependentSchemas"})


def _is_string(value: Any) -> bool:
    return isinstance(value, str)


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_type(value: Any) -> bool:
    if isinstance(value, str):
        return value in _TYPES
    return _are_names(value) and bool(value) and set(value) <= _TYPES


def _are_names(value: Any) -> bool:
    return is_list(value) and all(map(_is_string, value)) and len(set(value)) == len(value)


def _is_discriminator(value: Any) -> bool:
    if not is_object(value) or not isinstance(value.get("propertyName"), str):
        return False
    mapping: object = value.get("mapping", {})
    return (
        set(value) <= {"propertyName", "mapping"}
        and is_object(mapping)
        and all(map(_is_string, mapping.values()))
    )


_VALUES: dict[str, Callable[[Any], bool]] = {
    "$ref": lambda value: _is_string(value) and _COMPONENT.fullmatch(value) is not None,
    "type": _is_type,
    "required": _are_names,
    "enum": lambda value: isinstance(value, list),
    "discriminator": _is_discriminator,
    "multipleOf": lambda value: _is_number(value) and value > 0,
    **dict.fromkeys(("const", "example"), lambda _: True),
    **dict.fromkeys(("title", "description", "format", "$comment"), _is_string),
    **dict.fromkeys(("contentMediaType", "contentEncoding"), _is_string),
    **dict.fromkeys(("deprecated", "readOnly", "writeOnly", "uniqueItems"), _is_flag),
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"), _is_number),
    **dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems"), _is_count),
    **dict.fromkeys(("minProperties", "maxProperties"), _is_count),
}
"""Keywords whose values are no schemas, with what makes a value well-formed."""
