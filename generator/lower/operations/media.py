"""Media types: which kind of body they are, and the schema under one."""

from __future__ import annotations

from typing import Final

from generator.codes import lowering as codes
from generator.ir.api import BodyKind
from generator.ir.types import MapOf, Scalar, ScalarKind, TypeRef
from generator.lower.context import ANY, Context
from generator.lower.keywords import mapping
from generator.lower.places import Place
from generator.lower.schemas.nulls import wrapped
from generator.narrow import is_object
from generator.spec.document import Node

STREAM_FORMATS: Final = {
    "text/event-stream": "sse",
    "application/x-ndjson": "ndjson",
    "application/ndjson": "ndjson",
    "application/jsonl": "ndjson",
    "application/x-jsonl": "ndjson",
    "application/x-jsonlines": "ndjson",
    "application/jsonlines": "ndjson",
    "application/stream+json": "ndjson",
    "application/json-seq": "json-seq",
    "application/geo+json-seq": "json-seq",
}
"""Sequential media types (OpenAPI 3.2 section 4.14.3, RFC 7464) and the framing of their items."""

_BYTES: Final = Scalar(ScalarKind.BINARY)
_TEXT: Final = Scalar(ScalarKind.STRING)
_STRUCTURED: Final = frozenset(
    {"properties", "$ref", "allOf", "oneOf", "anyOf", "additionalProperties", "items"}
)


def essence(media_type: str) -> str:
    """A media type in lower case without its parameters (RFC 9110 section 8.3.1)."""
    return media_type.partition(";")[0].strip().lower()


def is_stream(media_type: str) -> bool:
    """Whether a body of this media type is a sequence of items."""
    return essence(media_type) in STREAM_FORMATS


def kind_of(media_type: str, schema: object) -> BodyKind:
    """How a body is encoded.  A range such as ``*/*`` is JSON when its schema is no plain string."""
    name = essence(media_type)
    main, _, sub = name.partition("/")
    if is_stream(name):
        return "binary"
    if sub == "json" or sub.endswith("+json") or (main == "application" and "json" in sub.split("-")):
        return "json"
    if name == "application/x-www-form-urlencoded":
        return "form"
    if main == "multipart":
        return "multipart"
    if main == "text":
        return "text"
    if name in ("*/*", "application/*", "*"):
        return "json" if is_object(schema) and schema.get("type") != "string" and schema else "binary"
    return "binary"


def type_under(ctx: Context, node: Node, kind: BodyKind, place: Place) -> TypeRef:
    """The type that a media type object gives to a body of some kind; raw kinds have one type only."""
    schema = node.get("schema")
    if kind in ("binary", "text"):
        if schema is not None and not _STRUCTURED.isdisjoint(mapping(schema.value)):
            _note_structure(ctx, schema, kind)
        return _BYTES if kind == "binary" else _TEXT
    if schema is None:
        return ANY if kind == "json" else MapOf(ANY)
    return wrapped(ctx.type_of(schema, place))


def _note_structure(ctx: Context, schema: Node, kind: BodyKind) -> None:
    """Say that a schema is not used, unless what it refers to is a plain string anyway."""
    target = schema.get("$ref") and ctx.follow(schema, "schema")
    value = mapping(target.value) if isinstance(target, Node) else mapping(schema.value)
    if value.get("type") != "string":
        ctx.diagnostics.note(codes.MEDIA_AS_BYTES, f"the body is handled as {kind}", schema.origin)
