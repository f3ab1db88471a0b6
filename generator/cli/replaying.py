"""`sdkgen replay`: recorded answers, served on loopback."""

from __future__ import annotations

import os
import subprocess
import threading
from pathlib import Path
from typing import Annotated

import typer

from generator.cli.console import Terminal
from generator.diagnostics import UsageError

EXAMPLES = (
    "sdkgen replay examples/recordings --port 8080",
    "sdkgen replay examples/recordings --env OPENAI_BASE_URL -- python examples/first_call.py",
)


def replay(
    folder: Annotated[Path, typer.Argument(help="Folder (or file) of recorded interactions.", exists=True)],
    program: Annotated[
        list[str] | None, typer.Argument(help="Program to run against the server, after `--`.")
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 0,
    env: Annotated[
        list[str] | None, typer.Option(help="Variable that tells the program the base URL.")
    ] = None,
    cut: Annotated[int | None, typer.Option(min=1, help="Send streams in pieces of this many bytes.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing of its own.")] = False,
) -> int:
    """Serve recorded answers on loopback: until interrupted, or while a program runs."""
    from generator.testing.cassette import read_cassettes
    from generator.testing.replay import serve

    terminal = Terminal(quiet=quiet)
    interactions = read_cassettes(folder)
    if not interactions:
        raise UsageError(f"{folder}: no recorded interactions (*.yaml) here")
    with serve(interactions, port, cut=cut) as url:
        terminal.print(f"{len(interactions)} interactions on {url}")
        if not program:
            threading.Event().wait()
            return 0
        variables = dict.fromkeys(env or ["SDKGEN_BASE_URL"], url)
        try:
            return subprocess.run(program, env={**os.environ, **variables}, check=False).returncode
        except OSError as problem:
            raise UsageError(f"cannot run {program[0]}: {problem.strerror}") from None
