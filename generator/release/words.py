"""The words of a release: a section of a changelog, and the message of the commit that regenerates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from generator.diff.model import Change, Level
from generator.diff.report.markdown import code, escape, item
from generator.diff.report.words import clean
from generator.release.causes import cause_of
from generator.release.plan import Release
from generator.surface.model import SurfaceChange

_TITLES = (
    (Level.BREAKING, "Breaking"),
    (Level.RISKY, "Type checkers may refuse"),
    (Level.ADDITIVE, "Added"),
    (Level.NEUTRAL, "Changed"),
)
_DEPRECATIONS = ("name-deprecated", "deprecation-changed")
_HEADING = re.compile(r"^## ", re.MULTILINE)
_WIDTH = 72
"""Of the first line of a commit message."""

_LISTED = 12
"""Changes that a commit message lists."""


def section(release: Release) -> str:
    """The Markdown section of one version, beginning with its heading."""
    lines = [f"## {escape(release.new_version)}", ""]
    shown = list(without_twins(release.surface))
    deprecated = [change for change in shown if change.id in _DEPRECATIONS]
    for level, title in _TITLES:
        changes = [change for change in shown if change.level is level and change not in deprecated]
        if level is Level.NEUTRAL and deprecated:
            lines += ["### Deprecated", "", *(_entry(change) for change in deprecated), ""]
        if changes:
            lines += [f"### {title}", "", *(_entry(change) for change in changes), ""]
    rest = [
        c for c in release.document.changes if c.level >= Level.ADDITIVE and not _is_cause(c, release.surface)
    ]
    if rest:
        lines += ["### On the wire only", "", *(item(change) for change in rest), ""]
    if len(lines) == 2:
        lines += ["Nothing that users of the package can see.", ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _is_cause(change: Change, surface: Iterable[SurfaceChange]) -> bool:
    words = cause_of(change)
    return any(words in each.causes for each in surface)


def _entry(change: SurfaceChange) -> str:
    why = f" ({escape(clean(change.causes[0]))})" if change.causes else ""
    return f"- {code(change.subject)}: {escape(clean(change.text))}{why}"


def without_twins(changes: Iterable[SurfaceChange]) -> Iterator[SurfaceChange]:
    """The changes but for those of async classes that their sync twins have too."""
    every = list(changes)
    known = {(each.id, each.path, each.member) for each in every}
    for change in every:
        home, _, name = change.path.rpartition(".")
        for prefix in ("Async",):
            twin = f"{home}.{name.removeprefix(prefix)}" if home else name.removeprefix(prefix)
            if name.startswith(prefix) and (change.id, twin, change.member) in known:
                break
        else:
            yield change


def with_section(changelog: str, release: Release) -> str:
    """A changelog with the section of the release in front of the older ones; one of the same version is replaced."""
    own = section(release)
    if not changelog.strip():
        changelog = f"# Changelog of {escape(release.package)}\n\nVersions follow [semantic versioning](https://semver.org).\n"
    starts = [found.start() for found in _HEADING.finditer(changelog)]
    parts = [changelog[start:end] for start, end in pairwise([*starts, len(changelog)])]
    head = changelog[: starts[0]] if starts else changelog
    heading = f"## {escape(release.new_version)}\n"
    kept = [part.strip("\n") + "\n" for part in parts if not part.startswith(heading)]
    return "\n".join([head.rstrip("\n") + "\n", own, *kept])


def commit_messages(releases: Sequence[Release]) -> str:
    """One message for all releases of a commit; "" for none."""
    messages = [commit_message(release) for release in releases]
    if len(messages) < 2:
        return "".join(messages)
    names = ", ".join(f"{clean(each.target or each.package)} {each.new_version}" for each in releases)
    return (
        "\n".join([f"Regenerate {names}"[:_WIDTH], *(f"\n{message}".rstrip("\n") for message in messages)])
        + "\n"
    )


def commit_message(release: Release) -> str:
    """First line, blank line, body (gitcommit conventions); no more than what a reviewer reads."""
    counts = [
        f"{count} {title.lower()}"
        for level, title in _TITLES
        if (count := sum(change.level is level for change in without_twins(release.surface)))
    ]
    first = f"Regenerate {clean(release.target or release.package)} {release.new_version}"
    lines = [
        first[:_WIDTH],
        "",
        f"Version {release.old_version} to {release.new_version} ({release.bump.label}).",
    ]
    if counts:
        lines.append(f"Names of the package: {', '.join(counts)}.")
    summary = [f"{n} {level.label}" for level, n in release.document.counts().items() if n]
    lines.append(f"The document: {', '.join(summary) or 'no change'}.")
    lines += [f"Also: {each}." for each in release.inputs]
    shown = [change for change in without_twins(release.surface) if change.level > Level.NEUTRAL]
    if shown:
        lines += ["", *(f"- {clean(c.subject)}: {clean(c.text)}" for c in shown[:_LISTED])]
        if len(shown) > _LISTED:
            lines.append(f"- and {len(shown) - _LISTED} more, listed in CHANGELOG.md")
    return "\n".join(lines) + "\n"
