"""`sdkgen generate`: documents in, distributions out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from generator.cli.console import EXIT_DRIFT, EXIT_OK, Terminal
from generator.cli.jobs import Request, Task, tasks
from generator.cli.validating import as_data
from generator.diagnostics import Diagnostics, InputError, Severity
from generator.output.check import check
from generator.output.write import Written, prepare, write
from generator.pipeline import Generated
from generator.pipeline import generate as run
from generator.progress import Progress

EXAMPLES = (
    "Examples:  sdkgen generate  |  sdkgen generate openai xai  |  "
    "sdkgen generate --spec api.yaml --package acme_client --out sdk/  |  "
    "sdkgen generate openai --spec newer.yaml --out /tmp/newer  |  sdkgen generate --check"
)


def generate(
    targets: Annotated[
        list[str] | None, typer.Argument(help="Configured targets (specs/<target>/sdk.yaml); all by default.")
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
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print problems only.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Print notes too.")] = False,
) -> int:
    """Generate the configured targets, or one package from any OpenAPI or Google Discovery document."""
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
    )
    runs = _run_all(request, terminal, least)
    # Everything is rendered and compared before the first file is touched: a target that fails leaves all as they were.
    if not check_only:
        _prepare_all(runs, terminal, force=force)
    code = EXIT_OK
    rows: list[dict[str, object]] = []
    for task, generated, progress, diagnostics in runs:
        if check_only:
            code = max(code, _check(task, generated, terminal))
            result = None
        else:
            result = _write(task, generated, terminal, force=force)
        terminal.print(_line(task, generated, result, progress))
        rows.append(_report(task, generated, result, progress, diagnostics))
    if report is not None:
        report.parent.mkdir(parents=True, exist_ok=True)
        report.write_text(json.dumps({"targets": rows}, indent=2) + "\n", encoding="utf-8")
    return code


def _run_all(
    request: Request, terminal: Terminal, least: Severity
) -> list[tuple[Task, Generated, Progress, Diagnostics]]:
    configuration = Diagnostics()
    done: list[tuple[Task, Generated, Progress, Diagnostics]] = []
    try:
        planned = tasks(request, configuration)
    finally:
        terminal.findings(configuration, least=least)
    for task in planned:
        diagnostics = Diagnostics()
        progress = terminal.progress(task.name)
        try:
            done.append((task, run(task.job, diagnostics, progress), progress, diagnostics))
        except InputError as problem:
            raise InputError(f"{task.name}: {problem}; no file was changed") from None
        finally:
            terminal.findings(diagnostics, least=least)
    return done


def _prepare_all(
    runs: list[tuple[Task, Generated, Progress, Diagnostics]], terminal: Terminal, *, force: bool
) -> None:
    """Stop before the first file is touched when a target cannot be written; says why."""
    for task, generated, _, _ in runs:
        diagnostics = Diagnostics()
        try:
            prepare(generated.files, task.out, diagnostics, force=force)
        finally:
            terminal.findings(diagnostics)


def _write(task: Task, generated: Generated, terminal: Terminal, *, force: bool) -> Written:
    diagnostics = Diagnostics()
    try:
        return write(generated.files, task.out, diagnostics, force=force)
    finally:
        terminal.findings(diagnostics)


def _check(task: Task, generated: Generated, terminal: Terminal) -> int:
    drifts = check(generated.files, task.out)
    for drift in drifts:
        terminal.complain(f"{task.name}: {drift.kind}: {drift.path}")
    if drifts:
        terminal.complain(f"{task.name}: {len(drifts)} files differ; run `sdkgen generate {task.name}`")
    return EXIT_DRIFT if drifts else EXIT_OK


def _line(task: Task, generated: Generated, result: Written | None, progress: Progress) -> str:
    counts = generated.account.api
    tail = "checked" if result is None else f"{len(result.replaced)} written, {len(result.removed)} removed"
    return (
        f"{task.name}: {counts.operations} operations, {counts.schemas} schemas, {len(generated.files)} files "
        f"({tail}) in {sum(progress.seconds.values()):.1f} s"
    )


def _report(
    task: Task, generated: Generated, result: Written | None, progress: Progress, diagnostics: Diagnostics
) -> dict[str, object]:
    return {
        "target": task.name,
        **generated.account.as_json(),
        "custom": {"files": len(generated.custom.files), "lines": generated.custom.lines},
        "written": list(result.replaced) if result else [],
        "removed": list(result.removed) if result else [],
        "seconds": {stage: round(seconds, 3) for stage, seconds in progress.seconds.items()},
        "diagnostics": [as_data(d) for d in diagnostics],
    }
