"""`sdkgen doctor`: is everything there that generation needs?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.console import EXIT_INPUT, EXIT_OK, Terminal

if TYPE_CHECKING:
    from generator.doctor import Check

EXAMPLES = (
    "sdkgen doctor",
    "sdkgen doctor --json",
)

_MARKS = {"fine": "ok     ", "missing": "missing", "broken": "BROKEN "}


def doctor(
    root: Annotated[Path, typer.Option(help="Folder that holds specs/ and generated/.")] = Path(),
    as_json: Annotated[bool, typer.Option("--json", help="Print the checks as JSON.")] = False,
) -> int:
    """Check Python, libraries, templates and targets; exit 1 when generation cannot work."""
    from generator.doctor import Health, examine

    terminal = Terminal()
    checks = examine(root)
    if as_json:
        terminal.data(json.dumps([_as_data(check) for check in checks], indent=2))
    else:
        for check in checks:
            terminal.print(f"{_MARKS[check.health.value]}  {check.subject}: {check.found}")
            if check.advice:
                terminal.print(f"         {check.advice}")
    return EXIT_INPUT if any(check.health is Health.BROKEN for check in checks) else EXIT_OK


def _as_data(check: Check) -> dict[str, str]:
    return {
        "subject": check.subject,
        "health": check.health.value,
        "found": check.found,
        "advice": check.advice,
    }
