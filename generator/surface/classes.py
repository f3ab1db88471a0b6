"""Two versions of a class: bases and members."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from generator.diff.model import Level
from generator.surface import signatures
from generator.surface.annotations import show
from generator.surface.model import Entry, Member, SurfaceChange
from generator.surface.retyped import retyped

Make: TypeAlias = Callable[..., SurfaceChange]


def compare(old: Entry, new: Entry, path: str, source: str) -> Iterator[SurfaceChange]:
    """What changed in a class; nothing for definitions without bases and members."""
    for base in old.bases:
        if base not in new.bases:
            yield SurfaceChange(
                "base-removed", Level.BREAKING, path, f"no longer derives from {base}", source=source
            )
    for base in new.bases:
        if base not in old.bases:
            yield SurfaceChange("base-added", Level.RISKY, path, f"derives from {base} now", source=source)
    for name, member in old.members.items():
        if name not in new.members:
            yield SurfaceChange(
                f"{member.kind}-removed", Level.BREAKING, path, "removed", name, source=source
            )
        else:
            yield from _member(member, new.members[name], new, path, source)
    for name, member in new.members.items():
        if name not in old.members:
            yield _added(member, new, path, source)


def _added(member: Member, home: Entry, path: str, source: str) -> SurfaceChange:
    """Whoever makes such a value needs a required name from now on: request types, and answers in users' tests."""
    if member.kind != "attribute" or not member.required:
        text = "added"
        return SurfaceChange(f"{member.kind}-added", Level.ADDITIVE, path, text, member.name, source=source)
    level = Level.BREAKING if home.kind == "typed-dict" else Level.RISKY
    return SurfaceChange(
        "required-attribute-added", level, path, "added, required", member.name, source=source
    )


def _member(old: Member, new: Member, home: Entry, path: str, source: str) -> Iterator[SurfaceChange]:
    def change(id: str, level: Level, text: str, before: str = "", after: str = "") -> SurfaceChange:
        return SurfaceChange(id, level, path, text, new.name, before, after, source)

    if old.kind != new.kind:
        yield change(
            "member-kind-changed", Level.BREAKING, f"{old.kind} became {new.kind}", old.kind, new.kind
        )
        return
    if old.deprecated != new.deprecated:
        text = "marked as deprecated" if new.deprecated else "no longer deprecated"
        yield change("deprecation-changed", Level.ADDITIVE if new.deprecated else Level.NEUTRAL, text)
    if old.required != new.required:
        yield _required(new, home, change)
    if old.default != new.default and old.required == new.required:
        text = f"default {old.default} became {new.default}"
        level = Level.NEUTRAL if old.kind != "attribute" else Level.RISKY
        yield change("attribute-default-changed", level, text, old.default or "", new.default or "")
    if old.type != new.type:
        outcome = retyped(old.type, new.type)
        level = {"same": Level.NEUTRAL, "changed": Level.BREAKING}.get(outcome, Level.RISKY)
        if home.kind == "typed-dict" and outcome == "narrowed":
            level = Level.BREAKING
        before, after = show(old.type), show(new.type)
        yield change(f"{old.kind}-retyped", level, f"{before} became {after}", before, after)
    yield from signatures.compare(old.signatures, new.signatures, path, new.name, source)


def _required(new: Member, home: Entry, change: Make) -> SurfaceChange:
    if new.required:
        level = Level.BREAKING if home.kind == "typed-dict" else Level.RISKY
        return change("attribute-became-required", level, "required now")
    # A key that may be missing is refused where it is read.
    return change("attribute-became-optional", Level.RISKY, "optional now")
