"""Line numbers of the values of a file, as a tree that follows the shape of the data.

A leaf is the line (1-based) of a scalar.  A container is a :class:`Place`: its line and the positions of its
members.  The line of a mapping's member is the line of its key.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from generator.spec import pointers


class Place(NamedTuple):
    """Where a container stands and where its members stand."""

    line: int
    members: dict[str, Position] | list[Position]


Position: TypeAlias = int | Place


def line_of(root: Position, tokens: Iterable[str]) -> int:
    """The line of the value at the tokens, or of its deepest ancestor that the file has."""
    position = root
    for token in tokens:
        if not isinstance(position, Place):
            break
        members = position.members
        if isinstance(members, dict):
            found = members.get(token)
        else:
            place = pointers.index(token, len(members))
            found = None if place is None else members[place]
        if found is None:
            break
        position = found
    return position.line if isinstance(position, Place) else position
