"""`sdkgen diff`: what changed between two documents, as a client sees it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.console import EXIT_DRIFT, EXIT_OK, Terminal
from generator.diagnostics import Diagnostics, UsageError
from generator.diff.model import Level

EXAMPLES = (
    "sdkgen diff old.yaml new.yaml",
    "sdkgen diff HEAD~1:specs/openai specs/openai --format markdown",
    "sdkgen diff v1.0:api.yaml api.yaml --fail-on breaking",
)


def diff(
    old: Annotated[
        str, typer.Argument(help="A document, a folder of documents, or either as REV:path of git.")
    ],
    new: Annotated[str, typer.Argument(help="The same, newer.")],
    format: Annotated[str, typer.Option(help="text, markdown, json or html.")] = "text",
    fail_on: Annotated[
        str,
        typer.Option(
            help="Exit 3 at a change of this level or graver: breaking, risky, additive, neutral; or none."
        ),
    ] = "none",
    output: Annotated[
        Path | None, typer.Option(help="Write to this file instead of standard output.")
    ] = None,
    cache: Annotated[bool, typer.Option(help="Keep the facts of documents in .cache/sdkgen.")] = True,
    root: Annotated[Path, typer.Option(help="Folder that paths and .cache start from.")] = Path(),
) -> int:
    """Compare two documents by their meaning: order, moved references and the spelling of OpenAPI versions do not count."""
    from generator.diff.report import FORMATS
    from generator.sources.pairs import pairs

    terminal = Terminal(quiet=False)
    if format not in FORMATS:
        raise UsageError(f"--format takes one of {', '.join(FORMATS)}, not {format!r}")
    limit = level_of(fail_on)
    diagnostics = Diagnostics()
    store = root / ".cache" / "sdkgen" / "documents" if cache else None
    try:
        found = [
            pair.compare() for pair in pairs(old, new, folder=root, diagnostics=diagnostics, cache=store)
        ]
    finally:
        terminal.findings(diagnostics)
    text = FORMATS[format](found)
    if output is None:
        terminal.data(text)
    else:
        output.write_text(text, encoding="utf-8")
    worst = max((each.level for each in found if each.level is not None), default=None)
    return EXIT_DRIFT if limit is not None and worst is not None and worst >= limit else EXIT_OK


def level_of(word: str) -> Level | None:
    """The level that ``--fail-on`` names, None for ``none``."""
    if word == "none":
        return None
    try:
        return Level[word.upper()]
    except KeyError:
        words = ", ".join(level.label for level in sorted(Level, reverse=True))
        raise UsageError(f"--fail-on takes one of {words} or none, not {word!r}") from None
