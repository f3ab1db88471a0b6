"""Breaking a line: at its last bracket, at its first one (definitions), or between the items inside of one.

The order of attempts, and when black takes one back, are those of black's stable style.  Tokens are shared by the lines
of all attempts, as they are there: a parenthesis that an attempt has made visible stays visible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.render.formatting.breaking.lines import COMMA, Line, Sight
from generator.render.formatting.breaking.tokens import Token
from generator.render.layout import COLUMNS


class NoSplit(Exception):
    """An attempt that leads nowhere."""


@dataclass(frozen=True, slots=True)
class _Split:
    """A line in three: up to an opening bracket, what stands in it, and the rest from its mate on."""

    head: Line
    body: Line
    tail: Line
    opener: Token
    closer: Token

    @property
    def is_optional(self) -> bool:
        """Whether the brackets are parentheses that need not be there."""
        return not self.opener.text and not self.closer.text

    def lines(self) -> list[Line]:
        """The parts that hold anything; the brackets are there from now on."""
        self.opener.text, self.closer.text = self.opener.sort, self.closer.sort
        return [line for line in (self.head, self.body, self.tail) if line.tokens]


def broken_lines(line: Line, *, parenthesise: bool = False) -> list[Line]:
    """The line in as many lines as it takes.  `parenthesise`: optional parentheses are wanted."""
    if line.fits and not line.must_break and not line.is_exploded:
        return [line]
    attempts: tuple[Callable[[Line, bool], list[Line]], ...]
    if line.is_definition and not line.returns_lines:
        attempts = (_at_first_bracket,)
    elif line.is_inside:
        attempts = (_between_items, _at_last_bracket)
    else:
        attempts = (_at_last_bracket,)
    for attempt in attempts:
        try:
            return _tried(line, attempt, parenthesise=parenthesise)
        except NoSplit:
            continue
    return [line]


def _tried(line: Line, attempt: Callable[[Line, bool], list[Line]], *, parenthesise: bool) -> list[Line]:
    """What an attempt makes of a line, each part broken further; with optional parentheses where that is better."""
    before = str(line)
    optional, has_optional = line.optional(), line.has_optional()
    made: list[Line] = []
    for part in attempt(line, parenthesise):
        if str(part) == before:
            raise NoSplit("nothing changed")
        made += broken_lines(part, parenthesise=parenthesise)
    if (
        parenthesise
        or attempt is not _at_last_bracket
        or not has_optional
        or any(token.text for token in optional)
        or made[0].fits
        or any(token.is_added for token in line.tokens)
    ):
        return made
    second = _tried(line.cloned(), attempt, parenthesise=True)
    return second if all(each.fits for each in second) else made


def _between_items(line: Line, _parenthesise: bool) -> list[Line]:
    """One line for each item; a comma is added after the last."""
    last = line.tokens[-1]
    places = line.delimiters
    highest = max((priority for place, priority in places.items() if place is not last), default=0)
    if not highest:
        raise NoSplit("no items")
    made: list[Line] = []
    current: list[Token] = []
    for token in line.tokens:
        current.append(token)
        if places.get(token) == highest:
            made.append(_item(current, line.depth))
            current = []
    if current:
        if highest == COMMA and current[-1].sort != ",":
            current.append(Token(",", ",", is_added=True))
        made.append(_item(current, line.depth))
    return made


def _item(tokens: list[Token], depth: int) -> Line:
    tokens[0].space = ""
    return Line(tokens, depth, is_inside=True)


def _at_first_bracket(line: Line, _parenthesise: bool) -> list[Line]:
    """The parameters of a definition on lines of their own."""
    start = next((n for n, token in enumerate(line.tokens) if token.sort == "("), None)
    if start is None:
        raise NoSplit("no brackets")
    end = line.tokens.index(line.tokens[start].mate)  # type: ignore[arg-type]
    if end == start + 1:
        raise NoSplit("no parameters")
    return _parts(line, start, end).lines()


def _at_last_bracket(line: Line, parenthesise: bool) -> list[Line]:
    """Broken at the last bracket, or at an earlier one where the rest then fits behind it."""
    starts: dict[Token, int] = {}
    column = line.margin
    for token, length in line.lengths():
        starts[token] = column
        column += length
    first: list[Line] | None = None
    for kept in _kept_together(line):
        if kept:
            target = next((t for t in reversed(line.tokens) if t.is_closer and t not in kept), None)
            opener = target.mate if target is not None else None
            if opener is not None and opener.text and starts.get(opener, 0) > COLUMNS:
                continue
        made = _with_or_without(_split(line, kept), line, kept, parenthesise)
        if first is None and not kept:
            first = made
        if made[0].fits:
            return made
    return (
        first
        if first is not None
        else _with_or_without(_split(line, frozenset()), line, frozenset(), parenthesise)
    )


def _kept_together(line: Line) -> Iterator[frozenset[Token]]:
    """Ever larger sets of closing brackets at the end of the line that are not broken, as far as these fit in a line."""
    kept: set[Token] = set()
    if not line.is_exploded:
        yield frozenset()
    length = line.margin
    within: Token | None = None
    last: Token | None = None
    inner: set[Token] = set()
    for number in range(len(line.tokens) - 1, -1, -1):
        token = line.tokens[number]
        length += len(token.space) + len(token.text)
        if length > COLUMNS:
            return
        before = line.tokens[number - 1] if number else None
        if within is not None:
            if token is within:
                within = None
            elif token.is_closer:
                if _asks_for_lines(before, token, line):
                    return
                inner.add(token)
        elif token.is_closer:
            if before is not None and before.is_opener:
                inner.add(token)
                continue
            if last is not None:
                kept |= {last, *inner}
                inner.clear()
                yield frozenset(kept)
            if _asks_for_lines(before, token, line):
                return
            if token.text:
                within, last = token.mate, token


def _asks_for_lines(before: Token | None, closer: Token, line: Line) -> bool:
    """Whether a comma before a closing bracket asks for one item a line."""
    if before is None or before.sort != ",":
        return False
    return not (
        closer.mate in line.tokens and closer.sort == ")" and not closer.is_applied and closer.commas < 2
    )


def _split(line: Line, kept: frozenset[Token]) -> _Split:
    """The line in three at its last bracket that is not `kept` and not empty."""
    places: dict[Token | None, int] = {token: number for number, token in enumerate(line.tokens)}
    end = len(line.tokens) - 1
    while end >= 0:
        token = line.tokens[end]
        if token.is_closer and token not in kept:
            start = places.get(token.mate, -1)
            if start != end - 1:
                if start < 0:
                    break
                return _parts(line, start, end)
            end = start - 1
            continue
        end -= 1
    raise NoSplit("no brackets")


def _parts(line: Line, start: int, end: int) -> _Split:
    head, body, tail = line.tokens[: start + 1], line.tokens[start + 1 : end], line.tokens[end:]
    opener, closer = line.tokens[start], line.tokens[end]
    if _needs_comma(line, body, opener) and body[-1].sort != ",":
        body = [*body, Token(",", ",", is_added=True)]
    inner = Line(body, line.depth + 1, is_inside=True)
    has_items = any(p == COMMA for place, p in inner.delimiters.items() if place is not body[-1])
    is_display = not opener.is_applied
    inner.must_break = has_items and (body[-1].sort == "," or is_display)
    return _Split(
        Line(head, line.depth, sight=Sight.PAIRS),
        inner,
        Line(tail, line.depth, sight=Sight.NOTHING),
        opener,
        closer,
    )


def _needs_comma(line: Line, body: Sequence[Token], opener: Token) -> bool:
    """Whether a comma goes after the last name of an import, or after the only parameter of a function."""
    if line.is_import:
        return True
    if not (line.is_definition and opener.text == "(" and opener.is_applied):
        return False
    depth, is_default = 0, False
    for token in body:
        depth += token.is_opener - token.is_closer
        is_default = is_default or (depth == 0 and token.sort == "=")
        if token.sort == "," and (depth == 0 or is_default):
            return False
    return True


def _with_or_without(split: _Split, line: Line, kept: frozenset[Token], parenthesise: bool) -> list[Line]:
    """The lines of a split; where its parentheses are optional, perhaps those of the next bracket instead."""
    if not parenthesise and split.is_optional and not line.is_import and _can_do_without(split):
        fewer = kept | {split.closer}
        try:
            other = _split(line, fewer)
            if _is_better(other, split):
                return _with_or_without(other, line, fewer, parenthesise)
        except NoSplit:
            is_chain = sum(token.sort == "=" for token in line.tokens) > 1
            if not is_chain and len(split.body.tokens) < 2 and not split.body.fits:
                raise
    return split.lines()


def _is_better(other: _Split, split: _Split) -> bool:
    """Whether a split at a bracket of the code beats one at the optional parentheses around it."""
    head = split.head.tokens
    if not (len(head) >= 2 and head[-2].sort == "="):
        return True
    if not any(token.is_opener or token.is_closer for token in head[:-1]):
        return True
    if len(str(split.head)) > COLUMNS - 1 or split.head.is_exploded:
        return True
    equals = sum(token.sort == "=" for token in head)
    if equals > 1 and equals > sum(token.sort == "=" for token in other.head.tokens):
        return False
    for token in reversed(other.head.tokens):
        if token.sort == "=":
            break
        if token.is_closer:
            return True
    return any(token.sort == "=" for token in other.head.tokens) and other.head.fits


def _can_do_without(split: _Split) -> bool:
    """Whether the body of optional parentheses has a bracket at either end where it can be broken instead."""
    body = split.body
    priorities = list(body.delimiters.values())
    if not priorities:
        return True
    if priorities.count(max(priorities)) > 1:
        return False
    first, second, before, last = *body.tokens[:2], *body.tokens[-2:]
    if first.is_opener and not second.is_closer and _fits_after(body, first):
        return True
    if last.sort in (")", "}") or (last.sort == "]" and not last.is_applied):
        return not before.is_opener and _fits_before(body, last)
    return False


def _fits_after(body: Line, opener: Token) -> bool:
    """Whether what follows the mate of the first bracket fits, or can be broken further."""
    length = body.margin
    is_counted = False
    for token, columns in body.lengths():
        if token.mate is opener and token.is_closer:
            is_counted = True
        if is_counted:
            length += columns
            if length > COLUMNS:
                return False
            if token.is_opener:
                is_counted = False
    return True


def _fits_before(body: Line, closer: Token) -> bool:
    """Whether what stands before the last bracket opens fits, or can be broken further."""
    length = body.margin
    has_others = False
    for token, columns in body.lengths():
        length += columns
        if token is closer.mate:
            return has_others or length <= COLUMNS
        has_others = has_others or token.is_opener
    return False
