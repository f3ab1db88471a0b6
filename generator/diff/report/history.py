"""Many comparisons as one changelog, the newest first."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from generator.diff.model import Comparison
from generator.diff.report.html import as_html
from generator.diff.report.json import FORMAT, as_data
from generator.diff.report.markdown import escape, item
from generator.diff.report.text import as_text
from generator.diff.report.words import by_level, clean, moved_words, summary

Entry = tuple[str, str, Comparison | None, str]
"""Label of the version, what is said of it, its changes (None when it could not be read), why not."""


def history_markdown(entries: Sequence[Entry]) -> str:
    """A section for each version."""
    lines = ["# Changelog", ""]
    for label, note, comparison, problem in reversed(entries):
        lines += [f"## {escape(label)}", ""]
        if note:
            lines += [f"{escape(note)}", ""]
        if comparison is None:
            lines += [f"Could not be read: {escape(problem)}.", ""]
            continue
        lines += [f"{_first(comparison)}.", ""]
        for level, changes in by_level(comparison):
            lines += [f"### {level.label.capitalize()}", "", *(item(change) for change in changes), ""]
        if comparison.moved:
            lines += [
                "### Names only",
                "",
                *(f"- {escape(moved_words(each))}" for each in comparison.moved),
                "",
            ]
    return "\n".join(lines).rstrip("\n") + "\n"


def _first(comparison: Comparison) -> str:
    return "The first version" if not comparison.old else summary(comparison).capitalize()


def history_text(entries: Sequence[Entry]) -> str:
    """The text report of each step; versions that could not be read on a line."""
    parts: list[str] = []
    for label, note, comparison, problem in reversed(entries):
        tail = f" ({clean(note)})" if note else ""
        if comparison is None:
            parts.append(f"{clean(label)}{tail}: could not be read: {clean(problem)}\n")
        elif not comparison.old:
            parts.append(f"{clean(label)}{tail}: the first version\n")
        else:
            parts.append(as_text([comparison]))
    return "\n".join(parts)


def history_json(entries: Sequence[Entry]) -> str:
    """JSON, oldest first."""
    steps = [
        {
            "version": label,
            "note": note,
            "problem": problem or None,
            "comparison": as_data(comparison) if comparison is not None else None,
        }
        for label, note, comparison, problem in entries
    ]
    return json.dumps({"format": FORMAT, "steps": steps}, indent=2, ensure_ascii=False) + "\n"


def history_html(entries: Sequence[Entry]) -> str:
    """One page."""
    return as_html([comparison for _, _, comparison, _ in reversed(entries) if comparison is not None])


HISTORY_FORMATS: Mapping[str, Callable[[Sequence[Entry]], str]] = {
    "text": history_text,
    "markdown": history_markdown,
    "json": history_json,
    "html": history_html,
}
