"""Code as tokens, with the spaces that black puts before them."""

from __future__ import annotations

import keyword
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r"""\s*(?:(?P<string>"(?:[^"\\\n]|\\[\\nrt])*")|(?P<word>[A-Za-z_]\w*)|(?P<number>\d[\w.]*)"""
    r"""|(?P<sign>\.\.\.|->|\*\*|[.,:=|*()\[\]{}]))""",
    re.ASCII,
)
_ORIGIN = re.compile(r"from ([\w.]+)(?= import )", re.ASCII)
_PLAIN_NUMBER = re.compile(r"0|[1-9]\d*(?:\.\d+)?|0\.\d+")
_CONSTANTS = frozenset({"None", "True", "False"})
_LEADING = frozenset({"return", "class", "def", "async"})
OPENERS = {"(": ")", "[": "]", "{": "}"}
CLOSERS = frozenset(OPENERS.values())


class Unreadable(Exception):
    """Code of a form that only black can judge."""


@dataclass(slots=True, eq=False)
class Token:
    """A token of a statement that is being broken.

    `sort`: ``word``, ``string``, ``number``, or the sign itself, which an invisible parenthesis keeps.  `text`: what is
    printed; "" for a parenthesis that black might add.  `gap`: spaces before it inside of a line, `space` those where it
    stands now.  `mate`: the other bracket of a pair.  `is_applied`: a bracket of a call, a subscript or a definition.
    `commas`: how many stand directly between a closing bracket and its mate.  `is_added`: a comma that the code had not.
    `is_opener`, `is_closer`: a bracket, a visible one or not.
    """

    sort: str
    text: str
    gap: str = ""
    space: str = ""
    mate: Token | None = None
    is_applied: bool = False
    commas: int = 0
    is_added: bool = False
    is_opener: bool = field(init=False)
    is_closer: bool = field(init=False)

    def __post_init__(self) -> None:
        """Tell brackets, visible ones or not, from other tokens."""
        self.is_opener = self.sort in OPENERS
        self.is_closer = self.sort in CLOSERS

    def copied(self) -> Token:
        """Another token of the same kind, with its spaces as in the beginning."""
        return Token(
            self.sort, self.text, self.gap, self.gap, self.mate, self.is_applied, self.commas, self.is_added
        )


def tokens_of(lines: Sequence[str]) -> list[Token]:
    """The tokens of a statement or of an item of one, without any spaces.  Raises Unreadable."""
    text = "\n".join(lines)
    if not text.isascii():
        raise Unreadable("wide characters")
    text = text.rstrip()
    found: list[Token] = []
    position = 0
    if origin := _ORIGIN.match(text):
        # Nothing is decided inside of the path of a module.
        found = [Token("keyword", "from"), Token("word", origin[1])]
        position = origin.end()
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None or match.lastgroup is None:
            raise Unreadable(text[position : position + 20])
        found.append(_token(match.lastgroup, match[match.lastgroup], found))
        position = match.end()
    _pair(found)
    return found


def _token(group: str, text: str, before: Sequence[Token]) -> Token:
    last = before[-1] if before else None
    if group == "sign":
        if text == "." and last is not None and last.sort != "word":
            raise Unreadable("an attribute of a result")
        return Token(text, text, is_applied=text in OPENERS and last is not None and _can_be_applied(last))
    if group == "string" and last is not None and last.sort == "string":
        raise Unreadable("strings side by side")
    if group == "number" and not _PLAIN_NUMBER.fullmatch(text):
        raise Unreadable("a number in another notation")
    if group == "word" and keyword.iskeyword(text) and text not in _CONSTANTS:
        if text not in ("import", "as") and (text not in _LEADING or len(before) > 1):
            raise Unreadable(text)
        return Token("keyword", text)
    return Token(group, text)


def _can_be_applied(before: Token) -> bool:
    return before.sort in ("word", "string") or before.is_closer


def _pair(tokens: Sequence[Token]) -> None:
    """Link brackets with each other and count what stands directly in them.  Raises Unreadable."""
    open_ones: list[Token] = []
    commas = [0]
    for token in tokens:
        if token.is_opener:
            open_ones.append(token)
            commas.append(0)
        elif token.is_closer:
            if not open_ones or OPENERS[open_ones[-1].sort] != token.sort:
                raise Unreadable("brackets")
            opener = open_ones.pop()
            opener.mate, token.mate = token, opener
            token.is_applied = opener.is_applied
            token.commas = commas.pop()
        elif token.sort == ",":
            commas[-1] += 1
    if open_ones:
        raise Unreadable("brackets")


def space_out(tokens: Sequence[Token]) -> None:
    """Set the spaces before tokens.  Raises Unreadable where words stand side by side that should not.

    An ``=`` between spaces is told by its `gap`, which `parentheses` has set.
    """
    last: Token | None = None
    for token in tokens:
        if last is not None and token.sort != "=":
            token.gap = " " if _is_apart(last, token) else ""
        token.space = token.gap
        last = token


def _is_apart(last: Token, token: Token) -> bool:
    if last.is_opener or token.is_closer or last.sort in ("*", "**") or "." in (last.sort, token.sort):
        return False
    if token.sort in (",", ":"):
        return False
    if last.sort in (",", ":", "|", "->", "keyword") or token.sort in ("|", "->", "keyword"):
        return True
    if last.sort == "=":
        return last.gap == " "
    if token.is_opener and token.is_applied:
        return False
    if last.is_opener or token.is_opener:
        raise Unreadable("a bracket in an unusual place")
    raise Unreadable(f"{last.text} {token.text}")
