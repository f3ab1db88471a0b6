"""Object schemas: named properties, or free keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.codes import lowering as codes
from generator.ir.types import NO_DOCS, Docs, Field, MapOf, OneOf, TypeRef
from generator.lower.context import ANY, Context, Lowered
from generator.lower.keywords import COMPOSITION_KEYS, docs_of, entries, flag, mapping, sequence, text
from generator.lower.places import Place
from generator.lower.schemas.nulls import wrapped
from generator.lower.schemas.peeling import peel
from generator.lower.schemas.shapes import Shape, optional, settle
from generator.spec.document import Node, RefError

KEPT = frozenset({"array", "object", "string", "number", "boolean"})
"""JSON types that `x-sdkgen-kept-types` may name."""


def own_shape(ctx: Context, node: Node, place: Place) -> Shape:
    """What the object keywords of one schema say, without its composition.

    Properties under if/then/else and dependentSchemas are optional fields: the condition itself is not a type.
    """
    value = mapping(node.value)
    fields = [
        field_of(ctx, child, name, place.step("property", name))
        for name, child in entries(node, "properties")
    ]
    if not isinstance(value.get("properties", {}), Mapping):
        ctx.diagnostics.error(codes.BAD_KEYWORD, "properties is not an object", node.origin)
    fields += _conditional_fields(ctx, node, place, {field.name for field in fields})
    settled, missing = settle(fields, required_names(ctx, node, value))
    additional, closed = _rest(ctx, node, value, place)
    return Shape(settled, missing, additional, closed)


def field_of(ctx: Context, node: Node, name: str, place: Place) -> Field:
    """One property.  Annotations beside or just inside a `$ref`-like wrapper belong to the field."""
    lowered = ctx.type_of(node, place)
    value = mapping(node.value)
    field = Field(
        name,
        lowered.type,
        required=False,
        nullable=lowered.nullable,
        read_only=flag(value, "readOnly"),
        write_only=flag(value, "writeOnly"),
        deprecated=flag(value, "deprecated"),
        kept=tuple(kind for kind in sorted(KEPT) if kind in sequence(value.get("x-sdkgen-kept-types"))),
        docs=docs_of(value, "title"),
        origin=node.origin,
    )
    return _inherit(node, value, field)


def _inherit(node: Node, value: Mapping[str, object], field: Field) -> Field:
    """Take default and words from the single branch that a wrapper (anyOf [X, null]) holds, where it has none."""
    docs, has_default, default = field.docs, "default" in value, value.get("default")
    if not COMPOSITION_KEYS.isdisjoint(value) and (not has_default or not docs):
        inner = mapping(peel(node).node.value)
        docs = docs or (docs_of(inner, "title") if "$ref" not in inner else NO_DOCS)
        if not has_default and "default" in inner:
            has_default, default = True, inner["default"]
    elif not has_default and "$ref" in value:
        has_default, default = _target_default(node)
    return replace(field, docs=_without_title(docs), has_default=has_default, default=default)


def _without_title(docs: Docs) -> Docs:
    """Titles are names more often than summaries, so a field keeps only its description."""
    return Docs("", docs.description) if docs.description else NO_DOCS


def _target_default(node: Node) -> tuple[bool, object]:
    """Whether the schema behind a `$ref` has a default, and which."""
    try:
        value = mapping(node.resolve().value)
    except RefError:
        return False, None
    return "default" in value, value.get("default")


def required_names(ctx: Context, node: Node, value: Mapping[str, object]) -> frozenset[str]:
    """The `required` list; anything that is no list of strings is reported."""
    stated = value.get("required", [])
    listed = sequence(stated)
    names = frozenset(name for name in listed if isinstance(name, str))
    if not isinstance(stated, list) or not all(isinstance(name, str) for name in listed):
        ctx.diagnostics.warning(codes.BAD_KEYWORD, "required is not a list of names", node.origin)
    return names


def map_of(ctx: Context, node: Node, value: Mapping[str, object], place: Place) -> Lowered:
    """An object without named properties."""
    additional, _ = _rest(ctx, node, value, place)
    return Lowered(MapOf(ANY if additional is None else additional))


def _rest(ctx: Context, node: Node, value: Mapping[str, object], place: Place) -> tuple[TypeRef | None, bool]:
    """Type of the properties that are not named, and whether there may be none."""
    key = "additionalProperties" if "additionalProperties" in value else "unevaluatedProperties"
    stated = value.get(key)
    patterns = _pattern_types(ctx, node, place)
    if stated is False:
        return (_either(patterns) if patterns else None), not patterns
    if stated is None or stated is True or stated == {}:
        if stated is None and patterns:
            return _either(patterns), False
        return (None if stated is None else ANY), False
    if not isinstance(stated, Mapping):
        ctx.diagnostics.error(codes.BAD_SCHEMA, f"{key} is neither a schema nor a boolean", node.origin)
        return ANY, False
    child = wrapped(ctx.type_of(node.child(key), place.step("value")))
    return _either([child, *patterns]), False


def _pattern_types(ctx: Context, node: Node, place: Place) -> list[TypeRef]:
    """Types of patternProperties."""
    found = [
        wrapped(ctx.type_of(child, place.step("value", pattern)))
        for pattern, child in entries(node, "patternProperties")
    ]
    if found:
        ctx.diagnostics.note(
            codes.PATTERN_PROPERTIES, "keys are not checked against their patterns", node.origin
        )
    return found


def _either(types: list[TypeRef]) -> TypeRef:
    """One type, or the union of several; unions are simplified later."""
    unique = list({repr(each): each for each in types}.values())
    return unique[0] if len(unique) == 1 else OneOf(tuple(unique))


def _conditional_fields(ctx: Context, node: Node, place: Place, taken: set[str]) -> list[Field]:
    """Optional fields from branches that apply under a condition only."""
    branches = [child for key in ("if", "then", "else") if (child := node.get(key)) is not None]
    branches += [child for _, child in entries(node, "dependentSchemas")]
    found: list[Field] = []
    for branch in branches:
        if not branch.is_mapping or text(mapping(branch.value), "$ref") or not ctx.deeper():
            continue
        try:
            fields = optional(own_shape(ctx, branch, place)).fields
        finally:
            ctx.shallower()
        for field in fields:
            if field.name not in taken:
                taken.add(field.name)
                found.append(field)
    return found
