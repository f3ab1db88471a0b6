"""Options for pytest: run a test suite against recordings, or record while it runs.

``pytest --sdkgen-record openai=recordings`` and ``pytest --sdkgen-replay openai=recordings``.  Both set the variable
that the target's client takes its base URL from, before anything is collected.  Targets are those of `specs/` in the
folder that pytest runs in; ``VARIABLE=DIR`` works for replaying without one.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from generator.testing.recorder import Recorder

_STACK = pytest.StashKey[ExitStack]()
_RECORDERS: pytest.StashKey[list[tuple[Path, Recorder]]] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the options."""
    group = parser.getgroup("sdkgen", "recorded traffic of generated clients")
    common: dict[str, Any] = {"action": "append", "default": [], "metavar": "TARGET=DIR"}
    group.addoption("--sdkgen-record", help="record what the target's client says into DIR", **common)
    group.addoption("--sdkgen-replay", help="answer the target's client from the recordings in DIR", **common)
    group.addoption(
        "--sdkgen-cut", type=int, default=None, metavar="BYTES", help="replay streams in pieces of this size"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Start the servers and set the variables."""
    record: list[str] = config.getoption("--sdkgen-record") or []
    replay: list[str] = config.getoption("--sdkgen-replay") or []
    if not record and not replay:
        return
    stack = ExitStack()
    config.stash[_STACK] = stack
    config.stash[_RECORDERS] = []
    environment = pytest.MonkeyPatch()
    stack.callback(environment.undo)
    try:
        for option in record:
            _record(config, stack, environment, *_split(option))
        for option in replay:
            _replay(config, stack, environment, *_split(option))
    except Exception as problem:
        stack.close()
        raise pytest.UsageError(f"sdkgen: {problem}") from None


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the servers."""
    stack = config.stash.get(_STACK, None)
    if stack is not None:
        stack.close()


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say what was recorded."""
    nothing: list[tuple[Path, Recorder]] = []
    for folder, recorder in config.stash.get(_RECORDERS, nothing):
        terminalreporter.write_line(f"sdkgen: {recorder.count} interactions recorded in {folder}")


def _split(option: str) -> tuple[str, Path]:
    name, equals, folder = option.partition("=")
    if not name or not equals or not folder:
        raise ValueError(f"{option!r} is not TARGET=DIR")
    return name, Path(folder)


def _record(
    config: pytest.Config, stack: ExitStack, environment: pytest.MonkeyPatch, name: str, folder: Path
) -> None:
    from generator.cli.console import Terminal
    from generator.cli.documents import document_of
    from generator.testing.sessions import recorded, session_of

    document, target = document_of(name, None, Terminal(quiet=True))
    recorder, variables = stack.enter_context(recorded(session_of(document, target), folder))
    config.stash[_RECORDERS].append((folder, recorder))
    for variable, url in variables.items():
        environment.setenv(variable, url)


def _replay(
    config: pytest.Config, stack: ExitStack, environment: pytest.MonkeyPatch, name: str, folder: Path
) -> None:
    from generator.testing.cassette import read_cassettes
    from generator.testing.replay import serve

    if not folder.exists():
        raise ValueError(f"{folder}: no such folder")
    url = stack.enter_context(serve(read_cassettes(folder), cut=config.getoption("--sdkgen-cut")))
    environment.setenv(_variable(name), url)


def _variable(name: str) -> str:
    """The variable of a target; a name in capitals is a variable itself."""
    from generator.config_reader import discover_targets, read_config
    from generator.diagnostics import Diagnostics

    if name.isupper():
        return name
    known = discover_targets(Path())
    if name not in known:
        raise ValueError(f"unknown target {name!r}; there are {', '.join(sorted(known)) or 'none here'}")
    variable = read_config(known[name], Diagnostics()).client.base_url_env
    if not variable:
        raise ValueError(f"the configuration of {name} names no variable for the base URL")
    return variable
