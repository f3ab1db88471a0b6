"""Responses whose texts and function calls have been read as the caller's types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeAlias

from pydantic import SerializeAsAny
from typing_extensions import TypeVar

from ...types.responses.response import Response
from ...types.responses.response_function_tool_call import ResponseFunctionToolCall
from ...types.responses.response_output_item import ResponseOutputItem
from ...types.responses.response_output_message import ResponseOutputMessage
from ...types.responses.response_output_refusal import ResponseOutputRefusal
from ...types.responses.response_output_text import ResponseOutputText

__all__ = [
    "ContentType",
    "ParsedContent",
    "ParsedResponse",
    "ParsedResponseFunctionToolCall",
    "ParsedResponseOutputItem",
    "ParsedResponseOutputMessage",
    "ParsedResponseOutputText",
]

ContentType = TypeVar("ContentType", default=None)


class ParsedResponseOutputText(ResponseOutputText, Generic[ContentType]):
    """Text that the model wrote."""

    __api_exclude__: ClassVar[set[str]] = {"parsed"}

    parsed: SerializeAsAny[ContentType | None] = None
    """The text as a value of the wanted type; None where no type was given."""


ParsedContent: TypeAlias = ParsedResponseOutputText[ContentType] | ResponseOutputRefusal
"""One part of a message."""


class ParsedResponseOutputMessage(ResponseOutputMessage, Generic[ContentType]):
    """A message that the model wrote."""

    __api_exclude__: ClassVar[dict[str, Any]] = {"content": {"__all__": {"parsed"}}}

    if TYPE_CHECKING:
        content: list[ParsedContent[ContentType]]  # type: ignore[assignment]  # pyright: ignore
    else:
        content: list[Any]


class ParsedResponseFunctionToolCall(ResponseFunctionToolCall):
    """A call of a function."""

    __api_exclude__: ClassVar[set[str]] = {"parsed_arguments"}

    parsed_arguments: SerializeAsAny[object] = None
    """The arguments as a value of the tool's type, as plain data for a strict tool without one, None otherwise."""


if TYPE_CHECKING:
    ParsedResponseOutputItem: TypeAlias = (
        ParsedResponseOutputMessage[ContentType] | ParsedResponseFunctionToolCall | ResponseOutputItem
    )
else:
    ParsedResponseOutputItem = ResponseOutputItem


class ParsedResponse(Response, Generic[ContentType]):
    """A response whose texts have been read."""

    if TYPE_CHECKING:
        output: list[ParsedResponseOutputItem[ContentType]]  # pyright: ignore
    else:
        output: list[SerializeAsAny[ResponseOutputItem]]

    @property
    def output_parsed(self) -> ContentType | None:
        """The first text that was read as the wanted type; None when there is none."""
        for item in self.output or ():
            contents: Any = item.content if item.type == "message" else None
            for part in contents or ():
                if getattr(part, "parsed", None) is not None:
                    value: ContentType = part.parsed
                    return value
        return None
