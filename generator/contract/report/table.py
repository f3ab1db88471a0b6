"""The report on a terminal."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from generator.contract.run import Report
from generator.contract.verdict import Outcome, Verdict

_COLOURS = {
    Outcome.CONFORMS: "green",
    Outcome.SURVIVES: "cyan",
    Outcome.DOCUMENT: "yellow",
    Outcome.CLIENT: "bold red",
}
_HEADINGS = {
    Outcome.CONFORMS: "conforms",
    Outcome.SURVIVES: "client survives",
    Outcome.DOCUMENT: "document differs",
    Outcome.CLIENT: "client differs",
}
_MOST = 40


def rendered(report: Report, *, verbose: bool = False) -> RenderableType:
    """Operations by outcome, the client's faults, drift by place, and the figures of typing."""
    parts: list[RenderableType] = [_operations(report)]
    faults = [v for v in report.verdicts if v.outcome is Outcome.CLIENT]
    parts += [_fault(v) for v in faults]
    if report.drifts:
        parts.append(_drift(report, len(report.drifts) if verbose else _MOST))
    parts.append(_figures(report))
    return Group(*parts)


def _operations(report: Report) -> Table:
    table = Table(title=None, header_style="bold")
    table.add_column("operation", overflow="fold")
    for outcome in Outcome:
        table.add_column(_HEADINGS[outcome], justify="right", style=_COLOURS[outcome])
    for operation, verdicts in report.by_operation().items():
        counts = [sum(v.outcome is outcome for v in verdicts) for outcome in Outcome]
        table.add_row(escape(operation), *(str(count) if count else "" for count in counts))
    table.add_section()
    table.add_row("all", *(str(report.counts[outcome]) for outcome in Outcome))
    return table


def _fault(v: Verdict) -> Text:
    text = Text(f"{v.name} ({v.exchange.method.dotted})\n", style="bold red")
    for problem in v.problems:
        text.append(f"  {problem}\n", style="default")
    return text


def _drift(report: Report, most: int) -> Table:
    table = Table(title="Where document and server differ", title_justify="left", header_style="bold")
    table.add_column("place in the document", overflow="fold")
    table.add_column("what was seen", overflow="fold")
    table.add_column("times", justify="right")
    table.add_column("overlay", justify="right")
    ordered = sorted(report.drifts, key=lambda pair: -pair[0].count)
    for drift, actions in ordered[:most]:
        seen = escape(f"{drift.first.side}: {drift.first.message}")
        table.add_row(escape(drift.first.pointer), seen, str(drift.count), "yes" if actions else "by hand")
    if len(ordered) > most:
        table.add_row(f"{len(ordered) - most} more (--verbose, --json or --html show them)", "", "", "")
    return table


def _figures(report: Report) -> Text:
    typing = report.typing
    share = f" ({100 * typing.strict / typing.values:.1f} %)" if typing.values else ""
    lines = [
        f"{len(report.verdicts)} recordings, {typing.values} bodies and events, {typing.strict} of them exactly of "
        f"their type{share}",
        f"{typing.fields} typed fields, {len(typing.untyped)} without a type, {len(typing.unknown)} unknown and "
        f"{len(typing.wrong)} wrong members of unions",
    ]
    if report.foreign:
        lines.append(f"{len(report.foreign)} recordings are about no operation of {report.target}")
    return Text("\n".join(lines))
