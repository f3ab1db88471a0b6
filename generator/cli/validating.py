"""`sdkgen validate`: what is wrong with a document, graded."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Annotated

import typer

from generator.cli.console import Terminal, as_data, exit_code
from generator.diagnostics import Diagnostics, InputError, Severity

EXAMPLES = (
    "sdkgen validate api.yaml",
    "sdkgen validate --strict --json discovery.json",
)


def validate(
    spec: Annotated[Path, typer.Argument(help="OpenAPI or Discovery document.", exists=True, dir_okay=False)],
    strict: Annotated[bool, typer.Option(help="Exit 1 on errors too, not only on fatal findings.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
    allow_ref_root: Annotated[
        Path | None, typer.Option(help="Folder that references may lead to, besides the document's own.")
    ] = None,
    allow_remote: Annotated[
        list[str] | None,
        typer.Option(metavar="URL", help="Fetch references at or below this URL; may be repeated."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
) -> int:
    """Check a document: fatal (nothing usable), error (one place cannot be generated as written), warning, note."""
    from generator.cli.jobs import check_places
    from generator.config import TargetConfig
    from generator.pipeline import Job
    from generator.pipeline import inspect as read

    remote = tuple(allow_remote or ())
    check_places(allow_ref_root, remote)
    terminal = Terminal(quiet=quiet)
    diagnostics = Diagnostics()
    with contextlib.suppress(InputError):  # the findings say it
        job = Job(TargetConfig(), spec, words="upstream", ref_root=allow_ref_root, remote=remote)
        read(job, diagnostics, terminal.progress(spec.name))
    terminal.done()
    if as_json:
        terminal.data(json.dumps([as_data(d) for d in diagnostics], indent=2))
    else:
        terminal.findings(diagnostics, least=Severity.NOTE)
        terminal.print(f"{spec.name}: {summary(diagnostics)}")
    return exit_code(diagnostics, strict=strict)


def summary(diagnostics: Diagnostics) -> str:
    """`2 errors, 1 warning`, or `no findings`."""
    counts = [(s, sum(d.severity is s for d in diagnostics)) for s in sorted(Severity, reverse=True)]
    words = [f"{n} {s.label}{'' if n == 1 or s is Severity.FATAL else 's'}" for s, n in counts if n]
    return ", ".join(words) or "no findings"
