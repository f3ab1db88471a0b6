"""What each action of an overlay does to a document, without stopping: for reports about overlays that grew old."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generator.diagnostics import Diagnostics, Origin
from generator.spec.document import Document
from generator.spec.overlay.apply import Run
from generator.spec.overlay.provenance import Provenance
from generator.spec.overlay.reader import read_overlay


@dataclass(frozen=True, slots=True)
class Effect:
    """One action.  ``unmatched``: it selects nothing, or no longer fits; ``idle``: the document says so already."""

    origin: Origin
    target: str
    reason: str
    outcome: Literal["applied", "unmatched", "idle"]


def effects(document: Document, overlays: Sequence[Path], *, diagnostics: Diagnostics) -> list[Effect]:
    """The effect of every action, in order, each on what those before it left.

    Raises InputError for a file that is no overlay.
    """
    basis = document.basis
    run = Run(basis.data, Provenance(basis.locate), Diagnostics(), lenient=False)
    found: list[Effect] = []
    for path in overlays:
        for action in read_overlay(path, diagnostics=diagnostics, limits=basis.limits).actions:
            before, run.failure = run.data, None
            run.apply(action)
            outcome: Literal["applied", "unmatched", "idle"] = "idle" if run.data == before else "applied"
            if run.failure is not None:
                outcome = "unmatched"
            found.append(Effect(action.source.origin(action.pointer), action.target, action.reason, outcome))
    return found
