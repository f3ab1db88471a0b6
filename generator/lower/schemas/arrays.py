"""Arrays."""

from __future__ import annotations

from collections.abc import Mapping

from generator.codes import lowering as codes
from generator.ir.types import ListOf, TypeRef
from generator.lower.context import ANY, Context, Lowered
from generator.lower.keywords import members
from generator.lower.places import Place
from generator.lower.schemas.constraints import constraints_of
from generator.lower.schemas.nulls import wrapped
from generator.spec.document import Node


def list_of(ctx: Context, node: Node, value: Mapping[str, object], place: Place) -> Lowered:
    """The list that an array schema describes; without `items` its members are any values."""
    if "discriminator" in value:
        ctx.diagnostics.note(
            codes.DISCRIMINATOR_ALONE, "the discriminator stands on the array, not on its items", node.origin
        )
    prefix = tuple(
        wrapped(ctx.type_of(child, place.step("item", str(index))))
        for index, child in enumerate(members(node, "prefixItems"))
    )
    return Lowered(ListOf(_item(ctx, node, place), prefix, constraints_of(ctx, node, value)))


def _item(ctx: Context, node: Node, place: Place) -> TypeRef:
    """The type of the items (of the rest, after prefixItems)."""
    items = node.get("items")
    if items is None:
        return ANY
    if items.is_sequence:  # tuple form of older drafts
        ctx.diagnostics.warning(codes.BAD_KEYWORD, "items is a list; write prefixItems instead", node.origin)
        return ANY
    return wrapped(ctx.type_of(items, place.step("item")))
