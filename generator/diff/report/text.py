"""For a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from generator.diff.model import Change, Comparison
from generator.diff.report.words import by_level, clean, levels, moved_words, reach, summary, title


def as_text(comparisons: Sequence[Comparison]) -> str:
    """Every change on a line, grouped by level, gravest first."""
    lines: list[str] = []
    for comparison in comparisons:
        lines.append(f"{title(comparison)}: {summary(comparison)}")
        for level, changes in by_level(comparison):
            lines += ["", level.label.upper()]
            lines += [_line(change) for change in changes]
        if comparison.moved:
            lines += ["", "NAMES ONLY"]
            lines += [f"  {moved_words(moved)}" for moved in comparison.moved]
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def _line(change: Change) -> str:
    where = reach(change)
    tail = f"  <{where}>" if where and change.subject not in (f"operation {where}", where) else ""
    return f"  {clean(change.subject)}: {clean(change.text)}  [{change.id}; {levels(change)}]{tail}"
