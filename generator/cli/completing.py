"""What shell completion and help texts offer beyond names of commands and options."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def examples(commands: Sequence[str]) -> str:
    """The end of a command's help: its example command lines, one a line."""
    return "\n".join(("Examples:", *commands))


def targets_here(incomplete: str) -> list[str]:
    """Targets configured below the present folder whose names begin with what was typed."""
    found = sorted(path.parent.name for path in Path().glob("specs/*/sdk.yaml"))
    return [name for name in found if name.startswith(incomplete)]
