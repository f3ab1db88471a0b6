"""The answers of black that the last run needed, in a file."""

from __future__ import annotations

import json
import os
from importlib.metadata import version
from pathlib import Path

from generator.render.formatting.questions import Answers
from generator.render.layout import COLUMNS

_FORMAT = 1


def load(file: Path | None) -> Answers:
    """What is known from earlier runs; nothing when the file is missing, damaged, or from another black."""
    if file is None:
        return Answers()
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        return Answers.from_data(data["answers"]) if data["stamp"] == _stamp() else Answers()
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Answers()


def save(file: Path | None, answers: Answers) -> None:
    """Keep answers; a file that cannot be written is no reason to stop."""
    if file is None:
        return
    temporary = file.with_suffix(f".{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(json.dumps({"stamp": _stamp(), "answers": answers.as_data()}), encoding="utf-8")
        temporary.replace(file)
    except OSError:
        return


def _stamp() -> str:
    return f"{_FORMAT} black {version('black')} {COLUMNS}"
