"""Which alternative of a union a value means to be, valid or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from generator.contract.schemas import Schemas
from generator.narrow import is_list, is_object

_KINDS = ("null", "boolean", "integer", "number", "string", "array", "object")


def json_kind(value: Any) -> str:
    """The JSON type of a value; whole numbers are integers."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    if isinstance(value, float):
        return "integer" if value.is_integer() else "number"
    return "string" if isinstance(value, str) else "array" if is_list(value) else "object"


def kind_fits(value: Any, kinds: Any) -> bool:
    """Whether a value has one of the types of a `type` keyword."""
    kind = json_kind(value)
    listed = kinds if is_list(kinds) else [kinds]
    return kind in listed or (kind == "integer" and "number" in listed)


@dataclass(frozen=True, slots=True)
class NoBranch:
    """No alternative is meant; `tag` is what the value calls itself, "" where it does not say."""

    tag: str = ""


@dataclass(frozen=True, slots=True)
class _Tags:
    """Alternatives that are objects, by the values of the member that tells them apart."""

    name: str
    by_value: dict[Any, list[str]]
    untagged: list[str]


class Branches:
    """Choices among alternatives of one document's unions."""

    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas
        self._known: dict[str, _Tags | None] = {}
        self._kinds_known: dict[str, frozenset[str]] = {}

    def choose(self, pointer: str, word: str, value: Any) -> str | NoBranch:
        """The pointer of the alternative under the union at `pointer`: by type, by tag, then by what fits best."""
        count = len(self._schemas.at(pointer)[word])
        every = [f"{pointer}/{word}/{number}" for number in range(count)]
        kind = json_kind(value)
        fitting = [
            b
            for b in every
            if kind in (kinds := self._kinds(b, 0)) or (kind == "integer" and "number" in kinds)
        ]
        if not fitting:
            return NoBranch()
        if is_object(value):
            return self._object(f"{pointer}/{word}", fitting, value)
        return fitting[0] if len(fitting) == 1 else self._best(fitting, value)

    def _object(self, union: str, fitting: list[str], value: dict[str, Any]) -> str | NoBranch:
        tags = self._tags(union, fitting)
        if tags is None:
            return fitting[0] if len(fitting) == 1 else self._best(fitting, value)
        tag = value.get(tags.name)
        meant = tags.by_value.get(tag, []) if isinstance(tag, str | int | bool) else []
        if meant:
            return meant[0] if len(meant) == 1 else self._best(meant, value)
        if tag is None or tags.untagged:
            return self._best(fitting if tag is None else tags.untagged, value)
        return NoBranch(str(tag))

    def _best(self, branches: Iterable[str], value: Any) -> str:
        """A valid one that names most of the members, else the one with the fewest errors."""

        def rank(branch: str) -> tuple[int, int]:
            errors = sum(1 for _ in islice(self._schemas.validator_at(branch).iter_errors(value), 40))
            named = 0
            if is_object(value):
                known = self._schemas.properties({"$ref": "#" + branch})
                named = sum(key in known for key in value)
            return errors, -named

        return min(branches, key=rank)

    def _kinds(self, pointer: str, depth: int) -> frozenset[str]:
        """JSON types that a schema may admit."""
        known = self._kinds_known.get(pointer)
        if known is None:
            known = self._kinds_known[pointer] = self._find_kinds(pointer, depth)
        return known

    def _find_kinds(self, pointer: str, depth: int) -> frozenset[str]:
        schema = self._schemas.at(pointer)
        kinds = frozenset(_KINDS)
        if not is_object(schema) or depth > 40:
            return kinds
        if "type" in schema:
            stated = schema["type"] if is_list(schema["type"]) else [schema["type"]]
            kinds &= {*stated, *(["integer"] if "number" in stated else [])}
        elif "properties" in schema:
            kinds &= {"object"}
        for word in ("enum", "const"):
            if word in schema:
                values = schema[word] if word == "enum" else [schema[word]]
                kinds &= {json_kind(v) for v in values}
        reference = schema.get("$ref")
        if isinstance(reference, str) and reference.startswith("#"):
            kinds &= self._kinds(reference[1:], depth + 1)
        for number in range(len(schema.get("allOf", ()))):
            kinds &= self._kinds(f"{pointer}/allOf/{number}", depth + 1)
        for word in ("oneOf", "anyOf"):
            if word in schema:
                inner = [self._kinds(f"{pointer}/{word}/{n}", depth + 1) for n in range(len(schema[word]))]
                kinds &= frozenset[str]().union(*inner)
        return kinds

    def _tags(self, union: str, branches: list[str]) -> _Tags | None:
        if union not in self._known:
            self._known[union] = self._find_tags(union, branches)
        return self._known[union]

    def _find_tags(self, union: str, branches: list[str]) -> _Tags | None:
        schema = self._schemas.at(union.rpartition("/")[0])
        discriminator = schema.get("discriminator")
        if is_object(discriminator) and isinstance(discriminator.get("propertyName"), str):
            name: str | None = discriminator["propertyName"]
        else:
            name = self._telling(branches)
        if name is None:
            return None
        by_value: dict[Any, list[str]] = {}
        untagged: list[str] = []
        for branch in branches:
            values = self._fixed(branch, name)
            for value in values:
                by_value.setdefault(value, []).append(branch)
            if not values:
                untagged.append(branch)
        for value, target in (discriminator or {}).get("mapping", {}).items():
            found = [b for b in branches if self._schemas.at(b).get("$ref", "").endswith(target)]
            by_value.setdefault(value, found)
        return _Tags(name, by_value, untagged) if by_value else None

    def _telling(self, branches: list[str]) -> str | None:
        """A member with fixed values, others in each alternative, in all of at least two alternatives."""
        counts: Counter[str] = Counter()
        for branch in branches:
            for name in self._schemas.properties({"$ref": "#" + branch}):
                if self._fixed(branch, name):
                    counts[name] += 1
        for name, count in counts.most_common():
            values = [v for branch in branches for v in set(self._fixed(branch, name))]
            if count == len(branches) > 1 and len(values) == len(set(values)):
                return name
        return None

    def _fixed(self, branch: str, name: str) -> list[Any]:
        """The values that a member must have in an alternative; [] when it may have any."""
        fixed: dict[Any, None] = {}
        for key, schema in self._schemas.described({"$ref": "#" + branch}):
            if key != name:
                continue
            found = self._schemas.resolve(schema)
            values = (
                []
                if not is_object(found)
                else [found["const"]] if "const" in found else found.get("enum", [])
            )
            if not values:
                return []
            fixed.update(dict.fromkeys(v for v in values if isinstance(v, str | int)))
        return list(fixed)
