"""Where a body leaves its schema: a walk over both, which finds the schemas that speak of each place.

jsonschema decides what is valid; this module says which of the many schemas around a place would have to change.
It works on the normalised document (OpenAPI 3.1 shape).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from generator.contract.branches import Branches, json_kind, kind_fits
from generator.contract.description import escape
from generator.contract.deviation import Deviation, Kind
from generator.contract.schemas import Schemas
from generator.narrow import is_list, is_object

_BOUNDS: dict[str, tuple[type, ...]] = {
    "minimum": (int, float),
    "maximum": (int, float),
    "exclusiveMinimum": (int, float),
    "exclusiveMaximum": (int, float),
    "multipleOf": (int, float),
    "minLength": (str,),
    "maxLength": (str,),
    "pattern": (str,),
    "minItems": (list,),
    "maxItems": (list,),
    "uniqueItems": (list,),
    "minProperties": (dict,),
    "maxProperties": (dict,),
}
_DEEPEST = 60


class Explainer:
    """Deviations of bodies of one document."""

    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas
        self._branches = Branches(schemas)

    def deviations(self, value: Any, pointer: str) -> list[Deviation]:
        """Every deviation of a value from the schema at a pointer, members that no schema names among them."""
        found = list(self._walk(value, pointer, "", 0))
        if not any(d.kind != "undocumented" for d in found) and not self._schemas.valid_at(pointer, value):
            # A keyword that the walk does not know: the validator's own words, without a proposal.
            errors = islice(self._schemas.validator_at(pointer).iter_errors(value), 5)
            found += [
                Deviation("other", pointer, error.json_path, error.message[:200], str(error.validator))
                for error in errors
            ]
        return found

    def _walk(self, value: Any, pointer: str, place: str, depth: int) -> Iterator[Deviation]:
        if depth > _DEEPEST:
            return
        parts: list[str] = []
        misfits: list[Deviation] = []
        self._collect(value, pointer, place, parts, misfits)
        local = [*misfits, *self._local(value, parts, place, pointer)]
        nulls = [d for d in local if d.kind == "null"]
        if nulls:
            yield nulls[0]
            return
        yield from local
        if is_object(value):
            yield from self._members(value, parts, place, depth)
        elif is_list(value):
            yield from self._items(value, parts, place, depth)

    def _collect(
        self, value: Any, pointer: str, place: str, parts: list[str], misfits: list[Deviation]
    ) -> None:
        """The schemas that speak of this place: the one at `pointer`, what it refers to, all parts, one branch."""
        if pointer in parts or len(parts) > 200:
            return
        schema = self._schemas.at(pointer)
        if not is_object(schema):
            return
        parts.append(pointer)
        reference = schema.get("$ref")
        if isinstance(reference, str) and reference.startswith("#"):
            self._collect(value, reference[1:], place, parts, misfits)
        for number in range(len(schema.get("allOf", ()))):
            self._collect(value, f"{pointer}/allOf/{number}", place, parts, misfits)
        for word in ("oneOf", "anyOf"):
            if word not in schema:
                continue
            chosen = self._branches.choose(pointer, word, value)
            if isinstance(chosen, str):
                self._collect(value, chosen, place, parts, misfits)
            else:
                kind: Kind = "null" if value is None else "variant" if is_object(value) else "type"
                told = f"no alternative for {_words(value)}"
                name = chosen.tag if is_object(value) else json_kind(value)
                misfits.append(
                    Deviation(kind, f"{pointer}/{word}", place, told, name, anchor=pointer, value=value)
                )

    def _local(self, value: Any, parts: list[str], place: str, anchor: str) -> Iterator[Deviation]:
        for pointer in parts:
            schema: dict[str, Any] = self._schemas.at(pointer)
            if "type" in schema and not kind_fits(value, schema["type"]):
                kind: Kind = "null" if value is None else "type"
                told = f"{json_kind(value)}, not {_listed(schema['type'])}"
                yield Deviation(kind, pointer, place, told, json_kind(value), anchor, value)
                return
            if "enum" in schema and not _is_among(value, schema["enum"]):
                told = f"{_words(value)} is none of the values"
                yield Deviation(
                    "null" if value is None else "enum", pointer, place, told, _text(value), anchor, value
                )
            if "const" in schema and not _is_among(value, [schema["const"]]):
                told = f"{_words(value)}, not {_words(schema['const'])}"
                yield Deviation("enum", pointer, place, told, _text(value), anchor, value)
            yield from self._bounds(value, schema, pointer, place)
            if is_object(value):
                for name in schema.get("required", ()):
                    if name not in value:
                        yield Deviation("required", pointer, place, f"{name} is missing", name, anchor)

    def _bounds(self, value: Any, schema: dict[str, Any], pointer: str, place: str) -> Iterator[Deviation]:
        for word, types in _BOUNDS.items():
            if word not in schema or not isinstance(value, types) or isinstance(value, bool):
                continue
            if not self._schemas.valid({word: schema[word]}, value):
                told = f"{_words(value)} breaks {word} {_words(schema[word])}"
                yield Deviation("bound", pointer, place, told, word, value=value)

    def _members(
        self, value: dict[str, Any], parts: list[str], place: str, depth: int
    ) -> Iterator[Deviation]:
        home = self._home(parts)
        for key, inner in value.items():
            where = f"{place}/{escape(key)}"
            homes = list(self._speaking_of(key, parts))
            for pointer in homes:
                yield from self._walk(inner, pointer, where, depth + 1)
            if not homes and home is not None:
                yield Deviation("undocumented", home, where, f"{key} is not described", key, value=inner)

    def _speaking_of(self, key: str, parts: list[str]) -> Iterator[str]:
        """Pointers of the schemas of a member; those of `additionalProperties` when no other speaks of it."""
        found = False
        for pointer in parts:
            schema = self._schemas.at(pointer)
            if key in schema.get("properties", ()):
                found = True
                yield f"{pointer}/properties/{escape(key)}"
            for pattern in schema.get("patternProperties", ()):
                if re.search(pattern, key):
                    found = True
                    yield f"{pointer}/patternProperties/{escape(pattern)}"
        for pointer in parts if not found else ():
            if isinstance(self._schemas.at(pointer).get("additionalProperties"), dict):
                yield f"{pointer}/additionalProperties"

    def _home(self, parts: list[str]) -> str | None:
        """The schema that should name a new member; None where any member is welcome."""
        described: str | None = None
        for pointer in parts:
            schema = self._schemas.at(pointer)
            extra = schema.get("additionalProperties")
            if extra is True or is_object(extra):
                return None
            if schema.get("properties") or extra is False:
                described = pointer
        return described

    def _items(self, value: list[Any], parts: list[str], place: str, depth: int) -> Iterator[Deviation]:
        for pointer in parts:
            schema = self._schemas.at(pointer)
            leading = len(schema.get("prefixItems", ()))
            for number, inner in enumerate(value):
                where = f"{place}/{number}"
                if number < leading:
                    yield from self._walk(inner, f"{pointer}/prefixItems/{number}", where, depth + 1)
                elif is_object(schema.get("items")):
                    yield from self._walk(inner, f"{pointer}/items", where, depth + 1)


def _is_among(value: Any, values: Any) -> bool:
    return any(value == other and isinstance(value, bool) == isinstance(other, bool) for other in values)


def _words(value: Any) -> str:
    if is_object(value):
        tag = value.get("type")
        return f"an object of type {tag!r}" if isinstance(tag, str) else "an object"
    return "a list" if is_list(value) else repr(value)[:60]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else repr(value)[:60]


def _listed(kind: Any) -> str:
    return " or ".join(map(str, kind)) if is_list(kind) else str(kind)
