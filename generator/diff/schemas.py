"""Two schemas that stand for each other: types, values, marks, and what goes to the other modules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from generator.diff import bounds, objects, unions
from generator.diff.engine import Direction, Engine, Found, Pair
from generator.diff.values import cut
from generator.diff.view import Types, View


def compare_pair(engine: Engine, pair: Pair) -> None:
    """Report what changed between the two, and ask for the schemas inside them."""
    old, new = engine.old.view(pair.old), engine.new.view(pair.new)
    add = partial(report, pair)
    if unions.wrapped(engine, pair, old, new, add):
        _null(old, new, add)
        _marks(replace(old, title=""), replace(new, title=""), add)
        return
    if bool(old.unions) != bool(new.unions):
        old = replace(old, types=engine.old.types(pair.old))
        new = replace(new, types=engine.new.types(pair.new))
    if old is not new:
        compare_types(old, new, add)
        _values(old, new, add)
        _marks(old, new, add)
        bounds.compare(old, new, add)
        _rest(old.rest, new.rest, add)
    objects.compare(engine, pair, old, new, add)
    unions.compare(engine, pair, old, new, add)


def report(
    pair: Pair, id: str, text: str, before: str = "", after: str = "", only: Direction | None = None
) -> None:
    """Note a change of the pair itself."""
    old = pair.old[0] if pair.old else None
    new = pair.new[0] if pair.new else None
    pair.found.append(Found(id, text, old, new, before, after, only))


def compare_types(old: View, new: View, add: partial[None]) -> None:
    """The JSON types, null and the format."""
    if old.types != new.types:
        before, after = _types_text(old.types), _types_text(new.types)
        id = "type-generalized" if _covers(new.types, old.types) else "type-changed"
        if _covers(old.types, new.types):
            id = "type-narrowed"
        add(id, f"type {before} became {after}", before, after)
    _null(old, new, add)
    if old.format != new.format:
        kind = "added" if not old.format else "removed" if not new.format else "changed"
        add(
            f"format-{kind}",
            f"format {old.format or 'none'} became {new.format or 'none'}",
            old.format,
            new.format,
        )


def _null(old: View, new: View, add: partial[None]) -> None:
    """Whether null may stand here; where any value may, it goes without saying."""
    first, second = _closed(old), _closed(new)
    if old.null == new.null or not (first or second):
        return
    if new.null and second:
        add("became-nullable", "null may stand here now")
    elif old.null and first:
        add("became-not-nullable", "null may no longer stand here")


def _closed(view: View) -> bool:
    """Whether something is said of the type of a value."""
    return view.types is not None or bool(view.unions) or view.values is not None


def _covers(wide: Types, narrow: Types) -> bool:
    """Whether every value of one set of types has a type of the other."""
    if wide is None:
        return True
    if narrow is None:
        return False
    return narrow <= wide | ({"integer"} if "number" in wide else set[str]())


def _types_text(types: Types) -> str:
    if types is None:
        return "any"
    return " or ".join(sorted(types)) or "nothing"


def _values(old: View, new: View, add: partial[None]) -> None:
    """Enumerated values; null among them counts as nullability."""
    if old.values is None or new.values is None:
        if old.values is not None:
            add("no-longer-enum", f"no longer only {_listed(old.values)}", _listed(old.values))
        elif new.values is not None:
            add("became-enum", f"only {_listed(new.values)} now", "", _listed(new.values))
    else:
        for value in sorted(new.values - old.values - {"null"}):
            add("enum-value-added", f"value {cut(value)} added", "", cut(value))
        for value in sorted(old.values - new.values - {"null"}):
            add("enum-value-removed", f"value {cut(value)} removed", cut(value))
    before, after = old.extensible or frozenset(), new.extensible or frozenset()
    for value in sorted(after - before):
        add("extensible-enum-value-added", f"known value {cut(value)} added", "", cut(value))
    for value in sorted(before - after):
        add("extensible-enum-value-removed", f"known value {cut(value)} removed", cut(value))


def _listed(values: frozenset[str]) -> str:
    return cut(", ".join(sorted(values)))


def _marks(old: View, new: View, add: partial[None]) -> None:
    """Default, deprecation, direction, title."""
    if old.default != new.default:
        kind = "added" if old.default is None else "removed" if new.default is None else "changed"
        before, after = cut(old.default or ""), cut(new.default or "")
        add(f"default-value-{kind}", f"default {before or 'none'} became {after or 'none'}", before, after)
    if old.deprecated != new.deprecated:
        add(
            *(
                ("deprecated", "marked as deprecated")
                if new.deprecated
                else ("reactivated", "no longer deprecated")
            )
        )
    if old.read_only != new.read_only:
        add(
            *(
                ("became-read-only", "read-only now")
                if new.read_only
                else ("became-not-read-only", "not read-only now")
            )
        )
    if old.write_only != new.write_only:
        words = ("became-write-only", "write-only now"), ("became-not-write-only", "not write-only now")
        add(*words[not new.write_only])
    if old.title != new.title:
        add("title-changed", f"title {old.title!r} became {new.title!r}", old.title, new.title)


def _rest(old: Mapping[str, str], new: Mapping[str, str], add: partial[None]) -> None:
    """Keywords that no other module reads."""
    for key in sorted({*old, *new}):
        before, after = cut(old.get(key, "")), cut(new.get(key, ""))
        if old.get(key) == new.get(key):
            continue
        if key == "uniqueItems":
            add(
                "unique-items-set" if after else "unique-items-unset",
                "items have to differ" if after else "items may be equal",
            )
        elif key == "multipleOf":
            add(
                "multiple-of-changed",
                f"multipleOf {before or 'none'} became {after or 'none'}",
                before,
                after,
            )
        else:
            kind = "added" if key not in old else "removed" if key not in new else "changed"
            add(
                f"keyword-{kind}",
                f"keyword {key!r}: {before or 'none'} became {after or 'none'}",
                before,
                after,
            )
