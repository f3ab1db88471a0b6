"""For pull requests and changelogs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.diff.model import Change, Comparison
from generator.diff.report.words import by_level, clean, levels, moved_words, reach, summary, title

_SPECIAL = re.compile(r"([\\`*\[\]<>#|~&@$]|(?<!\w)_|_(?!\w))|(?<=\w)(://)|(?i:(?<=\b)(www)\.)")


def as_markdown(comparisons: Sequence[Comparison], *, depth: int = 2) -> str:
    """Headings of `depth`, one list item for each change."""
    mark = "#" * depth
    lines: list[str] = []
    for comparison in comparisons:
        lines += [f"{mark} {escape(title(comparison))}", "", f"{summary(comparison).capitalize()}.", ""]
        for level, changes in by_level(comparison):
            lines += [f"{mark}# {level.label.capitalize()}", ""]
            lines += [item(change) for change in changes]
            lines.append("")
        if comparison.moved:
            lines += [f"{mark}# Names only", ""]
            lines += [f"- {escape(moved_words(moved))}" for moved in comparison.moved]
            lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def item(change: Change) -> str:
    """One change as an item of a list."""
    where = reach(change)
    tail = f" Reaches {escape(where)}." if where and where not in change.subject else ""
    words = f"- {code(change.subject)}: {escape(clean(change.text))} (`{change.id}`; {levels(change)})."
    return words + tail


def escape(text: str) -> str:
    """Text that Markdown and GitHub show as it is: no markup, no mentions, no links."""
    return _SPECIAL.sub(lambda found: f"\\{found[1]}" if found[1] else _unlinked(found[0]), clean(text))


def _unlinked(text: str) -> str:
    return text.replace("://", "\\://").replace(".", "\\.")


def code(text: str) -> str:
    """Text as a code span, whatever back-ticks it has (CommonMark section 6.1)."""
    text = clean(text)
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if longest or text != text.strip() else ""
    return f"{fence}{pad}{text}{pad}{fence}"
