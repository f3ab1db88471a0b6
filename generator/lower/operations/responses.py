"""Responses (OpenAPI 3.1 sections 4.8.16 and 4.8.17)."""

from __future__ import annotations

from generator.codes import lowering as codes
from generator.ir.api import Response, ResponseContent
from generator.ir.types import ListOf, Scalar, ScalarKind, TypeRef
from generator.lower.context import ANY, Context
from generator.lower.keywords import entries, mapping
from generator.lower.operations.media import is_stream, kind_of, type_under
from generator.lower.operations.parameters import header_of
from generator.lower.operations.shared import shared_name
from generator.lower.places import Place
from generator.lower.schemas.nulls import wrapped
from generator.spec.document import Node

_BYTES = Scalar(ScalarKind.BINARY)


def responses_of(ctx: Context, node: Node | None, owner: Place, binary: bool) -> tuple[Response, ...]:
    """All responses of an operation.  `binary`: configuration says that successes are raw bytes."""
    if node is None:
        return ()
    found: list[Response] = []
    for status, child in node.items():
        if status.startswith("x-"):
            continue
        target = ctx.follow(child, f"response {status}")
        if target is not None:
            code = status.upper() if len(status) == 3 else status
            found.append(_response(ctx, code, target, owner, binary and status.startswith("2")))
    return tuple(found)


def _response(ctx: Context, status: str, node: Node, owner: Place, binary: bool) -> Response:
    """One response."""
    for name, link in entries(node, "links"):
        ctx.diagnostics.note(codes.LINK, f"link {name!r:.80}", link.origin)
    contents = _as_bytes(node) if binary else _contents(ctx, status, node, owner)
    headers = [
        header
        for name, child in entries(node, "headers")
        if (header := header_of(ctx, name, child, owner.step("response", status))) is not None
    ]
    return Response(status, contents, tuple(headers), node.origin)


def _as_bytes(node: Node) -> tuple[ResponseContent, ...]:
    """The contents of a response that is raw bytes whatever its schema says."""
    media_types = [media_type for media_type, _ in entries(node, "content")] or ["application/octet-stream"]
    return tuple(ResponseContent(media_type, "binary", _BYTES) for media_type in media_types)


def _contents(ctx: Context, status: str, node: Node, owner: Place) -> tuple[ResponseContent, ...]:
    """The contents of a response in document order."""
    found: list[ResponseContent] = []
    for media_type, child in entries(node, "content"):
        media = ctx.follow(child, "media type")
        if media is None:
            continue
        first = not any(content.kind == "json" for content in found)
        word = status if first else f"{status} {media_type}"
        place = owner.step("response", word)
        if first and (name := shared_name(node)) is not None:
            place = Place(place.owner, place.path, name)
        found.append(_content(ctx, media_type, media, place))
    return tuple(found)


def _content(ctx: Context, media_type: str, node: Node, place: Place) -> ResponseContent:
    """One media type of a response."""
    if is_stream(media_type) or "itemSchema" in mapping(node.value):
        return ResponseContent(media_type, "stream", _event(ctx, node, place))
    kind = kind_of(media_type, mapping(node.value).get("schema"))
    if kind == "form" or kind == "multipart":
        ctx.diagnostics.note(codes.MEDIA_AS_BYTES, f"{media_type:.80} is not decoded", node.origin)
        return ResponseContent(media_type, "binary", _BYTES)
    return ResponseContent(media_type, kind, type_under(ctx, node, kind, place))


def _event(ctx: Context, node: Node, place: Place) -> TypeRef:
    """The type of one item of a stream: itemSchema (OpenAPI 3.2), else the schema.

    Where that describes the event frame with its JSON as `contentSchema` of `data`, the JSON is meant.
    """
    schema = node.get("itemSchema") or node.get("schema")
    if schema is None:
        return ANY
    place = Place(place.owner, (*place.path, ("item", "event")), place.name)
    data = mapping(mapping(schema.value).get("properties")).get("data")
    if schema.ref is None and "contentSchema" in mapping(data):
        return wrapped(ctx.type_of(schema.child("properties", "data", "contentSchema"), place))
    type_ = wrapped(ctx.type_of(schema, place))
    return type_.item if isinstance(type_, ListOf) else type_
