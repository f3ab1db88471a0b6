"""Bodies of requests and responses as plain data, read independently of the runtime of generated packages."""

from __future__ import annotations

import email
import email.message
import email.policy
import gzip
import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from generator.testing.cassette import Message

_SSE_START = re.compile(rb"(\xef\xbb\xbf)?(:|event:|data:|id:|retry:)")
_LINE_END = re.compile(r"\r\n|\r|\n")
DONE = "[DONE]"


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a form.  `filename` is None for an ordinary field."""

    name: str
    content: bytes
    filename: str | None = None
    content_type: str | None = None


def media_type(headers: Mapping[str, str]) -> str:
    """The content type without parameters, in lower case; "" when there is none."""
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def is_json_type(kind: str) -> bool:
    """Whether a media type is JSON or built on it (RFC 6839 section 3.1)."""
    return kind == "application/json" or kind.endswith("+json")


def content_of(message: Message) -> bytes:
    """The body without its content encoding.

    Recorders keep the header when they have undone the encoding already, so the bytes decide.
    """
    encoding = message.headers.get("content-encoding", "").lower()
    try:
        if "gzip" in encoding and message.body.startswith(b"\x1f\x8b"):
            return gzip.decompress(message.body)
        if "deflate" in encoding:
            return zlib.decompress(message.body)
    except (OSError, EOFError, zlib.error):
        return message.body
    return message.body


def is_encoded(message: Message) -> bool:
    """Whether the bytes still have the content encoding that the header names."""
    return content_of(message) is not message.body


def is_event_stream(message: Message) -> bool:
    """Whether a body is made of server-sent events, whatever its content type says."""
    kind = media_type(message.headers)
    if kind == "text/event-stream":
        return True
    return not is_json_type(kind) and _SSE_START.match(content_of(message)) is not None


def json_of(content: bytes) -> Any:
    """`content` read as JSON.  Raises ValueError."""
    try:
        return json.loads(content.decode("utf-8-sig"))
    except RecursionError:
        raise ValueError("nested too deeply") from None


def is_json(content: bytes) -> bool:
    """Whether `content` is JSON."""
    try:
        json_of(content)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Event:
    """One server-sent event: its type ("" for none) and data."""

    type: str
    data: str


def events_of(content: bytes) -> list[Event]:
    """The events of a stream (HTML Standard section 9.2.6), up to the conventional end mark, which is left out."""
    text = content.decode("utf-8-sig", "replace")
    found: list[Event] = []
    kind, data = "", list[str]()
    for line in [*_LINE_END.split(text), ""]:
        if line:
            name, _, value = line.partition(":")
            value = value.removeprefix(" ")
            if name == "data":
                data.append(value)
            elif name == "event":
                kind = value
            continue
        joined = "\n".join(data)
        if joined.startswith(DONE):
            break
        if joined:
            found.append(Event(kind, joined))
        kind, data = "", []
    return found


def query_of(url: str) -> list[tuple[str, str]]:
    """The query as pairs, in order."""
    return parse_qsl(urlsplit(url).query, keep_blank_values=True)


def parts_of(kind: str, content: bytes) -> list[Part]:
    """The parts of a multipart body; `kind` is the whole content type, with its boundary."""
    header = b"Content-Type: " + kind.encode("latin-1", "replace") + b"\r\n\r\n"
    message = email.message_from_bytes(header + content, policy=email.policy.HTTP)
    return [_part(part) for part in message.iter_parts() if isinstance(part, email.message.EmailMessage)]


def _part(part: email.message.EmailMessage) -> Part:
    payload = part.get_payload(decode=True)
    name = part.get_param("name", header="content-disposition")
    declared = part.get("content-type")
    return Part(
        name="" if name is None else str(name),
        content=payload if isinstance(payload, bytes) else str(payload).encode(),
        filename=part.get_filename(),
        content_type=None if declared is None else str(declared),
    )


def form_of(content: bytes) -> list[Part]:
    """The fields of a urlencoded form."""
    pairs = parse_qsl(content.decode("utf-8", "replace"), keep_blank_values=True)
    return [Part(name, value.encode()) for name, value in pairs]
