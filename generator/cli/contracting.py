"""`sdkgen contract`: does the generated client agree with recorded traffic, and the document with the server?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from generator.cli.completing import targets_here
from generator.cli.console import EXIT_DRIFT, EXIT_INPUT, EXIT_OK, Terminal
from generator.diagnostics import UsageError

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
    try:
        from generator.contract.report import data, page, table
        from generator.contract.report.junit import junit as junit_xml
        from generator.contract.targets import open_contract, recording_folders
        from generator.contract.verdict import Outcome
    except ImportError as problem:
        raise UsageError(
            f"{problem}: install the extra of contract tests, pip install 'llm-sdk-generator[contract]'"
        ) from None
    terminal = Terminal(quiet=quiet or as_json)
    opened = open_contract(target, package=package, spec=spec)
    traffic = opened.traffic(recording_folders(recordings or [], target))
    if not traffic.exchanges:
        raise UsageError(
            f"no recording is about an operation of {target} ({len(traffic.foreign)} are about others)"
        )
    tally = terminal.tally(target, "recordings", len(traffic.exchanges))
    report = opened.run(traffic, tally.step)
    terminal.done()
    if not terminal.quiet:
        terminal.complain(f"{target}: {tally.finish()}")
    if as_json:
        terminal.data(json.dumps(data.as_data(report), indent=1, ensure_ascii=False))
    terminal.show(table.rendered(report, verbose=verbose))
    if junit is not None:
        _write(junit, junit_xml(report, drift_fails=check), terminal)
    if html is not None:
        _write(html, page.page(report).encode("utf-8"), terminal)
    if suggest is not None:
        suggestion = opened.suggestion(traffic.exchanges)
        _write(suggest, suggestion.text(target).encode("utf-8"), terminal)
        for line in suggestion.unmended():
            terminal.complain(f"no action: {line}")
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
