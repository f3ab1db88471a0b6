"""Answers for an operation, made from the document: status, headers and body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from generator.exchanges.errors import ErrorShapes
from generator.exchanges.operations import Answer, Content, Operation
from generator.exchanges.streams import StreamFacts, compact, frames, sample_events
from generator.exchanges.styles import text_of
from generator.narrow import is_object
from generator.samples import Flavour, Sampler

BYTES: Final = b"sample bytes of an answer\n"

_MORE: Final = frozenset({"has_more", "hasMore", "has_next", "hasNext", "more"})
_NEXT: Final = frozenset(
    {"nextPageToken", "next_page_token", "next_page", "nextPage", "next_cursor", "nextCursor", "next"}
)

FRAMING: Final = frozenset(
    {
        "connection",
        "content-encoding",
        "content-length",
        "date",
        "keep-alive",
        "te",
        "trailer",
        "transfer-encoding",
    }
    | {"upgrade"}
)
"""Headers that the server writes itself (RFC 9110 section 7.6.1), whatever a document says of them."""


@dataclass(frozen=True, slots=True)
class SampleAnswer:
    """An answer as it goes out: header names are lower-case; `pieces` are the events of a stream, else the body."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    pieces: tuple[bytes, ...] = ()
    streamed: bool = False

    @property
    def body(self) -> bytes:
        """The whole body."""
        return b"".join(self.pieces)


class AnswerMaker:
    """Makes answers for the operations of one document."""

    def __init__(self, sampler: Sampler, errors: ErrorShapes) -> None:
        self._sampler = sampler
        self._errors = errors

    def answer(
        self,
        operation: Operation,
        status: int | None = None,
        *,
        media_type: str = "",
        flavour: Flavour = Flavour.TYPICAL,
        depth: int = 3,
    ) -> SampleAnswer:
        """The usual answer, or the one for a status; `media_type`: one of those that the document offers."""
        usual, entry = operation.success
        if status is not None and status != usual:
            entry = operation.answer(status)
            if status >= 400 and (entry is None or not entry.contents):
                return self.error(operation, status, f"sample error {status}")
        code = usual if status is None else status
        headers = self._headers(entry)
        content = self._content(entry, media_type)
        if content is None or code in (204, 205, 304):
            return SampleAnswer(code, headers)
        if content.kind == "json" and code >= 400:
            value = self._errors.body(operation, code, f"sample error {code}")
            return SampleAnswer(code, {**headers, "content-type": content.media_type}, (compact(value),))
        body = self._body(content, flavour, depth)
        media = _concrete(content.media_type)
        return SampleAnswer(code, {**headers, "content-type": media}, (body,))

    def error(
        self, operation: Operation | None, status: int, message: str, parameter: str = ""
    ) -> SampleAnswer:
        """An error in the document's shape."""
        value = self._errors.body(operation, status, message, parameter=parameter)
        return SampleAnswer(status, {"content-type": "application/json"}, (compact(value),))

    def stream(
        self, operation: Operation, facts: StreamFacts, *, flavour: Flavour = Flavour.TYPICAL, depth: int = 2
    ) -> SampleAnswer:
        """The stream, an event a piece."""
        events = sample_events(facts, self._sampler, flavour, depth)
        headers = {**self._headers(operation.success[1]), "content-type": facts.media_type}
        return SampleAnswer(facts.status, headers, tuple(frames(events, facts)), streamed=True)

    def value(self, content: Content, flavour: Flavour, depth: int) -> Any:
        """The JSON value of a body."""
        return _last_page(self._sampler.value(content.schema, flavour=flavour, depth=depth))

    def _body(self, content: Content, flavour: Flavour, depth: int) -> bytes:
        if content.kind == "json":
            return compact(self.value(content, flavour, depth))
        if content.kind == "text":
            value = self._sampler.value(content.schema) if content.schema is not None else "sample text"
            return (value if isinstance(value, str) else text_of(value)).encode()
        if content.kind == "stream":
            return compact(self._sampler.value(content.item, flavour=flavour, depth=depth)) + b"\n"
        return BYTES

    def _headers(self, entry: Answer | None) -> dict[str, str]:
        headers: dict[str, str] = {}
        for header in entry.headers if entry is not None else ():
            value = self._sampler.value(header.schema, depth=0, name=header.name)
            if not is_object(value) and header.name.lower() not in FRAMING:
                headers[header.name.lower()] = text_of(value)
        return headers

    @staticmethod
    def _content(entry: Answer | None, media_type: str) -> Content | None:
        contents = entry.contents if entry is not None else ()
        chosen = next((content for content in contents if content.media_type == media_type), None)
        plain = next((content for content in contents if content.kind == "json"), None)
        other = next((content for content in contents if content.kind != "stream"), None)
        return chosen or plain or other or next(iter(contents), None)


def _last_page(value: Any) -> Any:
    """The value without what would send a client to a next page: a server without memory has only one."""
    if not is_object(value):
        return value
    for name in _MORE & value.keys():
        if value[name] is True:
            value[name] = False
    for name in _NEXT & value.keys():
        if isinstance(value[name], str):
            value[name] = ""
    return value


def _concrete(media_type: str) -> str:
    """A media type to send where the document gives a range."""
    return "application/octet-stream" if "*" in media_type else media_type
