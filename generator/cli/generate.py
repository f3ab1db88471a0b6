"""`sdkgen generate`: documents in, distributions out."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from generator.cli.completing import targets_here
from generator.cli.console import EXIT_OK, Terminal, as_data
from generator.cli.outcome import Outcome
from generator.cli.request import Request
from generator.diagnostics import Severity
from generator.output.edits import OwnCode, own_code
from generator.recall import Memory

EXAMPLES = (
    "sdkgen generate",
    "sdkgen generate openai xai",
    "sdkgen generate --spec api.yaml --package acme_client --out sdk/",
    "sdkgen generate openai --spec newer.yaml --out /tmp/newer",
    "sdkgen generate --check",
)


def generate(
    targets: Annotated[
        list[str] | None,
        typer.Argument(
            help="Configured targets (specs/<target>/sdk.yaml); all by default.", autocompletion=targets_here
        ),
    ] = None,
    spec: Annotated[
        Path | None, typer.Option(help="Generate from this OpenAPI or Discovery document.")
    ] = None,
    package: Annotated[str | None, typer.Option(help="Import name of the package.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder that receives the distribution.")] = None,
    docs: Annotated[str | None, typer.Option(help="Wording of docstrings: own, upstream or none.")] = None,
    check_only: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit 3 when files on disk differ.")
    ] = False,
    strict: Annotated[bool, typer.Option(help="Treat errors in one place as fatal.")] = False,
    force: Annotated[bool, typer.Option(help="Overwrite generated files that were edited by hand.")] = False,
    report: Annotated[
        Path | None, typer.Option(help="Write counts, findings and timings to this JSON file.")
    ] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Worker processes (default: one a core).")] = None,
    cache: Annotated[bool, typer.Option(help="Remember formatted files in .cache/sdkgen.")] = True,
    root: Annotated[Path, typer.Option(help="Folder that holds specs/ and generated/.")] = Path(),
    templates: Annotated[
        Path | None,
        typer.Option(help="Folder with templates that replace ours, one by one (see `sdkgen templates`)."),
    ] = None,
    allow_ref_root: Annotated[
        Path | None, typer.Option(help="Folder that references may lead to, besides the document's own.")
    ] = None,
    allow_remote: Annotated[
        list[str] | None,
        typer.Option(metavar="URL", help="Fetch references at or below this URL; may be repeated."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print problems only.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Print notes too.")] = False,
) -> int:
    """Generate the configured targets, or one package from any OpenAPI or Google Discovery document."""
    begin = time.time_ns()
    terminal = Terminal(quiet=quiet)
    least = Severity.NOTE if verbose else Severity.WARNING
    request = Request(
        tuple(targets or ()),
        spec,
        package,
        out,
        root,
        docs,
        strict=strict,
        jobs=jobs,
        cache=cache,
        ref_root=allow_ref_root,
        remote=tuple(allow_remote or ()),
        templates=templates,
    )
    memory = Memory(request.cache_folder, begin) if request.cache_folder is not None else None
    outcomes = _outcomes(request, memory, terminal, least, check_only=check_only, force=force)
    rows = [_told(outcome, request, terminal, check_only=check_only) for outcome in outcomes]
    if report is not None:
        report.parent.mkdir(parents=True, exist_ok=True)
        report.write_text(json.dumps({"targets": rows}, indent=2) + "\n", encoding="utf-8")
    return max((outcome.code for outcome in outcomes), default=EXIT_OK)


def _outcomes(
    request: Request,
    memory: Memory | None,
    terminal: Terminal,
    least: Severity,
    *,
    check_only: bool,
    force: bool,
) -> list[Outcome]:
    """Every target that is asked for: remembered where nothing would change, else compiled."""
    known = _known(request, memory, check_only=check_only)
    for outcome in known.values():
        terminal.findings(outcome.note.findings, least=least)
    if known and len(known) == len(request.names()):
        return list(known.values())
    # The stages take longer to load than a run with nothing to do takes.
    from generator.cli.compiling import Options, compile_all

    options = Options(least, check_only=check_only, force=force)
    return compile_all(request, known, memory, options, terminal)


def _told(outcome: Outcome, request: Request, terminal: Terminal, *, check_only: bool) -> dict[str, object]:
    """Print what became of a target; the same as a row of the report."""
    for line in outcome.complaints:
        terminal.complain(line)
    own = own_code(request.out_of(outcome.name))
    terminal.print(_line(outcome, own, check_only=check_only))
    return _report(outcome, own)


def _known(request: Request, memory: Memory | None, *, check_only: bool) -> dict[str, Outcome]:
    """The targets whose files are what a run would make, by name."""
    known: dict[str, Outcome] = {}
    for name in request.names() if memory is not None else ():
        start = time.perf_counter()
        note = memory.recall(request.key(name), request.out_of(name), alone=check_only) if memory else None
        if note is not None:
            known[name] = Outcome(name, note, seconds={"recall": time.perf_counter() - start})
    return known


def _line(outcome: Outcome, own: OwnCode, *, check_only: bool) -> str:
    counts: Mapping[str, int] = outcome.note.account["api"]
    tail = "checked" if check_only else f"{len(outcome.written)} written, {len(outcome.removed)} removed"
    custom = _custom(outcome, own)
    lines = custom["lines"] + own.lines
    seconds = sum(outcome.seconds.values())
    return (
        f"{outcome.name}: {counts['operations']} operations, {counts['schemas']} schemas, "
        f"{outcome.note.files} files ({tail}) in {seconds:.1f} s"
        + (f", {counts['operations'] / seconds:,.0f} operations a second" if seconds >= 1 else "")
        + (f"; {lines} lines of custom code" if lines else "")
    )


def _custom(outcome: Outcome, own: OwnCode) -> dict[str, int]:
    """Hand-written code: what the target brings (`files`, `lines`), and what lies beside the generated files."""
    brought: Mapping[str, int] = outcome.note.account.get("custom", {})
    known = {"files": brought.get("files", 0), "lines": brought.get("lines", 0)}
    return {**known, "kept_files": own.files, "kept_lines": own.lines}


def _report(outcome: Outcome, own: OwnCode) -> dict[str, object]:
    return {
        "target": outcome.name,
        **outcome.note.account,
        "custom": _custom(outcome, own),
        "written": list(outcome.written),
        "removed": list(outcome.removed),
        "seconds": {stage: round(seconds, 3) for stage, seconds in outcome.seconds.items()},
        "diagnostics": [as_data(d) for d in outcome.note.findings],
    }
