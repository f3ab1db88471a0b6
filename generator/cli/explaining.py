"""`sdkgen explain`: what a diagnostic code stands for."""

from __future__ import annotations

import json
from dataclasses import asdict
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.console import Terminal
from generator.diagnostics import UsageError

if TYPE_CHECKING:
    from generator.codes import CodeInfo

EXAMPLES = (
    "sdkgen explain SDK210",
    "sdkgen explain",
    "sdkgen explain --json",
)


def explain(
    codes: Annotated[
        list[str] | None, typer.Argument(help="Codes as printed in findings, e.g. SDK210; all by default.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the entries as JSON.")] = False,
) -> int:
    """Say what a finding means, what it causes, and what to do about it."""
    from generator.codes import CODES

    terminal = Terminal()
    found = [_find(code) for code in codes] if codes else list(CODES.values())
    if as_json:
        terminal.data(json.dumps([asdict(info) for info in found], indent=2))
    elif codes:
        terminal.print("\n\n".join(_entry(info) for info in found))
    else:
        terminal.print("\n".join(f"{info.code}  {info.title}" for info in found))
    return 0


def _find(code: str) -> CodeInfo:
    from generator.codes import CODES

    wanted = code.strip().upper()
    wanted = wanted if wanted.startswith("SDK") else f"SDK{wanted}"
    if wanted in CODES:
        return CODES[wanted]
    near = ", ".join(get_close_matches(wanted, CODES, n=3, cutoff=0.7))
    raise UsageError(
        f"no diagnostic has the code {code!r}"
        + (f"; there are {near}" if near else "")
        + ". `sdkgen explain` lists all of them."
    )


def _entry(info: CodeInfo) -> str:
    lines = [f"{info.code}: {info.title}", "", info.explanation]
    if info.hint:
        lines += ["", f"What to do: {info.hint}"]
    return "\n".join(lines)
