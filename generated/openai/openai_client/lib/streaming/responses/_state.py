"""The state of a streamed response, without I/O: raw events in, events out, the response so far at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Generic, cast

from ...._runtime.accumulate import TextBuffer
from ...._runtime.sentinels import Omit
from ..._parsing._responses import TextFormatT, parse_response, parse_text
from ..._parsing._retype import retyped
from ..._parsing.response_types import ParsedResponse
from ._events import (
    ResponseCompletedEvent,
    ResponseFunctionCallArgumentsDeltaEvent,
    ResponseStreamEvent,
    ResponseTextDeltaEvent,
    ResponseTextDoneEvent,
)
from ._items import GrowingItem

__all__ = ["ResponseStreamState"]

_WHOLE = frozenset({"response.created", "response.queued", "response.in_progress"})
_ENDS = frozenset({"response.failed", "response.incomplete"})
_INSIDE = ("response.content_part.", "response.output_text.", "response.function_call_arguments.")
"""Beginnings of the events that belong to an item."""


_CONFLICT = "An item has another identity than before: the events have conflicting output identities"


class ResponseStreamState(Generic[TextFormatT]):
    """Accumulates raw events; also of use on its own, where events come from elsewhere."""

    def __init__(self, *, text_format: Any, input_tools: Iterable[Any] | Omit) -> None:
        self._text_format = text_format
        self._tools = input_tools
        self._response: Any = None
        self._id: Any = None
        self._items: dict[int, GrowingItem] = {}
        self._completed: ParsedResponse[TextFormatT] | None = None

    @property
    def completed_response(self) -> ParsedResponse[TextFormatT] | None:
        """The complete response, None as long as it is not there."""
        return self._completed

    @property
    def current_response_snapshot(self) -> Any:
        """The response so far.  Raises RuntimeError before the first event that has one."""
        if self._completed is not None:
            return self._completed
        if self._response is None:
            raise RuntimeError("No response has been created yet")
        self._response.output = self._output()
        return self._response

    def handle_event(self, event: Any) -> list[ResponseStreamEvent[TextFormatT]]:
        """Take in one raw event; what the caller gets for it.

        Raises RuntimeError for events that contradict each other (a response or an item that changes its identity,
        parts of an item that never began, items that never end), and what `parse` raises.
        """
        kind: str = getattr(event, "type", "") or ""
        if kind.startswith(_INSIDE) and event.output_index not in self._items:
            raise RuntimeError(
                f"Received {kind!r} for output index {event.output_index} before receiving its output item"
            )
        if kind == "response.output_item.added" and event.item is None:
            return []  # Nothing that a caller could use.
        handler = _HANDLERS.get(kind)
        if handler is not None:
            return [handler(self, event)]
        if kind in _WHOLE or kind in _ENDS:
            self._whole(event, kind)
        else:
            item = self._items.get(getattr(event, "output_index", -1))
            if item is not None:
                item.add(event, kind)
        return [event]

    # Whole responses and items

    def _whole(self, event: Any, kind: str) -> None:
        response: Any = event.response
        if response is None:
            return
        self._same_response(response)
        if kind in _ENDS:
            if getattr(response, "output", None) is None:
                response.output = self._output()
            self._response = response
            return
        met: list[GrowingItem] = []
        for index, item in enumerate(getattr(response, "output", None) or ()):
            known = self._matching(item)
            if known is None:
                self._items.setdefault(index, GrowingItem(item))
                continue
            if any(known is each for each in met):
                raise RuntimeError(_CONFLICT)
            met.append(known)
            known.replace(item)
        kind_of = cast("Any", type(response))
        self._response = retyped(kind_of, response)

    def _same_response(self, response: Any) -> None:
        """Raises RuntimeError for another response than the one that the stream began with."""
        own = getattr(response, "id", None)
        if self._id is None:
            self._id = own
        elif own != self._id:
            raise RuntimeError("Lifecycle response identity changed in the middle of the stream")

    def _matching(self, item: Any) -> GrowingItem | None:
        """The item that `item` is a version of.  Raises RuntimeError for one that contradicts what is known."""
        found: GrowingItem | None = None
        for known in self._items.values():
            relation = known.compared(item)
            if relation == "conflict":
                raise RuntimeError(_CONFLICT)
            if relation == "same":
                found = found or known
        return found

    def _added(self, event: Any) -> Any:
        self._items[event.output_index] = GrowingItem(event.item)
        return event

    def _item_done(self, event: Any) -> Any:
        known = self._items.get(event.output_index)
        if event.item is None:
            return event
        if known is None:
            if self._matching(event.item) is not None:
                raise RuntimeError(_CONFLICT)
            self._items[event.output_index] = known = GrowingItem(event.item)
        elif not known.is_compatible(event.item) and not known.is_done:
            raise RuntimeError("An output item ended with another identity than it began with")
        known.finish(event.item)
        return event

    def _output(self) -> list[Any]:
        return [item.model() for _, item in sorted(self._items.items())]

    # Events with more in them

    def _text_delta(self, event: Any) -> Any:
        item = self._items.get(event.output_index)
        buffer = item.text(event.content_index) if item is not None else TextBuffer()
        buffer.append(event.delta or "")
        return _deferred(ResponseTextDeltaEvent, event, partial(buffer.text, len(buffer)))

    def _text_done(self, event: Any) -> Any:
        item = self._items.get(event.output_index)
        phase = item.phase if item is not None else None
        if item is not None:
            item.add(event, event.type)
        parsed = parse_text(event.text, self._text_format, phase=phase)
        return retyped(ResponseTextDoneEvent, event, parsed=parsed)

    def _arguments_delta(self, event: Any) -> Any:
        item = self._items.get(event.output_index)
        buffer = item.arguments if item is not None else TextBuffer()
        buffer.append(event.delta or "")
        return _deferred(ResponseFunctionCallArgumentsDeltaEvent, event, partial(buffer.text, len(buffer)))

    def _complete(self, event: Any) -> Any:
        response: Any = event.response
        if response is None:
            return event
        self._same_response(response)
        output: Any = getattr(response, "output", None)
        for known in self._items.values():
            if not known.is_done and not any(known.compared(item) == "same" for item in output or ()):
                raise RuntimeError(
                    "The final response does not have the unfinished output items of the stream"
                )
        for item in output or ():
            self._matching(item)
        if output is None:
            # Some servers leave out at the end what they have sent on the way.
            response.output = self._output()
        parsed = parse_response(text_format=self._text_format, input_tools=self._tools, response=response)
        self._completed = cast("ParsedResponse[TextFormatT]", parsed)
        return retyped(ResponseCompletedEvent, event, response=parsed)


def _deferred(cls: Any, event: Any, snapshot: Callable[[], str]) -> Any:
    made = cls.deferred(dict(event.__dict__), {"snapshot": snapshot})
    object.__setattr__(made, "__pydantic_extra__", dict(event.__pydantic_extra__ or {}))
    object.__setattr__(made, "__pydantic_fields_set__", {*event.__pydantic_fields_set__, "snapshot"})
    return made


_HANDLERS: dict[str, Callable[[Any, Any], Any]] = {
    "response.output_item.added": ResponseStreamState._added,
    "response.output_item.done": ResponseStreamState._item_done,
    "response.output_text.delta": ResponseStreamState._text_delta,
    "response.output_text.done": ResponseStreamState._text_done,
    "response.function_call_arguments.delta": ResponseStreamState._arguments_delta,
    "response.completed": ResponseStreamState._complete,
}
