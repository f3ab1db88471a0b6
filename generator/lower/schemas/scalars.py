"""Strings, numbers, booleans and what their formats mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from generator.codes import lowering as codes
from generator.ir.types import Constraints, Scalar, ScalarKind
from generator.lower.context import ANY, Context
from generator.lower.keywords import optional_text
from generator.lower.schemas.constraints import constraints_of
from generator.spec.document import Node

_BASE: Final[Mapping[str, ScalarKind]] = {
    "string": ScalarKind.STRING,
    "integer": ScalarKind.INTEGER,
    "number": ScalarKind.NUMBER,
    "boolean": ScalarKind.BOOLEAN,
    "null": ScalarKind.NULL,
    "file": ScalarKind.BINARY,
}
"""Kinds by `type`; ``file`` is a word of OpenAPI 2.0 that survives in documents."""

_FORMATS: Final[Mapping[tuple[str, str], ScalarKind]] = {
    ("string", "binary"): ScalarKind.BINARY,
    ("string", "byte"): ScalarKind.BASE64,
    ("string", "base64"): ScalarKind.BASE64,
    ("string", "base64url"): ScalarKind.BASE64,
    ("string", "date-time"): ScalarKind.DATE_TIME,
    ("string", "date"): ScalarKind.DATE,
    ("string", "int64"): ScalarKind.INT64_STRING,
    ("string", "uint64"): ScalarKind.INT64_STRING,
    ("integer", "unixtime"): ScalarKind.UNIX_TIME,
    ("integer", "unix-time"): ScalarKind.UNIX_TIME,
}
"""Kinds by `type` and `format` (OpenAPI 3.1 section 4.4 and its format registry); other formats keep the base kind."""

_BASE64_ENCODINGS: Final = frozenset({"base64", "base64url"})


def scalar_kind(word: str) -> ScalarKind | None:
    """The kind of a `type` without regard to its format, None for words that are no scalar type."""
    return _BASE.get(word)


def scalar_of(ctx: Context, node: Node, value: Mapping[str, object], word: str) -> Scalar:
    """The scalar that a schema of type `word` describes."""
    kind = _BASE.get(word)
    if kind is None:
        ctx.diagnostics.error(codes.UNKNOWN_TYPE, f"{word!r:.80} is no JSON Schema type", node.origin)
        return ANY
    if word == "file":
        ctx.diagnostics.warning(
            codes.UNKNOWN_TYPE, "type 'file' is read as binary", node.origin, "Write `format: binary`."
        )
    stated = optional_text(value, "format")
    if stated is not None:
        kind = _FORMATS.get((word, stated), kind)
    if kind is ScalarKind.STRING and "contentEncoding" in value:
        kind = ScalarKind.BASE64 if value["contentEncoding"] in _BASE64_ENCODINGS else kind
    elif kind is ScalarKind.STRING and stated is None and _is_media(value.get("contentMediaType")):
        kind = ScalarKind.BINARY
    return _scalar(kind, stated, constraints_of(ctx, node, value))


def untyped_scalar(ctx: Context, node: Node, value: Mapping[str, object]) -> Scalar:
    """The meaning of a schema without `type` that is no object, array or enum.

    OpenAPI 3.1 section 4.8.14.4 describes raw binary by `contentMediaType` alone; a `format` for strings
    implies a string; everything else is any value.
    """
    if "contentEncoding" in value or optional_text(value, "contentMediaType"):
        return scalar_of(ctx, node, value, "string")
    stated = optional_text(value, "format")
    if stated is not None and (("string", stated) in _FORMATS) and not stated.endswith("int64"):
        return scalar_of(ctx, node, value, "string")
    return Scalar(ScalarKind.ANY, stated) if stated else ANY


def _is_media(value: object) -> bool:
    """Whether contentMediaType (without an encoding) announces raw bytes, not JSON or text inside a string."""
    return isinstance(value, str) and not (value.startswith("text/") or "json" in value)


_CACHE: Final[Mapping[tuple[ScalarKind, str | None], Scalar]] = {
    (kind, None): Scalar(kind) for kind in ScalarKind
}


def _scalar(kind: ScalarKind, stated: str | None, constraints: Constraints | None) -> Scalar:
    """A scalar; the plain ones are shared."""
    if constraints is None and stated is None:
        return _CACHE[kind, None]
    return Scalar(kind, stated, constraints)
