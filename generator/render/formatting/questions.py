"""What black is asked, what it said, and both as plain data for another process or a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass, field
from typing import Any, TypeVar

from generator.narrow import Data


@dataclass(frozen=True, slots=True)
class Boundary:
    """How two statements stand one below the other.

    `blocks`: kinds of the blocks that are open at the upper one.  `trail`: kinds of the last statements of that block,
    the upper one last; they are all there are when `is_start`.  `kind`, `depth`, `blanks`: those of the lower one.
    """

    blocks: tuple[str, ...]
    trail: tuple[str, ...]
    is_start: bool
    kind: str
    depth: int
    blanks: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a statement to be formatted; the fields are those of `Piece` and `Statement`."""

    context: str
    kind: str
    depth: int
    is_opener: bool
    lines: tuple[str, ...]


@dataclass(slots=True)
class Answers:
    """What black has said.

    `stable`: whether pieces of a shape stay as they are.  `texts`: other pieces as black breaks them.
    `gaps`: blank lines between statements.  `modules`: modules that black formatted as a whole, by their text.
    """

    stable: dict[str, bool] = field(default_factory=dict[str, bool])
    texts: dict[Passage, tuple[str, ...]] = field(default_factory=dict[Passage, tuple[str, ...]])
    gaps: dict[Boundary, int] = field(default_factory=dict[Boundary, int])
    modules: dict[str, str] = field(default_factory=dict[str, str])

    def update(self, other: Answers) -> None:
        """Add what `other` knows."""
        self.stable.update(other.stable)
        self.texts.update(other.texts)
        self.gaps.update(other.gaps)
        self.modules.update(other.modules)

    def among(self, questions: Questions) -> Answers:
        """The answers to certain questions, as far as they are known."""
        return Answers(
            {shape: self.stable[shape] for shape in questions.shapes if shape in self.stable},
            {passage: self.texts[passage] for passage in questions.texts if passage in self.texts},
            {boundary: self.gaps[boundary] for boundary in questions.gaps if boundary in self.gaps},
            {text: self.modules[text] for text in questions.modules if text in self.modules},
        )

    def as_data(self) -> Data:
        """Plain data, in no particular order."""
        texts = [[_row(passage), list(lines)] for passage, lines in self.texts.items()]
        gaps = [[_row(boundary), blanks] for boundary, blanks in self.gaps.items()]
        return {"stable": self.stable, "texts": texts, "gaps": gaps, "modules": self.modules}

    @classmethod
    def from_data(cls, data: Any) -> Answers:
        """The opposite of `as_data`.  Raises KeyError, TypeError or ValueError for data of another form."""
        return cls(
            dict(data["stable"]),
            {_passage(row): tuple(lines) for row, lines in data["texts"]},
            {_boundary(row): blanks for row, blanks in data["gaps"]},
            dict(data["modules"]),
        )


@dataclass(slots=True)
class Questions:
    """What is not known yet; the fields are those of `Answers`.  `shapes` holds an example of each shape."""

    shapes: dict[str, Passage] = field(default_factory=dict[str, Passage])
    texts: dict[Passage, None] = field(default_factory=dict[Passage, None])
    gaps: dict[Boundary, None] = field(default_factory=dict[Boundary, None])
    modules: dict[str, None] = field(default_factory=dict[str, None])

    def __bool__(self) -> bool:
        return bool(self.shapes or self.texts or self.gaps or self.modules)

    def without(self, known: Answers) -> Questions:
        """Those that are not answered yet."""
        return Questions(
            {shape: example for shape, example in self.shapes.items() if shape not in known.stable},
            {passage: None for passage in self.texts if passage not in known.texts},
            {boundary: None for boundary in self.gaps if boundary not in known.gaps},
            {text: None for text in self.modules if text not in known.modules},
        )

    @property
    def size(self) -> int:
        """Characters that black has to read, roughly."""
        passages = (*self.shapes.values(), *self.texts)
        small = sum(60 + sum(map(len, passage.lines)) for passage in passages)
        return small + 60 * len(self.gaps) + sum(map(len, self.modules))

    def dealt(self, count: int) -> list[Questions]:
        """The questions dealt out to `count` shares of about the same size."""
        shares = [Questions() for _ in range(count)]
        for index, (shape, example) in enumerate(_longest_first(self.shapes.items(), lambda pair: pair[1])):
            shares[index % count].shapes[shape] = example
        for index, passage in enumerate(_longest_first(self.texts, lambda passage: passage)):
            shares[index % count].texts[passage] = None
        for index, boundary in enumerate(self.gaps):
            shares[index % count].gaps[boundary] = None
        for index, text in enumerate(sorted(self.modules, key=len, reverse=True)):
            shares[index % count].modules[text] = None
        return shares

    def as_data(self) -> Data:
        """Plain data."""
        shapes = [[shape, _row(example)] for shape, example in self.shapes.items()]
        return {
            "shapes": shapes,
            "texts": [_row(passage) for passage in self.texts],
            "gaps": [_row(boundary) for boundary in self.gaps],
            "modules": list(self.modules),
        }

    @classmethod
    def from_data(cls, data: Any) -> Questions:
        """The opposite of `as_data`."""
        return cls(
            {shape: _passage(row) for shape, row in data["shapes"]},
            dict.fromkeys(map(_passage, data["texts"])),
            dict.fromkeys(map(_boundary, data["gaps"])),
            dict.fromkeys(data["modules"]),
        )


_T = TypeVar("_T")


def _longest_first(values: Iterable[_T], passage: Callable[[_T], Passage]) -> list[_T]:
    return sorted(values, key=lambda value: -sum(map(len, passage(value).lines)))


def _row(value: Passage | Boundary) -> list[object]:
    return list(astuple(value))


def _passage(row: Any) -> Passage:
    context, kind, depth, is_opener, lines = row
    return Passage(context, kind, depth, is_opener, tuple(lines))


def _boundary(row: Any) -> Boundary:
    blocks, trail, is_start, kind, depth, blanks = row
    return Boundary(tuple(blocks), tuple(trail), is_start, kind, depth, blanks)
