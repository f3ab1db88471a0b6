"""Events of a streamed chat completion.  Fields that depend on the text so far are worked out when they are read."""

from __future__ import annotations

from typing import Generic, Literal, TypeAlias

from pydantic import SerializeAsAny

from ...._runtime.accumulate import DeferredModel
from ...._runtime.models import BaseModel
from ....types.chat.chat_completion_chunk import ChatCompletionChunk
from ....types.chat.chat_completion_token_logprob import ChatCompletionTokenLogprob
from ..._parsing._completions import ResponseFormatT
from ._types import ParsedChatCompletionSnapshot

__all__ = [
    "ChatCompletionStreamEvent",
    "ChunkEvent",
    "ContentDeltaEvent",
    "ContentDoneEvent",
    "FunctionToolCallArgumentsDeltaEvent",
    "FunctionToolCallArgumentsDoneEvent",
    "LogprobsContentDeltaEvent",
    "LogprobsContentDoneEvent",
    "LogprobsRefusalDeltaEvent",
    "LogprobsRefusalDoneEvent",
    "RefusalDeltaEvent",
    "RefusalDoneEvent",
]


class ChunkEvent(DeferredModel):
    """A chunk as it arrived, and the completion so far, which is one growing object."""

    type: Literal["chunk"]
    chunk: ChatCompletionChunk
    snapshot: ParsedChatCompletionSnapshot


class ContentDeltaEvent(DeferredModel):
    """More text.  `snapshot`: all of it so far; `parsed`: what its JSON says so far, where a type was asked for."""

    type: Literal["content.delta"]
    delta: str
    snapshot: str
    parsed: object | None = None


class ContentDoneEvent(BaseModel, Generic[ResponseFormatT]):
    """The text is complete."""

    type: Literal["content.done"]
    content: str
    parsed: SerializeAsAny[ResponseFormatT | None] = None


class RefusalDeltaEvent(DeferredModel):
    """More of a refusal.  `snapshot`: all of it so far."""

    type: Literal["refusal.delta"]
    delta: str
    snapshot: str


class RefusalDoneEvent(BaseModel):
    """The refusal is complete."""

    type: Literal["refusal.done"]
    refusal: str


class FunctionToolCallArgumentsDeltaEvent(DeferredModel):
    """More of a call's arguments.

    `arguments`: all of their text so far; `parsed_arguments`: what it says so far, for strict tools.
    """

    type: Literal["tool_calls.function.arguments.delta"]
    name: str
    index: int
    arguments: str
    parsed_arguments: object
    arguments_delta: str


class FunctionToolCallArgumentsDoneEvent(BaseModel):
    """A call's arguments are complete."""

    type: Literal["tool_calls.function.arguments.done"]
    name: str
    index: int
    arguments: str
    parsed_arguments: SerializeAsAny[object]


class LogprobsContentDeltaEvent(DeferredModel):
    """Probabilities of more text.  `snapshot`: of all of it so far."""

    type: Literal["logprobs.content.delta"]
    content: list[ChatCompletionTokenLogprob]
    snapshot: list[ChatCompletionTokenLogprob]


class LogprobsContentDoneEvent(BaseModel):
    """Probabilities of the complete text."""

    type: Literal["logprobs.content.done"]
    content: list[ChatCompletionTokenLogprob]


class LogprobsRefusalDeltaEvent(DeferredModel):
    """Probabilities of more of a refusal.  `snapshot`: of all of it so far."""

    type: Literal["logprobs.refusal.delta"]
    refusal: list[ChatCompletionTokenLogprob]
    snapshot: list[ChatCompletionTokenLogprob]


class LogprobsRefusalDoneEvent(BaseModel):
    """Probabilities of the complete refusal."""

    type: Literal["logprobs.refusal.done"]
    refusal: list[ChatCompletionTokenLogprob]


ChatCompletionStreamEvent: TypeAlias = (
    ChunkEvent
    | ContentDeltaEvent
    | ContentDoneEvent[ResponseFormatT]
    | RefusalDeltaEvent
    | RefusalDoneEvent
    | FunctionToolCallArgumentsDeltaEvent
    | FunctionToolCallArgumentsDoneEvent
    | LogprobsContentDeltaEvent
    | LogprobsContentDoneEvent
    | LogprobsRefusalDeltaEvent
    | LogprobsRefusalDoneEvent
)
"""Any event of a stream of chat completions."""
