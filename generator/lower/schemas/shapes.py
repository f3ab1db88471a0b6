"""Objects as values that can be merged, before they become definitions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.ir.types import Field, ObjectDef, TypeRef


@dataclass(frozen=True, slots=True)
class Shape:
    """Fields of an object.

    `required`: names that some `required` list gives but no field carries (yet).
    `additional`, `closed`: as in :class:`ObjectDef`.
    """

    fields: tuple[Field, ...] = ()
    required: frozenset[str] = frozenset()
    additional: TypeRef | None = None
    closed: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether it adds nothing to another shape."""
        return not (self.fields or self.required or self.additional or self.closed)

    @property
    def constrains_variants(self) -> bool:
        """Whether, as the base of a union, it has something that each variant must carry."""
        return bool(self.fields or self.required)


def shape_of(definition: ObjectDef, open_required: frozenset[str]) -> Shape:
    """The shape of a finished definition."""
    return Shape(definition.fields, open_required, definition.additional, definition.closed)


def optional(shape: Shape) -> Shape:
    """The same fields, none of them required."""
    return Shape(tuple(replace(field, required=False) for field in shape.fields))


def settle(fields: Iterable[Field], required: frozenset[str]) -> tuple[tuple[Field, ...], frozenset[str]]:
    """Apply required names to fields; returns the fields and the names that matched none."""
    settled = tuple(
        replace(field, required=True) if field.name in required and not field.required else field
        for field in fields
    )
    return settled, required - {field.name for field in settled}
