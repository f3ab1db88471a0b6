"""Python names for names of a document: every string gives a valid, stable, printable ASCII identifier.

A name depends only on the string and on the place where it stands.  What happens when two strings give the same name
is decided by the caller with :func:`unique`, which knows the candidates in order of preference.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, MutableSet

from generator.plan import reserved, words

__all__ = [
    "argument_name",
    "class_name",
    "field_name",
    "joined",
    "key_name",
    "method_name",
    "module_name",
    "pascal",
    "shortened",
    "snake",
    "unique",
]

LONGEST = 150
"""Characters of the longest identifier; with `.py` it stays far below the 255 bytes of a file name."""

_DIGITS = "0123456789"


def shortened(name: str, limit: int = LONGEST) -> str:
    """`name`, or its beginning and a hash of the whole when it is longer than `limit` characters."""
    if len(name) <= limit:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{name[: limit - 9].rstrip('_')}_{digest}"


@functools.lru_cache(maxsize=65536)
def snake(name: str) -> str:
    """The words of `name` joined by underscores, in lower case; starts with a letter, may be a keyword.

    A leading digit gets ``n_`` in front (a leading underscore would make a pydantic attribute private).
    """
    text = "_".join(words.split(name))
    return shortened(f"n_{text}" if text[0] in _DIGITS else text)


@functools.lru_cache(maxsize=65536)
def pascal(name: str, acronyms: frozenset[str] = words.ACRONYMS) -> str:
    """The words of `name` in PascalCase, acronyms in capitals; inner capitals of the original stay (``MCPTool``).

    A name in capitals throughout (``HTTP_METHOD``) is treated as if it were in lower case.
    """
    return joined(words.pieces(name), acronyms, shout=name.isupper())


def joined(pieces: Iterable[str], acronyms: frozenset[str] = words.ACRONYMS, *, shout: bool = False) -> str:
    """PascalCase of words that are split already."""
    text = "".join(_capital(piece.lower() if shout else piece, acronyms) for piece in pieces)
    return shortened(f"N{text}" if text[:1] in _DIGITS else text)


def _capital(piece: str, acronyms: frozenset[str]) -> str:
    lower = piece.lower()
    if lower in acronyms:
        return lower.upper()
    if lower[-1:] == "s" and lower[:-1] in acronyms:
        return lower[:-1].upper() + "s"
    return piece[:1].upper() + piece[1:]


def _free(name: str, place: reserved.Place) -> str:
    return f"{name}_" if name in reserved.words(place) else name


def field_name(name: str) -> str:
    """Name of a pydantic field.  `schema`, `copy`, `json`, ... and what pydantic has
    of `model_*` get a trailing underscore; the model then carries an alias.
    """
    return _free(snake(name), "fields")


def key_name(name: str) -> str:
    """Name of a TypedDict key."""
    return _free(snake(name), "keys")


def argument_name(name: str) -> str:
    """Name of a method's argument."""
    return _free(snake(name), "arguments")


def method_name(name: str) -> str:
    """Name of a method or of a sub-resource attribute."""
    return _free(snake(name), "methods")


def module_name(name: str) -> str:
    """Name of a module (and file, without ``.py``): no keyword, no device name of Windows."""
    return _free(snake(name), "modules")


def class_name(name: str, acronyms: frozenset[str] = words.ACRONYMS) -> str:
    """Name of a class or alias: hides nothing that generated modules use."""
    return _free(pascal(name, acronyms), "classes")


def unique(candidates: Iterable[str], taken: MutableSet[str], *, fold: bool = False) -> str:
    """The first candidate that is not in `taken`, which then holds it; a numbered last candidate when all are.

    `fold`: compare without case, for names that become files.  Raises ValueError without any candidate.
    """
    name = ""
    for name in candidates:
        key = name.lower() if fold else name
        if key not in taken:
            taken.add(key)
            return name
    if not name:
        raise ValueError("no candidate for a name")
    number = 2
    while (key := f"{name}_{number}".lower() if fold else f"{name}_{number}") in taken:
        number += 1
    taken.add(key)
    return f"{name}_{number}"
