"""Multipart bodies whose parts have content types of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..body import dump_json
from ..sentinels import is_given

__all__ = ["encode_multipart"]

Parts = list[tuple[str, tuple[None, bytes, str]]]


def encode_multipart(
    body: Mapping[str, Any],
    extra_body: Mapping[str, Any] | None,
    encodings: Mapping[str, tuple[str, bool]],
    raw_field: str | None = None,
) -> tuple[dict[str, Any] | None, Parts | None, bytes | None, str]:
    """Body, files, raw content and content type of a request whose fields are sent as parts.

    `encodings` gives the content type of a field and whether it is sent as JSON.  Where `raw_field` is the only
    field that is given, it is sent as the whole content.
    """
    fields = {name: value for name, value in {**body, **(extra_body or {})}.items() if is_given(value)}
    if raw_field is not None and list(fields) == [raw_field]:
        return None, None, _content(fields[raw_field], False), encodings[raw_field][0]
    parts: Parts = []
    rest: dict[str, Any] = {}
    for name, value in fields.items():
        if name in encodings:
            content_type, as_json = encodings[name]
            parts.append((name, (None, _content(value, as_json), content_type)))
        else:
            rest[name] = value
    return rest or None, parts, None, "multipart/form-data"


def _content(value: Any, as_json: bool) -> bytes:
    if as_json:
        return dump_json(value)
    return value if isinstance(value, bytes) else str(value).encode()
