"""The report as one HTML page: no network, no other file; text of servers is encoded, and no script of theirs may run."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.contract.deviation import Deviation
from generator.contract.report.data import body_text, figures
from generator.contract.run import Report
from generator.contract.verdict import Outcome, Verdict

_HERE = Path(__file__).resolve().parent
_SHORT = {
    Outcome.CONFORMS: "conforms",
    Outcome.SURVIVES: "survives",
    Outcome.DOCUMENT: "document",
    Outcome.CLIENT: "client",
}


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """One outcome: its CSS class, its words, how many recordings have it, the key that filters by it."""

    css: str
    words: str
    count: int
    key: int


@dataclass(frozen=True, slots=True)
class RecordingView:
    """One recording."""

    name: str
    css: str
    words: str
    method: str
    request: str
    status: int
    problems: tuple[str, ...]
    deviations: tuple[Deviation, ...]
    untyped: tuple[str, ...]
    request_body: str
    answer_body: str
    search: str


@dataclass(frozen=True, slots=True)
class OperationView:
    """One operation: how many recordings of each outcome, the worst outcome's CSS class, the recordings."""

    id: str
    css: str
    counts: tuple[tuple[str, str, int], ...]
    recordings: tuple[RecordingView, ...]


@dataclass(frozen=True, slots=True)
class DriftView:
    """One place where document and server differ; `actions` as YAML, "" for none."""

    side: str
    pointer: str
    message: str
    times: str
    actions: str


@dataclass(frozen=True, slots=True)
class PageView:
    """The page.  `style` and `script` are ours; `policy` lets nothing else run."""

    target: str
    outcomes: tuple[OutcomeView, ...]
    operations: tuple[OperationView, ...]
    drifts: tuple[DriftView, ...]
    figures: tuple[tuple[str, int], ...]
    foreign: tuple[str, ...]
    style: Markup
    script: Markup
    policy: str


def page(report: Report) -> str:
    """The page as HTML."""
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html").render(view=_view(report))


def _view(report: Report) -> PageView:
    style = (_HERE / "page.css").read_text(encoding="utf-8")
    script = (_HERE / "page.js").read_text(encoding="utf-8")
    outcomes = tuple(
        OutcomeView(_SHORT[outcome], outcome.value, count, number)
        for number, (outcome, count) in enumerate(report.counts.items(), start=1)
    )
    drifts = tuple(
        DriftView(
            drift.first.side,
            drift.first.pointer,
            drift.first.message,
            drift.names,
            yaml.safe_dump(list(actions), sort_keys=False, allow_unicode=True) if actions else "",
        )
        for drift, actions in report.drifts
    )
    return PageView(
        target=report.target,
        outcomes=outcomes,
        operations=tuple(_operation(id, found) for id, found in report.by_operation().items()),
        drifts=drifts,
        figures=tuple((name.replace("_", " "), n) for name, n in figures(report.typing).items()),
        foreign=tuple(f"{f.name}: {f.request}" for f in report.foreign),
        style=Markup(style),
        script=Markup(script),
        policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}",
    )


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _operation(id: str, verdicts: list[Verdict]) -> OperationView:
    counts = tuple(
        (_SHORT[outcome], outcome.value, count)
        for outcome in Outcome
        if (count := sum(v.outcome is outcome for v in verdicts))
    )
    return OperationView(id, counts[-1][0], counts, tuple(map(_recording, verdicts)))


def _recording(v: Verdict) -> RecordingView:
    sent, answer = v.exchange.interaction, v.exchange.answer
    query = urlsplit(sent.uri).query
    request = f"{sent.method} {sent.uri.partition('?')[0]}{'?' + query if query else ''}"
    words = [v.name, v.operation, v.exchange.method.dotted, *v.problems, *(d.pointer for d in v.deviations)]
    return RecordingView(
        name=v.name,
        css=_SHORT[v.outcome],
        words=v.outcome.value,
        method=v.exchange.method.dotted,
        request=request,
        status=answer.status,
        problems=v.problems,
        deviations=v.deviations,
        untyped=tuple(v.typing.untyped),
        request_body=body_text(sent.request),
        answer_body=body_text(answer.response),
        search=" ".join(words).lower(),
    )
