"""The shape of a line: its tokens without the spelling of names, words and numbers."""

from __future__ import annotations

import keyword
import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r'''(?P<string>"""|[A-Za-z]*"(?:[^"\\\n]|\\.)*"|[A-Za-z]*'(?:[^'\\\n]|\\.)*')'''
    r"""|(?P<comment>\#.*)|(?P<word>[A-Za-z_]\w*)|(?P<number>\d[\w.]*)"""
)
_KEYWORDS = frozenset(keyword.kwlist)
_PLAIN_NUMBER = re.compile(r"0|[1-9]\d*(?:\.\d+)?|0\.\d+")
_UNUSUAL = "\x00"


@dataclass(frozen=True, slots=True)
class Shape:
    """One line.  `text`: the shape; names are ``n``, strings ``""``, numbers ``0``, comments ``# c``.

    `opens`: brackets opened minus brackets closed.  `is_plain`: no token whose layout depends on its spelling
    (escapes, other quotes than `"`, prefixes, hexadecimal numbers, characters wider than one column).
    """

    text: str
    opens: int
    is_plain: bool


class Shapes:
    """Shapes of lines; each line is looked at once."""

    def __init__(self) -> None:
        self._known: dict[str, Shape] = {}

    def of(self, line: str) -> Shape:
        """The shape of a line without its indentation."""
        known = self._known.get(line)
        if known is None:
            known = self._known[line] = _shape(line)
        return known


def _shape(line: str) -> Shape:
    text = _TOKEN.sub(_reduced, line)
    opens = sum(map(text.count, "([{")) - sum(map(text.count, ")]}"))
    unusual = _UNUSUAL in text or "\\" in text or "'" in text or "\t" in text or "\f" in text or ";" in text
    return Shape(text, opens, not unusual and line.isascii() and line == line.rstrip())


def _reduced(match: re.Match[str]) -> str:
    kind, token = match.lastgroup, match.group()
    if kind == "word":
        return token if token in _KEYWORDS else "n"
    if kind == "string":
        if token == '"""':
            return token
        return '""' if token[0] == '"' and "\\" not in token else f'""{_UNUSUAL}'
    if kind == "number":
        return "0" if _PLAIN_NUMBER.fullmatch(token) else f"0{_UNUSUAL}"
    is_ordinary = token.startswith("# ") and token[2:3].isalnum() and not token.startswith("# type:")
    return "# c" if is_ordinary else f"# c{_UNUSUAL}"
