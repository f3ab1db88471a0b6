"""Streams of chat completions."""

from __future__ import annotations

from ...._runtime.lazy import attach

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._events import ChatCompletionStreamEvent as ChatCompletionStreamEvent
    from ._events import ChunkEvent as ChunkEvent
    from ._events import ContentDeltaEvent as ContentDeltaEvent
    from ._events import ContentDoneEvent as ContentDoneEvent
    from ._events import FunctionToolCallArgumentsDeltaEvent as FunctionToolCallArgumentsDeltaEvent
    from ._events import FunctionToolCallArgumentsDoneEvent as FunctionToolCallArgumentsDoneEvent
    from ._events import LogprobsContentDeltaEvent as LogprobsContentDeltaEvent
    from ._events import LogprobsContentDoneEvent as LogprobsContentDoneEvent
    from ._events import LogprobsRefusalDeltaEvent as LogprobsRefusalDeltaEvent
    from ._events import LogprobsRefusalDoneEvent as LogprobsRefusalDoneEvent
    from ._events import RefusalDeltaEvent as RefusalDeltaEvent
    from ._events import RefusalDoneEvent as RefusalDoneEvent
    from ._state import ChatCompletionStreamState as ChatCompletionStreamState
    from ._streams import AsyncChatCompletionStream as AsyncChatCompletionStream
    from ._streams import AsyncChatCompletionStreamManager as AsyncChatCompletionStreamManager
    from ._streams import ChatCompletionStream as ChatCompletionStream
    from ._streams import ChatCompletionStreamManager as ChatCompletionStreamManager
    from ._types import ParsedChatCompletionMessageSnapshot as ParsedChatCompletionMessageSnapshot
    from ._types import ParsedChatCompletionSnapshot as ParsedChatCompletionSnapshot
    from ._types import ParsedChoiceSnapshot as ParsedChoiceSnapshot

_HOMES = {
    "ChatCompletionStreamEvent": "_events",
    "ChunkEvent": "_events",
    "ContentDeltaEvent": "_events",
    "ContentDoneEvent": "_events",
    "FunctionToolCallArgumentsDeltaEvent": "_events",
    "FunctionToolCallArgumentsDoneEvent": "_events",
    "LogprobsContentDeltaEvent": "_events",
    "LogprobsContentDoneEvent": "_events",
    "LogprobsRefusalDeltaEvent": "_events",
    "LogprobsRefusalDoneEvent": "_events",
    "RefusalDeltaEvent": "_events",
    "RefusalDoneEvent": "_events",
    "ChatCompletionStreamState": "_state",
    "AsyncChatCompletionStream": "_streams",
    "AsyncChatCompletionStreamManager": "_streams",
    "ChatCompletionStream": "_streams",
    "ChatCompletionStreamManager": "_streams",
    "ParsedChatCompletionMessageSnapshot": "_types",
    "ParsedChatCompletionSnapshot": "_types",
    "ParsedChoiceSnapshot": "_types",
}

__all__ = [
    "AsyncChatCompletionStream",
    "AsyncChatCompletionStreamManager",
    "ChatCompletionStream",
    "ChatCompletionStreamEvent",
    "ChatCompletionStreamManager",
    "ChatCompletionStreamState",
    "ChunkEvent",
    "ContentDeltaEvent",
    "ContentDoneEvent",
    "FunctionToolCallArgumentsDeltaEvent",
    "FunctionToolCallArgumentsDoneEvent",
    "LogprobsContentDeltaEvent",
    "LogprobsContentDoneEvent",
    "LogprobsRefusalDeltaEvent",
    "LogprobsRefusalDoneEvent",
    "ParsedChatCompletionMessageSnapshot",
    "ParsedChatCompletionSnapshot",
    "ParsedChoiceSnapshot",
    "RefusalDeltaEvent",
    "RefusalDoneEvent",
]

__getattr__, __dir__ = attach(__name__, _HOMES)
