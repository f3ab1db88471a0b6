"""Requests that reached a fake server, and whether they are what a test expects."""

from __future__ import annotations

import email
import email.policy
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from ..logs import is_secret_header
from ..narrow import is_array, is_mapping

__all__ = ["RecordedRequest", "difference"]


@dataclass(frozen=True, slots=True)
class RecordedRequest:
    """One request.  `name`: the method that sends it (``files.list``); headers have lower-case names.

    The text form shows no credentials.
    """

    name: str
    verb: str
    url: str
    headers: Mapping[str, str]
    content: bytes

    def __repr__(self) -> str:
        return f"<{self.name}: {self.verb} {self.path}>"

    @property
    def path(self) -> str:
        """The path of the URL, encoded as sent."""
        return urlsplit(self.url).path

    @property
    def query(self) -> dict[str, list[str]]:
        """Query parameters, each with all its values."""
        return parse_qs(urlsplit(self.url).query, keep_blank_values=True)

    @property
    def public_headers(self) -> dict[str, str]:
        """The headers without credentials."""
        return {name: value for name, value in self.headers.items() if not is_secret_header(name)}

    @property
    def json(self) -> Any:
        """The body read as JSON, None when there is none.  Raises ValueError for another body."""
        return json.loads(self.content) if self.content else None

    @property
    def form(self) -> dict[str, list[bytes]]:
        """The fields of a form, urlencoded or multipart, each with all its values; files by their content."""
        kind = self.headers.get("content-type", "")
        if not kind.startswith("multipart/"):
            pairs = parse_qs(self.content.decode(), keep_blank_values=True)
            return {name: [value.encode() for value in values] for name, values in pairs.items()}
        head = f"Content-Type: {kind}\r\n\r\n".encode("latin-1")
        message = email.message_from_bytes(head + self.content, policy=email.policy.HTTP)
        fields: dict[str, list[bytes]] = {}
        for part in message.iter_parts():
            payload: Any = part.get_payload(decode=True)
            name = str(part.get_param("name", "", header="content-disposition"))
            fields.setdefault(name, []).append(
                payload if isinstance(payload, bytes) else str(payload).encode()
            )
        return fields


def difference(expected: Any, found: Any, place: str = "") -> str | None:
    """Where `found` lacks something of `expected`: objects may have further members, everything else is equal."""
    if is_mapping(expected):
        if not is_mapping(found):
            return f"{place or 'the top'}: {found!r} is no object"
        for key, value in expected.items():
            where = f"{place}.{key}" if place else str(key)
            if key not in found:
                return f"{where}: missing"
            inner = difference(value, found[key], where)
            if inner is not None:
                return inner
        return None
    if is_array(expected) and is_array(found) and len(expected) == len(found):
        pairs = enumerate(zip(expected, found, strict=True))
        told = (difference(one, other, f"{place}[{number}]") for number, (one, other) in pairs)
        return next((text for text in told if text is not None), None)
    return None if expected == found else f"{place or 'the top'}: {found!r}, not {expected!r}"
