"""What a plain scalar of YAML means: the core schema of YAML 1.2 (section 10.3.2).

Only ``true`` and ``false`` are booleans, ``on``, ``yes`` and ``NO`` are strings, and so are dates.
"""

from __future__ import annotations

import re

_FIRST = frozenset("-+.0123456789~nNtTfF")
"""First characters of everything that is not a string."""

_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}

_INTEGER = re.compile(r"[-+]?[0-9]+\Z|0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_SPECIAL = re.compile(r"[-+]?\.(?:inf|Inf|INF)\Z|\.(?:nan|NaN|NAN)\Z")
_MAX_DIGITS = 4_000
"""Longer integers cost quadratic time to convert and no API has them."""


def resolve(text: str) -> str | int | float | bool | None:
    """The value of a plain scalar: None, bool, int, float or the text itself.

    Infinities, NaN and integers of thousands of digits come back as text: JSON has no such numbers.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _FIRST:
        return text
    if len(text) > _MAX_DIGITS:
        return text
    if _INTEGER.match(text):
        return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
    if _FLOAT.match(text):
        number = float(text)
        return text if number in (float("inf"), float("-inf")) else number
    return text


def is_unrepresentable(text: str) -> bool:
    """Whether a plain scalar that `resolve` left as text is a number that JSON cannot hold."""
    if text[:1] not in _FIRST:
        return False
    return bool(_SPECIAL.match(text) or _INTEGER.match(text) or _FLOAT.match(text))
