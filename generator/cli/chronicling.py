"""`sdkgen history`: one changelog of all versions of a document."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.console import EXIT_OK, Terminal
from generator.diagnostics import UsageError

EXAMPLES = (
    "sdkgen history ../openapi-repo --path openapi.yaml --format markdown --output CHANGES.md",
    "sdkgen history versions/",
    "sdkgen history . --path specs/openai/openapi.yaml --since v1.0",
)


def history(
    place: Annotated[
        Path, typer.Argument(help="A git repository, or a folder with a version in each entry.")
    ],
    path: Annotated[
        str, typer.Option(help="The document: from the top of the repository, or inside each folder.")
    ] = "",
    since: Annotated[str, typer.Option(help="Only what came after this revision.")] = "",
    until: Annotated[str, typer.Option(help="The last revision.")] = "HEAD",
    format: Annotated[str, typer.Option(help="text, markdown, json or html.")] = "markdown",
    output: Annotated[
        Path | None, typer.Option(help="Write to this file instead of standard output.")
    ] = None,
    cache: Annotated[bool, typer.Option(help="Keep the facts of versions in .cache/sdkgen.")] = True,
    root: Annotated[Path, typer.Option(help="Folder that holds .cache.")] = Path(),
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Do not tell of each step.")] = False,
) -> int:
    """Compare every version of a document with the one before it; versions that cannot be read are named."""
    from generator.diff.report.history import HISTORY_FORMATS, Entry
    from generator.diff.report.words import summary
    from generator.sources.history import steps, versions

    if format not in HISTORY_FORMATS:
        raise UsageError(f"--format takes one of {', '.join(HISTORY_FORMATS)}, not {format!r}")
    terminal = Terminal(quiet=quiet)
    store = root / ".cache" / "sdkgen" / "documents" if cache else None
    found = versions(place, path, cache=store, since=since, until=until)
    entries: list[Entry] = []
    tally = terminal.tally(str(place), "versions")
    for step in steps(found):
        entries.append((step.new, step.note, step.comparison, step.problem))
        tally.step()
        if not quiet:
            words = summary(step.comparison) if step.comparison is not None else f"not read: {step.problem}"
            terminal.complain(f"{step.new}: {words}")
    terminal.done()
    if not quiet:
        terminal.complain(tally.finish())
    text = HISTORY_FORMATS[format](entries)
    if output is None:
        terminal.data(text)
    else:
        output.write_text(text, encoding="utf-8")
    return EXIT_OK
