"""The document that a command is about: a target's, or any file."""

from __future__ import annotations

from pathlib import Path

from generator.cli.console import Terminal
from generator.cli.jobs import tasks
from generator.cli.request import Request
from generator.config import TargetConfig
from generator.diagnostics import Diagnostics, Severity, UsageError
from generator.pipeline import Job, read
from generator.spec import Document


def document_of(target: str | None, spec: Path | None, terminal: Terminal) -> tuple[Document, TargetConfig]:
    """Document and configuration of a target, or of a file without configuration.

    Raises UsageError unless exactly one of them is named, InputError (with its findings printed) for a document
    without usable meaning.
    """
    if (target is None) == (spec is None):
        raise UsageError("name a target, or a document with --spec")
    diagnostics = Diagnostics()
    if target is not None:
        (task,) = tasks(Request((target,)), diagnostics)
        job, name = task.job, target
    else:
        assert spec is not None
        job, name = Job(TargetConfig(), spec, words="upstream"), spec.name
    try:
        document = read(job, diagnostics, terminal.progress(name))
    except Exception:
        terminal.findings(diagnostics, least=Severity.ERROR)
        raise
    terminal.done()
    return document, job.config
