"""`sdkgen release`: the version that the changes since a revision ask for, and the words for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.completing import targets_here
from generator.cli.console import EXIT_OK, Terminal
from generator.diagnostics import Diagnostics, Severity, UsageError

if TYPE_CHECKING:
    from generator.release.plan import Release

EXAMPLES = (
    "sdkgen release openai --since v1.4.0",
    "sdkgen release openai --since HEAD --write --message /tmp/message.txt",
)


def release(
    targets: Annotated[
        list[str] | None,
        typer.Argument(help="Configured targets; all by default.", autocompletion=targets_here),
    ] = None,
    since: Annotated[str, typer.Option(help="Revision of git to compare with.")] = "HEAD",
    against: Annotated[
        Path | None,
        typer.Option(help="Compare with this folder (its specs/ and generated/) instead of a revision."),
    ] = None,
    write: Annotated[
        bool,
        typer.Option(
            "--write", help="Set the version in sdk.yaml, write CHANGELOG.md beside it, generate again."
        ),
    ] = False,
    message: Annotated[Path | None, typer.Option(help="Write the commit message to this file.")] = None,
    root: Annotated[Path, typer.Option(help="Folder that holds specs/ and generated/.")] = Path(),
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print problems only.")] = False,
) -> int:
    """Compare targets with an earlier state of themselves: names of the package joined with changes of the document."""
    from generator.cli.generate import generate
    from generator.config_reader import discover_targets
    from generator.release.words import commit_messages, section
    from generator.release.writing import write_release

    terminal = Terminal(quiet=quiet)
    plans: list[Release] = []
    for target in targets or sorted(discover_targets(root)):
        try:
            plan = _planned(root, target, since, against, terminal)
        except UsageError as problem:
            if targets:
                raise
            terminal.complain(f"{target}: {problem}; left out")
            continue
        plans.append(plan)
        terminal.print(f"{target}: {plan.old_version} to {plan.new_version} ({plan.bump.label})")
        if write and plan.bump:
            for path in write_release(root, plan):
                terminal.print(f"{path} written")
            generate([target], root=root, quiet=True)
        elif plan.bump and not quiet:
            terminal.data(section(plan))
    if message is not None:
        message.parent.mkdir(parents=True, exist_ok=True)
        message.write_text(commit_messages([plan for plan in plans if plan.bump]), encoding="utf-8")
    return EXIT_OK


def _planned(root: Path, target: str, since: str, against: Path | None, terminal: Terminal) -> Release:
    from contextlib import nullcontext

    from generator.release.plan import plan_release
    from generator.release.snapshot import at_revision, snapshot

    diagnostics = Diagnostics()
    try:
        with nullcontext(against) if against is not None else at_revision(root, since, target) as before:
            old = snapshot(before, target, Diagnostics())
        return plan_release(old, snapshot(root, target, diagnostics))
    finally:
        terminal.findings(diagnostics, least=Severity.ERROR)
