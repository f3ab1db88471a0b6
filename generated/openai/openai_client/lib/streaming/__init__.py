"""Streams that accumulate what they carry."""

from __future__ import annotations

from ..._runtime.lazy import attach

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._assistants import AssistantEventHandler as AssistantEventHandler
    from ._assistants import AssistantEventHandlerT as AssistantEventHandlerT
    from ._assistants import AssistantStreamManager as AssistantStreamManager
    from ._assistants import AsyncAssistantEventHandler as AsyncAssistantEventHandler
    from ._assistants import AsyncAssistantEventHandlerT as AsyncAssistantEventHandlerT
    from ._assistants import AsyncAssistantStreamManager as AsyncAssistantStreamManager

__all__ = [
    "AssistantEventHandler",
    "AssistantEventHandlerT",
    "AssistantStreamManager",
    "AsyncAssistantEventHandler",
    "AsyncAssistantEventHandlerT",
    "AsyncAssistantStreamManager",
]

__getattr__, __dir__ = attach(__name__, dict.fromkeys(__all__, "_assistants"))
