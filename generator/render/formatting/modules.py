"""A module taken apart and put together again with the answers of black."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from generator.render.formatting.pieces import Piece
from generator.render.formatting.questions import Answers, Boundary, Passage, Questions
from generator.render.formatting.statements import INDENT, Reader, Statement, Unusual

_TRAIL = 2
_TRAIL_OF_MODULE = 4
"""How many statements above a gap black looks at in the same block; a module begins with comments and a docstring."""


class Module:
    """A module taken apart; None in `statements` when black has to see it as a whole."""

    def __init__(self, text: str, reader: Reader) -> None:
        self.text = text
        self.statements: list[Statement] | None
        try:
            self.statements = reader.read(text)
            self.boundaries = list(_boundaries(self.statements))
        except Unusual:
            self.statements = None
            self.boundaries = []

    def ask(self, answers: Answers, questions: Questions) -> bool:
        """Add what has to be known before `assemble` can work; whether that was anything."""
        is_open = False
        if self.statements is None:
            if self.text not in answers.modules:
                questions.modules[self.text] = None
                is_open = True
            return is_open
        for statement in self.statements:
            for piece in _settled(statement, answers):
                stable = answers.stable.get(piece.shape) if piece.shape else False
                if stable is None:
                    is_open = True
                    if piece.shape not in questions.shapes:
                        questions.shapes[piece.shape] = _example(statement, piece)
                elif not stable and (passage := _passage(statement, piece)) not in answers.texts:
                    is_open = True
                    questions.texts[passage] = None
        for boundary in self.boundaries:
            if boundary not in answers.gaps:
                is_open = True
                questions.gaps[boundary] = None
        return is_open

    def assemble(self, answers: Answers) -> str:
        """The formatted module."""
        if self.statements is None:
            return answers.modules[self.text]
        lines: list[str] = []
        for number, statement in enumerate(self.statements):
            if number:
                lines += [""] * answers.gaps[self.boundaries[number - 1]]
            margin = " " * (INDENT * statement.depth)
            lines += [margin + line if line else "" for line in _body(statement, answers)]
        return "\n".join(lines) + "\n" if lines else ""


def _settled(statement: Statement, answers: Answers) -> tuple[Piece, ...]:
    """The pieces to judge; the whole statement when black would change the frame."""
    first = statement.pieces[0]
    if first.context != "frame" or answers.stable.get(first.shape, True):
        return statement.pieces
    head, tail = first.lines
    lines = (head, *(line for piece in statement.pieces[1:] for line in piece.lines), tail)
    return (Piece("", lines, ""),)


def _body(statement: Statement, answers: Answers) -> list[str]:
    pieces = _settled(statement, answers)
    made: list[tuple[str, ...]] = []
    for piece in pieces:
        is_stable = piece.shape and answers.stable[piece.shape]
        made.append(piece.lines if is_stable else answers.texts[_passage(statement, piece)])
    if pieces[0].context != "frame":
        return list(made[0])
    head, tail = made[0]
    return [head, *(line for item in made[1:] for line in item), tail]


def _passage(statement: Statement, piece: Piece) -> Passage:
    return Passage(piece.context, statement.kind, statement.depth, statement.is_opener, piece.lines)


def _example(statement: Statement, piece: Piece) -> Passage:
    # What fits fits further left too, and there is less to read; a docstring needs a block that it belongs to.
    depth = 1 if statement.kind == "docstring" else 0
    return Passage(piece.context, statement.kind, depth, statement.is_opener, piece.lines)


def _boundaries(statements: Sequence[Statement]) -> Iterable[Boundary]:
    """The boundary above each statement but the first.  Raises Unusual for blocks without a head."""
    blocks: list[str] = []
    siblings: list[list[str]] = [[]]
    for upper, lower in pairwise(statements):
        del siblings[upper.depth + 1 :], blocks[upper.depth :]
        own = siblings[upper.depth]
        own.append(upper.kind)
        size = _TRAIL if upper.depth else _TRAIL_OF_MODULE
        is_start = len(own) <= size
        trail = tuple(own if is_start else own[-_TRAIL:])
        yield Boundary(tuple(blocks), trail, is_start, lower.kind, lower.depth, lower.blanks)
        if lower.depth > upper.depth:
            if not upper.is_opener or lower.depth != upper.depth + 1:
                raise Unusual("indentation")
            blocks.append(upper.kind)
            siblings.append([])
