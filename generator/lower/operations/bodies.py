"""Request bodies (OpenAPI 3.1 section 4.8.13)."""

from __future__ import annotations

from generator.codes import lowering as codes
from generator.ir.api import Body, Content, Part
from generator.lower.context import Context
from generator.lower.keywords import docs_of, entries, flag, mapping, optional_text
from generator.lower.operations.media import kind_of, type_under
from generator.lower.operations.shared import shared_name
from generator.lower.operations.styles import known_style
from generator.lower.places import Place
from generator.spec.document import Node

_UNEXPRESSED = ("headers", "prefixEncoding", "itemEncoding", "allowReserved")


def body_of(ctx: Context, node: Node, owner: Place, preferred: str = "") -> Body | None:
    """The request body of an operation; None, with a diagnostic, when it has no content that can be read.

    `preferred`: the media type that configuration wants first.
    """
    target = ctx.follow(node, "request body")
    if target is None:
        return None
    contents: list[Content] = []
    for media_type, child in entries(target, "content"):
        media = ctx.follow(child, "media type")
        if media is not None:
            contents.append(_content(ctx, media_type, media, _place(target, owner, media_type, contents)))
    if not contents:
        ctx.diagnostics.warning(codes.BAD_MEDIA, "the request body has no content", target.origin)
        return None
    contents.sort(key=lambda content: content.media_type != preferred)
    value = mapping(target.value)
    return Body(tuple(contents), flag(value, "required"), docs_of(value), target.origin)


def _place(body: Node, owner: Place, media_type: str, earlier: list[Content]) -> Place:
    """The first content is the body; further ones carry their media type in the path."""
    place = owner.step("body", media_type if earlier else "")
    return Place(place.owner, place.path, shared_name(body)) if not earlier else place


def _content(ctx: Context, media_type: str, node: Node, place: Place) -> Content:
    """One media type of a request body."""
    kind = kind_of(media_type, mapping(node.value).get("schema"))
    parts = _parts(ctx, node) if kind in ("form", "multipart") else ()
    return Content(media_type, kind, type_under(ctx, node, kind, place), parts)


def _parts(ctx: Context, node: Node) -> tuple[Part, ...]:
    """Encoding objects (OpenAPI 3.1 section 4.8.15)."""
    found: list[Part] = []
    for name, child in entries(node, "encoding"):
        value = mapping(child.value)
        lost = [key for key in _UNEXPRESSED if key in value]
        if lost:
            ctx.diagnostics.note(
                codes.ENCODING_NOT_EXPRESSED, f"encoding of {name!r:.80}: {', '.join(lost)}", child.origin
            )
        explode = value.get("explode")
        found.append(
            Part(
                name,
                optional_text(value, "contentType"),
                known_style(value.get("style")),
                explode if isinstance(explode, bool) else None,
            )
        )
    for key in ("prefixEncoding", "itemEncoding"):
        if key in mapping(node.value):
            ctx.diagnostics.note(codes.ENCODING_NOT_EXPRESSED, f"{key} of a media type", node.origin)
    return tuple(found)
