"""Running the stages for the targets of a command, and writing what came out."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.cli.console import EXIT_DRIFT, EXIT_OK, Terminal
from generator.cli.jobs import Task, tasks
from generator.cli.outcome import Outcome
from generator.cli.request import Request
from generator.concurrency import both
from generator.diagnostics import Diagnostic, Diagnostics, InputError, Severity
from generator.output import disk
from generator.output.check import check
from generator.output.edits import difference
from generator.output.write import Changes, prepare, write
from generator.pipeline import Generated, generate
from generator.progress import Progress
from generator.recall import Memory, Note
from generator.render.fileset import FileSet

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
    """A target that went through the stages, as plain data: it may come from another process.

    `findings`: what the stages had to say.  `problem`: why nothing came out, "" for targets that have `files`.
    `inputs`: what was read.  `seconds`: by stage.
    """

    task: Task
    findings: tuple[Diagnostic, ...]
    problem: str = ""
    files: FileSet = field(default_factory=dict[str, bytes])
    inputs: tuple[Path, ...] = ()
    note: Note | None = None
    seconds: Mapping[str, float] = field(default_factory=dict[str, float])

    @property
    def noted(self) -> Note:
        """What is to be remembered of a target that came out."""
        assert self.note is not None
        return self.note


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
    runs: list[_Run] = []
    for run in _runs([task for task in planned if task.name not in known], terminal, request.jobs):
        terminal.findings(run.findings, least=options.least)
        if run.problem:
            raise InputError(f"{run.task.name}: {run.problem}; no file was changed")
        runs.append(run)
    # Everything is rendered and compared before the first file is touched: a target that fails leaves all as they were.
    changes = [_changes(made, terminal, options) for made in runs]
    outcomes = dict(known)
    for made, found in zip(runs, changes, strict=True):
        name = made.task.name
        outcomes[name] = (
            _checked(made) if found is None else _written(made, terminal, found, force=options.force)
        )
        if memory is not None and made.inputs and outcomes[name].code == EXIT_OK and not len(configuration):
            memory.keep(request.key(name), outcomes[name].note, made.inputs, made.task.out)
    return [outcomes[task.name] for task in planned]


def _runs(pending: Sequence[Task], terminal: Terminal, jobs: int | None) -> Iterator[_Run]:
    """The targets in order.  Of several, the largest goes through here and the others beside it, in another process."""
    if len(pending) < 2 or (jobs if jobs is not None else os.cpu_count() or 1) < 2:
        for task in pending:
            yield _run(task, terminal.progress(task.name))
        return
    largest = max(pending, key=_weight)
    others = [task for task in pending if task is not largest]
    mine, theirs = both(
        lambda: [_run(largest, terminal.progress(largest.name))],
        lambda: [_run(task, Progress()) for task in others],
    )
    made = {run.task.name: run for run in (*mine, *theirs)}
    yield from (made[task.name] for task in pending)


def _weight(task: Task) -> int:
    """Bytes of the document, which say roughly how long a target takes."""
    try:
        return task.job.spec.stat().st_size
    except OSError:
        return 0


def _run(task: Task, progress: Progress) -> _Run:
    diagnostics = Diagnostics()
    try:
        made = generate(task.job, diagnostics, progress)
    except InputError as problem:
        return _Run(task, tuple(diagnostics), str(problem))
    note = _note(made, tuple(diagnostics))
    return _Run(task, tuple(diagnostics), "", made.files, made.inputs, note, progress.seconds)


def _changes(made: _Run, terminal: Terminal, options: Options) -> Changes | None:
    """What is to be written, None where files are only checked; says why when a target cannot be written."""
    if options.check_only:
        return None
    diagnostics = Diagnostics()
    try:
        return prepare(made.files, made.task.out, diagnostics, force=options.force)
    finally:
        terminal.findings(diagnostics)


def _written(made: _Run, terminal: Terminal, changes: Changes, *, force: bool) -> Outcome:
    diagnostics = Diagnostics()
    try:
        result = write(made.files, made.task.out, diagnostics, force=force, changes=changes)
    finally:
        terminal.findings(diagnostics)
    return Outcome(made.task.name, made.noted, result.replaced, result.removed, made.seconds)


def _checked(made: _Run) -> Outcome:
    name = made.task.name
    drifts = check(made.files, made.task.out)
    lines: list[str] = []
    for drift in drifts:
        lines.append(f"{name}: {drift.kind}: {drift.path}")
        found = disk.read(made.task.out / drift.path) if drift.kind == "edited" else None
        if found is not None:
            lines.append(difference(made.files[drift.path], found, drift.path))
    if drifts:
        lines.append(f"{name}: {len(drifts)} files differ; run `sdkgen generate {name}`")
    code = EXIT_DRIFT if drifts else EXIT_OK
    return Outcome(name, made.noted, seconds=made.seconds, code=code, complaints=tuple(lines))


def _note(made: Generated, findings: tuple[Diagnostic, ...]) -> Note:
    custom = made.custom
    account = {**made.account.as_json(), "custom": {"files": len(custom.files), "lines": custom.lines}}
    return Note(len(made.files), account, findings)
