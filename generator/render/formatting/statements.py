"""A printed module as statements: what stands where, how many blank lines above, in which blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.render.formatting.pieces import Piece, pieces_of, shortened
from generator.render.formatting.shapes import Shape, Shapes
from generator.render.layout import COLUMNS

INDENT = 4
_SPANS = re.compile(r'''"""|\'{3}|\\$''')
"""Text or a statement that goes on in the next line without a bracket."""
_OPENERS = frozenset({"class", "def", "async", "if", "for", "while", "with"})
_DEFINITIONS = frozenset({"class", "class stub", "def", "def stub", "decorator"})
_SIMPLE = frozenset(
    {"return", "raise", "import", "from", "pass", "await", "assert", "None", "True", "False", "not"}
)
_UNREADABLE = frozenset(
    {
        "try",
        "except",
        "finally",
        "else",
        "elif",
        "break",
        "continue",
        "del",
        "global",
        "nonlocal",
        "lambda",
        "yield",
    }
)


class Unusual(Exception):
    """A module holds something that only black itself can judge."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One logical line.

    `kind`: ``class``, ``def``, ``def stub`` (on one line), ``import``, ``decorator``, ``docstring``, ``comment``,
    ``other`` or a keyword.  `blanks`: blank lines above.  `pieces`: the statement, or its frame (first and last line)
    and the items between.  `is_opener`: a block follows.
    """

    kind: str
    depth: int
    blanks: int
    pieces: tuple[Piece, ...]
    is_opener: bool


class Reader:
    """Takes modules apart."""

    def __init__(self) -> None:
        self._shapes = Shapes()
        self._lines: dict[str, Statement] = {}

    def read(self, text: str) -> list[Statement]:
        """The statements of a module; raises Unusual where it is not one of the usual kind."""
        found: list[Statement] = []
        lines = text.split("\n")
        position = blanks = 0
        while position < len(lines):
            line = lines[position]
            if not line:
                blanks += 1
                position += 1
                continue
            body = line.lstrip(" ")
            margin = len(line) - len(body)
            if margin % INDENT:
                raise Unusual("indentation")
            take = self._string if body.startswith('"""') else self._code
            statement, position = take(lines, position, margin, blanks, found)
            found.append(statement)
            blanks = 0
        return found

    def _code(
        self, lines: list[str], start: int, margin: int, blanks: int, before: list[Statement]
    ) -> tuple[Statement, int]:
        line = lines[start]
        known = self._lines.get(line)
        if known is not None:
            statement, end = known, start + 1
        else:
            statement, end = self._statement(lines, start, margin)
            if end == start + 1:
                self._lines[line] = statement
        if before and before[-1].kind == "comment" and statement.kind in _DEFINITIONS:
            # black moves blank lines from below such a comment to above it.
            raise Unusual("a comment above a definition")
        if blanks:
            statement = Statement(
                statement.kind, statement.depth, blanks, statement.pieces, statement.is_opener
            )
        return statement, end

    def _statement(self, lines: list[str], start: int, margin: int) -> tuple[Statement, int]:
        """The statement that begins on a line, as if it had no blank lines above."""
        opens, end = 0, start
        shapes: list[Shape] = []
        while True:
            if end == len(lines):
                raise Unusual("brackets")
            shape = self._shapes.of(lines[end][margin:])
            if _SPANS.search(lines[end]) or lines[end][:margin].strip():
                raise Unusual("text over several lines")
            shapes.append(shape)
            opens += shape.opens
            end += 1
            if opens == 0:
                break
        kind, is_opener = _kind(shapes)
        taken = [line[margin:] for line in lines[start:end]]
        pieces = pieces_of(taken, shapes, COLUMNS - margin)
        return Statement(kind, margin // INDENT, 0, pieces, is_opener), end

    def _string(
        self, lines: list[str], start: int, margin: int, blanks: int, before: list[Statement]
    ) -> tuple[Statement, int]:
        end = start
        rest = lines[start][margin + 3 :]
        while '"""' not in rest:
            end += 1
            if end == len(lines):
                raise Unusual("string")
            rest = lines[end]
        if not rest.endswith('"""') or rest.count('"""') > 1:
            raise Unusual("more than a string on a line")
        if any(line[:margin].strip() for line in lines[start : end + 1]):
            raise Unusual("text left of its block")
        taken = tuple(line[margin:] for line in lines[start : end + 1])
        depth = margin // INDENT
        is_docstring = before[-1].is_opener if depth else all(s.kind == "comment" for s in before)
        if is_docstring and depth and before[-1].depth != depth - 1:
            raise Unusual("indentation")
        kind = "docstring" if is_docstring else "string"
        key = _key_of_docstring(taken) if is_docstring else "string"
        if is_docstring and max(margin, INDENT) + len(taken[-1]) > COLUMNS:
            # Closing quotes that do not fit may move to the next line.
            if depth == 0:
                raise Unusual("a long docstring of a module")
            key = ""
        return Statement(kind, depth, blanks, (Piece("", taken, key),), is_opener=False), end + 1


def _kind(shapes: list[Shape]) -> tuple[str, bool]:
    first, last = shapes[0].text, shapes[-1].text
    word = first.split(" ", 1)[0].rstrip(":(")
    if first.startswith("#"):
        return "comment", False
    if first.startswith('""'):
        raise Unusual("a string in other quotes")
    if word in _UNREADABLE or (word == "async" and not first.startswith("async def ")):
        raise Unusual(word)
    if word[:1] == "@":
        return "decorator", False
    if word in _OPENERS:
        kind = "def" if word == "async" else word
        if last.endswith(":"):
            return kind, True
        if kind not in ("def", "class") or not last.endswith(": ..."):
            raise Unusual("a block on one line")
        return f"{kind} stub", False
    if word in _SIMPLE:
        return {"from": "import", "import": "import", "return": "return", "raise": "raise"}.get(
            word, "other"
        ), False
    return "other", False


def _key_of_docstring(lines: tuple[str, ...]) -> str:
    """Ordinary lines are all alike; those that begin or end with white space, quotes or backslashes count as written."""
    return "docstring " + shortened(_docstring_shapes(lines))


def _docstring_shapes(lines: tuple[str, ...]) -> Iterator[str]:
    for number, line in enumerate(lines):
        body = line.removeprefix('"""') if number == 0 else line
        closing = number == len(lines) - 1
        body = body.removesuffix('"""') if closing else body
        inner = body.lstrip(" ") if number else body
        is_ordinary = inner == inner.strip() and line.isascii() and "\\" not in line and "\t" not in line
        is_ordinary = is_ordinary and not inner.startswith('"') and not inner.endswith('"')
        word = ("w" if inner else "") if is_ordinary else inner
        lead = body[: len(body) - len(inner)]
        yield f"{'+' if number == 0 else ''}{lead}{word}{'+' if closing else ''}"
