"""oneOf and anyOf.  Both mean: one of these; which one is found by tag or by shape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from generator.codes import lowering as codes
from generator.ir.types import Discriminator, JsonScalar, MapOf, OneOf, Scalar, ScalarKind, TypeId, TypeRef
from generator.lower.context import Context, Lowered
from generator.lower.keywords import STRUCTURAL_KEYS, is_null, mapping, members, optional_text
from generator.lower.places import Place
from generator.lower.schemas.intersect import intersect
from generator.lower.schemas.peeling import peel
from generator.narrow import is_list
from generator.spec.document import Node

TAG_NAMES: Final = ("type", "object", "role", "kind", "event")
"""Properties that usually tell the members of a union apart, the likeliest first."""

_REQUIRED_ONLY: Final = frozenset(
    {"required", "not", "title", "description", "type", "additionalProperties", "$comment"}
)


def union_of(ctx: Context, node: Node, key: str, place: Place) -> Lowered:
    """The union under one keyword of a schema that has no object properties of its own."""
    branches, nullable = branches_of(node, key)
    if is_required_only(branches):
        note_required_only(ctx, node, key)
        return ctx.plain_type(node, place)
    words = variant_words(branches, discriminator_property(node))
    lowered = [
        ctx.type_of(branch, place.step("variant", word)) for branch, word in zip(branches, words, strict=True)
    ]
    nullable = nullable or any(each.nullable for each in lowered)
    types, base_null = _with_base(ctx, node, key, [each.type for each in lowered], place)
    if not types:
        return Lowered(Scalar(ScalarKind.NULL))
    if len(types) == 1:
        return Lowered(types[0], nullable or base_null)
    sources = [source_of(ctx, branch) for branch in branches]
    return Lowered(OneOf(tuple(types), declared_discriminator(ctx, node, sources)), nullable or base_null)


def branches_of(node: Node, key: str) -> tuple[list[Node], bool]:
    """The branches but for those that are null, and whether there was one."""
    every = members(node, key)
    branches = [branch for branch in every if not is_null(branch.value)]
    return branches, len(branches) < len(every)


def is_required_only(branches: Sequence[Node]) -> bool:
    """Whether all branches only say which properties belong together."""
    return bool(branches) and all(
        ("required" in mapping(branch.value) or "not" in mapping(branch.value))
        and mapping(branch.value).keys() <= _REQUIRED_ONLY
        for branch in branches
    )


def note_required_only(ctx: Context, node: Node, key: str) -> None:
    """Say that such branches were dropped."""
    ctx.diagnostics.note(
        codes.REQUIRED_ONLY_BRANCHES, f"{key} only combines required properties", node.origin
    )


def _with_base(
    ctx: Context, node: Node, key: str, types: list[TypeRef], place: Place
) -> tuple[list[TypeRef], bool]:
    """Restrict each variant by the type that stands beside the union; and whether that type allows null."""
    value = mapping(node.value)
    if (STRUCTURAL_KEYS & value.keys()) <= {key}:
        return types, False
    base = ctx.plain_type(node, place)
    if isinstance(base.type, MapOf):
        untyped = Scalar(ScalarKind.ANY)
        return [base.type if each == untyped else each for each in types], base.nullable
    met = [intersect(ctx, base.type, each) for each in types]
    if any(each is None for each in met):
        ctx.diagnostics.warning(
            codes.MERGE_CONFLICT, f"branches of {key} do not fit the type beside it", node.origin
        )
    kept = [original if each is None else each for each, original in zip(met, types, strict=True)]
    return kept, base.nullable


def discriminator_property(node: Node) -> str | None:
    """The property that a schema's discriminator names, None without a usable one."""
    return optional_text(mapping(mapping(node.value).get("discriminator")), "propertyName")


def source_of(ctx: Context, branch: Node) -> TypeId | None:
    """The definition that a branch refers to, None for inline ones."""
    inner = peel(branch).node
    return ctx.reference(inner) if inner.ref is not None else None


def declared_discriminator(
    ctx: Context, node: Node, sources: Sequence[TypeId | None]
) -> Discriminator | None:
    """The discriminator of a union with the tags that its mapping gives; other tags are found later.

    `sources`: what each variant refers to.  A mapping value is a component name or a reference
    (OpenAPI 3.1 section 4.8.25).
    """
    stated = mapping(node.value).get("discriminator")
    if stated is None:
        return None
    name = discriminator_property(node)
    if name is None:
        ctx.diagnostics.error(codes.BAD_KEYWORD, "a discriminator needs a propertyName", node.origin)
        return None
    tags: list[list[JsonScalar]] = [[] for _ in sources]
    for tag, target in mapping(mapping(stated).get("mapping")).items():
        found = _mapped(ctx, node, target) if isinstance(target, str) else None
        if found is not None and found in sources:
            tags[sources.index(found)].append(tag)
        else:
            ctx.diagnostics.warning(
                codes.TAGS_AMBIGUOUS, f"{tag!r:.80} is mapped to no branch of this union", node.origin
            )
    return Discriminator(name, tuple(tuple(each) for each in tags))


def _mapped(ctx: Context, node: Node, target: str) -> TypeId | None:
    """The definition that a mapping value means."""
    named = ctx.components.get(target)
    if named is not None:
        return named
    ref = (
        ctx.components.get(target.rpartition("/")[2]) if target.startswith("#/components/schemas/") else None
    )
    return ref if ref is not None else ctx.mapped_reference(node, target)


def variant_words(branches: Sequence[Node], tag_name: str | None) -> list[str]:
    """A naming word for each branch, no two alike: tag value, else title (component name), else ordinal."""
    taken: set[str] = set()
    words: list[str] = []
    for ordinal, branch in enumerate(branches):
        wishes = [*_tag_words(branch, tag_name), str(ordinal)]
        word = next((wish for wish in wishes if wish and wish not in taken), f"{ordinal}")
        taken.add(word)
        words.append(word)
    return words


def _tag_words(branch: Node, tag_name: str | None) -> list[str]:
    """The wishes of one branch for its word."""
    inner = peel(branch).node
    value = mapping(inner.value)
    if inner.ref is not None:
        return [inner.ref.rpartition("/")[2]]
    properties = mapping(value.get("properties"))
    names = TAG_NAMES if tag_name is None else (tag_name, *TAG_NAMES)
    tags = [tag for name in names if (tag := _single_value(mapping(properties.get(name))))]
    return [*tags[:1], optional_text(value, "title") or optional_text(mapping(branch.value), "title") or ""]


def _single_value(value: Mapping[str, object]) -> str:
    """The one value that a property schema allows, as a word; "" when there are more."""
    enum = value.get("enum")
    only = value.get("const", enum[0] if is_list(enum) and len(enum) == 1 else None)
    return str(only) if isinstance(only, str | int | float) else ""
