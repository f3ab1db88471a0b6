"""Which answer a good request gets: a fixture, an example of the document, or a value of its schema."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from generator.exchanges.answers import FRAMING, AnswerMaker, SampleAnswer
from generator.exchanges.operations import Content, Operation
from generator.exchanges.streams import StreamFacts, compact, media_of
from generator.lower.operations.media import essence
from generator.mock.preferences import Wishes
from generator.narrow import is_mapping, is_object
from generator.samples import Flavour
from generator.spec.document import Node
from generator.testing.cassette import Interaction


class UnknownExample(Exception):
    """Nothing is called what a request wishes for."""


class Answers:
    """Makes each answer once and keeps it; they depend on nothing but the request's wishes."""

    def __init__(
        self,
        maker: AnswerMaker,
        fixtures: Mapping[str, Sequence[Interaction]],
        valid: Callable[[Node | None, Any], bool],
        *,
        depth: int = 3,
    ) -> None:
        self._maker = maker
        self._valid = valid
        self._fixtures = fixtures
        self._depth = depth
        self._known: dict[tuple[str, str, bool, str, int | None, Flavour], SampleAnswer] = {}

    def answer(
        self, operation: Operation, wishes: Wishes, accept: str, stream: StreamFacts | None
    ) -> SampleAnswer:
        """The answer; `stream`: the request asks for a stream.  Raises UnknownExample."""
        key = (
            operation.method + operation.path,
            accept,
            stream is not None,
            wishes.example,
            wishes.code,
            wishes.flavour,
        )
        known = self._known.get(key)
        if known is None:
            known = self._make(operation, wishes, accept, stream)
            if len(self._known) < 10_000:
                self._known[key] = known
        return known

    def error(
        self, operation: Operation | None, status: int, message: str, parameter: str = ""
    ) -> SampleAnswer:
        """An error in the document's shape."""
        return self._maker.error(operation, status, message, parameter)

    def _make(
        self, operation: Operation, wishes: Wishes, accept: str, stream: StreamFacts | None
    ) -> SampleAnswer:
        usual, entry = operation.success
        status = wishes.code if wishes.code is not None else usual
        streamed = stream is not None and status < 300
        if wishes.flavour is Flavour.TYPICAL or wishes.example:
            fixture = self._fixture(operation, wishes, status, streamed=streamed)
            if fixture is not None:
                return fixture
        if streamed and stream is not None:
            return self._maker.stream(operation, stream, flavour=wishes.flavour)
        entry = operation.answer(status) if wishes.code is not None else entry
        content = _acceptable(entry.contents if entry is not None else (), accept)
        example = _example(content, wishes.example) if content is not None else None
        if content is not None and not wishes.example and not self._valid(content.schema, example):
            example = None  # examples of documents are often older than their schemas
        if example is not None and content is not None and wishes.flavour is Flavour.TYPICAL:
            body = (
                example.encode() if isinstance(example, str) and content.kind != "json" else compact(example)
            )
            return SampleAnswer(status, {"content-type": content.media_type}, (body,))
        if wishes.example:
            raise UnknownExample(f"{operation.id} has no example or fixture {wishes.example[:80]!r}")
        media_type = content.media_type if content is not None else ""
        return self._maker.answer(
            operation, wishes.code, media_type=media_type, flavour=wishes.flavour, depth=self._depth
        )

    def _fixture(
        self, operation: Operation, wishes: Wishes, status: int, *, streamed: bool
    ) -> SampleAnswer | None:
        for item in self._fixtures.get(operation.id, ()):
            named = bool(wishes.example) and item.name == wishes.example
            fits = not wishes.example and item.status == status and item.is_stream == streamed
            if named or (fits and not item.name.startswith("boundary")):
                headers = {k: v for k, v in item.response.headers.items() if k not in FRAMING}
                pieces = _events(item.response.body) if item.is_stream else (item.response.body,)
                return SampleAnswer(item.status, headers, pieces, streamed=item.is_stream)
        return None


def _events(body: bytes) -> tuple[bytes, ...]:
    """A recorded stream, an event a piece."""
    mark = b"\r\n\r\n" if b"\r\n\r\n" in body else b"\n\n"
    *whole, rest = body.split(mark)
    return tuple([piece + mark for piece in whole] + ([rest] if rest else []))


def _acceptable(contents: Sequence[Content], accept: str) -> Content | None:
    """The content that an `Accept` header likes best (RFC 9110 section 12.5.1), the first JSON when it says nothing."""
    plain = [content for content in contents if content.kind != "stream"] or list(contents)
    usual = next((content for content in plain if content.kind == "json"), plain[0] if plain else None)
    if not accept or accept == "*/*" or usual is None:
        return usual
    ranges: list[tuple[float, str]] = []
    for each in accept.split(","):
        stated, *parameters = each.split(";")
        weight = next((p.strip()[2:] for p in parameters if p.strip().startswith("q=")), "1")
        try:
            ranges.append((float(weight), stated.strip().lower()))
        except ValueError:
            continue
    for quality, name in sorted(ranges, key=lambda pair: -pair[0]):
        if quality <= 0:
            continue
        if name == "*/*" or essence(usual.media_type) == name:
            return usual
        for content in plain:
            own = essence(content.media_type)
            if own == name or (name.endswith("/*") and own.startswith(name[:-1])):
                return content
        if (found := media_of(plain, name)) is not None:
            return found
    return usual


def _example(content: Content, name: str) -> Any:
    """An example of the document: the named one, else the first; None when there is none."""
    media: dict[str, Any] = content.node.value if content.node is not None else {}
    examples = content.node.get("examples") if content.node is not None else None
    for key, node in examples.items() if examples is not None else ():
        value = node.resolve().value
        if is_mapping(value) and (not name or key == name):
            for word in ("value", "dataValue"):
                if word in value:
                    return value[word]
    if name:
        return None
    if "example" in media:
        return media["example"]
    schema = content.schema.resolve().value if content.schema is not None else None
    return schema.get("example") if is_object(schema) else None
