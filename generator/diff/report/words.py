"""What all renderers say in the same words."""

from __future__ import annotations

import unicodedata

from generator.diff.model import Change, Comparison, Level, Moved

FEW = 3
"""Operations that a line names before it only counts."""


def clean(text: str) -> str:
    """Text without line breaks, control characters and marks that turn the direction of writing."""
    return "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
        return f"\\u{ord(character):04x}"
    return character


def summary(comparison: Comparison) -> str:
    """`2 breaking, 1 additive`, or that nothing changed."""
    counts = [f"{count} {level.label}" for level, count in comparison.counts().items() if count]
    if counts:
        return ", ".join(counts)
    return "no change on the wire" if comparison.moved else "no change"


def levels(change: Change) -> str:
    """The levels of a change: one word, or two where requests and responses differ."""
    pairs = (("requests", change.request), ("responses", change.response))
    stated = [(name, level) for name, level in pairs if level is not None]
    if len(stated) == 2 and stated[0][1] == stated[1][1]:
        return f"{stated[0][1].label} for requests and responses"
    return ", ".join(f"{level.label} for {name}" for name, level in stated) or "not on the wire"


def reach(change: Change) -> str:
    """The operations that a change reaches, "" for none."""
    named = [clean(each) for each in change.operations[:FEW]]
    more = len(change.operations) - len(named)
    return ", ".join(named) + (f" and {more} more" if more else "")


def moved_words(moved: Moved) -> str:
    """A schema under another name."""
    if not moved.new:
        return f"{clean(moved.old)} is written out where it is used"
    if not moved.old:
        return f"{clean(moved.new)} is the name of what was written out before"
    return f"{clean(moved.old)} is called {clean(moved.new)} now"


def title(comparison: Comparison) -> str:
    """Both documents by name."""
    if comparison.old == comparison.new:
        return clean(comparison.new)
    return f"{clean(comparison.old)} to {clean(comparison.new)}"


def by_level(comparison: Comparison) -> list[tuple[Level, list[Change]]]:
    """The changes of each level that has some, gravest first."""
    grouped = [
        (level, [c for c in comparison.changes if c.level is level]) for level in sorted(Level, reverse=True)
    ]
    return [(level, changes) for level, changes in grouped if changes]
