"""The `sdkgen` command."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

import generator
from generator.cli import (
    contracting,
    diffing,
    documenting,
    examining,
    explaining,
    fixing,
    generate,
    importing,
    initialising,
    inspecting,
    mocking,
    recording,
    releasing,
    replaying,
    surfacing,
    validating,
    vendoring,
)
from generator.cli.console import EXIT_BUG, EXIT_INPUT, EXIT_USAGE, Terminal
from generator.diagnostics import SdkgenError, UsageError

app = typer.Typer(
    name="sdkgen",
    help="Turn OpenAPI and Google Discovery documents into complete, typed Python SDKs.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
app.command("generate", epilog=generate.EXAMPLES)(generate.generate)
app.command("init", epilog=initialising.EXAMPLES)(initialising.init)
app.command("validate", epilog=validating.EXAMPLES)(validating.validate)
app.command("inspect", epilog=inspecting.EXAMPLES)(inspecting.inspect)
app.command("record", epilog=recording.EXAMPLES)(recording.record)
app.command("replay", epilog=replaying.EXAMPLES)(replaying.replay)
app.command("mock", epilog=mocking.EXAMPLES)(mocking.mock)
app.add_typer(fixing.app, name="fixtures")
app.command("diff", epilog=diffing.EXAMPLES)(diffing.diff)
app.command("surface", epilog=surfacing.EXAMPLES)(surfacing.surface)
app.command("release", epilog=releasing.EXAMPLES)(releasing.release)
app.command("vendor", epilog=vendoring.EXAMPLES)(vendoring.vendor)
app.command("contract", epilog=contracting.EXAMPLES)(contracting.contract)
app.command("import", epilog=importing.EXAMPLES)(importing.import_spec)
app.command("docs", epilog=documenting.EXAMPLES)(documenting.docs)
app.command("explain", epilog=explaining.EXAMPLES)(explaining.explain)
app.command("doctor", epilog=examining.EXAMPLES)(examining.doctor)


_MISUSE: type[Exception] = next(c for c in typer.BadParameter.__mro__ if c.__name__ == "ClickException")
"""What typer raises for an odd command line: click's class, or the copy of it that newer versions carry."""


def _version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"sdkgen {generator.__version__}\n")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Turn OpenAPI and Google Discovery documents into complete, typed Python SDKs."""


def main() -> None:
    """Run the command line; every way out has its exit code, and a bug says how to report it."""
    try:
        code = app(standalone_mode=False)
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
