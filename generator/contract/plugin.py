"""A pytest plugin: each recording is a test.

``pytest --contract openai --contract-recordings recordings/`` runs, besides whatever else is asked for, one test for
every recording that is about the target.  A client that differs fails the test; a document that differs from its
server fails it with ``--contract-check`` and is counted in the summary without.

Nothing heavy is imported unless the option is used, for pytest loads every plugin of an environment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import pytest

if TYPE_CHECKING:
    from generator.contract.exchange import Exchange
    from generator.contract.run import Contract
    from generator.contract.verdict import Verdict

N = TypeVar("N", bound=pytest.Item | pytest.Collector)
_VERDICTS: pytest.StashKey[list[Verdict]] = pytest.StashKey()


class ContractFailure(Exception):
    """A recording that the client, or with ``--contract-check`` the document, does not agree with."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options."""
    group = parser.getgroup("sdkgen contract")
    group.addoption(
        "--contract",
        action="append",
        default=[],
        metavar="TARGET",
        help="test the generated package of a target with recorded traffic; may be repeated",
    )
    group.addoption(
        "--contract-recordings",
        action="append",
        default=[],
        metavar="DIR",
        help="folder or file of recorded interactions; may be repeated",
    )
    group.addoption("--contract-package", metavar="DIR", help="folder of the distribution (generated/TARGET)")
    group.addoption(
        "--contract-check",
        action="store_true",
        help="fail also where only the document differs from the server",
    )


class Recording(pytest.Item):
    """One recording as a test."""

    contract: Contract
    exchange: Exchange

    def runtest(self) -> None:
        """Drive both clients and compare.  Raises ContractFailure."""
        from generator.contract.verdict import Outcome

        found = self.contract.check(self.exchange)
        self.config.stash[_VERDICTS].append(found)
        strict = self.config.getoption("--contract-check")
        if found.outcome is Outcome.CLIENT or (strict and found.outcome is not Outcome.CONFORMS):
            deviations = [f"{d.side} {d.place or '/'}: {d.message} ({d.pointer})" for d in found.deviations]
            raise ContractFailure("\n".join([found.outcome.value, *found.problems, *deviations]))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The differences, without a traceback that leads into this plugin."""
        if isinstance(excinfo.value, ContractFailure):
            return f"{self.exchange.interaction.source}\n{excinfo.value}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the test comes from."""
        return Path(self.exchange.interaction.source), None, self.name


class Target(pytest.Collector):
    """The recordings of one target."""

    def collect(self) -> Iterable[Recording]:
        """One test a recording.  A wrong name of a target or folder ends the run."""
        from generator.contract.targets import open_contract, recording_folders
        from generator.diagnostics import UsageError

        option = self.config.getoption
        package = option("--contract-package")
        try:
            contract = open_contract(
                self.name, root=self.config.rootpath, package=Path(package) if package else None
            )
            given = [Path(folder) for folder in option("--contract-recordings") or ()]
            traffic = contract.traffic(recording_folders(given, self.name, self.config.rootpath))
        except UsageError as problem:
            raise pytest.UsageError(str(problem)) from None
        for exchange in traffic.exchanges:
            test = _node(Recording, self, exchange.name)
            test.contract, test.exchange = contract, exchange
            yield test


def _node(kind: type[N], parent: pytest.Collector, name: str) -> N:
    # pytest leaves what `from_parent` takes without types.
    node: N = cast("Any", kind).from_parent(parent, name=name)
    return node


def pytest_configure(config: pytest.Config) -> None:
    """Room for the verdicts."""
    config.stash[_VERDICTS] = []


def _collected(session: pytest.Session) -> Iterator[pytest.Item]:
    for name in session.config.getoption("--contract") or ():
        yield from _node(Target, session, name).collect()


def pytest_collection_modifyitems(session: pytest.Session, items: list[pytest.Item]) -> None:
    """The recordings come after the tests of files."""
    items.extend(_collected(session))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """How many recordings had which outcome."""
    counts = Counter(v.outcome.value for v in config.stash[_VERDICTS])
    if counts:
        terminalreporter.section("contract")
        for words, count in sorted(counts.items()):
            terminalreporter.write_line(f"{count:6}  {words}")
