"""`sdkgen vendor`: a generated package inside another project, under a name of that project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.completing import targets_here
from generator.cli.console import EXIT_DRIFT, EXIT_INPUT, EXIT_OK, Terminal
from generator.cli.request import Request
from generator.diagnostics import Diagnostics, Severity, UsageError

if TYPE_CHECKING:
    from generator.render.fileset import FileSet
    from generator.vendoring.place import Place
    from generator.vendoring.record import VendorRecord

EXAMPLES = (
    "sdkgen vendor openai --into ../acme/src/acme/_vendor/openai --as acme._vendor.openai",
    "sdkgen vendor openai --into lib/openai --only chat,responses,files",
    "sdkgen vendor --update --into lib/openai",
    "sdkgen vendor --check --into lib/openai",
)


def vendor(
    target: Annotated[
        str | None,
        typer.Argument(help="Configured target; --update and --check know it.", autocompletion=targets_here),
    ] = None,
    into: Annotated[Path, typer.Option(help="Folder that becomes the package.")] = Path(),
    name: Annotated[
        str,
        typer.Option(
            "--as", help="Dotted name of the package there; by default found from __init__.py files."
        ),
    ] = "",
    only: Annotated[
        str, typer.Option(help="Resources or methods to keep, with commas: chat,responses.create,webhooks.")
    ] = "",
    update: Annotated[
        bool, typer.Option("--update", help="Write the package again as it was asked for.")
    ] = False,
    check_only: Annotated[
        bool,
        typer.Option("--check", help="Write nothing; exit 3 when the package is not what a run would write."),
    ] = False,
    force: Annotated[bool, typer.Option(help="Overwrite vendored files that were edited by hand.")] = False,
    python: Annotated[
        str, typer.Option(help="Interpreter that imports the result; by default this one.")
    ] = "",
    root: Annotated[Path, typer.Option(help="Folder that holds specs/.")] = Path(),
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print problems only.")] = False,
) -> int:
    """Put a package into another repository, import it there, and keep it up to date; files of others stay."""
    from generator.vendoring.place import place_of
    from generator.vendoring.record import RECORD, read_record

    terminal = Terminal(quiet=quiet)
    known: VendorRecord | None = None
    if update or check_only or target is None:
        if not (into / RECORD).is_file() and target is None:
            raise UsageError("--into has to name the folder of a vendored package, or give a target")
        known = read_record(into)
    wanted = tuple(part.strip() for part in only.split(",") if part.strip()) or (known.only if known else ())
    name = name or (known.name if known else "")
    target = target or (known.target if known else "")
    place = place_of(into, name)
    files = _files(target, place, wanted, root, terminal)
    if check_only:
        return _check(files, into, terminal)
    return _write(files, place, terminal, force=force, python=python)


def _files(target: str, place: Place, only: tuple[str, ...], root: Path, terminal: Terminal) -> FileSet:
    from dataclasses import replace

    from generator.cli.jobs import tasks
    from generator.vendoring.build import build

    diagnostics = Diagnostics()
    try:
        (task,) = tasks(Request((target,), root=root), diagnostics)
        return build(replace(task.job, only=only), place.name, diagnostics, terminal.progress(target))
    finally:
        terminal.findings(diagnostics, least=Severity.ERROR)


def _check(files: FileSet, folder: Path, terminal: Terminal) -> int:
    """Files of others beside the package are named, and are nobody's fault."""
    from generator.output.check import check

    drifts = check(files, folder)
    for drift in drifts:
        terminal.complain(f"{drift.kind}: {drift.path}")
    differ = sum(drift.kind != "foreign" for drift in drifts)
    terminal.print(f"{folder}: {len(files)} files, {differ} differ")
    return EXIT_DRIFT if differ else EXIT_OK


def _write(files: FileSet, place: Place, terminal: Terminal, *, force: bool, python: str) -> int:
    from generator.output.write import write
    from generator.vendoring.verify import verify

    diagnostics = Diagnostics()
    try:
        done = write(files, place.folder, diagnostics, force=force, own_lib=True)
    finally:
        terminal.findings(diagnostics)
    terminal.print(
        f"{place.folder}: {len(files)} files ({len(done.replaced)} written, {len(done.removed)} removed)"
    )
    found = verify(place, files, python)
    for module, reason in found.failed.items():
        terminal.complain(f"{module} cannot be imported: {reason}")
    for module, library in found.needs.items():
        terminal.print(f"{module} was not imported: it needs {library}")
    if not found.failed:
        terminal.print(f"{place.name}: {found.modules - len(found.needs)} modules imported")
    return EXIT_INPUT if found.failed else EXIT_OK
