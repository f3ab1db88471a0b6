"""`sdkgen surface`: what changed between the public names of two generated packages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.console import EXIT_DRIFT, EXIT_OK, Terminal
from generator.diagnostics import Diagnostics, UsageError

EXAMPLES = (
    "sdkgen surface HEAD~1:generated/openai generated/openai",
    "sdkgen surface old/ new/ --documents old.yaml new.yaml --format json --fail-on breaking",
)


def surface(
    old: Annotated[str, typer.Argument(help="Folder of a generated distribution, or REV:path of git.")],
    new: Annotated[str, typer.Argument(help="The same, newer.")],
    documents: Annotated[
        tuple[str, str] | None,
        typer.Option(help="The documents that both were made from: each change then names its cause."),
    ] = None,
    format: Annotated[str, typer.Option(help="text, markdown or json.")] = "text",
    fail_on: Annotated[
        str,
        typer.Option(
            help="Exit 3 at a change of this level or graver: breaking, risky, additive, neutral; or none."
        ),
    ] = "none",
    output: Annotated[
        Path | None, typer.Option(help="Write to this file instead of standard output.")
    ] = None,
    root: Annotated[Path, typer.Option(help="Folder that paths start from.")] = Path(),
) -> int:
    """Compare names, signatures, types and exceptions as a type checker sees them; nothing is imported."""
    from generator.cli.diffing import level_of
    from generator.release.bump import bump_of
    from generator.release.causes import with_causes
    from generator.release.report import FORMATS, SurfaceReport
    from generator.sources.documents import opened
    from generator.sources.pairs import pairs
    from generator.surface import Tree, compare_trees

    if format not in FORMATS:
        raise UsageError(f"--format takes one of {', '.join(FORMATS)}, not {format!r}")
    limit = level_of(fail_on)
    with opened(old, folder=root) as before, opened(new, folder=root) as after:
        first, second = Tree.of_folder(before), Tree.of_folder(after)
    if documents is None:
        changes = compare_trees(first, second).changes
    else:
        diagnostics = Diagnostics()
        found = pairs(*documents, folder=root, diagnostics=diagnostics)
        Terminal(quiet=False).findings(diagnostics)
        if len(found) != 1:
            raise UsageError("--documents takes two documents, or folders with one each")
        comparison = found[0].compare()
        compared = compare_trees(first, second, comparison.moved_places())
        changes = with_causes(compared, comparison, found[0].old, found[0].new)
    report = SurfaceReport(old, new, bump_of(changes, differs=first.files != second.files), changes)
    text = FORMATS[format](report)
    if output is None:
        Terminal(quiet=False).data(text)
    else:
        output.write_text(text, encoding="utf-8")
    return EXIT_DRIFT if limit is not None and report.level is not None and report.level >= limit else EXIT_OK
