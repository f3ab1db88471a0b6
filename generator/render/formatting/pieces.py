"""A statement in the pieces that black judges independently of each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.render.formatting.shapes import Shape


@dataclass(frozen=True, slots=True)
class Piece:
    """What black judges on its own: a statement, the frame of a statement, or an item inside of the frame.

    `context`: "" for a statement, ``frame``, or the kind of bracket that the item stands in.  `lines` are without the
    indentation of the statement.  `shape`: the key of the verdict, "" where the spelling counts.
    """

    context: str
    lines: tuple[str, ...]
    shape: str


def pieces_of(lines: Sequence[str], shapes: Sequence[Shape], room: int) -> tuple[Piece, ...]:
    """The pieces of a statement.  `lines` and `shapes` are parallel; `room`: columns that are left for a line.

    A statement whose outermost bracket holds one item a line, with a comma after the last, keeps that form whatever
    the items are; so the items and what is around them are judged on their own.
    """
    items = _items(shapes)
    frame = (shapes[0], shapes[-1])
    if not items or not all(
        _fits(line, shape, room) for line, shape in zip((lines[0], lines[-1]), frame, strict=True)
    ):
        return (Piece("", tuple(lines), _key(lines, shapes, room)),)
    context = _context(shapes[0].text)
    key = f"{context} frame\n{frame[0].text}\n{frame[1].text}"
    pieces = [Piece("frame", (lines[0], lines[-1]), key)]
    for start, end in items:
        key = _key(lines[start:end], shapes[start:end], room)
        pieces.append(Piece(context, tuple(lines[start:end]), key and f"{context} {key}"))
    return tuple(pieces)


def shortened(shapes: Iterable[str]) -> str:
    """Shapes of lines as a key; runs of equal lines count as two."""
    kept: list[str] = []
    for shape in shapes:
        if len(kept) < 2 or not kept[-1] == kept[-2] == shape:
            kept.append(shape)
    return "\n".join(kept)


def _items(shapes: Sequence[Shape]) -> list[tuple[int, int]]:
    """The ranges of lines between the outermost brackets, [] when these do not hold one item after the other."""
    if len(shapes) < 3 or shapes[0].opens != 1 or shapes[-1].opens != -1:
        return []
    if shapes[0].text[-1] not in "([{" or shapes[-1].text[0] not in ")]}":
        return []
    ranges: list[tuple[int, int]] = []
    opens, start = 0, 1
    for number in range(1, len(shapes) - 1):
        opens += shapes[number].opens
        if opens < 0:
            return []
        if opens == 0:
            if not shapes[number].text.endswith(","):
                return []
            ranges.append((start, number + 1))
            start = number + 1
    return ranges if opens == 0 else []


def _context(head: str) -> str:
    if head.startswith(("def ", "async def ")):
        return "def"
    if head.endswith("import ("):
        return "import"
    before = head[-2:-1]
    is_applied = before.isalnum() or before in ("]", ")")
    return f"{'applied ' if is_applied else ''}{head[-1]}"


def _key(lines: Sequence[str], shapes: Sequence[Shape], room: int) -> str:
    """The shapes of lines, "" where black weighs widths.

    A bracket that is broken after a comma stays broken whatever the widths are; one without that comma is broken
    because of them.
    """
    is_held = _is_held(lines, shapes, room)
    last = ""
    for line, shape in zip(lines, shapes, strict=True):
        if not _fits(line, shape, room):
            return ""
        is_closing = shape.text.lstrip(" ")[:1] in (")", "]", "}")
        if last and is_closing and not last.endswith(",") and not is_held:
            return ""
        last = shape.text
    return shortened(shape.text for shape in shapes)


def _is_held(lines: Sequence[str], shapes: Sequence[Shape], room: int) -> bool:
    """Whether a bracket with a comment behind it and one name in it stays broken: with the comments no line is long enough."""
    return (
        len(lines) == 3
        and shapes[0].text.endswith(("(  # c", "[  # c"))
        and shapes[0].opens == 1
        and not any(bracket in shapes[1].text for bracket in "()[]{}")
        and sum(len(line.strip()) for line in lines) > room
    )


def _fits(line: str, shape: Shape, room: int) -> bool:
    return shape.is_plain and len(line) <= room
