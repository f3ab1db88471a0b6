"""`sdkgen diff`: what changed between two documents, as a client sees it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.console import EXIT_DRIFT, EXIT_OK, Terminal
from generator.diagnostics import Diagnostics, UsageError
from generator.diff import Comparison, Level, compare
from generator.diff.model import Change, Place
from generator.diff.report import FORMATS
from generator.sources.documents import documents, opened
from generator.spec import Document

EXAMPLES = (
    "Examples:  sdkgen diff old.yaml new.yaml  |  sdkgen diff HEAD~1:specs/openai specs/openai --format markdown  |  "
    "sdkgen diff v1.0:api.yaml api.yaml --fail-on breaking"
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
    terminal = Terminal(quiet=False)
    if format not in FORMATS:
        raise UsageError(f"--format takes one of {', '.join(FORMATS)}, not {format!r}")
    limit = level_of(fail_on)
    diagnostics = Diagnostics()
    store = root / ".cache" / "sdkgen" / "documents" if cache else None
    try:
        found = compared(old, new, root, diagnostics, store)
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


def compared(
    old: str, new: str, root: Path, diagnostics: Diagnostics, cache: Path | None
) -> list[Comparison]:
    """One comparison for two files; for folders one for each document that stands in either."""
    with opened(old, folder=root) as before, opened(new, folder=root) as after:
        first = documents(before, shown=old, diagnostics=diagnostics, cache=cache)
        second = documents(after, shown=new, diagnostics=diagnostics, cache=cache)
        for shown, found in ((old, first), (new, second)):
            if not found:
                raise UsageError(f"{shown} holds no OpenAPI or Discovery document")
        if len(first) == len(second) == 1:
            return [compare(next(iter(first.values())), next(iter(second.values())))]
        if "" in first or "" in second:
            raise UsageError(
                "one is a file and the other a folder with several documents; name the document in it"
            )
        return [_each(name, first.get(name), second.get(name)) for name in sorted({*first, *second})]


def _each(name: str, old: Document | None, new: Document | None) -> Comparison:
    if old is not None and new is not None:
        return compare(old, new)
    if new is not None:
        change = Change(
            "document-added",
            Level.ADDITIVE,
            Level.ADDITIVE,
            f"document {name}",
            "added",
            None,
            Place(new.name, ""),
        )
        return Comparison(name, new.name, (change,))
    assert old is not None
    change = Change(
        "document-removed", Level.BREAKING, Level.BREAKING, f"document {name}", "removed", Place(old.name, "")
    )
    return Comparison(old.name, name, (change,))
