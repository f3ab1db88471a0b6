"""What a completion is while it is streamed: the parsed classes, with contents of any type."""

from __future__ import annotations

from typing import TypeAlias

from ..._parsing.chat_types import ParsedChatCompletion, ParsedChatCompletionMessage, ParsedChoice

__all__ = [
    "ParsedChatCompletionMessageSnapshot",
    "ParsedChatCompletionSnapshot",
    "ParsedChoiceSnapshot",
]

ParsedChatCompletionSnapshot: TypeAlias = ParsedChatCompletion[object]
"""A completion that still grows."""
ParsedChatCompletionMessageSnapshot: TypeAlias = ParsedChatCompletionMessage[object]
"""A message that still grows."""
ParsedChoiceSnapshot: TypeAlias = ParsedChoice[object]
"""A choice that still grows."""
