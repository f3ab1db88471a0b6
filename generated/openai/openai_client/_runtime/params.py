"""Header and cookie parameters as text (OpenAPI 3.2 section 4.12.3), and JSON inside a parameter."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from .body import given, plain
from .narrow import is_items, is_mapping
from .urls import scalar_text

__all__ = ["cookie_header", "header_text", "json_text"]

Style = tuple[str, bool]

_NO_COOKIE = re.compile(r"[^\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]")
"""What a cookie value cannot hold (RFC 6265 section 4.1.1)."""


def json_text(value: object) -> str:
    """A value as compact JSON in ASCII, which every place of a request can carry."""
    return json.dumps(value, separators=(",", ":"), default=plain)


def header_text(value: object, style: Style) -> str:
    """A header parameter: OpenAPI's `simple` style, or JSON."""
    name, explode = style
    if name == "json":
        return json_text(value)
    if is_mapping(value):
        joined = [(scalar_text(key), scalar_text(inner)) for key, inner in value.items()]
        return ",".join(f"{key}={inner}" if explode else f"{key},{inner}" for key, inner in joined)
    if is_items(value):
        return ",".join(scalar_text(item) for item in value)
    return scalar_text(value)


def cookie_header(cookies: Mapping[str, object], styles: Mapping[str, Style]) -> str:
    """The Cookie header of all cookie parameters; omitted ones and None are left out.

    Characters that a value cannot hold are percent-encoded; those that it can (``=``, ``/``, ``%``) stay, since tokens
    are full of them.
    """
    pairs = [
        pair
        for name, value in given(cookies).items()
        if value is not None
        for pair in _pairs(name, value, styles.get(name, ("form", True)))
    ]
    return "; ".join(pairs)


def _pairs(name: str, value: object, style: Style) -> Iterator[str]:
    kind, explode = style
    if kind == "json":
        yield f"{name}={_cookie_text(json_text(value))}"
    elif is_mapping(value):
        joined = [
            (_cookie_text(scalar_text(k)), _cookie_text(scalar_text(v))) for k, v in given(value).items()
        ]
        if explode:
            yield from _separate([f"{key}={inner}" for key, inner in joined], kind)
        else:
            yield f"{name}=" + ",".join(f"{key},{inner}" for key, inner in joined)
    elif is_items(value):
        items = [_cookie_text(scalar_text(item)) for item in value]
        if explode:
            yield from _separate([f"{name}={item}" for item in items], kind)
        else:
            yield f"{name}={','.join(items)}"
    else:
        yield f"{name}={_cookie_text(scalar_text(value))}"


def _separate(pairs: list[str], kind: str) -> Iterator[str]:
    """`cookie` style makes cookies of their own, `form` one cookie as a query would have it."""
    if kind == "cookie":
        yield from pairs
    elif pairs:
        yield "&".join(pairs)


def _cookie_text(text: str) -> str:
    return _NO_COOKIE.sub(lambda match: quote(match[0], safe=""), text)
