"""Texts for the formats, patterns and lengths of a schema."""

from __future__ import annotations

import re
from typing import Final

from generator.samples.flat import Flat
from generator.samples.patterns import text_for

FORMATS: Final = {
    "date-time": "2026-01-02T03:04:05Z",
    "google-datetime": "2026-01-02T03:04:05Z",
    "date": "2026-01-02",
    "time": "03:04:05Z",
    "duration": "PT3S",
    "google-duration": "3.5s",
    "google-fieldmask": "name",
    "email": "someone@example.com",
    "idn-email": "someone@example.com",
    "hostname": "example.com",
    "idn-hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri": "https://example.com/sample",
    "uri-reference": "/sample",
    "iri": "https://example.com/sample",
    "iri-reference": "/sample",
    "uri-template": "/sample/{name}",
    "url": "https://example.com/sample",
    "uuid": "00000000-0000-4000-8000-000000000001",
    "json-pointer": "/sample",
    "relative-json-pointer": "0/sample",
    "regex": "^sample$",
    "byte": "c2FtcGxl",
    "base64url": "c2FtcGxl",
    "int32": "12",
    "int64": "12",
    "uint32": "12",
    "uint64": "12",
    "decimal": "12.5",
}
"""A text for each format: the registry of OpenAPI (3.1 section 4.4), JSON Schema and Google's documents.
Addresses are those that are reserved for examples (RFC 2606, 5737, 3849)."""

_MAX_TEXT: Final = 20_000


def string(flat: Flat, name: str) -> str:
    """A text that all schemas admit, when one is found; `name`: the property that holds it."""
    least = max((int(n) for n in flat.all("minLength") if isinstance(n, int)), default=0)
    most = min((int(n) for n in flat.all("maxLength") if isinstance(n, int)), default=_MAX_TEXT)
    least = min(least, _MAX_TEXT)
    usual = FORMATS.get(str(flat.first("format")))
    if usual is None and flat.first("contentEncoding") in ("base64", "base64url"):
        usual = FORMATS["byte"]
    text = usual if usual is not None else _named(name)
    patterns = [pattern for pattern in flat.all("pattern") if isinstance(pattern, str)]
    if patterns and not _matches(patterns, text):
        for pattern in patterns:
            found = text_for(pattern, least)
            if found is not None and len(found) <= most:
                text = found
                if _matches(patterns, text):
                    return text
    if len(text) < least:
        text += "x" * (least - len(text))
    return text[:most]


def _named(name: str) -> str:
    """A text that says what it stands for."""
    plain = re.sub(r"[^0-9A-Za-z]+", "_", name).strip("_")[:40]
    return f"sample_{plain}" if plain else "sample"


def _matches(patterns: list[str], text: str) -> bool:
    for pattern in patterns:
        try:
            if not re.search(pattern, text):
                return False
        except re.error:
            continue
    return True
