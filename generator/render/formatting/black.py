"""black, in the style of generated code."""

from __future__ import annotations

import black
from black.mode import TargetVersion

from generator.render.layout import COLUMNS

MODE = black.Mode(target_versions={TargetVersion.PY311}, line_length=COLUMNS)
"""How generated Python is formatted."""


def format_text(text: str) -> str:
    """What black makes of a module.  Raises what black raises."""
    return black.format_str(text, mode=MODE)
