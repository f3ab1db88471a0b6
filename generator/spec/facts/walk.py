"""Walking a document by kind, so that a *property called* ``description`` is never taken for a description.

A :class:`Kind` says for each key of an object what stands there: another kind (alone, in a list, in a map of
names), a value that is data and stays, or wording that goes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from generator.narrow import Data
from generator.spec.structure import Shape

WORDS_OF_A_NAME = 5
"""A title of more words than this is a sentence."""

WORDING = frozenset({"description", "summary", "example", "examples", "externalDocs", "title"})
"""Keys that are removed at any depth from values that no kind describes."""

Filter: TypeAlias = Callable[[Data], object]
Hook: TypeAlias = Callable[[dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of object.

    `drop`: keys that hold wording.  `verbatim`: keys that hold data of any shape.  `children`: keys that hold other
    kinds.  `extensions`: ``x-`` keys that stay, with what to keep of their value (None keeps all).  `finish`: called
    with each finished copy.
    """

    drop: frozenset[str] = frozenset()
    verbatim: frozenset[str] = frozenset()
    children: Mapping[str, tuple[Shape, str]] = field(default_factory=dict[str, tuple[Shape, str]])
    extensions: Mapping[str, Filter | None] = field(default_factory=dict[str, Filter | None])
    finish: Hook | None = None


Kinds: TypeAlias = Mapping[str, Kind]

ABSENT = object()
"""What an extension filter returns to drop the key."""


def strip_as(value: Data, name: str, kinds: Kinds) -> Any:
    """The facts of `value`, read as the kind `name`.  Values that are no object (boolean schemas) stay."""
    if not isinstance(value, Mapping):
        return value if not isinstance(value, list) else plain(value)
    kind = kinds[name]
    result: dict[str, Any] = {}
    for key, item in value.items():
        kept = _member(kind, key, item, kinds)
        if kept is not ABSENT:
            result[key] = kept
    if kind.finish is not None:
        kind.finish(result)
    return result


def _member(kind: Kind, key: str, item: Data, kinds: Kinds) -> Any:
    if key in kind.drop:
        return ABSENT
    if key in kind.verbatim:
        return item
    if key in kind.children:
        container, child = kind.children[key]
        return _contained(item, container, child, kinds)
    if key.startswith("x-"):
        return _extension(kind, key, item)
    if key == "title":
        return item if is_name(item) else ABSENT
    return plain(item)


def _contained(item: Data, container: Shape, child: str, kinds: Kinds) -> Any:
    match container:
        case "list" if isinstance(item, list):
            return [strip_as(element, child, kinds) for element in item]
        case "map" if isinstance(item, Mapping):
            return {name: strip_as(element, child, kinds) for name, element in item.items()}
        case _:
            return strip_as(item, child, kinds)


def _extension(kind: Kind, key: str, item: Data) -> object:
    """Extensions of this project stay, of the others only those that the kind names."""
    if key.startswith("x-sdkgen-"):
        return item
    if key not in kind.extensions:
        return ABSENT
    keep = kind.extensions[key]
    return item if keep is None else keep(item)


def plain(value: Data) -> Any:
    """A value that no kind describes: kept, without sentences and without members that are named like wording."""
    if isinstance(value, Mapping):
        members = {key: plain(item) for key, item in value.items() if key not in WORDING}
        return {key: item for key, item in members.items() if item is not ABSENT}
    if isinstance(value, list):
        return [item for item in map(plain, value) if item is not ABSENT]
    if isinstance(value, str) and len(value.split()) > WORDS_OF_A_NAME:
        return ABSENT
    return value


def is_name(value: object) -> bool:
    """Whether a title names something (at most five words, no sentence) instead of describing it."""
    if not isinstance(value, str):
        return False
    words = value.split()
    return (
        0 < len(words) <= WORDS_OF_A_NAME
        and "\n" not in value
        and not value.rstrip().endswith((".", "!", "?", ":"))
    )
