"""Types of the sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.lazy import attach

if TYPE_CHECKING:
    from .chat import Chat as Chat
    from .chat import Item as Item
    from .chat import Message as Message
    from .chat import ToolCall as ToolCall
    from .chat_chunk import ChatChunk as ChatChunk
    from .file_object import FileObject as FileObject

__all__ = ["Chat", "ChatChunk", "FileObject", "Item", "Message", "ToolCall"]
__getattr__, __dir__ = attach(
    __name__,
    {
        "Chat": "chat",
        "ChatChunk": "chat_chunk",
        "FileObject": "file_object",
        "Item": "chat",
        "Message": "chat",
        "ToolCall": "chat",
    },
)
