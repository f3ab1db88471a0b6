"""From a request line to an operation.

Concrete segments go before templated ones (OpenAPI 3.1 section 4.8.8), longer fixed text before shorter, and a
segment may mix both (``{model}:generate``).  The path prefix of a server may be there or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote

from generator.exchanges.operations import Operation

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
    leaves: dict[str, Operation] = field(default_factory=dict[str, Operation])


class Router:
    """Finds operations; built once, read only afterwards."""

    def __init__(self, operations: Sequence[Operation]) -> None:
        self._root = _Branch()
        for operation in operations:
            path = operation.path.partition("?")[0].partition("#")[0]
            for base in dict.fromkeys(("", *operation.bases)):
                self._add(base + path, operation)
        _sort(self._root)

    def find(self, method: str, path: str) -> Match | None:
        """The operation for a method and a path as it was sent (still percent-encoded), None when there is none."""
        for leaves, values in self._walk(self._root, path.split("/")[1:], {}):
            if method in leaves:
                return Match(leaves[method], values)
        return None

    def methods(self, path: str) -> tuple[str, ...]:
        """Methods that the document knows for a path."""
        found = {name for leaves, _ in self._walk(self._root, path.split("/")[1:], {}) for name in leaves}
        return tuple(sorted(found))

    def _add(self, path: str, operation: Operation) -> None:
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
        branch.leaves.setdefault(operation.method, operation)

    def _walk(
        self, branch: _Branch, segments: Sequence[str], values: dict[str, str]
    ) -> Iterator[tuple[dict[str, Operation], dict[str, str]]]:
        if not segments:
            if branch.leaves:
                yield branch.leaves, values
            return
        first = segments[0]
        rest = segments[1:]
        fixed = branch.fixed.get(unquote(first) if "%" in first else first)
        if fixed is not None:
            yield from self._walk(fixed, rest, values)
        for _, pattern, names, inner in branch.mixed:
            met = pattern.fullmatch(first)
            if met is not None:
                texts = {name: unquote(text) for name, text in zip(names, met.groups(), strict=True)}
                yield from self._walk(inner, rest, {**values, **texts})


def _pattern(segment: str) -> re.Pattern[str]:
    parts = _EXPRESSION.split(segment)
    # `split` with one group gives fixed text and names in turn.
    text = "".join(re.escape(part) if number % 2 == 0 else "([^/]+)" for number, part in enumerate(parts))
    return re.compile(text)


def _sort(branch: _Branch) -> None:
    branch.mixed.sort(key=lambda entry: -len(entry[0]))
    for inner in (*branch.fixed.values(), *(entry[3] for entry in branch.mixed)):
        _sort(inner)
