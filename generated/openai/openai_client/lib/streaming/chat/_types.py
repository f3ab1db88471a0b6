"""What a completion is while it is streamed: the parsed classes, with contents of any type."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ..._parsing.chat_types import ParsedChatCompletion, ParsedChatCompletionMessage, ParsedChoice

__all__ = [
    "ParsedChatCompletionMessageSnapshot",
    "ParsedChatCompletionSnapshot",
    "ParsedChoiceSnapshot",
]

if TYPE_CHECKING:
    ParsedChatCompletionSnapshot: TypeAlias = ParsedChatCompletion[object]
    ParsedChatCompletionMessageSnapshot: TypeAlias = ParsedChatCompletionMessage[object]
    ParsedChoiceSnapshot: TypeAlias = ParsedChoice[object]
else:
    # Instances are of the plain classes.
    ParsedChatCompletionSnapshot = ParsedChatCompletion
    ParsedChatCompletionMessageSnapshot = ParsedChatCompletionMessage
    ParsedChoiceSnapshot = ParsedChoice
