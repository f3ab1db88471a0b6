"""Running the stages for the targets of a command, and writing what came out."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from dataclasses import dataclass

from generator.cli.console import EXIT_DRIFT, EXIT_OK, Terminal
from generator.cli.jobs import Task, tasks
from generator.cli.outcome import Outcome
from generator.cli.request import Request
from generator.diagnostics import Diagnostics, InputError, Severity
from generator.output import disk
from generator.output.check import check
from generator.output.edits import difference
from generator.output.write import Changes, prepare, write
from generator.pipeline import Generated
from generator.pipeline import generate as run
from generator.progress import Progress
from generator.recall import Memory, Note

_COLLECT_EVERY = 50_000
"""New containers between two runs of the cycle collector."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a command reports and writes.  `least`: findings below it are only counted."""

    least: Severity
    check_only: bool = False
    force: bool = False


@dataclass(frozen=True, slots=True)
class _Run:
    """A target that went through the stages."""

    task: Task
    generated: Generated
    progress: Progress
    findings: Diagnostics


def compile_all(
    request: Request,
    known: Mapping[str, Outcome],
    memory: Memory | None,
    options: Options,
    terminal: Terminal,
) -> list[Outcome]:
    """Every target that is asked for: those in `known` as they are, the others generated, then written or checked.

    Raises InputError when one of them cannot be generated or written; then no file was touched.
    """
    # The stages make much that lives to the end and little garbage in cycles.
    gc.set_threshold(_COLLECT_EVERY, 50, 100)
    configuration = Diagnostics()
    try:
        planned = tasks(request, configuration)
    finally:
        terminal.findings(configuration, least=options.least)
    runs = [_run(task, terminal, options.least) for task in planned if task.name not in known]
    # Everything is rendered and compared before the first file is touched: a target that fails leaves all as they were.
    changes = [_changes(made, terminal, options) for made in runs]
    outcomes = dict(known)
    for made, found in zip(runs, changes, strict=True):
        name = made.task.name
        outcomes[name] = (
            _checked(made) if found is None else _written(made, terminal, found, force=options.force)
        )
        inputs = made.generated.inputs
        if memory is not None and inputs and outcomes[name].code == EXIT_OK and not len(configuration):
            memory.keep(request.key(name), outcomes[name].note, inputs, made.task.out)
    return [outcomes[task.name] for task in planned]


def _run(task: Task, terminal: Terminal, least: Severity) -> _Run:
    diagnostics = Diagnostics()
    progress = terminal.progress(task.name)
    try:
        return _Run(task, run(task.job, diagnostics, progress), progress, diagnostics)
    except InputError as problem:
        raise InputError(f"{task.name}: {problem}; no file was changed") from None
    finally:
        terminal.findings(diagnostics, least=least)


def _changes(made: _Run, terminal: Terminal, options: Options) -> Changes | None:
    """What is to be written, None where files are only checked; says why when a target cannot be written."""
    if options.check_only:
        return None
    diagnostics = Diagnostics()
    try:
        return prepare(made.generated.files, made.task.out, diagnostics, force=options.force)
    finally:
        terminal.findings(diagnostics)


def _written(made: _Run, terminal: Terminal, changes: Changes, *, force: bool) -> Outcome:
    diagnostics = Diagnostics()
    try:
        result = write(made.generated.files, made.task.out, diagnostics, force=force, changes=changes)
    finally:
        terminal.findings(diagnostics)
    return Outcome(made.task.name, _note(made), result.replaced, result.removed, made.progress.seconds)


def _checked(made: _Run) -> Outcome:
    name = made.task.name
    drifts = check(made.generated.files, made.task.out)
    lines: list[str] = []
    for drift in drifts:
        lines.append(f"{name}: {drift.kind}: {drift.path}")
        found = disk.read(made.task.out / drift.path) if drift.kind == "edited" else None
        if found is not None:
            lines.append(difference(made.generated.files[drift.path], found, drift.path))
    if drifts:
        lines.append(f"{name}: {len(drifts)} files differ; run `sdkgen generate {name}`")
    code = EXIT_DRIFT if drifts else EXIT_OK
    return Outcome(name, _note(made), seconds=made.progress.seconds, code=code, complaints=tuple(lines))


def _note(made: _Run) -> Note:
    custom = made.generated.custom
    account = {
        **made.generated.account.as_json(),
        "custom": {"files": len(custom.files), "lines": custom.lines},
    }
    return Note(len(made.generated.files), account, tuple(made.findings))
