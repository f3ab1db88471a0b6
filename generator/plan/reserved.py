"""Reserved words, by the place where a name stands.  The lists are data: `reserved_words/*.txt`."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Literal, TypeAlias

__all__ = ["Place", "words"]

Place: TypeAlias = Literal["fields", "keys", "arguments", "methods", "classes", "modules"]
"""Where a name stands: model field, TypedDict key, argument, method or attribute of a resource, class, module."""

_FOLDER = Path(__file__).with_name("reserved_words")


@functools.cache
def words(place: Place) -> frozenset[str]:
    """The names that may not be used as they are in a place; keywords of the language are in every set."""
    own: frozenset[str] = frozenset() if place == "keys" else _read(place)
    return own | _read("keywords")


def _read(name: str) -> frozenset[str]:
    """The words of one list: one a line, `#` starts a comment."""
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="ascii").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
