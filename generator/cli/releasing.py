"""`sdkgen release`: the version that the changes since a revision ask for, and the words for it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.console import EXIT_OK, Terminal
from generator.diagnostics import Diagnostics, Severity, UsageError

EXAMPLES = (
    "Examples:  sdkgen release openai --since v1.4.0  |  "
    "sdkgen release openai --since HEAD --write --message /tmp/message.txt"
)


def release(
    target: Annotated[str, typer.Argument(help="Configured target.")],
    since: Annotated[str, typer.Option(help="Revision of git to compare with.")] = "HEAD",
    against: Annotated[
        Path | None,
        typer.Option(help="Compare with this folder (its specs/ and generated/) instead of a revision."),
    ] = None,
    write: Annotated[
        bool,
        typer.Option(
            "--write", help="Set the version in sdk.yaml, write CHANGELOG.md beside it, and generate again."
        ),
    ] = False,
    message: Annotated[Path | None, typer.Option(help="Write the commit message to this file.")] = None,
    root: Annotated[Path, typer.Option(help="Folder that holds specs/ and generated/.")] = Path(),
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print problems only.")] = False,
) -> int:
    """Compare a target with an earlier state of itself: names of the package joined with changes of the document."""
    from contextlib import nullcontext

    from generator.cli.generate import generate
    from generator.release.plan import plan_release
    from generator.release.snapshot import at_revision, snapshot
    from generator.release.words import commit_message, section
    from generator.release.writing import write_release

    terminal = Terminal(quiet=quiet)
    diagnostics = Diagnostics()
    try:
        with nullcontext(against) if against is not None else at_revision(root, since, target) as before:
            old = snapshot(before, target, Diagnostics())
        plan = plan_release(old, snapshot(root, target, diagnostics))
    finally:
        terminal.findings(diagnostics, least=Severity.ERROR)
    terminal.print(f"{target}: {plan.old_version} to {plan.new_version} ({plan.bump.label})")
    if write and plan.bump:
        for path in write_release(root, plan):
            terminal.print(f"{path} written")
        generate([target], root=root, quiet=True)
    elif not quiet:
        terminal.data(section(plan))
    if message is not None:
        if not message.parent.is_dir():
            raise UsageError(f"there is no folder {message.parent}")
        message.write_text(commit_message(plan), encoding="utf-8")
    return EXIT_OK
