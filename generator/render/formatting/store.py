"""The answers of black that the last runs needed, in files."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from generator.render.formatting.questions import Answers
from generator.render.layout import COLUMNS

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Memory:
    """Where answers lie: all `sources` are read, `place` is written, None for nowhere."""

    sources: tuple[Path, ...] = ()
    place: Path | None = None

    @classmethod
    def half(cls, file: Path | None, which: int, *, keeps: bool = True) -> Memory:
        """For one of two processes that share the work: each reads what both have learnt, and keeps what it learns.

        Without `keeps` nothing is written: the answers to a few modules must not replace those to all.
        """
        if file is None:
            return NOTHING
        halves = (file, file.with_suffix(".2.json"))
        return cls(halves, halves[which] if keeps else None)

    def load(self) -> Answers:
        """What is known from earlier runs; nothing of files that are missing, damaged, or from another black."""
        known = Answers()
        for file in self.sources:
            known.update(_read(file))
        return known

    def save(self, answers: Answers) -> None:
        """Keep answers; a file that cannot be written is no reason to stop."""
        if self.place is None:
            return
        temporary = self.place.with_suffix(f".{os.getpid()}")
        try:
            self.place.parent.mkdir(parents=True, exist_ok=True)
            data = {"stamp": _stamp(), "answers": answers.as_data()}
            temporary.write_text(json.dumps(data), encoding="utf-8")
            temporary.replace(self.place)
        except OSError:
            return


NOTHING = Memory()
"""Nothing is known, and nothing is kept."""


def _read(file: Path) -> Answers:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        return Answers.from_data(data["answers"]) if data["stamp"] == _stamp() else Answers()
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Answers()


def _stamp() -> str:
    return f"{_FORMAT} black {version('black')} {COLUMNS}"
