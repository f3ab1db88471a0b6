"""Streams of chat completions and their managers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Generic

from ...._runtime.event_streams import AsyncEventStream, AsyncStreamManager, EventStream, StreamManager
from ..._parsing._completions import ResponseFormatT
from ..._parsing.chat_types import ParsedChatCompletion
from ._events import ChatCompletionStreamEvent
from ._state import ChatCompletionStreamState
from ._types import ParsedChatCompletionSnapshot

__all__ = [
    "AsyncChatCompletionStream",
    "AsyncChatCompletionStreamManager",
    "ChatCompletionStream",
    "ChatCompletionStreamManager",
]


class ChatCompletionStream(
    EventStream["ChatCompletionStreamEvent[ResponseFormatT]"], Generic[ResponseFormatT]
):
    """Events of a streamed completion."""

    def __init__(self, *, raw_stream: Any, response_format: Any, input_tools: Iterable[Any]) -> None:
        super().__init__(raw_stream)
        self._state: ChatCompletionStreamState[ResponseFormatT] = ChatCompletionStreamState(
            response_format=response_format, input_tools=input_tools
        )

    def _handle(self, item: Any) -> Iterable[ChatCompletionStreamEvent[ResponseFormatT]]:
        return self._state.handle_chunk(item)

    @property
    def current_completion_snapshot(self) -> ParsedChatCompletionSnapshot:
        """The completion so far; the same object grows.  Raises RuntimeError before the first chunk."""
        return self._state.current_completion_snapshot

    def get_final_completion(self) -> ParsedChatCompletion[ResponseFormatT]:
        """Read to the end; the whole completion, contents and tool calls read."""
        self.until_done()
        return self._state.get_final_completion()


class AsyncChatCompletionStream(
    AsyncEventStream["ChatCompletionStreamEvent[ResponseFormatT]"], Generic[ResponseFormatT]
):
    """Events of a streamed completion."""

    def __init__(self, *, raw_stream: Any, response_format: Any, input_tools: Iterable[Any]) -> None:
        super().__init__(raw_stream)
        self._state: ChatCompletionStreamState[ResponseFormatT] = ChatCompletionStreamState(
            response_format=response_format, input_tools=input_tools
        )

    def _handle(self, item: Any) -> Iterable[ChatCompletionStreamEvent[ResponseFormatT]]:
        return self._state.handle_chunk(item)

    @property
    def current_completion_snapshot(self) -> ParsedChatCompletionSnapshot:
        """The completion so far; the same object grows.  Raises RuntimeError before the first chunk."""
        return self._state.current_completion_snapshot

    async def get_final_completion(self) -> ParsedChatCompletion[ResponseFormatT]:
        """Read to the end; the whole completion, contents and tool calls read."""
        await self.until_done()
        return self._state.get_final_completion()


class ChatCompletionStreamManager(
    StreamManager[ChatCompletionStream[ResponseFormatT]], Generic[ResponseFormatT]
):
    """Opens the stream on entry and closes it on exit."""


class AsyncChatCompletionStreamManager(
    AsyncStreamManager[AsyncChatCompletionStream[ResponseFormatT]], Generic[ResponseFormatT]
):
    """Opens the stream on entry and closes it on exit."""
