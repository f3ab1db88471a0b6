"""Events of a streamed response: the API's own, some with more in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeAlias

from pydantic import SerializeAsAny

from ...._runtime.accumulate import DeferredModel
from ....types.responses.response_completed_event import ResponseCompletedEvent as RawCompletedEvent
from ....types.responses.response_function_call_arguments_delta_event import (
    ResponseFunctionCallArgumentsDeltaEvent as RawArgumentsDeltaEvent,
)
from ....types.responses.response_text_delta_event import ResponseTextDeltaEvent as RawTextDeltaEvent
from ....types.responses.response_text_done_event import ResponseTextDoneEvent as RawTextDoneEvent
from ..._parsing._responses import TextFormatT
from ..._parsing.response_types import ParsedResponse

if TYPE_CHECKING:
    from ._plain_events import PlainEvent
else:
    from ....types.responses.response_stream_event import ResponseStreamEvent as PlainEvent

__all__ = [
    "ResponseCompletedEvent",
    "ResponseFunctionCallArgumentsDeltaEvent",
    "ResponseStreamEvent",
    "ResponseTextDeltaEvent",
    "ResponseTextDoneEvent",
]


class ResponseTextDeltaEvent(DeferredModel, RawTextDeltaEvent):
    """More text.  `snapshot`: all of this part so far."""

    snapshot: str


class ResponseTextDoneEvent(RawTextDoneEvent, Generic[TextFormatT]):
    """The text of a part is complete; `parsed` is its value, where a type was asked for."""

    parsed: SerializeAsAny[TextFormatT | None] = None


class ResponseFunctionCallArgumentsDeltaEvent(DeferredModel, RawArgumentsDeltaEvent):
    """More of a call's arguments.  `snapshot`: all of their text so far."""

    snapshot: str


class ResponseCompletedEvent(RawCompletedEvent, Generic[TextFormatT]):
    """The response is complete, its texts and calls read."""

    if TYPE_CHECKING:
        response: ParsedResponse[TextFormatT]  # pyright: ignore[reportIncompatibleVariableOverride]
    else:
        response: ParsedResponse


ResponseStreamEvent: TypeAlias = (
    ResponseTextDeltaEvent
    | ResponseTextDoneEvent[TextFormatT]
    | ResponseFunctionCallArgumentsDeltaEvent
    | ResponseCompletedEvent[TextFormatT]
    | PlainEvent
)
"""Any event of a streamed response."""
