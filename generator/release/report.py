"""A surface comparison for readers and programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from generator.diff.model import Level
from generator.diff.report.markdown import code, escape
from generator.diff.report.words import clean
from generator.release.bump import Bump
from generator.surface.model import SurfaceChange

FORMAT = 1


@dataclass(frozen=True, slots=True)
class SurfaceReport:
    """Two packages by name, what changed, and the step of the version that it asks for."""

    old: str
    new: str
    bump: Bump
    changes: Sequence[SurfaceChange]

    @property
    def level(self) -> Level | None:
        """The gravest level, None when nothing changed."""
        return max((change.level for change in self.changes), default=None)


def as_text(report: SurfaceReport) -> str:
    """A line for each change, grouped by level."""
    lines = [f"{clean(report.old)} to {clean(report.new)}: {_summary(report)}"]
    for level in sorted(Level, reverse=True):
        changes = [change for change in report.changes if change.level is level]
        if changes:
            lines += ["", level.label.upper(), *(f"  {_line(change)}" for change in changes)]
    return "\n".join(lines) + "\n"


def as_markdown(report: SurfaceReport) -> str:
    """A list for each level."""
    lines = [f"## {escape(report.old)} to {escape(report.new)}", "", f"{_summary(report).capitalize()}.", ""]
    for level in sorted(Level, reverse=True):
        changes = [change for change in report.changes if change.level is level]
        if changes:
            lines += [f"### {level.label.capitalize()}", ""]
            for change in changes:
                why = f" Cause: {escape(clean('; '.join(change.causes)))}." if change.causes else ""
                lines.append(f"- {code(change.subject)}: {escape(clean(change.text))} (`{change.id}`).{why}")
            lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def as_json(report: SurfaceReport) -> str:
    """JSON with every field."""
    level = report.level
    data = {
        "format": FORMAT,
        "old": report.old,
        "new": report.new,
        "bump": report.bump.label,
        "severity": level.label if level is not None else None,
        "summary": {
            level.label: sum(c.level is level for c in report.changes)
            for level in sorted(Level, reverse=True)
        },
        "changes": [_data(change) for change in report.changes],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


FORMATS: Mapping[str, Callable[[SurfaceReport], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
}


def _summary(report: SurfaceReport) -> str:
    counts = [
        f"{count} {level.label}"
        for level in sorted(Level, reverse=True)
        if (count := sum(change.level is level for change in report.changes))
    ]
    return f"{', '.join(counts) or 'no change'}; version step: {report.bump.label}"


def _line(change: SurfaceChange) -> str:
    why = f"  because {clean(change.causes[0])}" if change.causes else ""
    return f"{clean(change.subject)}: {clean(change.text)}  [{change.id}]{why}"


def _data(change: SurfaceChange) -> dict[str, object]:
    return {
        "id": change.id,
        "severity": change.level.label,
        "path": change.path,
        "member": change.member,
        "text": change.text,
        "before": change.before,
        "after": change.after,
        "source": change.source,
        "causes": list(change.causes),
    }
