"""`sdkgen mock`: a server that answers as a document says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from generator.cli.completing import targets_here
from generator.cli.console import Terminal
from generator.cli.documents import document_of
from generator.diagnostics import UsageError
from generator.testing.cassette import Interaction, read_cassettes

EXAMPLES = (
    "sdkgen mock openai --port 4010",
    "sdkgen mock --spec api.yaml",
    "sdkgen mock openai --prefer 'code=429, retry-after=1'",
    "curl -H 'Prefer: flavour=nulls, delay=0.5' http://127.0.0.1:4010/models",
)
_MISSING = "sdkgen mock needs more packages: pip install 'llm-sdk-generator[mock]'"


def mock(
    target: Annotated[
        str | None, typer.Argument(help="Target, as in specs/<target>.", autocompletion=targets_here)
    ] = None,
    spec: Annotated[
        Path | None, typer.Option(help="Any OpenAPI or Discovery document.", exists=True, dir_okay=False)
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 4010,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    fixtures: Annotated[
        Path | None, typer.Option(help="Folder of recordings to answer with where one fits.", exists=True)
    ] = None,
    prefer: Annotated[
        str, typer.Option(help="Wishes that hold for all requests, as in a Prefer header.")
    ] = "",
    strict: Annotated[
        bool, typer.Option("--strict", help="Refuse query parameters that the document does not name.")
    ] = False,
    key: Annotated[str, typer.Option(help="The only credential that is taken; default: any.")] = "",
    no_check: Annotated[bool, typer.Option("--no-check", help="Take every request.")] = False,
    depth: Annotated[int, typer.Option(min=0, max=8, help="Levels of optional properties in answers.")] = 3,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Do not tell of refused requests.")] = False,
) -> int:
    """Serve answers made from a document; check requests; stream, fail and delay as `Prefer` headers wish.

    Preferences: code=STATUS, example=NAME, flavour=nulls|empty|unknown-fields|unknown-enum|unknown-variant|minimal,
    delay=SECONDS, stream-delay=SECONDS, stream-cut=BYTES, stream-break=EVENTS, drop, broken-body,
    retry-after=VALUE.
    """
    try:
        from generator.mock.app import MockApp, MockOptions
        from generator.mock.preferences import BadWish, wishes
        from generator.mock.serving import run
    except ImportError as missing:
        raise UsageError(f"{_MISSING} ({missing.name} is not there)") from None
    terminal = Terminal(quiet=quiet)
    document, config = document_of(target, spec, terminal)
    try:
        standing = wishes([prefer])
    except BadWish as problem:
        raise UsageError(str(problem)) from None
    app = MockApp(
        document,
        config,
        _by_operation(fixtures),
        MockOptions(check=not no_check, strict=strict, key=key, standing=standing, depth=depth),
        None if quiet else terminal.complain,
    )
    try:
        run(app, host, port, lambda url: terminal.print(f"{len(app.operations)} operations on {url}"))
    except OSError as problem:
        raise UsageError(f"cannot listen on {host}:{port}: {problem.strerror}") from None
    return 0


def _by_operation(folder: Path | None) -> Mapping[str, Sequence[Interaction]]:
    """Recordings by operation: what the file says, else the name of its folder."""
    found: dict[str, list[Interaction]] = {}
    for item in read_cassettes(folder) if folder is not None else ():
        found.setdefault(item.operation or Path(item.source).parent.name, []).append(item)
    return found
