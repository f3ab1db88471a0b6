"""The result of a comparison: frozen data without documents."""

from __future__ import annotations

import enum
from collections import Counter
from dataclasses import dataclass


class Level(enum.IntEnum):
    """What a change means to a client.

    NEUTRAL: nothing on the wire.  ADDITIVE: something new may be used.  RISKY: some clients may notice.  BREAKING: a
    client that was right before is wrong now.
    """

    NEUTRAL = 0
    ADDITIVE = 1
    RISKY = 2
    BREAKING = 3

    @property
    def label(self) -> str:
        """The lower-case word of reports and of ``--fail-on``."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Place:
    """A value in one of the two documents: file as the user named it, RFC 6901 pointer."""

    file: str
    pointer: str


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    `id`: the concept, one of `generator.diff.concepts.CONCEPTS`.  `request`, `response`: its level for what a client
    sends and receives; None where it is no part of that.  `subject`: what changed, in words.  `operations`: those
    that it reaches, as ``POST /path``.  `names`: the concept by direction and place, in the terms of oasdiff's checks
    (``request-property-became-required``).
    """

    id: str
    request: Level | None
    response: Level | None
    subject: str
    text: str
    old: Place | None = None
    new: Place | None = None
    before: str = ""
    after: str = ""
    operations: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def level(self) -> Level:
        """The graver of the two levels."""
        return max(self.request or Level.NEUTRAL, self.response or Level.NEUTRAL)


@dataclass(frozen=True, slots=True)
class Moved:
    """A named schema that stands under another name, or under none, with the same meaning.

    Nothing changes on the wire; names of Python classes come from it.  "" stands for no name.
    """

    old: str
    new: str
    place: Place


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes between two documents, gravest first."""

    old: str
    new: str
    changes: tuple[Change, ...] = ()
    moved: tuple[Moved, ...] = ()

    @property
    def level(self) -> Level | None:
        """The gravest level, None when nothing changed."""
        return max((change.level for change in self.changes), default=None)

    def moved_places(self) -> dict[str, str]:
        """Pointers of named schemas of the old document to those of the new one under another name."""
        return {
            f"/components/schemas/{_escaped(each.old)}": f"/components/schemas/{_escaped(each.new)}"
            for each in self.moved
            if each.old and each.new
        }

    def counts(self) -> dict[Level, int]:
        """How many changes there are of each level, the gravest level first."""
        found = Counter(change.level for change in self.changes)
        return {level: found[level] for level in sorted(Level, reverse=True)}


def _escaped(name: str) -> str:
    """A reference token of RFC 6901."""
    return name.replace("~", "~0").replace("/", "~1")
