"""The whole check: every recording through the client and past the document."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.config import TargetConfig
from generator.contract.description import Description, read_description
from generator.contract.deviation import Deviation
from generator.contract.drift import Drift, Proposals, gathered, overlay_text
from generator.contract.drive import Run, Sent, drive_async, drive_sync
from generator.contract.exchange import Exchange, Foreign, Traffic, read_traffic
from generator.contract.explain import Explainer
from generator.contract.matching import Matcher
from generator.contract.outcome import decoded_events, outcome_problems, same
from generator.contract.package import Package, load_package
from generator.contract.payloads import content_of
from generator.contract.request_check import RequestCheck
from generator.contract.response_check import ResponseCheck
from generator.contract.sent import request_problems
from generator.contract.typed import Typing
from generator.contract.verdict import Findings, Outcome, Verdict, verdict
from generator.diagnostics import Diagnostics
from generator.spec import apply_overlays

_ROUNDS = 6
"""A mended schema can uncover deviations below it; so many times they are looked for."""


@dataclass(frozen=True, slots=True)
class Report:
    """All verdicts.  `drifts`: what the document does not admit, each with the actions that would mend it."""

    target: str
    verdicts: tuple[Verdict, ...]
    foreign: tuple[Foreign, ...]
    drifts: tuple[tuple[Drift, tuple[dict[str, Any], ...]], ...]

    @property
    def counts(self) -> dict[Outcome, int]:
        """Recordings by outcome."""
        counts = Counter(v.outcome for v in self.verdicts)
        return {outcome: counts[outcome] for outcome in Outcome}

    @property
    def typing(self) -> Typing:
        """Figures over all recordings."""
        total = Typing()
        for v in self.verdicts:
            total.values += v.typing.values
            total.strict += v.typing.strict
            total.fields += v.typing.fields
            total.untyped += v.typing.untyped
            total.unknown += v.typing.unknown
            total.wrong += v.typing.wrong
        return total

    def by_operation(self) -> dict[str, list[Verdict]]:
        """Verdicts by operation, in the order of ids."""
        found: dict[str, list[Verdict]] = {}
        for v in sorted(self.verdicts, key=lambda v: (v.operation, v.name)):
            found.setdefault(v.operation, []).append(v)
        return found


class Contract:
    """A target ready to be checked: its package, its document, and what checks them.

    `folder`: that of the target's configuration; `distribution`: that of the generated distribution.
    Raises UsageError for a package that is not there, SdkgenError for a document that cannot be used.
    """

    def __init__(
        self, config: TargetConfig, folder: Path, distribution: Path, *, spec: Path | None = None
    ) -> None:
        self.target = config.target
        self._config = config
        self.package: Package = load_package(distribution)
        self.description = read_description(config, folder, self.package.index, Diagnostics(), spec)
        self._use(self.description)
        self.matcher = Matcher(self.description)

    def _use(self, description: Description) -> None:
        explainer = Explainer(description.schemas)
        events = {
            id: f"/components/schemas/{operation.streaming.event}"
            for id, operation in self._config.operations.items()
            if operation.streaming is not None and operation.streaming.event
        }
        self.requests = RequestCheck(description, explainer)
        self.responses = ResponseCheck(description, explainer, events)

    def traffic(self, folders: Sequence[Path]) -> Traffic:
        """The recordings below folders that are about this target."""
        return read_traffic(folders, self.matcher, self.package.index)

    def check(self, exchange: Exchange) -> Verdict:
        """Drive both clients with one recording, and compare."""
        proto = self.description.discovery
        one = drive_sync(self.package, exchange, proto=proto)
        other = drive_async(self.package, exchange, proto=proto)
        found = Findings(
            request=request_problems(exchange, one, proto=proto),
            result=outcome_problems(self.package, exchange, one),
            clients=same(one, other),
            deviations=self.deviations(exchange),
            typing=self._typing(exchange, one),
        )
        return verdict(exchange, found)

    def deviations(self, exchange: Exchange) -> list[Deviation]:
        """Where recorded request and answer leave the document.  A request that was refused need not fit it."""
        request = exchange.interaction
        sent = Sent(request.method, request.uri, dict(request.request.headers), content_of(request.request))
        accepted = exchange.answer.status < 400
        operation = self.requests.operation(exchange.match.operation.id)
        found = self.requests.deviations(operation, sent) if accepted else []
        return [*found, *self.responses.deviations(exchange)]

    def _typing(self, exchange: Exchange, run: Run) -> Typing:
        typing, method = Typing(), exchange.method
        content = content_of(exchange.answer.response)
        if exchange.kind == "stream" and run.events is not None:
            decoder, type_ = (
                self.package.decoder(method, streamed=True),
                self.package.annotation(method, streamed=True),
            )
            events, _ = decoded_events(content)
            for number, (item, (event, value)) in enumerate(zip(run.events, events, strict=False)):
                data = event.data.encode()
                if set(getattr(item, "model_fields_set", ())) == {"event", "data"}:
                    # A type of the frame, not of its data.
                    data = json.dumps({"event": event.type, "data": value}).encode()
                typing.add(item, type_, data, decoder, f"/{number}")
        elif exchange.kind == "body" and method.result == "json" and _is_read(run):
            type_ = self.package.annotation(method, streamed=False)
            typing.add(run.result, type_, content, self.package.decoder(method, streamed=False))
        return typing

    def run(self, traffic: Traffic, progress: Callable[[str], None] = lambda _: None) -> Report:
        """All recordings."""
        verdicts: list[Verdict] = []
        for exchange in traffic.exchanges:
            verdicts.append(self.check(exchange))
            progress(exchange.name)
        return self.report(verdicts, traffic.foreign)

    def report(self, verdicts: Sequence[Verdict], foreign: Sequence[Foreign] = ()) -> Report:
        """What verdicts say together."""
        basis: Any = self.description.document.basis.data
        proposals = Proposals(basis)
        drifts = gathered((v.name, d) for v in verdicts for d in v.deviations)
        drifts.sort(key=lambda d: (d.first.side, d.first.pointer, d.first.kind, d.first.name))
        mended = tuple((drift, tuple(proposals.of(drift))) for drift in drifts)
        return Report(self.target, tuple(verdicts), tuple(foreign), mended)

    def suggestion(self, exchanges: Sequence[Exchange]) -> Suggestion:
        """The actions that make the document admit all these recordings, and what is left when they are applied."""
        actions: list[dict[str, Any]] = []
        left: list[Drift] = []
        original, document = self.description, self.description.document
        try:
            deviating = list(exchanges)
            for _ in range(_ROUNDS):
                found = [(e, self.deviations(e)) for e in deviating]
                deviating = [e for e, deviations in found if deviations]
                left = gathered((e.name, d) for e, deviations in found for d in deviations)
                more = Proposals(document.basis.data).actions(left)
                if not more:
                    break
                actions += more
                with tempfile.TemporaryDirectory() as folder:
                    path = Path(folder) / "suggested.overlay.yaml"
                    path.write_text(overlay_text("Suggested", more), encoding="utf-8")
                    document = apply_overlays(document, [path], diagnostics=Diagnostics(), lenient=True)
                self._use(Description(document, self.package.index))
        finally:
            self._use(original)
        return Suggestion(tuple(actions), tuple(left))


def _is_read(run: Run) -> bool:
    """Whether the call gave an object: not an exception, nothing, or the text of a body that is no JSON."""
    return run.error is None and run.result is not None and not isinstance(run.result, str)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Overlay actions, and the drifts for which there is none."""

    actions: tuple[dict[str, Any], ...]
    left: tuple[Drift, ...]

    def text(self, target: str) -> str:
        """The overlay as YAML."""
        return overlay_text(
            f"Observed differences of the {target} server: to be reviewed", list(self.actions)
        )

    def unmended(self) -> Iterator[str]:
        """What a person has to look at, in words."""
        for drift in self.left:
            yield f"{drift.first.pointer}: {drift.first.message} ({drift.names})"
