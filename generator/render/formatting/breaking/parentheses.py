"""Where black may add parentheses, or take those away that are there: values, annotations, imported names.

A pair that is not needed is kept in the list of tokens without a text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.render.formatting.breaking.tokens import Token, Unreadable


def prepare(tokens: list[Token], context: str, kind: str) -> list[Token]:
    """The tokens of a statement or item with all optional parentheses; the gaps of every ``=`` are set.

    `context`, `kind`: those of a passage.  Raises Unreadable.
    """
    work = _Work(tokens, {id(opener) for opener in _needless(tokens)})
    if context:
        work.single()
    if context == "def":
        work.parameter(0, len(tokens))
    elif context == "import":
        pass
    elif context:
        work.item(context)
    elif kind in ("def", "def stub"):
        work.definition()
    elif kind == "import":
        work.imported()
    elif kind in ("class", "class stub"):
        work.bases()
    elif kind == "return":
        work.wrap(1, len(tokens))
    elif kind == "other":
        work.assignment()
    else:
        raise Unreadable(kind)
    if work.needless:
        raise Unreadable("parentheses that are not needed")
    return work.tokens


def _needless(tokens: Sequence[Token]) -> Iterator[Token]:
    """The opening parentheses around one expression."""
    for token, following in pairwise(tokens):
        if token.sort != "(" or token.is_applied or token.mate is None or token.mate is following:
            continue
        if token.mate.commas == 0:
            yield token


class _Work:
    """The tokens of one statement, and those opening parentheses that nothing has explained yet."""

    def __init__(self, tokens: list[Token], needless: set[int]) -> None:
        self.tokens = tokens
        self.needless = needless

    def wrap(self, start: int, end: int) -> None:
        """Optional parentheses around the expression at [start:end], unless it is a tuple, which has its own."""
        tokens = self.tokens
        if start >= end or self._separators(start, end, ","):
            raise Unreadable("no single expression")
        first, last = tokens[start], tokens[end - 1]
        if first.sort == "(" and not first.is_applied:
            if first.mate is not last:
                raise Unreadable("parentheses in an expression")
            if id(first) in self.needless:
                if tokens[start + 1].sort == "(":
                    raise Unreadable("parentheses twice")
                first.text = last.text = ""
                self.needless.discard(id(first))
            return
        opener, closer = Token("(", ""), Token(")", "")
        opener.mate, closer.mate = closer, opener
        tokens[start:end] = [opener, *tokens[start:end], closer]

    def single(self) -> None:
        """Raise Unreadable where there is more than one item, or no comma after it."""
        if self._separators(0, len(self.tokens), ",") != [len(self.tokens) - 1]:
            raise Unreadable("no single item")

    def parameter(self, start: int, end: int) -> None:
        """One parameter; only the annotations that are unions or stand in parentheses have some."""
        separators = list(self._separators(start, end, ","))
        end = separators[0] if separators else end
        equals = list(self._separators(start, end, "="))
        colons = list(self._separators(start, end, ":"))
        stop = equals[0] if equals else end
        for place in equals:
            self.tokens[place].gap = " " if colons else ""
        if not colons:
            return
        first = self.tokens[colons[0] + 1]
        if first.sort in ("[", "{", "...") or (first.sort == "(" and first.mate is not self.tokens[stop - 1]):
            raise Unreadable("an unusual annotation")
        if first.sort == "(" or self._separators(colons[0] + 1, stop, "|"):
            self.wrap(colons[0] + 1, stop)

    def item(self, context: str) -> None:
        """An item of a bracket: at most one ``:`` or ``=`` of its own."""
        allowed = {"{": ":", "applied (": "="}.get(context, "")
        for sign in (":", "="):
            if self._separators(0, len(self.tokens), sign) and sign != allowed:
                raise Unreadable("an unusual item")

    def definition(self) -> None:
        """A function with parameters, each with its annotation, and what it returns."""
        tokens = self.tokens
        opener = next((token for token in tokens if token.sort == "("), None)
        if opener is None or opener.mate is None or tokens.index(opener) > 3:
            raise Unreadable("an unusual definition")
        start, end = tokens.index(opener), tokens.index(opener.mate)
        if end == start + 1:
            raise Unreadable("no parameters")
        header = next(n for n in range(len(tokens) - 1, end, -1) if tokens[n].sort == ":")
        if end + 1 < header:
            if tokens[end + 1].sort != "->" or tokens[end + 2].sort == "string":
                raise Unreadable("an unusual definition")
            self.wrap(end + 2, header)
        places = [start, *self._separators(start + 1, end, ","), end]
        for left, right in reversed(list(pairwise(places))):
            if right > left + 1:
                self.parameter(left + 1, right)

    def imported(self) -> None:
        """The names of a ``from`` import."""
        tokens = self.tokens
        place = next((n for n, token in enumerate(tokens) if token.text == "import"), 0)
        if not place:
            raise Unreadable("an import of modules")
        first, last = tokens[place + 1], tokens[-1]
        if first.sort == "(":
            first.text = last.text = ""
            self.needless.discard(id(first))
            return
        opener, closer = Token("(", ""), Token(")", "")
        opener.mate, closer.mate = closer, opener
        closer.commas = len(self._separators(place + 1, len(tokens), ","))
        tokens[place + 1 :] = [opener, *tokens[place + 1 :], closer]

    def bases(self) -> None:
        """A class with bases; nothing in it is optional."""
        tokens = self.tokens
        if len(tokens) < 5 or tokens[2].sort != "(" or tokens[3].sort == ")":
            raise Unreadable("an unusual class")

    def assignment(self) -> None:
        """``target = value``, ``target: annotation``, both, or an expression."""
        tokens = self.tokens
        if tokens[0].sort != "word":
            raise Unreadable("an unusual statement")
        end = len(tokens)
        equals = list(self._separators(0, end, "="))
        colons = list(self._separators(0, end, ":"))
        if len(equals) > 1 or len(colons) > 1 or self._separators(0, end, ","):
            raise Unreadable("an unusual assignment")
        stop = equals[0] if equals else end
        if equals:
            tokens[stop].gap = " "
            self.wrap(stop + 1, end)
        if colons:
            if colons[0] > stop:
                raise Unreadable("an unusual assignment")
            self.wrap(colons[0] + 1, stop)

    def _separators(self, start: int, end: int, sign: str) -> list[int]:
        """Where a sign stands in [start:end] outside of brackets."""
        return list(self._places(start, end, sign))

    def _places(self, start: int, end: int, sign: str) -> Iterator[int]:
        depth = 0
        for number in range(start, end):
            token = self.tokens[number]
            depth += token.is_opener - token.is_closer
            if depth == 0 and token.sort == sign:
                yield number
