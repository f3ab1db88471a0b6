"""Two versions of a function: what a call that was right may run into."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from generator.diff.model import Level
from generator.surface.annotations import show
from generator.surface.model import Argument, Signature, SurfaceChange
from generator.surface.retyped import retyped

_FREER = {("positional-only", "positional"), ("keyword", "positional")}
"""Changes of kind that every old call survives."""


def compare(
    old: Sequence[Signature], new: Sequence[Signature], path: str, member: str, source: str
) -> Iterator[SurfaceChange]:
    """What changed between the overloads of two versions."""
    found: dict[SurfaceChange, None] = {}
    if len(old) != len(new) and old and new:
        more = len(new) > len(old)
        text = f"{len(old)} overloads became {len(new)}"
        level = Level.RISKY if more else Level.BREAKING
        found[
            SurfaceChange(
                "overload-added" if more else "overload-removed", level, path, text, member, source=source
            )
        ] = None
    for before, after in zip(old, new, strict=False):
        for change in _one(before, after, path, member, source):
            found.setdefault(change)
    yield from found


def _one(old: Signature, new: Signature, path: str, member: str, source: str) -> Iterator[SurfaceChange]:
    def change(id: str, level: Level, text: str, before: str = "", after: str = "") -> SurfaceChange:
        return SurfaceChange(id, level, path, text, member, before, after, source)

    if old.is_async != new.is_async:
        text = "a coroutine now" if new.is_async else "no coroutine any more"
        yield change("asynchrony-changed", Level.BREAKING, text)
    if old.returns != new.returns:
        outcome = retyped(old.returns, new.returns)
        level = _READ[outcome]
        before, after = show(old.returns), show(new.returns)
        yield change("return-retyped", level, f"returns {after} instead of {before}", before, after)
    before_by_name = {each.name: each for each in old.arguments}
    after_by_name = {each.name: each for each in new.arguments}
    for name in before_by_name:
        if name not in after_by_name:
            yield change("parameter-removed", Level.BREAKING, f"parameter {name!r} removed", name)
    for name, argument in after_by_name.items():
        known = before_by_name.get(name)
        if known is not None:
            yield from _kept(known, argument, change)
        elif argument.default is None and not argument.kind.startswith("var-"):
            yield change(
                "required-parameter-added", Level.BREAKING, f"parameter {name!r} added, required", "", name
            )
        else:
            yield change("parameter-added", Level.ADDITIVE, f"parameter {name!r} added", "", name)
    if _order(old, new) != _order(new, old):
        yield change("parameters-reordered", Level.BREAKING, "positional parameters stand in another order")


_READ = {
    "same": Level.NEUTRAL,
    "widened": Level.RISKY,
    "narrowed": Level.RISKY,
    "changed": Level.BREAKING,
}
"""A type that is read: whoever holds the answer in a narrower variable is refused when it widens."""


def _kept(old: Argument, new: Argument, change: Callable[..., SurfaceChange]) -> Iterator[SurfaceChange]:
    name = new.name
    if old.kind != new.kind:
        level = Level.ADDITIVE if (old.kind, new.kind) in _FREER else Level.BREAKING
        yield change(
            "parameter-kind-changed",
            level,
            f"parameter {name!r}: {old.kind} became {new.kind}",
            old.kind,
            new.kind,
        )
    if (old.default is None) != (new.default is None):
        required = new.default is None and not new.kind.startswith("var-")
        level = Level.BREAKING if required else Level.ADDITIVE
        text = f"parameter {name!r} is {'required' if required else 'optional'} now"
        yield change("parameter-became-required" if required else "parameter-became-optional", level, text)
    elif old.default != new.default:
        text = f"parameter {name!r}: default {old.default} became {new.default}"
        yield change("parameter-default-changed", Level.RISKY, text, old.default or "", new.default or "")
    if old.type != new.type:
        outcome = retyped(old.type, new.type)
        level = {"same": Level.NEUTRAL, "widened": Level.ADDITIVE}.get(outcome, Level.BREAKING)
        before, after = show(old.type), show(new.type)
        yield change(
            "parameter-retyped", level, f"parameter {name!r}: {before} became {after}", before, after
        )


def _order(signature: Signature, other: Signature) -> list[str]:
    """The parameters that may be passed by position on both sides."""
    plain = ("positional-only", "positional")
    both = {each.name for each in other.arguments if each.kind in plain}
    return [each.name for each in signature.arguments if each.kind in plain and each.name in both]
