"""Properties of objects and items of lists."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from generator.diff.engine import Direction, Engine, Found, Pair
from generator.diff.side import Side
from generator.diff.view import Ref, View


def compare(engine: Engine, pair: Pair, old: View, new: View, add: partial[None]) -> None:
    """Report members that came and went, and ask for the schemas of those that stayed."""
    _properties(engine, pair, old, new)
    for name in sorted((new.required - old.required) - {*new.properties, *old.properties}):
        add("required-name-added", f"the name {name!r} is required now")
    for name in sorted((old.required - new.required) - {*new.properties, *old.properties}):
        add("required-name-removed", f"the name {name!r} is no longer required")
    _additional(engine, pair, old, new, add)
    _by_pattern(engine, pair, old.pattern_properties, new.pattern_properties, add)
    _items(engine, pair, old, new, add)
    _parts(engine, pair, old.parts, new.parts, add)


def _properties(engine: Engine, pair: Pair, old: View, new: View) -> None:
    for name, ref in old.properties.items():
        if name in new.properties:
            _kept(engine, pair, name, old, new)
            continue
        view = engine.old.view(ref)
        required = name in old.required
        id = "required-property-removed" if required else "property-removed"
        pair.found.append(
            Found(id, "removed", ref[0], None, only=_only(view), subject=_subject(engine.old, pair.old, name))
        )
    for name, ref in new.properties.items():
        if name in old.properties:
            continue
        view = engine.new.view(ref)
        id = "new-optional-property"
        if name in new.required:
            has_default = view.default is not None
            id = "new-required-property-with-default" if has_default else "new-required-property"
        text = "added, optional" if id == "new-optional-property" else "added, required"
        pair.found.append(
            Found(id, text, None, ref[0], only=_only(view), subject=_subject(engine.new, pair.new, name))
        )


def _kept(engine: Engine, pair: Pair, name: str, old: View, new: View) -> None:
    """A property on both sides: whether it is required, and its schema."""
    before, after = old.properties[name], new.properties[name]
    first, second = engine.old.view(before), engine.new.view(after)
    blocked = _blocked(first, second)
    if (name in old.required) != (name in new.required):
        required = name in new.required
        id = "property-became-optional"
        if required:
            has_default = second.default is not None
            id = "property-became-required-with-default" if has_default else "property-became-required"
        only = None if blocked is None else _other(blocked)
        text = "required now" if required else "optional now"
        pair.found.append(
            Found(id, text, before[0], after[0], only=only, subject=_subject(engine.new, pair.new, name))
        )
    engine.child(pair, before, after, "property", blocked)


def _subject(side: Side, ref: Ref, name: str) -> str:
    """`Foo.name` for a property of a component, "" where the place itself says it better."""
    home = side.name(ref)
    return f"{home}.{name}" if home else ""


def _only(view: View) -> Direction | None:
    """The only direction in which a property travels."""
    if view.read_only != view.write_only:
        return "response" if view.read_only else "request"
    return None


def _blocked(old: View, new: View) -> Direction | None:
    """The direction in which neither version of a property travels."""
    first, second = _only(old), _only(new)
    return None if first is None or first != second else _other(first)


def _other(direction: Direction) -> Direction:
    return "request" if direction == "response" else "response"


def _additional(engine: Engine, pair: Pair, old: View, new: View, add: partial[None]) -> None:
    before, after = old.additional, new.additional
    if isinstance(before, tuple) and isinstance(after, tuple):
        engine.child(pair, before, after, "property")
    elif before == after:
        return
    elif after is False:
        add("additional-properties-forbidden", "other properties are forbidden now")
    elif before is False:
        add("additional-properties-allowed", "other properties are allowed now")
    elif isinstance(after, tuple):
        add("additional-properties-described", "other properties have a type now")
    elif isinstance(before, tuple):
        add("additional-properties-undescribed", "other properties no longer have a type")
    else:
        add("additional-properties-stated", "that other properties are allowed is said, or no longer said")


def _by_pattern(
    engine: Engine, pair: Pair, old: Mapping[str, Ref], new: Mapping[str, Ref], add: partial[None]
) -> None:
    for pattern in sorted({*old, *new}):
        if pattern not in new:
            add("pattern-property-removed", f"properties like {pattern!r} no longer have a type")
        elif pattern not in old:
            add("pattern-property-added", f"properties like {pattern!r} have a type now")
        else:
            engine.child(pair, old[pattern], new[pattern], "property")


def _items(engine: Engine, pair: Pair, old: View, new: View, add: partial[None]) -> None:
    if old.items is not None and new.items is not None:
        engine.child(pair, old.items, new.items, "items")
    elif new.items is not None:
        add("items-described", "items have a type now")
    elif old.items is not None:
        add("items-undescribed", "items no longer have a type")
    if len(old.prefix) != len(new.prefix):
        add("prefix-items-changed", f"{len(old.prefix)} typed first items became {len(new.prefix)}")
    for before, after in zip(old.prefix, new.prefix, strict=False):
        engine.child(pair, before, after, "items")


def _parts(
    engine: Engine, pair: Pair, old: Mapping[str, Ref], new: Mapping[str, Ref], add: partial[None]
) -> None:
    """Schemas under `not`, `if`, `contains` and the like."""
    for key in sorted({*old, *new}):
        if key in old and key in new:
            engine.child(pair, old[key], new[key], key)
        else:
            kind = "added" if key in new else "removed"
            add(f"keyword-{kind}", f"keyword {key!r} {kind}")
