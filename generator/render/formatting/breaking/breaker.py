"""The way in: a passage as black would lay it out, or nothing where only black can tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.render.formatting.breaking.lines import Line
from generator.render.formatting.breaking.parentheses import prepare
from generator.render.formatting.breaking.splitting import broken_lines
from generator.render.formatting.breaking.tokens import Token, Unreadable, space_out, tokens_of
from generator.render.formatting.questions import Passage

_INDENT = 4


def broken(passage: Passage) -> tuple[str, ...] | None:
    """The lines of a passage as black breaks them, without the indentation of the statement; None for unusual ones."""
    try:
        lines, has_commas = _once(passage)
        if has_commas:
            # black looks a second time at what it has changed, and a comma that was added is one to respect then.
            lines, _ = _once(replace(passage, lines=lines))
    except Unreadable:
        return None
    return lines


def _once(passage: Passage) -> tuple[tuple[str, ...], bool]:
    """The passage broken, and whether commas were added.  Raises Unreadable."""
    depth = passage.depth + (1 if passage.context else 0)
    lines = broken_lines(Line(_ready(passage), depth, is_inside=bool(passage.context)))
    margin = _INDENT * passage.depth
    has_commas = any(token.is_added for line in lines for token in line.tokens)
    return tuple(str(line)[margin:] for line in lines), has_commas


def _ready(passage: Passage) -> list[Token]:
    if passage.context == "frame":
        raise Unreadable("a part of a statement")
    tokens = prepare(tokens_of(passage.lines), passage.context, passage.kind)
    _refuse_stray_signs(tokens, passage)
    space_out(tokens)
    return tokens


def _refuse_stray_signs(tokens: Sequence[Token], passage: Passage) -> None:
    """Raise Unreadable for a sign where it means something else: slices, multiplication, a tuple in a subscript."""
    open_ones: list[Token] = []
    last: Token | None = None
    is_parameters = passage.kind in ("def", "def stub") and not passage.context
    for token in tokens:
        around = open_ones[-1] if open_ones else None
        if token.is_opener:
            open_ones.append(token)
        elif token.is_closer:
            open_ones.pop()
        elif token.sort == ":" and around is not None:
            if around.sort != "{" and not (is_parameters and len(open_ones) == 1 and around.is_applied):
                raise Unreadable("a slice")
        elif token.sort == "=" and around is not None and not (around.sort == "(" and around.is_applied):
            raise Unreadable("a test")
        elif token.sort in ("*", "**"):
            is_first = last is None or last.is_opener or last.sort == ","
            if not is_first:
                raise Unreadable("multiplication")
        last = token
