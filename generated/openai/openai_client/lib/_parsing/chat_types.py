"""Chat completions whose content and tool calls have been read as the caller's types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Generic

from pydantic import SerializeAsAny
from typing_extensions import TypeVar

from ...types.chat.chat_completion import ChatCompletion, Choice
from ...types.chat.chat_completion_message import ChatCompletionMessage
from ...types.chat.chat_completion_message_function_tool_call import (
    ChatCompletionMessageFunctionToolCall,
    Function,
)

__all__ = [
    "ContentType",
    "ParsedChatCompletion",
    "ParsedChatCompletionMessage",
    "ParsedChoice",
    "ParsedFunction",
    "ParsedFunctionToolCall",
]

ContentType = TypeVar("ContentType", default=None)


class ParsedFunction(Function):
    """A function that the model called."""

    __api_exclude__: ClassVar[set[str]] = {"parsed_arguments"}

    parsed_arguments: SerializeAsAny[object | None] = None
    """The arguments as a value of the tool's type, as plain data for a strict tool without one, None otherwise."""


class ParsedFunctionToolCall(ChatCompletionMessageFunctionToolCall):
    """A call of a function."""

    __api_exclude__: ClassVar[dict[str, Any]] = {"function": {"parsed_arguments"}}

    function: ParsedFunction  # pyright: ignore[reportIncompatibleVariableOverride]


class ParsedChatCompletionMessage(ChatCompletionMessage, Generic[ContentType]):
    """What the model wrote."""

    __api_exclude__: ClassVar[dict[str, Any]] = {
        "parsed": True,
        "tool_calls": {"__all__": {"function": {"parsed_arguments"}, "index": True}},
    }

    parsed: SerializeAsAny[ContentType | None] = None
    """The content as a value of the wanted type; None for a refusal and where no type was given."""
    tool_calls: list[ParsedFunctionToolCall] | None = None  # type: ignore[assignment]  # pyright: ignore


class ParsedChoice(Choice, Generic[ContentType]):
    """One of the answers."""

    if TYPE_CHECKING:
        message: ParsedChatCompletionMessage[ContentType]  # pyright: ignore
    else:
        # The plain class, so that instances pickle and match their field whatever the type of the content.
        message: ParsedChatCompletionMessage


class ParsedChatCompletion(ChatCompletion, Generic[ContentType]):
    """A chat completion whose contents have been read."""

    if TYPE_CHECKING:
        choices: list[ParsedChoice[ContentType]]  # type: ignore[assignment]  # pyright: ignore
    else:
        choices: list[ParsedChoice]
