"""A text that a regular expression matches.

`pattern` is an ECMA-262 expression; what it shares with Python's is read by Python's own parser.  Expressions that
only one of them knows (and look-around) give no text, and the sample stays without.
"""

from __future__ import annotations

import importlib
import re
import sys
import warnings
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

_parser: Any = importlib.import_module("re._parser")  # no public module reads expressions into a tree
_MAX_LENGTH: Final = 10_000
_CATEGORIES: Final = {
    "CATEGORY_DIGIT": "0123456789",
    "CATEGORY_NOT_DIGIT": "abcxyz-",
    "CATEGORY_WORD": "abcxyz019_",
    "CATEGORY_NOT_WORD": "- .",
    "CATEGORY_SPACE": " \t",
    "CATEGORY_NOT_SPACE": "abcxyz019-",
}
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./ "


class _Unsupported(Exception):
    """The expression uses something that no text is made for."""


@lru_cache(maxsize=2048)
def text_for(pattern: str, least: int = 0) -> str | None:
    """A text of at least `least` characters that matches, None when none is found."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compiled = re.compile(pattern)
            tree = _parser.parse(pattern)
        for spare in (0, 1, 4, 16, 64, least):
            text = _Writer(spare).sequence(tree)
            if len(text) >= least and compiled.search(text):
                return text
    except (re.error, _Unsupported, RecursionError, OverflowError):
        return None
    return None


class _Writer:
    """Writes one text; `spare`: repetitions beyond what is demanded, where the expression admits them."""

    def __init__(self, spare: int) -> None:
        self._spare = spare
        self._groups: dict[int, str] = {}
        self._length = 0

    def sequence(self, tree: Sequence[Any]) -> str:
        """The text of a sequence of parsed items."""
        parts: list[str] = []
        for operator, argument in tree:
            parts.append(self._item(str(operator), argument))
            self._length += len(parts[-1])
            if self._length > _MAX_LENGTH:
                raise _Unsupported
        return "".join(parts)

    def _item(self, operator: str, argument: Any) -> str:
        if operator == "LITERAL":
            return chr(argument)
        if operator == "NOT_LITERAL":
            return next(letter for letter in _LETTERS if ord(letter) != argument)
        if operator == "ANY":
            return "x"
        if operator == "IN":
            return _one_of(argument)
        if operator == "AT":
            return ""
        if operator == "BRANCH":
            return self.sequence(argument[1][0])
        if operator in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            return self._repeated(*argument)
        if operator == "SUBPATTERN":
            number, _, _, inner = argument
            text = self.sequence(inner)
            self._groups[number] = text
            return text
        if operator == "ATOMIC_GROUP":
            return self.sequence(argument)
        if operator == "GROUPREF" and argument in self._groups:
            return self._groups[argument]
        raise _Unsupported

    def _repeated(self, least: int, most: int, inner: Sequence[Any]) -> str:
        limit = sys.maxsize if most == _parser.MAXREPEAT else int(most)
        count = min(max(least, self._spare), limit)
        if count > _MAX_LENGTH:
            raise _Unsupported
        return "".join(self.sequence(inner) for _ in range(count))


def _one_of(items: Sequence[Any]) -> str:
    """One character of a class such as ``[a-z_]``."""
    first, *_ = items
    if str(first[0]) == "NEGATE":
        excluded = items[1:]
        return next(
            (letter for letter in _LETTERS if not any(_holds(item, letter) for item in excluded)), "~"
        )
    operator, argument = first
    if str(operator) == "RANGE":
        return chr(argument[0])
    if str(operator) == "CATEGORY":
        return _CATEGORIES[str(argument)][0]
    return chr(argument)


def _holds(item: Any, letter: str) -> bool:
    operator, argument = item
    if str(operator) == "RANGE":
        return bool(argument[0] <= ord(letter) <= argument[1])
    if str(operator) == "CATEGORY":
        return letter in _CATEGORIES[str(argument)] or (
            letter.isalnum() and str(argument) in ("CATEGORY_WORD", "CATEGORY_NOT_SPACE")
        )
    return bool(argument == ord(letter))
