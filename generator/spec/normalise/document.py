"""The walk over a whole document, or over a part of one that is referred to from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from generator.narrow import Data
from generator.spec.normalise import recursion
from generator.spec.normalise.findings import NormalFinding
from generator.spec.normalise.schemas import TRIGGERS, mend
from generator.spec.structure import KINDS

_FULL_VERSION = re.compile(r"3\.[12]\.[0-9]+\Z")


@dataclass(frozen=True, slots=True)
class Normalised:
    """A document in the 3.1 shape.

    `references`: every ``$ref`` met, as (tokens of the object that holds it, kind of that object, reference).
    `has_ids`: whether some schema sets a base address with ``$id``.
    """

    data: Any
    findings: tuple[NormalFinding, ...]
    references: tuple[tuple[tuple[str, ...], str, str], ...]
    has_ids: bool


def normalise(data: Data, kind: str = "openapi", base: tuple[str, ...] = ()) -> Normalised:
    """Bring the object `kind` to the 3.1 shape.  `base`: where it stands in its file.

    Values of a type that the specification does not allow are carried over as they are, for validation to find.
    """
    walker = _Walker(base)
    result: Data = walker.visit(kind, data)
    if kind == "openapi" and isinstance(result, dict):
        result["openapi"] = _version(str(result.get("openapi", "")).strip())
    return Normalised(result, tuple(walker.findings), tuple(walker.references), walker.has_ids)


def _version(version: str) -> str:
    """The version that describes the result: a full one, and 3.1 for what was 3.0."""
    if _FULL_VERSION.match(version):
        return version
    return "3.2.0" if version.startswith("3.2") else "3.1.0"


class _Walker:
    """Copies the objects of a document and mends schemas on the way back up."""

    def __init__(self, base: tuple[str, ...]) -> None:
        self.path = list(base)
        self.findings: list[NormalFinding] = []
        self.references: list[tuple[tuple[str, ...], str, str]] = []
        self.has_ids = False
        self.scopes = recursion.Scopes()
        self.in_schema = False

    def visit(self, kind: str, value: Data) -> Any:
        """The normal form of one object."""
        if not isinstance(value, dict):
            return value
        if kind == "schema":
            return self._schema(value)
        if kind == "callback":
            return self._map("pathItem", value)
        return self._object(kind, value)

    def _object(self, kind: str, value: dict[Any, Any]) -> dict[str, Any]:
        reference = value.get("$ref")
        if isinstance(reference, str):
            self.references.append((tuple(self.path), kind, reference))
        fields = KINDS[kind]
        result: dict[str, Any] = {}
        path = self.path
        for key, member in value.items():
            if type(key) is not str:
                key = str(key)
            field = fields.get(key)
            if field is None:
                result[key] = member
                continue
            path.append(key)
            result[key] = self._member(field[0], field[1], member)
            path.pop()
        return result

    def _member(self, shape: str, kind: str, member: Data) -> Any:
        if shape == "one":
            if kind == "schema" and type(member) is list:
                # `items` of older drafts takes a list of schemas.
                return self._list(kind, member)
            return self.visit(kind, member)
        if shape == "map":
            return self._map(kind, member) if isinstance(member, dict) else member
        return self._list(kind, member) if isinstance(member, list) else member

    def _map(self, kind: str, members: dict[Any, Any]) -> dict[str, Any]:
        result: dict[str, Any] = {}
        path = self.path
        visit: Callable[[Any], Any] = self._schema_or_value if kind == "schema" else self._visitor(kind)
        for key, member in members.items():
            if type(key) is not str:
                key = str(key)
            path.append(key)
            result[key] = visit(member)
            path.pop()
        return result

    def _list(self, kind: str, members: list[Any]) -> list[Any]:
        result: list[Any] = []
        for number, member in enumerate(members):
            self.path.append(str(number))
            result.append(self.visit(kind, member))
            self.path.pop()
        return result

    def _visitor(self, kind: str) -> Callable[[Any], Any]:
        return lambda member: self.visit(kind, member)

    def _schema_or_value(self, value: Data) -> Any:
        return self._schema(value) if isinstance(value, dict) else value

    # Schemas

    def _schema(self, value: dict[Any, Any]) -> dict[str, Any]:
        outermost = not self.in_schema
        anchored = value.get("$recursiveAnchor") is True
        if outermost:
            self.in_schema = True
            self.scopes.enter(tuple(self.path), anchored=False)
        if anchored:
            self.scopes.enter(tuple(self.path), anchored=True)
        if "$id" in value:
            self.has_ids = True
        result = self._object("schema", value)
        if not recursion.KEYWORDS.isdisjoint(result):
            self._recursive(result)
        if anchored:
            self.scopes.leave(anchored=True)
        if outermost:
            self.in_schema = False
            self.scopes.leave(anchored=False)
        if (
            not TRIGGERS.isdisjoint(result)
            or type(result.get("type")) is list
            or type(result.get("items")) is list
        ):
            return mend(result, tuple(self.path), self.findings)
        return result

    def _recursive(self, schema: dict[str, Any]) -> None:
        before = schema.get("$ref")
        recursion.plain_reference(schema, self.scopes)
        after = schema.get("$ref")
        if isinstance(after, str) and after != before:
            self.references.append((tuple(self.path), "schema", after))
