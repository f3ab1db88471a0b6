"""Streams of responses."""

from __future__ import annotations

from ...._runtime.lazy import attach

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._events import ResponseCompletedEvent as ResponseCompletedEvent
    from ._events import ResponseFunctionCallArgumentsDeltaEvent as ResponseFunctionCallArgumentsDeltaEvent
    from ._events import ResponseStreamEvent as ResponseStreamEvent
    from ._events import ResponseTextDeltaEvent as ResponseTextDeltaEvent
    from ._events import ResponseTextDoneEvent as ResponseTextDoneEvent
    from ._state import ResponseStreamState as ResponseStreamState
    from ._streams import AsyncResponseStream as AsyncResponseStream
    from ._streams import AsyncResponseStreamManager as AsyncResponseStreamManager
    from ._streams import ResponseStream as ResponseStream
    from ._streams import ResponseStreamManager as ResponseStreamManager

_HOMES = {
    "ResponseCompletedEvent": "_events",
    "ResponseFunctionCallArgumentsDeltaEvent": "_events",
    "ResponseStreamEvent": "_events",
    "ResponseTextDeltaEvent": "_events",
    "ResponseTextDoneEvent": "_events",
    "ResponseStreamState": "_state",
    "AsyncResponseStream": "_streams",
    "AsyncResponseStreamManager": "_streams",
    "ResponseStream": "_streams",
    "ResponseStreamManager": "_streams",
}

__all__ = [
    "AsyncResponseStream",
    "AsyncResponseStreamManager",
    "ResponseCompletedEvent",
    "ResponseFunctionCallArgumentsDeltaEvent",
    "ResponseStream",
    "ResponseStreamEvent",
    "ResponseStreamManager",
    "ResponseStreamState",
    "ResponseTextDeltaEvent",
    "ResponseTextDoneEvent",
]

__getattr__, __dir__ = attach(__name__, _HOMES)
