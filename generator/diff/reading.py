"""Operations of one document, ready to be compared: parameters gathered, references followed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.diff.side import Side
from generator.narrow import Data
from generator.spec.document import Node
from generator.spec.structure import METHODS

_EXPRESSION = re.compile(r"\{[+/?&#.;]?([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One operation.  `label`: ``POST /path``; `key`: the same with the names of path parameters left out."""

    method: str
    path: str
    item: Node
    node: Node

    @property
    def label(self) -> str:
        """How reports name the operation."""
        return f"{self.method} {self.path}"

    @property
    def key(self) -> str:
        """Equal for paths that are the same on the wire."""
        return f"{self.method} {_EXPRESSION.sub('{}', self.path)}"

    @property
    def id(self) -> str:
        """The operationId, "" when there is none."""
        return text(self.node, "operationId")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the expressions in the path, in order."""
        return tuple(_EXPRESSION.findall(self.path))


def endpoints(side: Side, home: Node | None) -> Iterator[Endpoint]:
    """All operations below a map of path items, in document order."""
    for path, child in home.items() if home is not None else ():
        if path.startswith("x-"):
            continue
        item = side.resolve(child)
        for key, node in item.items():
            if key in METHODS and node.is_mapping:
                yield Endpoint(key.upper(), path, item, node)
        more = item.get("additionalOperations")
        for key, node in more.items() if more is not None else ():
            if node.is_mapping:
                yield Endpoint(key.upper(), path, item, node)


def elements(node: Node | None, key: str) -> list[Node]:
    """The items of a list member, nothing when there is none."""
    member = node.get(key) if node is not None else None
    return member.elements() if member is not None else []


def members(node: Node | None, key: str) -> dict[str, Node]:
    """The members of a mapping member, nothing when there is none."""
    member = node.get(key) if node is not None else None
    return dict(member.items()) if member is not None else {}


def plain(node: Node | None, key: str) -> Any:
    """The value of a member, None when there is none."""
    member = node.get(key) if node is not None else None
    return member.value if member is not None else None


def text(node: Node | None, key: str) -> str:
    """A member that is text, "" otherwise."""
    value: Data = plain(node, key)
    return value if isinstance(value, str) else ""


def flag(node: Node | None, key: str) -> bool:
    """Whether a member is true."""
    return plain(node, key) is True
