"""`client.responses.parse` and `.stream`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from typing_extensions import TypeVar

from .._runtime.converting import converting, with_headers
from .._runtime.narrow import is_array, is_mapping
from .._runtime.sentinels import Omit, is_given, omit
from ._parsing._responses import TextFormatT, parse_response, response_tools, type_to_text_format_param

if TYPE_CHECKING:
    from ..resources.responses import AsyncResponses, Responses
    from ..types.chat import ChatCompletionFunctionToolParam
    from ..types.responses import ParsedResponse, ToolParam
    from .streaming.responses import AsyncResponseStreamManager, ResponseStreamManager

    ParseableToolParam: TypeAlias = ToolParam | ChatCompletionFunctionToolParam

__all__ = ["async_parse", "async_stream", "parse", "stream"]

ParsedT = TypeVar("ParsedT", default=None)


def parse(
    resource: Responses,
    arguments: Mapping[str, Any],
    *,
    text_format: type[TextFormatT] | Omit = omit,
    parse_as: type[TextFormatT] | Omit | None = omit,
    tools: Sequence[ParseableToolParam] | Omit = omit,
) -> ParsedResponse[TextFormatT]:
    """Ask for a response and read its text, and the arguments of its function calls, as Python values.

    `text_format` is a pydantic model, a dataclass, a TypedDict or a `TypeAdapter`; the answer's `output_parsed` is a
    value of it.  `parse_as` reads the text as another type than the one that is sent, or (None) not at all.  Function
    tools that are strict, or were made by `pydantic_function_tool`, give `parsed_arguments` of their calls.
    """
    found = _parse(resource, arguments, text_format, parse_as, tools)
    return cast("ParsedResponse[TextFormatT]", found)


async def async_parse(
    resource: AsyncResponses,
    arguments: Mapping[str, Any],
    *,
    text_format: type[TextFormatT] | Omit = omit,
    parse_as: type[TextFormatT] | Omit | None = omit,
    tools: Sequence[ParseableToolParam] | Omit = omit,
) -> ParsedResponse[TextFormatT]:
    """Ask for a response and read its text, and the arguments of its function calls, as Python values.

    `text_format` is a pydantic model, a dataclass, a TypedDict or a `TypeAdapter`; the answer's `output_parsed` is a
    value of it.  `parse_as` reads the text as another type than the one that is sent, or (None) not at all.  Function
    tools that are strict, or were made by `pydantic_function_tool`, give `parsed_arguments` of their calls.
    """
    found = await _parse(resource, arguments, text_format, parse_as, tools)
    return cast("ParsedResponse[TextFormatT]", found)


def _parse(resource: Any, arguments: Mapping[str, Any], text_format: Any, parse_as: Any, tools: Any) -> Any:
    wanted = _wanted(arguments.get("input"), text_format, parse_as)
    sent, listed = _sent(arguments, "responses.parse", text_format, tools)
    read = partial(_read, wanted, listed)
    return converting(resource, read).create(**sent)


def _read(text_format: Any, tools: list[Any], response: Any) -> Any:
    return parse_response(text_format=text_format, input_tools=tools, response=response)


def _wanted(input_: Any, text_format: Any, parse_as: Any) -> Any:
    """The type to read the text as.

    A configuration update inside the input changes the format from there on, so the last one decides.  Raises
    TypeError when it contradicts the arguments.
    """
    last = None
    for item in input_ if is_array(input_) else ():
        if is_mapping(item) and item.get("type") == "configuration_update" and is_mapping(item.get("text")):
            form = item["text"].get("format")
            last = form.get("type") if is_mapping(form) else last
    if last == "json_schema" and is_given(text_format) and not is_given(parse_as):
        raise TypeError("The input changes the text format. Pass parse_as to say what the answer is read as.")
    if last == "text":
        if is_given(parse_as) and parse_as is not None:
            raise TypeError("`parse_as` cannot be used after a plain-text format update in the input")
        return omit
    if not is_given(parse_as):
        return text_format
    return omit if parse_as is None else parse_as


def stream(
    resource: Responses,
    arguments: Mapping[str, Any],
    *,
    response_id: str | Omit = omit,
    starting_after: int | Omit = omit,
    text_format: type[TextFormatT] | Omit = omit,
    tools: Sequence[ParseableToolParam] | Omit = omit,
) -> ResponseStreamManager[TextFormatT]:
    """Stream a response as typed events, with the response so far at hand.

    Used as a context manager: the request is sent on entry, and the connection given back on exit.  Deltas of text and of
    arguments carry what there is so far as `snapshot`; ends of text carry `parsed`; `get_final_response()` reads to the
    end.  With `response_id` the events of a response in the background are followed, those up to the number
    `starting_after` unseen.  `text_format` and `tools` are as in `parse`.
    """
    from .streaming.responses import ResponseStream, ResponseStreamManager

    method, sent, listed = _streamed(arguments, response_id, starting_after, text_format, tools)

    def begin() -> ResponseStream[TextFormatT]:
        raw = getattr(cast("Any", resource), method)(**sent)
        return ResponseStream(
            raw_stream=raw, text_format=text_format, input_tools=listed, starting_after=starting_after
        )

    return ResponseStreamManager(begin)


def async_stream(
    resource: AsyncResponses,
    arguments: Mapping[str, Any],
    *,
    response_id: str | Omit = omit,
    starting_after: int | Omit = omit,
    text_format: type[TextFormatT] | Omit = omit,
    tools: Sequence[ParseableToolParam] | Omit = omit,
) -> AsyncResponseStreamManager[TextFormatT]:
    """Stream a response as typed events, with the response so far at hand.

    Used as a context manager: the request is sent on entry, and the connection given back on exit.  Deltas of text and of
    arguments carry what there is so far as `snapshot`; ends of text carry `parsed`; `get_final_response()` reads to the
    end.  With `response_id` the events of a response in the background are followed, those up to the number
    `starting_after` unseen.  `text_format` and `tools` are as in `parse`.
    """
    from .streaming.responses import AsyncResponseStream, AsyncResponseStreamManager

    method, sent, listed = _streamed(arguments, response_id, starting_after, text_format, tools)

    async def begin() -> AsyncResponseStream[TextFormatT]:
        raw = await getattr(cast("Any", resource), method)(**sent)
        return AsyncResponseStream(
            raw_stream=raw, text_format=text_format, input_tools=listed, starting_after=starting_after
        )

    return AsyncResponseStreamManager(begin)


_OF_A_FOLLOWED = ("include", "extra_headers", "extra_query", "extra_body", "timeout")


def _streamed(
    arguments: Mapping[str, Any],
    response_id: Any,
    starting_after: Any,
    text_format: Any,
    tools: Any,
) -> tuple[str, dict[str, Any], list[Any]]:
    """The method to call, its arguments, and the tools as a list.  Raises ValueError for arguments that contradict."""
    sent, listed = _sent(arguments, "responses.stream", text_format, tools)
    if not is_given(response_id):
        if is_given(starting_after):
            raise ValueError("`starting_after` needs `response_id`: it follows a response that exists")
        return "create", {**sent, "stream": True}, listed
    refused = [name for name in _NEW_ONLY if is_given(sent.get(name, omit))]
    if refused:
        raise ValueError(f"`response_id` follows a response that exists; it takes no {', '.join(refused)}")
    followed = {name: sent[name] for name in _OF_A_FOLLOWED if name in sent}
    # Read from the beginning: what came before the wanted events is part of the response.
    return "retrieve", {**followed, "response_id": response_id, "stream": True}, listed


_NEW_ONLY = ("input", "model", "instructions", "previous_response_id", "conversation", "background")


def _sent(
    arguments: Mapping[str, Any], method: str, text_format: Any, tools: Any
) -> tuple[dict[str, Any], list[Any]]:
    """Arguments of `create`, with types turned into schemas.  Raises TypeError when two formats are given."""
    sent = with_headers(arguments, X_Stainless_Helper_Method=method)
    if is_given(text_format) and text_format is not None:
        text = sent.get("text")
        given = dict(cast("Mapping[str, Any]", text)) if is_mapping(text) else {}
        if "format" in given:
            raise TypeError("Cannot mix and match text.format with text_format")
        sent["text"] = {**given, "format": type_to_text_format_param(text_format)}
    listed = response_tools(tools)
    sent["tools"] = listed if is_given(tools) and tools is not None else tools
    return sent, listed
