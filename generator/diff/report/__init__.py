"""Comparisons for readers: text, Markdown, JSON, HTML.  Words of documents are encoded for their position."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from generator.diff.model import Comparison
from generator.diff.report.html import as_html
from generator.diff.report.json import as_data, as_json
from generator.diff.report.markdown import as_markdown
from generator.diff.report.text import as_text

FORMATS: Mapping[str, Callable[[Sequence[Comparison]], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
    "html": as_html,
}
"""Renderers by the word of ``--format``."""

__all__ = ["FORMATS", "as_data", "as_html", "as_json", "as_markdown", "as_text"]
