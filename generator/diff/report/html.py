"""One page without anything from elsewhere: no scripts of others, no fonts, no network."""

from __future__ import annotations

import html
from collections.abc import Sequence

from generator.diff.model import Change, Comparison, Level
from generator.diff.report.words import clean, levels, moved_words, summary, title

_STYLE = """
:root { color-scheme: light dark; --line: #8886; --breaking: #b3261e; --risky: #9a6700; --additive: #1a7f37; --neutral: #57606a; }
@media (prefers-color-scheme: dark) {
  :root { --breaking: #ff8a80; --risky: #e3b341; --additive: #56d364; --neutral: #9198a1; }
}
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: .35rem .6rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
code { overflow-wrap: anywhere; } details { color: var(--neutral); }
.breaking { color: var(--breaking); } .risky { color: var(--risky); }
.additive { color: var(--additive); } .neutral { color: var(--neutral); }
"""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Nothing is loaded and nothing runs, whatever a document managed to say."""


def as_html(comparisons: Sequence[Comparison]) -> str:
    """A whole page in UTF-8."""
    body = "\n".join(_comparison(comparison) for comparison in comparisons)
    return (
        "<!doctype html>\n"
        '<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Changes</title><style>{_STYLE}</style></head><body>\n"
        f"<h1>Changes</h1>\n{body}\n</body></html>\n"
    )


def _text(value: str) -> str:
    return html.escape(clean(value), quote=True)


def _comparison(comparison: Comparison) -> str:
    rows = "\n".join(_row(change) for change in comparison.changes)
    table = (
        '<table><thead><tr><th scope="col">Level</th><th scope="col">What</th><th scope="col">Change</th>'
        f'<th scope="col">Where</th></tr></thead><tbody>\n{rows}\n</tbody></table>'
    )
    moved = "".join(f"<li>{_text(moved_words(moved))}</li>" for moved in comparison.moved)
    return (
        f"<section><h2>{_text(title(comparison))}</h2>\n<p>{_text(summary(comparison).capitalize())}.</p>\n"
        + (table if comparison.changes else "")
        + (f"\n<h3>Names only</h3><ul>{moved}</ul>" if moved else "")
        + "</section>"
    )


def _row(change: Change) -> str:
    place = change.new or change.old
    pointer = f"<br><code>#{_text(place.pointer)}</code>" if place is not None else ""
    return (
        f"<tr><td>{_level('request', change.request)}{_level('response', change.response)}</td>"
        f"<td>{_text(change.subject)}<br><code>{_text(change.id)}</code></td>"
        f"<td>{_text(change.text)}{pointer}</td><td>{_operations(change)}</td></tr>"
    )


def _level(direction: str, level: Level | None) -> str:
    return f'<div class="{level.label}">{direction}: {level.label}</div>' if level is not None else ""


def _operations(change: Change) -> str:
    if not change.operations:
        return f"<span>{_text(levels(change))}</span>"
    entries = "".join(f"<div>{_text(each)}</div>" for each in change.operations)
    count = len(change.operations)
    if count == 1:
        return entries
    return f"<details><summary>{count} operations</summary>{entries}</details>"
