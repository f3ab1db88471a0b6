"""What one recording shows about client, document and server."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from generator.contract.deviation import Deviation
from generator.contract.exchange import Exchange
from generator.contract.typed import Typing


class Outcome(StrEnum):
    """Who differs from whom.

    ``SURVIVES``: the document is wrong, and the result is complete and typed nevertheless.  ``DOCUMENT``: the document
    is wrong, and that shows in the client: members without a type, unknown alternatives, arguments that it lacks,
    or an answer that it cannot read.
    """

    CONFORMS = "conforms"
    SURVIVES = "document and server differ, client survives"
    DOCUMENT = "document differs from server"
    CLIENT = "client differs"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One recording: its outcome, the client's faults in words, the document's faults with their places."""

    exchange: Exchange
    outcome: Outcome
    problems: tuple[str, ...] = ()
    deviations: tuple[Deviation, ...] = ()
    typing: Typing = field(default_factory=Typing)

    @property
    def name(self) -> str:
        """The recording."""
        return self.exchange.name

    @property
    def operation(self) -> str:
        """The operation's id."""
        return self.exchange.match.operation.id


@dataclass(slots=True)
class Findings:
    """What the parts of the check found: differences of the request, of the result, between the two clients."""

    request: list[str]
    result: list[str]
    clients: list[str]
    deviations: list[Deviation]
    typing: Typing


def verdict(exchange: Exchange, found: Findings) -> Verdict:
    """Weigh what was found.

    A result that differs is the document's fault only where the document promises another kind of answer than came.
    """
    wrong = [f"wrong member of a union at {place}" for place in found.typing.wrong]
    narrow: list[str] = []
    if found.typing.misfits and not any(d.side == "response" for d in found.deviations):
        narrow = [f"the type is narrower than the document: {text}" for text in found.typing.misfits]
    problems = [*found.request, *found.result, *found.clients, *wrong, *narrow]
    return Verdict(
        exchange,
        _outcome(found, problems),
        tuple(problems),
        tuple(found.deviations),
        found.typing,
    )


def _outcome(found: Findings, problems: list[str]) -> Outcome:
    answer_is_other = any(
        d.side == "response" and d.kind in ("content", "status", "other") for d in found.deviations
    )
    if problems:
        explained = answer_is_other and problems == found.result
        return Outcome.DOCUMENT if explained else Outcome.CLIENT
    if not found.deviations:
        return Outcome.CONFORMS
    lacking = any(
        d.side == "request" and d.kind in ("undocumented", "parameter", "content") for d in found.deviations
    )
    untyped = found.typing.untyped or found.typing.unknown
    return Outcome.DOCUMENT if lacking or untyped else Outcome.SURVIVES
