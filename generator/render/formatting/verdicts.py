"""What black said of the shapes that our templates print, so that a first run need not ask.

`verdicts.json` holds questions and answers of one year's stable style of black, as plain data of `questions`.
`python -m tests.render.verdicts` writes it, and the tests put every question to black again.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from generator.render.formatting.questions import Answers, Questions

STYLE = "26."
"""Editions of black whose style is known here; by its policy the style changes once a year."""
PLACE = Path(__file__).with_suffix(".json")


@lru_cache(maxsize=1)
def is_known_style() -> bool:
    """Whether the installed black has the style that is known here."""
    return version("black").startswith(STYLE)


@lru_cache(maxsize=1)
def verdicts() -> Answers:
    """What black said; nobody may change it."""
    return Answers.from_data(_data()["answers"])


def grounds() -> Questions:
    """What black was asked."""
    return Questions.from_data(_data()["questions"])


def _data() -> Any:
    return json.loads(PLACE.read_text(encoding="utf-8"))
