"""`sdkgen docs`: the reference pages of a target, as Markdown files or as a site."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.completing import targets_here
from generator.cli.console import Terminal
from generator.diagnostics import UsageError

EXAMPLES = (
    "sdkgen docs openai",
    "sdkgen docs openai --html",
    "sdkgen docs openai --html --out public/",
)


def docs(
    target: Annotated[
        str, typer.Argument(help="Configured target, generated already.", autocompletion=targets_here)
    ],
    html: Annotated[
        bool, typer.Option("--html", help="Build a searchable static site (extra `docs`).")
    ] = False,
    out: Annotated[Path | None, typer.Option(help="Folder of the site; site/TARGET by default.")] = None,
    root: Annotated[Path, typer.Option(help="Folder that holds specs/ and generated/.")] = Path(),
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print problems only.")] = False,
) -> int:
    """List the Markdown pages of a package, or turn them into a site that works offline and on a phone."""
    terminal = Terminal(quiet=quiet)
    distribution = root / "generated" / target
    if not (distribution / "reference").is_dir():
        raise UsageError(f"{distribution} has no reference/; run `sdkgen generate {target}` first")
    if not html:
        for page in sorted((distribution / "reference").glob("*.md")):
            terminal.data(str(page))
        return 0
    from generator.site import build_site

    folder = out or root / "site" / target
    with terminal.progress(target).stage("site"):
        pages = build_site(distribution, folder)
    terminal.done()
    terminal.print(f"{target}: {pages} pages in {folder}; open {folder / 'index.html'}")
    return 0
