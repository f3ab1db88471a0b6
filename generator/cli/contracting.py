"""`sdkgen contract`: does the generated client agree with recorded traffic, and the document with the server?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.completing import targets_here
from generator.cli.console import EXIT_DRIFT, EXIT_INPUT, EXIT_OK, Terminal
from generator.diagnostics import UsageError

if TYPE_CHECKING:
    from generator.contract.exchange import Traffic
    from generator.contract.run import Contract, Report

EXAMPLES = (
    "sdkgen contract openai --recordings recordings/",
    "sdkgen contract openai --html report.html --suggest-overlay drift.overlay.yaml",
)


def contract(
    target: Annotated[
        str, typer.Argument(help="Name of the target (a folder of specs/).", autocompletion=targets_here)
    ],
    recordings: Annotated[
        list[Path] | None,
        typer.Option("--recordings", "-r", help="Folder or file of recorded interactions; may be repeated."),
    ] = None,
    package: Annotated[
        Path | None,
        typer.Option("--package", help="Folder of the distribution; generated/TARGET by default."),
    ] = None,
    spec: Annotated[
        Path | None, typer.Option("--spec", help="Another version of the target's document.", dir_okay=False)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    junit: Annotated[Path | None, typer.Option("--junit", help="Write the report as JUnit XML.")] = None,
    html: Annotated[Path | None, typer.Option("--html", help="Write the report as one page.")] = None,
    suggest: Annotated[
        Path | None,
        typer.Option("--suggest-overlay", help="Write overlay actions that admit what servers sent."),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Exit 3 when document and server differ anywhere.")
    ] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show every difference.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
) -> int:
    """Drive the generated client with recorded traffic and compare: request, result, document, sync and async.

    Exit codes: 0 the client agrees with every recording, 1 it differs somewhere, 3 (with --check) only the document
    differs from the server.
    """
    terminal = Terminal(quiet=quiet or as_json)
    opened, traffic = _opened(target, package, spec, recordings or [])
    tally = terminal.tally(target, "recordings", len(traffic.exchanges))
    report = opened.run(traffic, tally.step)
    terminal.done()
    if not terminal.quiet:
        terminal.complain(f"{target}: {tally.finish()}")
    _show(report, terminal, as_json=as_json, verbose=verbose)
    _save(report, terminal, junit=junit, html=html, check=check)
    if suggest is not None:
        suggestion = opened.suggestion(traffic.exchanges)
        _write(suggest, suggestion.text(target).encode("utf-8"), terminal)
        for line in suggestion.unmended():
            terminal.complain(f"no action: {line}")
    return _exit_code(report, check=check)


def _opened(
    target: str, package: Path | None, spec: Path | None, recordings: list[Path]
) -> tuple[Contract, Traffic]:
    """The contract of a target, and the recordings that are about it.

    Raises UsageError when there are none, or when a library of contract tests is missing.
    """
    try:
        from generator.contract.targets import open_contract, recording_folders
    except ImportError as problem:
        raise UsageError(
            f"{problem}: install the extra of contract tests, pip install 'llm-sdk-generator[contract]'"
        ) from None
    opened = open_contract(target, package=package, spec=spec)
    traffic = opened.traffic(recording_folders(recordings, target))
    if not traffic.exchanges:
        raise UsageError(
            f"no recording is about an operation of {target} ({len(traffic.foreign)} are about others)"
        )
    return opened, traffic


def _show(report: Report, terminal: Terminal, *, as_json: bool, verbose: bool) -> None:
    """The report on the terminal: a table, or data for programs."""
    from generator.contract.report import data, table

    if as_json:
        terminal.data(json.dumps(data.as_data(report), indent=1, ensure_ascii=False))
    terminal.show(table.rendered(report, verbose=verbose))


def _save(report: Report, terminal: Terminal, *, junit: Path | None, html: Path | None, check: bool) -> None:
    """The report in files, where they are asked for."""
    from generator.contract.report import page
    from generator.contract.report.junit import junit as junit_xml

    if junit is not None:
        _write(junit, junit_xml(report, drift_fails=check), terminal)
    if html is not None:
        _write(html, page.page(report).encode("utf-8"), terminal)


def _exit_code(report: Report, *, check: bool) -> int:
    from generator.contract.verdict import Outcome

    if report.counts[Outcome.CLIENT]:
        return EXIT_INPUT
    differs = report.counts[Outcome.DOCUMENT] or report.counts[Outcome.SURVIVES]
    return EXIT_DRIFT if check and differs else EXIT_OK


def _write(path: Path, content: bytes, terminal: Terminal) -> None:
    try:
        path.write_bytes(content)
    except OSError as problem:
        raise UsageError(f"cannot write {path}: {problem.strerror}") from None
    terminal.print(f"written: {path}")
