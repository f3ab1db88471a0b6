"""What became of one target."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.recall import Note


@dataclass(frozen=True, slots=True)
class Outcome:
    """One target after its run.

    `written`, `removed`: paths on disk that changed.  `seconds`: wall time by stage.  `code`: exit code.
    `complaints`: lines about files on disk that differ (`--check`).
    """

    name: str
    note: Note
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict[str, float])
    code: int = 0
    complaints: tuple[str, ...] = ()
