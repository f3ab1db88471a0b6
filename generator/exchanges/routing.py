"""From a request line to an operation.

Concrete segments go before templated ones (OpenAPI 3.1 section 4.8.8), longer fixed text before shorter, and a
segment may mix both (``{model}:generate``).  The path prefix of a server may be there or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias
from urllib.parse import parse_qsl, unquote

from generator.exchanges.operations import Operation

Query: TypeAlias = frozenset[tuple[str, str]]
"""Pairs that a path key asks for: some documents write ``/responses?beta=true``."""

_EXPRESSION: Final = re.compile(r"\{[;.+]?([^{}]+?)\*?\}")


@dataclass(frozen=True, slots=True)
class Match:
    """An operation and the decoded texts of its path parameters."""

    operation: Operation
    values: Mapping[str, str]


@dataclass(slots=True)
class _Branch:
    """One segment of the tree."""

    fixed: dict[str, _Branch] = field(default_factory=dict[str, "_Branch"])
    mixed: list[tuple[str, re.Pattern[str], tuple[str, ...], _Branch]] = field(
        default_factory=list[tuple[str, "re.Pattern[str]", tuple[str, ...], "_Branch"]]
    )
    leaves: dict[str, list[tuple[Query, Operation]]] = field(
        default_factory=dict[str, list[tuple["Query", Operation]]]
    )


Leaves: TypeAlias = dict[str, list[tuple[Query, Operation]]]
"""Operations of one template by method, those that ask for most of the query first."""


class Router:
    """Finds operations; built once, read only afterwards."""

    def __init__(self, operations: Sequence[Operation]) -> None:
        self._root = _Branch()
        for operation in operations:
            path, _, query = operation.path.partition("#")[0].partition("?")
            for base in dict.fromkeys(("", *operation.bases)):
                self._add(base + path, operation, frozenset(parse_qsl(query, keep_blank_values=True)))
        _sort(self._root)

    def find(self, method: str, path: str, query: Sequence[tuple[str, str]] = ()) -> Match | None:
        """The operation for a method, a path as it was sent (still percent-encoded) and the pairs of the query.

        The best template decides, also when it does not know the method: ``DELETE /users/me`` is no ``DELETE
        /users/{id}``.
        """
        for leaves, values in self._best(path):
            for wanted, operation in leaves.get(method, ()):
                if not wanted or wanted <= set(query):
                    return Match(operation, values)
        return None

    def methods(self, path: str) -> tuple[str, ...]:
        """Methods that the document knows for a path."""
        return tuple(sorted({name for leaves, _ in self._best(path) for name in leaves}))

    def _best(self, path: str) -> list[tuple[Leaves, dict[str, str]]]:
        """The first template that fits, and others that differ from it in the names of expressions only."""
        found: list[tuple[Leaves, dict[str, str]]] = []
        first: tuple[str, ...] | None = None
        for leaves, values, shape in self._walk(self._root, path.split("/")[1:], {}, ()):
            if first is not None and shape != first:
                break
            first = shape
            found.append((leaves, values))
        return found

    def _add(self, path: str, operation: Operation, query: Query) -> None:
        branch = self._root
        for segment in path.split("/")[1:]:
            names = tuple(_EXPRESSION.findall(segment))
            if not names:
                branch = branch.fixed.setdefault(unquote(segment), _Branch())
                continue
            shape = _EXPRESSION.sub("{}", segment)
            known = next(
                (inner for key, _, same, inner in branch.mixed if (key, same) == (shape, names)), None
            )
            if known is None:
                known = _Branch()
                branch.mixed.append((shape, _pattern(segment), names, known))
            branch = known
        known_here = branch.leaves.setdefault(operation.method, [])
        if not any(wanted == query for wanted, _ in known_here):
            known_here.append((query, operation))
            known_here.sort(key=lambda entry: -len(entry[0]))

    def _walk(
        self, branch: _Branch, segments: Sequence[str], values: dict[str, str], shape: tuple[str, ...]
    ) -> Iterator[tuple[Leaves, dict[str, str], tuple[str, ...]]]:
        if not segments:
            if branch.leaves:
                yield branch.leaves, values, shape
            return
        first = segments[0]
        rest = segments[1:]
        text = unquote(first) if "%" in first else first
        fixed = branch.fixed.get(text)
        if fixed is not None:
            yield from self._walk(fixed, rest, values, (*shape, text))
        for key, pattern, names, inner in branch.mixed:
            met = pattern.fullmatch(first)
            if met is not None:
                texts = {name: unquote(text) for name, text in zip(names, met.groups(), strict=True)}
                yield from self._walk(inner, rest, {**values, **texts}, (*shape, key))


def _pattern(segment: str) -> re.Pattern[str]:
    parts = _EXPRESSION.split(segment)
    # `split` with one group gives fixed text and names in turn.
    text = "".join(re.escape(part) if number % 2 == 0 else "([^/]+)" for number, part in enumerate(parts))
    return re.compile(text)


def _sort(branch: _Branch) -> None:
    branch.mixed.sort(key=lambda entry: -len(entry[0]))
    for inner in (*branch.fixed.values(), *(entry[3] for entry in branch.mixed)):
        _sort(inner)
