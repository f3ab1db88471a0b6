"""Is an answer what the document says?  Status, content type, and body or events."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.contract.description import Described, Description, escape
from generator.contract.deviation import Deviation
from generator.contract.exchange import Exchange
from generator.contract.explain import Explainer
from generator.contract.outcome import decoded_events
from generator.contract.payloads import content_of, is_json_type, json_of, media_type
from generator.testing.cassette import Interaction

_STREAMS = ("text/event-stream", "application/json")
"""Content whose schema speaks of the events of a stream, the likelier first."""


class ResponseCheck:
    """`deviations(exchange)` lists every way in which the recorded answer leaves the document."""

    def __init__(self, description: Description, explainer: Explainer, events: dict[str, str]) -> None:
        self._schemas = description.schemas
        self._operations = description.operations
        self._explainer = explainer
        self._events = events
        """Operation to the schema (by pointer) of its events, where the document does not say it at the operation."""

    def deviations(self, exchange: Exchange) -> list[Deviation]:
        """Every deviation of the answer."""
        answer, operation = exchange.answer, self._operations[exchange.match.operation.id]
        found = self._response(operation, answer.status)
        if found is None:
            if answer.status >= 400:
                return []  # Errors are rarely described, and the client knows them by their status.
            told = f"status {answer.status} is not described"
            return [Deviation("status", operation.pointer, "", told, str(answer.status))]
        pointer, response = found
        if exchange.kind == "stream":
            return list(self._stream(exchange, pointer, response))
        return list(self._body(exchange, answer, pointer, response))

    def _response(self, operation: Described, status: int) -> tuple[str, dict[str, Any]] | None:
        """Pointer and object of the response for a status (OpenAPI 3.1 section 4.8.16)."""
        responses = operation.data.get("responses", {})
        for key in (str(status), f"{status // 100}XX", "default"):
            if key in responses:
                raw = responses[key]
                start = (
                    raw["$ref"].partition("#")[2] if "$ref" in raw else f"{operation.pointer}/responses/{key}"
                )
                return start, self._schemas.resolve(raw)
        return None

    def _body(
        self, exchange: Exchange, answer: Interaction, pointer: str, response: dict[str, Any]
    ) -> Iterator[Deviation]:
        content, described = content_of(answer.response), response.get("content", {})
        operation = self._operations[exchange.match.operation.id]
        if not content.strip() or operation.data.get("x-sdkgen-download"):
            return
        kind = media_type(answer.response.headers)
        if exchange.method.event is not None and exchange.asks_for_stream:
            yield Deviation("content", pointer, "", "a stream was asked for, and something else came", kind)
        key = self._described_as(kind, described)
        if key is None:
            try:
                json_of(content)
                as_json = "application/json" in described
            except ValueError:
                as_json = False
            if kind or not as_json:
                told = f"content type {kind or 'unknown'!r}, not one of {sorted(described) or 'none'}"
                yield Deviation("content", pointer, "", told, kind)
            key = "application/json" if as_json else None
        if key is None or not is_json_type(key) or "schema" not in described[key]:
            return
        try:
            value = json_of(content)
        except ValueError:
            yield Deviation("other", pointer, "", "the body is no JSON")
            return
        yield from self._explainer.deviations(value, f"{pointer}/content/{escape(key)}/schema")

    @staticmethod
    def _described_as(kind: str, described: dict[str, Any]) -> str | None:
        for key in (kind, kind.partition("/")[0] + "/*", "*/*"):
            if key in described:
                return key
        return None

    def _stream(self, exchange: Exchange, pointer: str, response: dict[str, Any]) -> Iterator[Deviation]:
        described = response.get("content", {})
        method = exchange.method
        if method.result == "json" and not (method.event and exchange.asks_for_stream):
            told = "a stream of events came, and nothing asks for one"
            yield Deviation("content", pointer, "", told, "text/event-stream")
        schema = self._events.get(exchange.match.operation.id)
        if schema is None:
            key = next((key for key in _STREAMS if key in described), None)
            if key is None:
                told = "a stream of events is not described"
                yield Deviation("content", pointer, "", told, "text/event-stream")
                return
            word = "itemSchema" if "itemSchema" in described[key] else "schema"
            schema = f"{pointer}/content/{escape(key)}/{word}"
        events, bad = decoded_events(content_of(exchange.answer.response))
        wrapped = self._wrapped(schema)
        for number, (event, value) in enumerate(events):
            whole = {"event": event.type, "data": value} if wrapped else value
            for d in self._explainer.deviations(whole, schema):
                place = f"/{number}{d.place}"
                yield Deviation(d.kind, d.pointer, place, d.message, d.name, d.anchor, d.value)
        if bad is not None and bad.type != "error" and not bad.data.startswith("{"):
            yield Deviation("other", schema, f"/{len(events)}", "an event is no JSON")

    def _wrapped(self, pointer: str) -> bool:
        """Whether the schema describes the frame (`event` and `data`) rather than the data."""
        names = self._schemas.properties({"$ref": "#" + pointer})
        return {"event", "data"} <= set(names) and "type" not in names
