"""Streams of responses and their managers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Generic

from ...._runtime.event_streams import AsyncEventStream, AsyncStreamManager, EventStream, StreamManager
from ...._runtime.sentinels import Omit, is_given, omit
from ..._parsing._responses import TextFormatT
from ..._parsing.response_types import ParsedResponse
from ._events import ResponseStreamEvent
from ._state import ResponseStreamState

__all__ = [
    "AsyncResponseStream",
    "AsyncResponseStreamManager",
    "ResponseStream",
    "ResponseStreamManager",
]


class _Shared(Generic[TextFormatT]):
    """What both kinds of streams do with an event."""

    _state: ResponseStreamState[TextFormatT]
    _after: int | None

    def _begin(self, text_format: Any, input_tools: Any, starting_after: int | Omit | None) -> None:
        self._state = ResponseStreamState(text_format=text_format, input_tools=input_tools)
        self._after = starting_after if isinstance(starting_after, int) and is_given(starting_after) else None

    def _handle(self, item: Any) -> Iterable[ResponseStreamEvent[TextFormatT]]:
        events = self._state.handle_event(item)
        number = getattr(item, "sequence_number", None)
        is_old = self._after is not None and isinstance(number, int) and number <= self._after
        return [] if is_old else events

    def _final(self) -> ParsedResponse[TextFormatT]:
        response = self._state.completed_response
        if response is None:
            raise RuntimeError("Didn't receive a `response.completed` event before the end of the stream")
        return response

    @property
    def current_response_snapshot(self) -> Any:
        """The response so far.  Raises RuntimeError before the first event that has one."""
        return self._state.current_response_snapshot


class ResponseStream(
    _Shared[TextFormatT], EventStream["ResponseStreamEvent[TextFormatT]"], Generic[TextFormatT]
):
    """Events of a streamed response."""

    def __init__(
        self,
        *,
        raw_stream: Any,
        text_format: Any,
        input_tools: Any,
        starting_after: int | Omit | None = omit,
    ) -> None:
        super().__init__(raw_stream)
        self._begin(text_format, input_tools, starting_after)

    def get_final_response(self) -> ParsedResponse[TextFormatT]:
        """Read to the end; the whole response.  Raises RuntimeError when it does not complete."""
        self.until_done()
        return self._final()


class AsyncResponseStream(
    _Shared[TextFormatT], AsyncEventStream["ResponseStreamEvent[TextFormatT]"], Generic[TextFormatT]
):
    """Events of a streamed response."""

    def __init__(
        self,
        *,
        raw_stream: Any,
        text_format: Any,
        input_tools: Any,
        starting_after: int | Omit | None = omit,
    ) -> None:
        super().__init__(raw_stream)
        self._begin(text_format, input_tools, starting_after)

    async def get_final_response(self) -> ParsedResponse[TextFormatT]:
        """Read to the end; the whole response.  Raises RuntimeError when it does not complete."""
        await self.until_done()
        return self._final()


class ResponseStreamManager(StreamManager[ResponseStream[TextFormatT]], Generic[TextFormatT]):
    """Opens the stream on entry and closes it on exit."""


class AsyncResponseStreamManager(AsyncStreamManager[AsyncResponseStream[TextFormatT]], Generic[TextFormatT]):
    """Opens the stream on entry and closes it on exit."""
