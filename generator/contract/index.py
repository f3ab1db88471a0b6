"""The index of a generated distribution (`operations.json`): which method sends which operation."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.diagnostics import UsageError

FORMAT = 1
"""The version of the layout that this module reads."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a method: its Python name, its name on the wire, and where it goes.

    `place`: path, query, header, cookie, body (a member of the body), whole (the body), media (a media upload).
    """

    name: str
    wire: str
    place: str
    required: bool


@dataclass(frozen=True, slots=True)
class Method:
    """One method.  `type`, `event` and `page` are locators of its result, its events, its pages."""

    operation: str
    verb: str
    path: str
    resource: tuple[str, ...]
    name: str
    result: str
    arguments: tuple[Argument, ...]
    content_type: str | None = None
    type: str | None = None
    event: str | None = None
    page: str | None = None

    @property
    def dotted(self) -> str:
        """`chat.completions.create`."""
        return ".".join((*self.resource, self.name))

    def named(self, *places: str) -> dict[str, str]:
        """Wire name to Python name of the arguments in these places."""
        return {a.wire: a.name for a in self.arguments if a.place in places}


@dataclass(frozen=True, slots=True)
class Index:
    """All methods of a package, by its import name."""

    package: str
    methods: tuple[Method, ...]

    def of(self, operation: str) -> Method | None:
        """The method that sends an operation; of several, the one that is not kept for older programs."""
        found = [m for m in self.methods if m.operation == operation]
        return min(found, key=lambda m: m.resource[:1] == ("beta",), default=None)

    @property
    def operations(self) -> Iterable[str]:
        """Ids of all operations that have a method."""
        return dict.fromkeys(m.operation for m in self.methods)


def read_index(folder: Path) -> Index:
    """The index of the distribution in `folder`.  Raises UsageError when there is none, or of another version."""
    path = folder / "operations.json"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            raise UsageError(f"{path}: an index of version {data['format']!r}, not {FORMAT}: generate again")
        return Index(data["package"], tuple(_method(row) for row in data["methods"]))
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise UsageError(f"{path}: no index of a generated package ({type(problem).__name__})") from None


def _method(row: dict[str, Any]) -> Method:
    verb, _, path = row["http"].partition(" ")
    return Method(
        operation=row["operation"],
        verb=verb,
        path=path,
        resource=tuple(row["resource"]),
        name=row["method"],
        result=row["result"],
        arguments=tuple(
            Argument(a["name"], a["wire"], a["in"], bool(a["required"])) for a in row["arguments"]
        ),
        content_type=row.get("content_type"),
        type=row.get("type"),
        event=row.get("event"),
        page=row.get("page"),
    )
