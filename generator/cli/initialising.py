"""`sdkgen init`: a document becomes a configured target."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from generator.cli.console import Terminal
from generator.diagnostics import Diagnostics, UsageError

EXAMPLES = (
    "sdkgen init api.yaml",
    "sdkgen init api.yaml acme",
    "sdkgen init api.yaml --print",
)

_TARGET = re.compile(r"[a-z][a-z0-9_-]*")
_OUTSIDE = re.compile(rb"""\$ref["']?\s*:\s*["']?[^#"'\s]""")
"""A reference into another file."""


def init(
    spec: Annotated[Path, typer.Argument(help="OpenAPI or Discovery document.", exists=True, dir_okay=False)],
    target: Annotated[str, typer.Argument(help="Name of the target; by default from the title.")] = "",
    root: Annotated[Path, typer.Option(help="Folder that holds specs/ and generated/.")] = Path(),
    show: Annotated[bool, typer.Option("--print", help="Print the configuration; write nothing.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print problems only.")] = False,
) -> int:
    """Propose specs/TARGET/sdk.yaml: names, resources, credentials, streams and pages, each with its evidence."""
    from generator.config import TargetConfig
    from generator.output import disk
    from generator.pipeline import Job
    from generator.pipeline import inspect as read
    from generator.plan.client.clients import client_names
    from generator.proposal import propose

    terminal = Terminal(quiet=quiet)
    diagnostics = Diagnostics()
    try:
        api = read(Job(TargetConfig(), spec, words="upstream"), diagnostics, terminal.progress(spec.name))
    finally:
        terminal.findings(diagnostics)
    name = target or client_names(api, TargetConfig()).prefix.lower()
    if not _TARGET.fullmatch(name):
        raise UsageError(f"a target is named in lower-case letters, digits, - and _, not {name!r}")
    folder = root / "specs" / name
    own = folder / spec.name
    if not show:
        _refuse(spec, folder, own)
    text = propose(api, name, spec.name)
    if show:
        terminal.data(text)
        return 0
    folder.mkdir(parents=True, exist_ok=True)
    if not own.exists():
        disk.replace(disk.stage(folder, spec.name, spec.read_bytes()), own)
    disk.replace(disk.stage(folder, "sdk.yaml", text.encode()), folder / "sdk.yaml")
    terminal.print(f"{folder / 'sdk.yaml'} written; look through it, then: sdkgen generate {name}")
    return 0


def _refuse(spec: Path, folder: Path, own: Path) -> None:
    """Raise UsageError rather than overwrite something, or tear a document from the files it refers to."""
    if (folder / "sdk.yaml").exists():
        raise UsageError(f"{folder / 'sdk.yaml'} exists already; --print shows what would be proposed")
    if own.exists() and own.resolve() != spec.resolve():
        raise UsageError(f"{own} exists already and is another file")
    if not own.exists() and _OUTSIDE.search(spec.read_bytes()):
        raise UsageError(
            f"{spec.name} refers to other files: copy all of them to {folder}/, then run this on the copy"
        )
