"""`sdkgen templates`: what can be replaced, and what a replacement may read."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from generator.cli.console import EXIT_OK, Terminal

EXAMPLES = (
    "sdkgen templates",
    "sdkgen templates docs/readme.md.jinja > mine/docs/readme.md.jinja",
    "sdkgen templates --json",
    "sdkgen generate --templates mine",
)


def _names(incomplete: str) -> list[str]:
    from generator.render.overrides import template_names

    return [name for name in template_names() if name.startswith(incomplete)]


def templates(
    name: Annotated[
        str,
        typer.Argument(
            help="Template whose text to print; by default all are listed.", autocompletion=_names
        ),
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print templates and views as JSON.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print the same as Markdown tables.")] = False,
) -> int:
    """List the templates that `generate --templates DIR` can replace with what each may read, or print one of them."""
    from generator.render.contract import VIEWS, as_data, as_markdown
    from generator.render.overrides import template_names, template_source

    terminal = Terminal()
    if name:
        terminal.data(template_source(name))
    elif as_json:
        terminal.data(json.dumps(as_data(), indent=2))
    elif markdown:
        terminal.data(as_markdown())
    else:
        for known in template_names():
            view = VIEWS[known].__name__ if known in VIEWS else "-"
            terminal.print(f"{known:40} {view}")
    return EXIT_OK
