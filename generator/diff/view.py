"""What a schema says, however it is written: references followed, ``allOf`` merged, null told apart from unions.

Two documents are compared by these views, so that ``{"$ref": X}``, ``{"allOf": [{"$ref": X}]}`` and the text of X
are the same thing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from generator.spec.document import Node

Ref: TypeAlias = tuple[Node, ...]
"""Schemas that all apply to one value; usually one.  Two are equal when their places are."""

Types: TypeAlias = frozenset[str] | None
"""JSON types without null; None: any."""


@dataclass(frozen=True, slots=True)
class Union:
    """One ``oneOf`` or ``anyOf`` of at least two members that are not null."""

    kind: str
    members: tuple[Ref, ...]
    null: bool = False


@dataclass(frozen=True, slots=True)
class Discriminator:
    """How members are told apart: the property, and what each value stands for."""

    property: str
    mapping: Mapping[str, str]
    targets: Mapping[str, Ref] = field(compare=False, default_factory=dict[str, Ref])


@dataclass(frozen=True, slots=True)
class View:
    """The merged keywords of a schema.

    `values`: canonical JSON of the only values allowed, None when all are.  `bounds`: numbers by keyword.
    `additional`: False forbids other properties, True allows them in so many words, None says nothing.
    `parts`: schemas under other keywords (``not``, ``if``, ``contains`` ...).  `rest`: canonical JSON of everything
    else that is no wording.
    """

    types: Types = None
    null: bool = True
    values: frozenset[str] | None = None
    format: str = ""
    bounds: Mapping[str, int | float] = field(default_factory=dict[str, int | float])
    patterns: frozenset[str] = frozenset()
    properties: Mapping[str, Ref] = field(default_factory=dict[str, Ref])
    required: frozenset[str] = frozenset()
    additional: Ref | bool | None = None
    pattern_properties: Mapping[str, Ref] = field(default_factory=dict[str, Ref])
    items: Ref | None = None
    prefix: tuple[Ref, ...] = ()
    unions: tuple[Union, ...] = ()
    discriminator: Discriminator | None = None
    default: str | None = None
    deprecated: bool = False
    read_only: bool = False
    write_only: bool = False
    title: str = ""
    extensible: frozenset[str] | None = None
    parts: Mapping[str, Ref] = field(default_factory=dict[str, Ref])
    rest: Mapping[str, str] = field(default_factory=dict[str, str])


ANYTHING = View()
NOTHING = View(types=frozenset(), null=False)
"""The boolean schema `false`."""

_OBJECT = frozenset({"object"})
_ARRAY = frozenset({"array"})


def implied(view: View) -> View:
    """The view with the type that its keywords imply, where it states none.

    Properties without a type describe an object: that is what their authors mean, and what is generated.
    """
    if view.types is not None or view.values is not None or view.unions:
        return view
    if view.properties or view.additional is not None or view.pattern_properties:
        return replace(view, types=_OBJECT, null=False)
    if view.items is not None or view.prefix:
        return replace(view, types=_ARRAY, null=False)
    return view


def with_null(view: View) -> View:
    """The view with null among its values."""
    view = implied(view)
    values = None if view.values is None else view.values | {"null"}
    return replace(
        view, null=True, values=values, unions=tuple(replace(each, null=True) for each in view.unions)
    )


def merged(first: View, second: View) -> View:
    """Both apply (``allOf``).  Words that only one can say (default, title, format) are those of the first."""
    return View(
        types=_both(first.types, second.types),
        null=first.null and second.null,
        values=_fewer(first.values, second.values),
        format=first.format or second.format,
        bounds=_tightest(first.bounds, second.bounds),
        patterns=first.patterns | second.patterns,
        properties=_joined(first.properties, second.properties),
        required=first.required | second.required,
        additional=_additional(first.additional, second.additional),
        pattern_properties=_joined(first.pattern_properties, second.pattern_properties),
        items=_ref(first.items, second.items),
        prefix=first.prefix or second.prefix,
        unions=first.unions + tuple(each for each in second.unions if each not in first.unions),
        discriminator=first.discriminator or second.discriminator,
        default=first.default if first.default is not None else second.default,
        deprecated=first.deprecated or second.deprecated,
        read_only=first.read_only or second.read_only,
        write_only=first.write_only or second.write_only,
        title=first.title or second.title,
        extensible=first.extensible if first.extensible is not None else second.extensible,
        parts=_joined(first.parts, second.parts),
        rest={**second.rest, **first.rest},
    )


def _both(first: Types, second: Types) -> Types:
    if first is None or second is None:
        return second if first is None else first
    common = first & second
    for one, other in ((first, second), (second, first)):
        if "integer" in one and "number" in other:
            common |= {"integer"}
    return common


def _fewer(first: frozenset[str] | None, second: frozenset[str] | None) -> frozenset[str] | None:
    if first is None or second is None:
        return second if first is None else first
    return first & second


def _tightest(first: Mapping[str, int | float], second: Mapping[str, int | float]) -> dict[str, int | float]:
    result = dict(first)
    for keyword, value in second.items():
        other = result.get(keyword)
        if other is None:
            result[keyword] = value
        else:
            result[keyword] = min(other, value) if "ax" in keyword else max(other, value)
    return result


def _joined(first: Mapping[str, Ref], second: Mapping[str, Ref]) -> dict[str, Ref]:
    result = dict(first)
    for name, ref in second.items():
        known = result.get(name, ())
        result[name] = known + tuple(node for node in ref if node not in known)
    return result


def _ref(first: Ref | None, second: Ref | None) -> Ref | None:
    if first is None or second is None:
        return second if first is None else first
    return first + tuple(node for node in second if node not in first)


def _additional(first: Ref | bool | None, second: Ref | bool | None) -> Ref | bool | None:
    if first is False or second is False:
        return False
    if isinstance(first, tuple) and isinstance(second, tuple):
        return _ref(first, second)
    for each in (first, second):
        if isinstance(each, tuple):
            return each
    return True if first or second else None
