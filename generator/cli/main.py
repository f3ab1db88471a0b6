"""The `sdkgen` command."""

from __future__ import annotations

import keyword
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

import generator
from generator.cli.completing import examples
from generator.cli.console import EXIT_BUG, EXIT_INPUT, EXIT_USAGE, Terminal
from generator.diagnostics import SdkgenError, UsageError

_COMMANDS = {
    "generate": "generate",
    "init": "initialising",
    "validate": "validating",
    "inspect": "inspecting",
    "record": "recording",
    "replay": "replaying",
    "mock": "mocking",
    "fixtures": "fixing",
    "diff": "diffing",
    "history": "chronicling",
    "surface": "surfacing",
    "release": "releasing",
    "sync": "syncing",
    "vendor": "vendoring",
    "contract": "contracting",
    "import": "importing",
    "docs": "documenting",
    "templates": "templating",
    "explain": "explaining",
    "doctor": "examining",
}
"""The module of each command, in the order of the help text.  A command is the function of that name, or of the name
with `_spec` behind a Python keyword; a module with `app` holds a group of commands."""


_MISUSE: type[Exception] = next(c for c in typer.BadParameter.__mro__ if c.__name__ == "ClickException")
"""What typer raises for an odd command line: click's class, or the copy of it that newer versions carry."""


def _version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"sdkgen {generator.__version__}\n")
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Turn OpenAPI and Google Discovery documents into complete, typed Python SDKs."""


def application(words: Sequence[str] = ()) -> typer.Typer:
    """The application for a command line: with the one command that is named first, else with all of them.

    Loading the other commands, and the stages that they need, takes longer than a run with nothing to do.
    """
    app = typer.Typer(
        name="sdkgen",
        help="Turn OpenAPI and Google Discovery documents into complete, typed Python SDKs.",
        no_args_is_help=True,
        add_completion=True,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
    )
    app.callback()(_root)
    for name in words[:1] if words and words[0] in _COMMANDS else _COMMANDS:
        module = import_module(f"generator.cli.{_COMMANDS[name]}")
        if hasattr(module, "app"):
            app.add_typer(module.app, name=name)
        else:
            function = f"{name}_spec" if keyword.iskeyword(name) else name
            app.command(name, epilog=examples(module.EXAMPLES))(getattr(module, function))
    return app


def main() -> None:
    """Run the command line; every way out has its exit code, and a bug says how to report it."""
    try:
        code = application(sys.argv[1:])(prog_name="sdkgen", standalone_mode=False)
    except (typer.Abort, KeyboardInterrupt):
        sys.exit(130)
    except _MISUSE as problem:
        problem.show()  # type: ignore[attr-defined]
        sys.exit(EXIT_USAGE)
    except UsageError as problem:
        Terminal().complain(f"error: {problem}")
        sys.exit(EXIT_USAGE)
    except SdkgenError as problem:
        Terminal().complain(f"error: {problem}")
        sys.exit(EXIT_INPUT)
    except BrokenPipeError:
        sys.exit(EXIT_INPUT)
    except Exception as bug:
        _report_bug(bug)
        sys.exit(EXIT_BUG)
    sys.exit(code if isinstance(code, int) else 0)


def _report_bug(bug: Exception) -> None:
    """Say what to report, without a traceback dump: the innermost frames are enough to find the place."""
    import platform
    import traceback

    terminal = Terminal()
    terminal.complain("sdkgen has a bug: this should not have happened, and nothing was written.")
    terminal.complain(f"  {type(bug).__name__}: {bug}")
    for frame in traceback.extract_tb(bug.__traceback__)[-4:]:
        terminal.complain(f"  in {frame.name} ({frame.filename.rpartition('generator')[2]}:{frame.lineno})")
    terminal.complain(
        f"Please report these lines with the document that caused them "
        f"(sdkgen {generator.__version__}, Python {platform.python_version()}, {platform.system()})."
    )
