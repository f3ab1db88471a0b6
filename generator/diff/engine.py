"""Pairs of schemas that stand for each other, what changed in each, and which operations it reaches.

A pair is compared once, however many operations lead to it.  Uses (an operation, in one direction) are bits; they flow
along the edges from a pair to the pairs inside it until nothing changes any more.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from generator.diff.side import Side
from generator.diff.unchanged import Unchanged
from generator.diff.view import Ref
from generator.spec.document import Node

Direction: TypeAlias = Literal["component", "request", "response"]
"""`component`: a named schema that no operation mentions, so nobody can tell who sends it."""


@dataclass(frozen=True, slots=True)
class Use:
    """Where a comparison starts: an operation, a direction and what stands there (parameter, body, header)."""

    direction: Direction
    operation: str
    subject: str


@dataclass(frozen=True, slots=True)
class Found:
    """One difference as the comparing modules report it; `id` is a concept.

    `only`: the direction it concerns, None for both.  `subject`: words for what changed, "" for those of the place.
    """

    id: str
    text: str
    old: Node | None = None
    new: Node | None = None
    before: str = ""
    after: str = ""
    only: Direction | None = None
    subject: str = ""


@dataclass(slots=True)
class Pair:
    """Two schemas that stand for each other.  `uses`: bits of the uses that reach it; `places`: as what it stands."""

    old: Ref
    new: Ref
    found: list[Found] = field(default_factory=list[Found])
    edges: list[tuple[Pair, Direction | None]] = field(default_factory=list["tuple[Pair, Direction | None]"])
    uses: int = 0
    places: set[str] = field(default_factory=set[str])


class Engine:
    """The comparison in progress.  `direct`: changes outside of schemas, with their use."""

    def __init__(self, old: Side, new: Side, compare: Callable[[Engine, Pair], None]) -> None:
        self.old = old
        self.new = new
        self.unchanged = Unchanged(old.document, new.document)
        self.uses: list[Use] = []
        self.pairs: dict[tuple[Ref, Ref], Pair] = {}
        self.direct: list[tuple[Use, Found]] = []
        self._compare = compare
        self._waiting: deque[Pair] = deque()
        self._masks: dict[Direction, int] = {"component": 0, "request": 0, "response": 0}

    def report(self, use: Use, found: Found) -> None:
        """A change that is no part of a schema."""
        self.direct.append((use, found))

    def root(self, old: Ref, new: Ref, use: Use) -> None:
        """Compare two schemas that a use begins with; () is a schema that says nothing."""
        bit = 1 << len(self.uses)
        self.uses.append(use)
        self._masks[use.direction] |= bit
        pair = self._pair(old, new, use.subject)
        pair.uses |= bit

    def component(self, old: Ref, new: Ref, use: Use) -> None:
        """Compare two schemas of one name, unless operations have led there already."""
        known = self.pairs.get((self.old.ref(old), self.new.ref(new)))
        if known is None or not known.uses:
            self.root(old, new, use)

    def child(
        self, parent: Pair, old: Ref, new: Ref, place: str = "property", blocked: Direction | None = None
    ) -> None:
        """Compare two schemas inside a pair.  `blocked`: the direction in which they never travel."""
        parent.edges.append((self._pair(old, new, place), blocked))

    def run(self) -> None:
        """Compare all pairs that were asked for, those that they ask for, and spread the uses."""
        while self._waiting:
            self._compare(self, self._waiting.popleft())
        spreading = deque(pair for pair in self.pairs.values() if pair.uses)
        while spreading:
            pair = spreading.popleft()
            for child, blocked in pair.edges:
                bits = pair.uses & ~self._masks[blocked] if blocked else pair.uses
                if bits & ~child.uses:
                    child.uses |= bits
                    spreading.append(child)

    def uses_of(self, pair: Pair) -> list[Use]:
        """The uses that reach a pair, in order."""
        bits = pair.uses
        found: list[Use] = []
        while bits:
            lowest = bits & -bits
            found.append(self.uses[lowest.bit_length() - 1])
            bits ^= lowest
        return found

    def _pair(self, old: Ref, new: Ref, place: str) -> Pair:
        key = (self.old.ref(old), self.new.ref(new))
        pair = self.pairs.get(key)
        if pair is None:
            pair = self.pairs[key] = Pair(*key)
            first, second = key
            if not (len(first) == len(second) == 1 and self.unchanged.holds(first[0], second[0])):
                self._waiting.append(pair)
        pair.places.add(place)
        return pair
