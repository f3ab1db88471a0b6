"""A line in the making: some tokens of a statement, and what black knows about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from generator.render.formatting.breaking.tokens import Token
from generator.render.layout import COLUMNS

_INDENT = 4
COMMA = 18
PIPE = 9
"""Where black would break first: higher figures before lower ones."""


class Sight(Enum):
    """How much of a line black looks at before it breaks it."""

    ALL = "all"
    PAIRS = "pairs"
    NOTHING = "nothing"


@dataclass(slots=True, eq=False)
class Line:
    """`depth`: levels of indentation.  `is_inside`: the tokens stand in a bracket that was opened on a line above.

    `must_break`: a collection, whose items go on lines of their own.
    """

    tokens: list[Token]
    depth: int
    is_inside: bool = False
    sight: Sight = Sight.ALL
    must_break: bool = False

    def __str__(self) -> str:
        body = "".join([f"{token.space}{token.text}" for token in self.tokens])
        return " " * (_INDENT * self.depth) + body

    @property
    def fits(self) -> bool:
        """Whether the line, as it is now, is short enough."""
        return len(str(self)) <= COLUMNS

    @property
    def margin(self) -> int:
        """Columns left of the first token."""
        return _INDENT * self.depth

    @property
    def is_definition(self) -> bool:
        """Whether it begins a function."""
        texts = [token.text for token in self.tokens[:2] if token.sort == "keyword"]
        return texts[:1] == ["def"] or texts == ["async", "def"]

    @property
    def returns_lines(self) -> bool:
        """Whether a definition has an annotation of its result that asks for one item a line."""
        start = next((n for n, token in enumerate(self.tokens) if token.sort == "->"), None)
        if start is None:
            return False
        return Line(self.tokens[start + 1 :], self.depth, sight=Sight.PAIRS).is_exploded

    @property
    def is_import(self) -> bool:
        """Whether it begins an import."""
        return self.tokens[0].sort == "keyword" and self.tokens[0].text in ("from", "import")

    @property
    def delimiters(self) -> dict[Token, int]:
        """Tokens after which the line may be broken, with the priority of the place."""
        found: dict[Token, int] = {}
        if self.sight is not Sight.ALL:
            return found
        depth = 0
        last: Token | None = None
        for token in self.tokens:
            if token.is_opener:
                depth += 1
            elif token.is_closer:
                depth -= 1
            elif depth == 0 and token.sort == ",":
                found[token] = COMMA
            elif depth == 0 and token.sort == "|" and last is not None:
                found[last] = PIPE
            last = token
        return found

    def optional(self) -> list[Token]:
        """Parentheses that black may add to the line as a whole: those that stand in no other brackets."""
        if self.sight is Sight.NOTHING:
            return []
        found: list[Token] = []
        whole = set(self.tokens)
        depth = 0
        for token in self.tokens:
            if token.mate not in whole:
                continue
            depth -= token.is_closer
            if depth == 0 and not token.text:
                found.append(token)
            depth += token.is_opener
        return found

    def has_optional(self) -> bool:
        """Whether there are parentheses anywhere that black may add."""
        if self.sight is Sight.NOTHING:
            return False
        whole = set(self.tokens)
        return any(not token.text and token.mate in whole for token in self.tokens)

    @property
    def is_exploded(self) -> bool:
        """Whether a comma before a closing bracket asks for one item a line."""
        if self.sight is Sight.NOTHING:
            return False
        closers = [token for last, token in pairwise(self.tokens) if token.is_closer and last.sort == ","]
        return any(token.mate in self.tokens and not self._is_single(token) for token in closers)

    def _is_single(self, closer: Token) -> bool:
        """Whether a comma before this bracket belongs to the meaning: a tuple or a subscript of one."""
        if closer.sort == "]":
            return closer.is_applied and closer.commas < 2
        return closer.sort == ")" and not closer.is_applied and not self.is_import and closer.commas < 2

    def lengths(self) -> Iterator[tuple[Token, int]]:
        """Tokens and the columns they take."""
        for token in self.tokens:
            yield token, len(token.space) + len(token.text)

    def cloned(self) -> Line:
        """The same line of new tokens, with their spaces as in the beginning."""
        copies = {token: token.copied() for token in self.tokens}
        for token, copy in copies.items():
            copy.mate = copies.get(token.mate, token.mate) if token.mate is not None else None
        tokens = list(copies.values())
        tokens[0].space = ""
        return Line(tokens, self.depth, self.is_inside, Sight.ALL, self.must_break)
