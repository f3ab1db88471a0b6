"""`sdkgen fixtures`: interactions made from a document."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.completing import examples, targets_here
from generator.cli.console import EXIT_DRIFT, EXIT_OK, Terminal
from generator.cli.documents import document_of
from generator.config_reader import discover_targets
from generator.diagnostics import UsageError
from generator.fixtures.folder import apply, compare
from generator.fixtures.synthesis import Synthesis

app = typer.Typer(no_args_is_help=True, help="Make fixtures for contract tests.")

EXAMPLES = (
    "sdkgen fixtures synth",
    "sdkgen fixtures synth openai --check",
    "sdkgen fixtures synth --spec api.yaml --out fixtures/",
)
FOLDER = Path("tests/contract/fixtures")


@app.callback()
def _root() -> None:
    """Make fixtures for contract tests."""


@app.command("synth", epilog=examples(EXAMPLES))
def synth(
    targets: Annotated[
        list[str] | None, typer.Argument(help="Targets; default: all.", autocompletion=targets_here)
    ] = None,
    spec: Annotated[
        Path | None, typer.Option(help="Any document instead of a target.", exists=True, dir_okay=False)
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help=f"Folder; default {FOLDER}/<target>, needed with --spec.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 3 when files differ.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
) -> int:
    """Write one interaction for each operation and case: success, error, stream, and the boundary cases of types.

    The files are made from the document alone and say that they are synthetic; recorded files beside them stay.
    """
    terminal = Terminal(quiet=quiet)
    differs = False
    for target, folder in _places(targets, spec, out):
        document, config = document_of(target, spec, terminal)
        changes = compare(folder, Synthesis(document, config).fixtures())
        differs = differs or bool(changes)
        what = f"{len(changes.write)} to write, {len(changes.remove)} to remove"
        if check:
            terminal.print(f"{folder}: {what if changes else 'up to date'}")
            continue
        apply(folder, changes)
        terminal.print(f"{folder}: {len(changes.write)} written, {len(changes.remove)} removed")
    return EXIT_DRIFT if check and differs else EXIT_OK


def _places(targets: list[str] | None, spec: Path | None, out: Path | None) -> list[tuple[str | None, Path]]:
    """Each target with its folder."""
    if spec is not None:
        if targets or out is None:
            raise UsageError("--spec goes with --out DIR and without a target")
        return [(None, out)]
    names = targets or sorted(discover_targets(Path()))
    if not names:
        raise UsageError("no specs/*/sdk.yaml here: name a document with --spec FILE --out DIR")
    if out is not None and len(names) != 1:
        raise UsageError("--out goes with exactly one target")
    return [(name, out if out is not None else FOLDER / name) for name in names]
