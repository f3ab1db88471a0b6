"""`client.chat.completions.parse` and `.stream`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from .._runtime.converting import converting, with_headers
from .._runtime.sentinels import Omit, omit
from ._parsing._completions import (
    ResponseFormatT,
    listed_tools,
    parse_chat_completion,
    type_to_response_format_param,
    validate_input_tools,
)

if TYPE_CHECKING:
    from ..resources.beta.chat.completions import AsyncCompletions as AsyncBetaCompletions
    from ..resources.beta.chat.completions import Completions as BetaCompletions
    from ..resources.chat.completions import AsyncCompletions, Completions
    from ..types.chat import ParsedChatCompletion
    from ..types.shared_params import (
        ResponseFormatJSONObject,
        ResponseFormatJSONSchema,
        ResponseFormatText,
    )
    from .streaming.chat import AsyncChatCompletionStreamManager, ChatCompletionStreamManager

    ResponseFormatParam: TypeAlias = ResponseFormatText | ResponseFormatJSONSchema | ResponseFormatJSONObject

__all__ = ["async_parse", "async_stream", "parse", "stream"]


def parse(
    resource: Completions | BetaCompletions,
    arguments: Mapping[str, Any],
    *,
    response_format: type[ResponseFormatT] | ResponseFormatParam | Omit = omit,
) -> ParsedChatCompletion[ResponseFormatT]:
    """Ask for a completion and read its content, and the arguments of its tool calls, as Python values.

    `response_format` is a pydantic model, a dataclass, a TypedDict or a `TypeAdapter`; the answer's
    `choices[n].message.parsed` is a value of it, None for a refusal.  Tools must be strict; those made by
    `pydantic_function_tool` give their arguments as `tool_calls[n].function.parsed_arguments`.  Raises
    LengthFinishReasonError and ContentFilterFinishReasonError for an answer that was cut off.
    """
    return cast("ParsedChatCompletion[ResponseFormatT]", _parse(resource, arguments, response_format))


async def async_parse(
    resource: AsyncCompletions | AsyncBetaCompletions,
    arguments: Mapping[str, Any],
    *,
    response_format: type[ResponseFormatT] | ResponseFormatParam | Omit = omit,
) -> ParsedChatCompletion[ResponseFormatT]:
    """Ask for a completion and read its content, and the arguments of its tool calls, as Python values.

    `response_format` is a pydantic model, a dataclass, a TypedDict or a `TypeAdapter`; the answer's
    `choices[n].message.parsed` is a value of it, None for a refusal.  Tools must be strict; those made by
    `pydantic_function_tool` give their arguments as `tool_calls[n].function.parsed_arguments`.  Raises
    LengthFinishReasonError and ContentFilterFinishReasonError for an answer that was cut off.
    """
    return cast("ParsedChatCompletion[ResponseFormatT]", await _parse(resource, arguments, response_format))


def _parse(resource: Any, arguments: Mapping[str, Any], response_format: Any) -> Any:
    tools = validate_input_tools(arguments["tools"])
    sent = with_headers(arguments, X_Stainless_Helper_Method="chat.completions.parse")
    sent.update(tools=tools, response_format=type_to_response_format_param(response_format))
    read = partial(_read, response_format, tools)
    return converting(resource, read).create(**sent)


def _read(response_format: Any, tools: Any, completion: Any) -> Any:
    return parse_chat_completion(
        response_format=response_format, input_tools=tools, chat_completion=completion
    )


def stream(
    resource: Completions | BetaCompletions,
    arguments: Mapping[str, Any],
    *,
    response_format: type[ResponseFormatT] | ResponseFormatParam | Omit = omit,
) -> ChatCompletionStreamManager[ResponseFormatT]:
    """Stream a completion as typed events, with the completion so far at hand.

    Used as a context manager: the request is sent on entry, and the connection given back on exit.  Iterating gives the
    raw chunks and, made of them, deltas and ends of contents, refusals and tool calls; `get_final_completion()` reads to
    the end.  `response_format` is as in `parse`.
    """
    from .streaming.chat import ChatCompletionStream, ChatCompletionStreamManager

    sent, tools = _streamed(arguments, response_format)

    def begin() -> ChatCompletionStream[ResponseFormatT]:
        raw = cast("Any", resource).create(**sent)
        return ChatCompletionStream(raw_stream=raw, response_format=response_format, input_tools=tools)

    return ChatCompletionStreamManager(begin)


def async_stream(
    resource: AsyncCompletions | AsyncBetaCompletions,
    arguments: Mapping[str, Any],
    *,
    response_format: type[ResponseFormatT] | ResponseFormatParam | Omit = omit,
) -> AsyncChatCompletionStreamManager[ResponseFormatT]:
    """Stream a completion as typed events, with the completion so far at hand.

    Used as a context manager: the request is sent on entry, and the connection given back on exit.  Iterating gives the
    raw chunks and, made of them, deltas and ends of contents, refusals and tool calls; `get_final_completion()` reads to
    the end.  `response_format` is as in `parse`.
    """
    from .streaming.chat import AsyncChatCompletionStream, AsyncChatCompletionStreamManager

    sent, tools = _streamed(arguments, response_format)

    async def begin() -> AsyncChatCompletionStream[ResponseFormatT]:
        raw = await cast("Any", resource).create(**sent)
        return AsyncChatCompletionStream(raw_stream=raw, response_format=response_format, input_tools=tools)

    return AsyncChatCompletionStreamManager(begin)


def _streamed(arguments: Mapping[str, Any], response_format: Any) -> tuple[dict[str, Any], list[Any]]:
    """What is sent, and the tools as a list that can be read more than once."""
    tools = listed_tools(arguments["tools"])
    sent = with_headers(arguments, X_Stainless_Helper_Method="chat.completions.stream")
    sent.update(stream=True, response_format=type_to_response_format_param(response_format))
    if tools:
        sent["tools"] = tools
    return sent, tools
