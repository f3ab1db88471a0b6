"""What an annotation says of one property: its name on the wire, its format, and how a union is told apart."""

from __future__ import annotations

import weakref
from collections.abc import Iterator, MutableMapping
from typing import Any, Literal, cast

import pydantic
from pydantic import GetCoreSchemaHandler
from pydantic_core import core_schema

from ..unions import Tag, Tagged
from .inspection import get_args, get_origin, is_union, strip_annotated_type

__all__ = ["DISCRIMINATOR_CACHE", "PropertyFormat", "PropertyInfo", "discriminated"]

PropertyFormat = Literal["iso8601", "base64", "custom"]

DISCRIMINATOR_CACHE: MutableMapping[Any, dict[str, Tagged | None]] = weakref.WeakKeyDictionary()
"""For each union, by discriminator: how its members are told apart, None where they do not say."""


class PropertyInfo:
    """Metadata of an annotated type, in parameters (`alias`, `format`) and in models (`discriminator`)."""

    alias: str | None
    format: PropertyFormat | None
    format_template: str | None
    discriminator: str | None

    def __init__(
        self,
        *,
        alias: str | None = None,
        format: PropertyFormat | None = None,
        format_template: str | None = None,
        discriminator: str | None = None,
    ) -> None:
        self.alias = alias
        self.format = format
        self.format_template = format_template
        self.discriminator = discriminator

    def __repr__(self) -> str:
        return (
            f"{type(self).__name__}(alias={self.alias!r}, format={self.format!r}, "
            f"format_template={self.format_template!r}, discriminator={self.discriminator!r})"
        )

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """A union with a discriminator chooses its member by tag; everything else is as it would be."""
        tagged = discriminated(source, self.discriminator) if self.discriminator is not None else None
        return handler(source) if tagged is None else tagged.__get_pydantic_core_schema__(source, handler)


def discriminated(union: Any, name: str) -> Tagged | None:
    """How the members of `union` are told apart by their field `name` (a Python or a wire name).

    None when `union` is no union, or when no member has a literal in that field.
    """
    if not is_union(get_origin(union)):
        return None
    try:
        known = DISCRIMINATOR_CACHE.setdefault(union, {})
    except TypeError:  # a kind of union that cannot be referred to weakly
        known = {}
    if name not in known:
        known[name] = _tagged(union, name)
    return known[name]


def _tagged(union: Any, name: str) -> Tagged | None:
    wire = name
    tags: list[tuple[Tag, ...]] = []
    for member in get_args(union):
        values: list[Tag] = []
        for model in _models(member):
            found = _literal_field(model, name)
            if found is not None:
                wire = found[0]
                values.extend(found[1])
        tags.append(tuple(values))
    return Tagged(wire, tuple(tags)) if any(tags) else None


def _models(annotation: Any) -> Iterator[type[pydantic.BaseModel]]:
    """The model classes that an annotation may stand for, through nested unions."""
    annotation = strip_annotated_type(annotation)
    if is_union(get_origin(annotation)):
        for member in get_args(annotation):
            yield from _models(member)
        return
    cls: Any = get_origin(annotation) or annotation
    if isinstance(cls, type) and issubclass(cls, pydantic.BaseModel):
        yield cls


def _literal_field(model: type[pydantic.BaseModel], name: str) -> tuple[str, tuple[Tag, ...]] | None:
    """Wire name and values of the literal in a field; None when there is no such field."""
    for python_name, field in model.model_fields.items():
        wire = field.alias or python_name
        if name in (python_name, wire):
            literal = strip_annotated_type(field.annotation)
            if get_origin(literal) is Literal:
                return wire, cast("tuple[Tag, ...]", get_args(literal))
    return None
