"""Which answers are streams of events, how one asks for them, and how events look on the wire.

Framing: server-sent events (HTML standard, section 9.2), JSON lines, and JSON text sequences (RFC 7464).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from generator.config import StreamingConfig, TargetConfig
from generator.exchanges.operations import Content, Operation
from generator.lower.operations.media import STREAM_FORMATS, essence
from generator.narrow import is_object
from generator.samples import Flavour, Sampler
from generator.samples.flat import Flat, Schemas
from generator.samples.tags import tags_of
from generator.spec.document import Node

_EVENT_MEDIA: Final = "text/event-stream"
_BAD: Final = ("error", "fail", "cancel", "expire")
_FIRST: Final = ("created", "queued", "in_progress", "added")
_LAST: Final = ("completed", "done", "incomplete")


@dataclass(frozen=True, slots=True)
class StreamFacts:
    """How an operation streams.

    `event`: schema of one event.  `switch`: the body field or query parameter that asks for the stream, with its
    value; None when the operation always streams or `query` decides.  `terminator`: data of the last frame.
    """

    event: Node | None
    media_type: str
    status: int
    switch: str | None = None
    switch_value: object = True
    query: Mapping[str, str] | None = None
    terminator: str | None = None
    only: bool = False
    """The operation knows no other answer."""

    @property
    def framing(self) -> str:
        """One of sse, ndjson, json-seq."""
        return STREAM_FORMATS.get(essence(self.media_type), "ndjson")

    def asked(self, body: object, query: Mapping[str, Sequence[str]], accept: str) -> bool:
        """Whether a request asks for the stream."""
        if self.query:
            return all(list(query.get(name, ())) == [value] for name, value in self.query.items())
        if self.switch is not None:
            if is_object(body) and self.switch in body:
                return _same(body[self.switch], self.switch_value)
            texts = query.get(self.switch)
            if texts:
                return _same(texts[-1], self.switch_value)
            return self.only and not is_object(body)
        return self.only or essence(self.media_type) in accept.lower()


def stream_of(operation: Operation, config: TargetConfig) -> StreamFacts | None:
    """Facts about the stream that an operation can answer with, None when it answers with none.

    What `sdk.yaml` says goes before the document, which often is silent about streams.
    """
    stated = config.operations.get(operation.id)
    said = stated.streaming if stated is not None else None
    status, answer = operation.success
    contents = answer.contents if answer is not None else ()
    streams = [content for content in contents if content.kind == "stream"]
    others = [content for content in contents if content.kind != "stream"]
    if said is None and not streams:
        return None
    said = said or StreamingConfig()
    event = streams[0].item if streams else next((c.schema for c in others if c.kind == "json"), None)
    if said.event:
        schemas = operation.node.document.root.child("components", "schemas")
        event = schemas.get(said.event) or event
    switch = said.switch
    if switch is None and others and streams and _takes_switch(operation):
        switch = "stream"
    return StreamFacts(
        event,
        streams[0].media_type if streams else _EVENT_MEDIA,
        status,
        switch,
        said.switch_value,
        dict(said.query),
        said.terminator,
        only=not others,
    )


def _takes_switch(operation: Operation) -> bool:
    if any(p.name == "stream" and p.location == "query" for p in operation.parameters):
        return True
    schemas = Schemas()
    bodies = [content.schema for content in operation.contents if content.schema is not None]
    return any("stream" in schemas.flat([body]).properties for body in bodies)


def _same(found: object, wanted: object) -> bool:
    if isinstance(wanted, bool):
        return found is wanted or str(found).lower() == str(wanted).lower()
    return found == wanted


def sample_events(
    facts: StreamFacts, sampler: Sampler, flavour: Flavour, depth: int, most: int = 64
) -> list[Any]:
    """Events as values: one of each kind where the document tells kinds apart, else two alike.

    Beginnings go first and ends last; kinds that report a failure are left out.
    """
    event = _embedded(facts) or facts.event
    if event is None:
        return [sampler.value(None, flavour=flavour), sampler.value(None, flavour=flavour)]
    kinds = _kinds(event)
    if not kinds:
        value = sampler.value(event, flavour=flavour, depth=depth + 1)
        return [value] if flavour is Flavour.UNKNOWN_VARIANT else [value, value]
    if flavour is Flavour.UNKNOWN_VARIANT:
        unknown = sampler.value(event, flavour=flavour, depth=depth)
        return [sampler.value(kinds[0][1], depth=depth), unknown]
    return [sampler.value(node, flavour=flavour, depth=depth) for _, node in kinds[:most]]


def _embedded(facts: StreamFacts) -> Node | None:
    """The JSON inside of frames, where the document describes the frames themselves (`contentSchema` of `data`)."""
    try:
        return facts.event.child("properties", "data", "contentSchema") if facts.event is not None else None
    except KeyError:
        return None


def _kinds(event: Node) -> list[tuple[str, Node]]:
    """Tag and schema of each kind of event, nested unions opened."""
    schemas = Schemas()
    found: list[tuple[str, Node]] = []
    stack = [event]
    while stack and len(found) < 500:
        node = stack.pop(0)
        flat = schemas.flat([node])
        if not flat.choices or flat.properties:
            found.append((_tag(schemas, flat), node))
            continue
        choice = flat.choices[0]
        if (
            len(choice.branches) > 1
            and tags_of(schemas, choice) is None
            and not _is_group(schemas, choice.branches)
        ):
            return []
        stack = [branch[0] for branch in choice.branches if branch] + stack
    if len(found) < 2:
        return []
    good = [pair for pair in found if not any(word in pair[0].lower() for word in _BAD)]
    return sorted(good, key=lambda pair: _turn(pair[0]))


def _tag(schemas: Schemas, flat: Flat) -> str:
    """What a kind of event calls itself."""
    for name in ("type", "event", "object"):
        values = schemas.flat(flat.properties.get(name, ())).values
        if values:
            return str(values[0])
    return ""


def _is_group(schemas: Schemas, branches: Sequence[Sequence[Node]]) -> bool:
    """Whether every branch is itself a union."""
    return any(schemas.flat(branch).choices for branch in branches)


def _turn(tag: str) -> int:
    """0 for what starts things, 2 for what ends the whole, 1 for the rest; words with fewer dots are about the whole."""
    depth = tag.count(".")
    if depth <= 1 and tag.endswith(_FIRST):
        return 0
    return 2 if depth <= 1 and tag.endswith(_LAST) else 1


def frames(values: Sequence[Any], facts: StreamFacts) -> list[bytes]:
    """The wire form of events, one piece each; the terminator is a piece of its own."""
    pieces = [frame(value, facts.framing) for value in values]
    if facts.terminator and facts.framing == "sse":
        pieces.append(b"data: " + facts.terminator.encode() + b"\n\n")
    return pieces


def frame(value: Any, framing: str) -> bytes:
    """One event.  A value made of `event` and `data` is the frame itself; a `type` becomes the frame's name."""
    if framing == "json-seq":
        return b"\x1e" + compact(value) + b"\n"
    if framing == "ndjson":
        return compact(value) + b"\n"
    name = b""
    if is_object(value) and isinstance(value.get("event"), str) and "data" in value:
        name, value = value["event"].encode(), value["data"]
    elif is_object(value) and isinstance(value.get("type"), str):
        name = value["type"].encode()
    data = value.encode() if isinstance(value, str) else compact(value)
    lines = b"".join(b"data: " + line + b"\n" for line in data.split(b"\n"))
    return (b"event: " + name + b"\n" if name and b"\n" not in name else b"") + lines + b"\n"


def compact(value: Any) -> bytes:
    """JSON without white space, in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def media_of(contents: Sequence[Content], media_type: str) -> Content | None:
    """The content of a media type: its own entry, then a range, then ``*/*`` (3.1 section 4.8.14)."""
    name = essence(media_type)
    by_name = {essence(content.media_type): content for content in contents}
    return by_name.get(name) or by_name.get(name.partition("/")[0] + "/*") or by_name.get("*/*")
