"""`sdkgen record`: what a program says to a real server, written down without secrets."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Annotated

import typer

from generator.cli.console import Terminal
from generator.cli.documents import document_of
from generator.diagnostics import UsageError

EXAMPLES = (
    "sdkgen record openai --out recordings -- python examples/first_call.py",
    "sdkgen record --spec api.yaml --upstream https://api.acme.dev/v1 --env ACME_BASE_URL --out recordings -- ./run.sh",
)


def record(
    words: Annotated[
        list[str],
        typer.Argument(metavar="[TARGET] -- PROGRAM...", help="Target, and the program after `--`."),
    ],
    out: Annotated[
        Path, typer.Option(help="Folder that receives a file for each interaction.", file_okay=False)
    ],
    spec: Annotated[
        Path | None, typer.Option(help="Any document instead of a target.", exists=True, dir_okay=False)
    ] = None,
    upstream: Annotated[
        str,
        typer.Option(help="Base URL of the real server; default: the target's, or what the variable says."),
    ] = "",
    env: Annotated[
        list[str] | None, typer.Option(help="Variable that the program takes the base URL from.")
    ] = None,
    scrub: Annotated[
        list[str] | None,
        typer.Option(help="One more header, parameter or JSON member whose value is secret."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing of its own.")] = False,
) -> int:
    """Run a program against the real server through a proxy on loopback, and record every interaction.

    Keys, cookies, organisation ids and everything that looks like a secret are taken out before a file is written.
    """
    try:
        from generator.testing.sessions import recorded, session_of
    except ImportError as missing:
        raise UsageError(
            f"sdkgen record needs more packages: pip install 'llm-sdk-generator[runtime]' ({missing.name} is not there)"
        ) from None
    target, program = (None, words) if spec is not None else (words[0], words[1:])
    if not program:
        raise UsageError("name the program to run after `--`")
    terminal = Terminal(quiet=quiet)
    document, config = document_of(target, spec, terminal)
    session = session_of(document, config, upstream=upstream, variables=env or (), fields=scrub or ())
    with recorded(session, out) as (recorder, variables):
        try:
            code = subprocess.run(program, env={**os.environ, **variables}, check=False).returncode
        except OSError as problem:
            raise UsageError(f"cannot run {program[0]}: {problem.strerror}") from None
    terminal.print(f"{recorder.count} interactions in {out}")
    return code
