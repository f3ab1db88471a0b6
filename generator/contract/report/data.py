"""A report as plain data: what `--json` prints, and what the page is made of."""

from __future__ import annotations

import json
from typing import Any

from generator.contract.deviation import Deviation
from generator.contract.drift import Drift
from generator.contract.payloads import content_of, json_of
from generator.contract.run import Report
from generator.contract.typed import Typing
from generator.contract.verdict import Verdict
from generator.testing.cassette import Message

FORMAT = 1
"""Version of the layout."""
LONGEST = 6000
"""Characters of a body that a report shows."""


def as_data(report: Report) -> dict[str, Any]:
    """The whole report, without bodies."""
    return {
        "format": FORMAT,
        "target": report.target,
        "recordings": len(report.verdicts),
        "outcomes": {outcome.value: count for outcome, count in report.counts.items()},
        "typing": figures(report.typing),
        "operations": {
            operation: [_verdict(v) for v in verdicts]
            for operation, verdicts in report.by_operation().items()
        },
        "drift": [_drift(drift, actions) for drift, actions in report.drifts],
        "of_other_apis": [{"name": f.name, "request": f.request} for f in report.foreign],
    }


def figures(typing: Typing) -> dict[str, int]:
    """How much was typed, as numbers."""
    return {
        "bodies_and_events": typing.values,
        "strict": typing.strict,
        "typed_fields": typing.fields,
        "fields_without_a_type": len(typing.untyped),
        "unknown_members": len(typing.unknown),
        "wrong_members": len(typing.wrong),
    }


def _verdict(v: Verdict) -> dict[str, Any]:
    return {
        "name": v.name,
        "method": v.exchange.method.dotted,
        "kind": v.exchange.kind,
        "status": v.exchange.answer.status,
        "outcome": v.outcome.value,
        "problems": list(v.problems),
        "deviations": [deviation(d) for d in v.deviations],
        "typing": {
            **figures(v.typing),
            "untyped": v.typing.untyped,
            "unknown": v.typing.unknown,
        },
    }


def deviation(d: Deviation) -> dict[str, Any]:
    """One deviation."""
    return {"side": d.side, "kind": d.kind, "pointer": d.pointer, "place": d.place, "message": d.message}


def _drift(drift: Drift, actions: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    return {
        **deviation(drift.first),
        "name": drift.first.name,
        "count": drift.count,
        "recordings": list(drift.sources),
        "actions": list(actions),
    }


def body_text(message: Message) -> str:
    """A body to look at: JSON indented, text as it is, bytes as their number; cut when long."""
    content = content_of(message)
    try:
        text = json.dumps(json_of(content), indent=2, ensure_ascii=False)
    except ValueError:
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            return f"{len(content)} bytes"
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}\n… {len(text) - LONGEST} characters more"
