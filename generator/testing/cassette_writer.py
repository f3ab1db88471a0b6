"""Writing interactions as cassettes: vcrpy's format, version 1, one interaction a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import yaml

from generator.testing.cassette import ABOUT, Interaction

_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def cassette(interaction: Interaction, facts: Mapping[str, str]) -> bytes:
    """The file for one interaction.

    `facts` stand under a key of their own: `origin` (recorded or synthetic), `operation` and so on.  Bodies that are
    UTF-8 text stand there as text, others as base64.
    """
    data = {
        ABOUT: dict(facts),
        "interactions": [
            {
                "request": {
                    "method": interaction.method,
                    "uri": interaction.uri,
                    "body": _text(interaction.request.body),
                    "headers": _headers(interaction.request.headers),
                },
                "response": {
                    "status": {"code": interaction.status, "message": reason(interaction.status)},
                    "headers": _headers(interaction.response.headers),
                    "body": {"string": _text(interaction.response.body)},
                },
            }
        ],
        "version": 1,
    }
    text: str = yaml.dump(
        data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=2**20, default_flow_style=False
    )
    return text.encode()


def reason(status: int) -> str:
    """The phrase of a status (RFC 9110 section 15), "" for one without."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _headers(headers: Mapping[str, str]) -> dict[str, Sequence[str]]:
    return {name: [value] for name, value in headers.items()}


def _text(body: bytes) -> str | bytes | None:
    if not body:
        return ""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return body
    # YAML has no words for most control characters.
    return text if all(c.isprintable() or c in "\r\n\t" for c in text) else body
