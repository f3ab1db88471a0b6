"""The documents of the targets, read once in a test run."""

from __future__ import annotations

from functools import lru_cache

from generator.cli.jobs import tasks
from generator.cli.request import Request
from generator.diagnostics import Diagnostics
from generator.pipeline import read
from generator.progress import Progress
from generator.spec import Document

TARGETS = ("gemini", "openai", "xai")


@lru_cache
def target_document(name: str) -> Document:
    """The document of a target with its overlays."""
    diagnostics = Diagnostics()
    (task,) = tasks(Request((name,)), diagnostics)
    return read(task.job, diagnostics, Progress())
