"""Members of ``oneOf`` and ``anyOf``: which of them stand for each other, and how they are told apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from generator.diff.engine import Engine, Pair
from generator.diff.side import Side
from generator.diff.values import canonical, cut
from generator.diff.view import Discriminator, Ref, Union, View

_ALIKE = 0.5
"""Share of common properties from which on two objects are taken for versions of each other."""


def compare(engine: Engine, pair: Pair, old: View, new: View, add: partial[None]) -> None:
    """Report members that came and went, and ask for those that stayed."""
    for before, after in zip(old.unions, new.unions, strict=False):
        if before.kind != after.kind:
            add("union-kind-changed", f"{before.kind} became {after.kind}", before.kind, after.kind)
        _members(engine, pair, before, after, add)
    for after in new.unions[len(old.unions) :]:
        _became_union(engine, after, add)
    for before in old.unions[len(new.unions) :]:
        _no_longer_union(engine, before, add)
    _discriminators(engine, pair, old.discriminator, new.discriminator, add)


def _members(engine: Engine, pair: Pair, old: Union, new: Union, add: partial[None]) -> None:
    matched = match(engine.old, engine.new, old.members, new.members)
    for before, after in matched:
        engine.child(pair, before, after, "variant")
    kept_old = {before for before, _ in matched}
    kept_new = {after for _, after in matched}
    for member in new.members:
        if member not in kept_new:
            words = label(engine.new, member)
            add("variant-added", f"member {words} added", "", words)
    for member in old.members:
        if member not in kept_old:
            words = label(engine.old, member)
            add("variant-removed", f"member {words} removed", words)


def wrapped(engine: Engine, pair: Pair, old: View, new: View, add: partial[None]) -> bool:
    """Whether a schema became a member of a union that stands in its place, or the other way round; reports that."""
    if bool(old.unions) == bool(new.unions) or not pair.old or not pair.new:
        return False
    if new.unions:
        matched = match(engine.old, engine.new, (engine.old.core(pair.old),), new.unions[0].members)
    else:
        matched = match(engine.old, engine.new, old.unions[0].members, (engine.new.core(pair.new),))
    if len(old.unions) + len(new.unions) > 1 or not matched or old.properties.keys() & new.properties.keys():
        return False
    for after in new.unions:
        _became_union(engine, after, add)
    for before in old.unions:
        _no_longer_union(engine, before, add)
    for first, second in matched:
        engine.child(pair, first, second, "variant")
    return True


def _became_union(engine: Engine, new: Union, add: partial[None]) -> None:
    words = ", ".join(label(engine.new, member) for member in new.members)
    add("became-union", f"one of {cut(words)} now", "", cut(words))


def _no_longer_union(engine: Engine, old: Union, add: partial[None]) -> None:
    words = ", ".join(label(engine.old, member) for member in old.members)
    add("no-longer-union", f"no longer one of {cut(words)}", cut(words))


def match(old_side: Side, new_side: Side, old: Sequence[Ref], new: Sequence[Ref]) -> list[tuple[Ref, Ref]]:
    """Pairs of members that stand for each other, in the order of `old`.

    Equal names go first, then equal contents, tags, titles and types, then the most alike objects.
    """
    found: dict[Ref, Ref] = {}
    left = [list(dict.fromkeys(old)), list(dict.fromkeys(new))]
    keys: tuple[Callable[[Side, Ref], str], ...] = (
        lambda side, ref: side.name(ref),
        lambda side, ref: side.fingerprint(ref),
        tag,
        lambda side, ref: side.view(ref).title,
        _kind,
    )
    for key in keys:
        by_key: dict[str, list[Ref]] = {}
        for ref in left[1]:
            by_key.setdefault(key(new_side, ref), []).append(ref)
        for ref in list(left[0]):
            same = by_key.get(key(old_side, ref))
            if key(old_side, ref) and same:
                found[ref] = same.pop(0)
                left[0].remove(ref)
                left[1].remove(found[ref])
    for ref in list(left[0]):
        best = max(left[1], key=lambda other: _alike(old_side, ref, new_side, other), default=None)
        if best is not None and _alike(old_side, ref, new_side, best) >= _ALIKE:
            found[ref] = best
            left[1].remove(best)
    return [(ref, found[ref]) for ref in dict.fromkeys(old) if ref in found]


def tag(side: Side, ref: Ref) -> str:
    """The required properties of an object with one value each: what tells it apart from its neighbours."""
    view = side.view(ref)
    fixed: list[str] = []
    for name, inner in sorted(view.properties.items()):
        values = side.view(inner).values
        if name in view.required and values is not None and len(values) == 1:
            fixed.append(f"{name}={next(iter(values))}")
    return ", ".join(fixed)


def _kind(side: Side, ref: Ref) -> str:
    """The types of a member that is no object; a list by its items."""
    view = side.view(ref)
    if view.types is None or "object" in view.types:
        return ""
    items = side.view(view.items).types if view.items is not None else None
    return canonical([sorted(view.types), sorted(items or ()), view.values is not None])


def _alike(old_side: Side, old: Ref, new_side: Side, new: Ref) -> float:
    """Share of property names that two objects have in common, from 0 to 1."""
    first, second = set(old_side.view(old).properties), set(new_side.view(new).properties)
    # Different tags are different things, whatever else they have in common.
    if tag(old_side, old) and tag(new_side, new):
        return 0.0
    return len(first & second) / len(first | second) if first and second else 0.0


def label(side: Side, ref: Ref) -> str:
    """A member in a few words."""
    view = side.view(ref)
    if name := side.name(ref) or view.title:
        return name
    if view.values is not None:
        return cut(", ".join(sorted(view.values)))
    types = " or ".join(sorted(view.types or ())) or "any value"
    if marks := tag(side, ref):
        return f"{types} with {marks}"
    if view.items is not None:
        items = side.types(view.items)
        return f"{types} of {side.name(view.items) or ' or '.join(sorted(items or ())) or 'any value'}"
    if view.properties:
        return cut(f"{types} with {', '.join(sorted(view.properties))}")
    return types


def _discriminators(
    engine: Engine, pair: Pair, old: Discriminator | None, new: Discriminator | None, add: partial[None]
) -> None:
    if old is None or new is None:
        if old is not None:
            add("discriminator-removed", f"{old.property!r} no longer tells members apart", old.property)
        elif new is not None:
            add("discriminator-added", f"{new.property!r} tells members apart now", "", new.property)
        return
    if old.property != new.property:
        add(
            "discriminator-property-changed",
            f"{new.property!r} instead of {old.property!r} tells members apart",
            old.property,
            new.property,
        )
    for value in sorted({*old.mapping, *new.mapping}):
        if value not in old.mapping:
            add("discriminator-mapping-added", f"value {value!r} stands for a member now", "", value)
        elif value not in new.mapping:
            add("discriminator-mapping-removed", f"value {value!r} no longer stands for a member", value)
        elif value in old.targets and value in new.targets:
            _same_target(engine, pair, value, old.targets[value], new.targets[value], add)
        elif old.mapping[value] != new.mapping[value]:
            add("discriminator-mapping-changed", f"value {value!r} stands for another member")


def _same_target(engine: Engine, pair: Pair, value: str, old: Ref, new: Ref, add: partial[None]) -> None:
    """A value maps to schemas on both sides: the same one, or one that looks alike under another name."""
    before, after = engine.old.name(old), engine.new.name(new)
    if before == after or engine.old.fingerprint(old) == engine.new.fingerprint(new):
        engine.child(pair, old, new, "variant")
        return
    moved = after in engine.old.components and before in engine.new.components
    if moved or tag(engine.old, old) != tag(engine.new, new):
        add(
            "discriminator-mapping-changed",
            f"value {value!r} stands for {after} instead of {before}",
            before,
            after,
        )
    else:
        engine.child(pair, old, new, "variant")
