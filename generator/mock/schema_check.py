"""Is a value what a schema says?  jsonschema-rs decides; for unions the branch that was meant is found and explained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol, cast
from urllib.parse import quote

import jsonschema_rs

from generator.spec import pointers
from generator.spec.document import Document, Node

_BASE: Final = "urn:sdkgen:file:"
_MOST: Final = 10
_WRONG_KIND: Final = frozenset({"type", "const", "enum"})


@dataclass(frozen=True, slots=True)
class Problem:
    """One deviation.  `where`: body, or ``query limit``; `pointer`: JSON pointer into the value; `rule`: into the schema."""

    where: str
    pointer: str
    message: str
    rule: str = ""

    def __str__(self) -> str:
        return f"{self.where}{' ' if self.pointer else ''}{self.pointer}: {self.message}"


class _Error(Protocol):
    """What is used of jsonschema_rs.ValidationError."""

    message: str
    instance_path: list[str | int]
    schema_path: list[str | int]
    kind: Any


class Validators:
    """Validators for the schemas of one document, each made when it is first needed."""

    def __init__(self, document: Document) -> None:
        names = {name: f"{_BASE}{number}" for number, name in enumerate(document.file_names)}
        resources = [(address, document.data(name)) for name, address in names.items()]
        self._addresses = names
        self._registry = jsonschema_rs.Registry(resources)
        self.faulty: list[Node] = []
        """Schemas that nothing can be checked with."""
        self._known: dict[Node, jsonschema_rs.Draft202012Validator | None] = {}

    def valid(self, schema: Node | None, value: Any) -> bool:
        """Whether a value passes; two matching branches of a `oneOf` are as good as one."""
        validator = self._validator(schema)
        return validator is None or validator.is_valid(value) or not self.problems(schema, value, "")

    def problems(self, schema: Node | None, value: Any, where: str) -> list[Problem]:
        """Every deviation (at most ten); [] is good."""
        validator = self._validator(schema)
        if validator is None or validator.is_valid(value):
            return []
        found: dict[Problem, None] = {}
        for error in validator.iter_errors(value):
            for leaf in _explained(cast("_Error", error)):
                rule = pointers.join(leaf.schema_path)
                found[Problem(where, pointers.join(leaf.instance_path), _words(leaf), rule)] = None
        return list(found)[:_MOST]

    def _validator(self, schema: Node | None) -> jsonschema_rs.Draft202012Validator | None:
        if schema is None:
            return None
        if schema not in self._known:
            # Names of paths hold braces, which no address may (RFC 3986).
            reference = {"$ref": f"{self._addresses[schema.file]}#{quote(schema.pointer)}"}
            try:
                self._known[schema] = jsonschema_rs.Draft202012Validator(
                    reference, registry=self._registry, mask="the value"
                )
            except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError, ValueError):
                # The schema itself is faulty (a pattern of another language, a reference to nowhere): nothing is
                # held against a request on its account.
                self._known[schema] = None
                self.faulty.append(schema)
        return self._known[schema]


def _explained(error: _Error, nesting: int = 0) -> Iterator[_Error]:
    """The deviations behind an error; none for a `oneOf` that two branches fulfil, which is no fault of a client."""
    if type(error.kind).__name__ == "OneOfMultipleValid":
        return
    if error.kind.name not in ("oneOf", "anyOf") or nesting > 30:
        yield error
        return
    branches: Sequence[Sequence[_Error]] = error.kind.context or []
    explained = [[leaf for each in branch for leaf in _explained(each, nesting + 1)] for branch in branches]
    if not explained:
        yield error
    elif all(explained):
        yield from _meant(error, explained)


def _meant(union: _Error, branches: Sequence[Sequence[_Error]]) -> Sequence[_Error]:
    """The deviations of the branch that the value comes closest to, or the union's own where it comes close to none."""
    here = len(union.instance_path)

    def distance(branch: Sequence[_Error]) -> tuple[int, int, int]:
        wrong = sum(
            (2 if len(leaf.instance_path) == here else 1)
            for leaf in branch
            if leaf.kind.name in _WRONG_KIND and len(leaf.instance_path) <= here + 1
        )
        return wrong, -max(len(leaf.instance_path) for leaf in branch), len(branch)

    best = min(branches, key=distance)
    hopeless = all(leaf.kind.name in _WRONG_KIND and len(leaf.instance_path) == here for leaf in best)
    return [union] if hopeless and len(branches) > 1 else best


def _words(error: _Error) -> str:
    """The message; it does not repeat the value, which may be long or secret."""
    if error.kind.name in ("oneOf", "anyOf"):
        return f"fits none of the {len(error.kind.context)} forms that the document admits"
    return error.message if len(error.message) <= 300 else f"{error.message[:300]}..."
