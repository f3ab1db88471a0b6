"""Chat completions: the request for structured output, and the reading of the answer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from typing_extensions import TypeVar

from ..._runtime.narrow import is_mapping
from ..._runtime.sentinels import Omit, is_given, omit
from ..._runtime.structured import is_structured_type, name_of, parse_json, schema_of
from .._errors import ContentFilterFinishReasonError, LengthFinishReasonError
from .._tools import tool_type
from ._retype import retyped

if TYPE_CHECKING:
    from ...types.chat import ChatCompletion, ChatCompletionMessage, ParsedChatCompletion

__all__ = [
    "ResponseFormatT",
    "get_input_tool_by_name",
    "has_parseable_input",
    "maybe_parse_content",
    "parse_chat_completion",
    "parse_function_tool_arguments",
    "parsed_function_call",
    "raise_for_cut_output",
    "type_to_response_format_param",
    "validate_input_tools",
]

ResponseFormatT = TypeVar("ResponseFormatT", default=None)

Tools = list[Any]
"""Tools as they are sent: mappings."""


def type_to_response_format_param(response_format: Any) -> Any:
    """What is sent for `response_format`: types become a strict schema, everything else stays.

    Raises TypeError for a type that structured output cannot describe.
    """
    if not is_given(response_format) or response_format is None or is_mapping(response_format):
        return response_format
    if not is_structured_type(response_format):
        raise TypeError(f"Unsupported response_format type - {response_format!r}")
    schema = {"schema": schema_of(response_format), "name": name_of(response_format), "strict": True}
    return {"type": "json_schema", "json_schema": schema}


def validate_input_tools(tools: Iterable[Any] | Omit | None = omit) -> Any:
    """The tools as a list, when their calls can be parsed.  Raises ValueError for one that is not strict."""
    if not is_given(tools) or tools is None:
        return tools
    listed = list(cast("Iterable[Any]", tools))
    for tool in listed:
        if tool.get("type") != "function":
            raise ValueError(
                f"Currently only `function` tool types support auto-parsing; Received `{tool.get('type')}`"
            )
        function = tool["function"]
        if function.get("strict") is not True:
            name = function.get("name")
            raise ValueError(f"`{name}` is not strict. Only `strict` function tools can be auto-parsed")
    return listed


def listed_tools(tools: object) -> Tools:
    """The tools of a request as a list; empty for none."""
    if not is_given(tools) or tools is None:
        return []
    return list(cast("Iterable[Any]", tools))


def get_input_tool_by_name(*, input_tools: Tools, name: str) -> Any:
    """The function tool of this name, None when the request had none."""
    for tool in input_tools:
        if tool.get("type") == "function" and tool["function"].get("name") == name:
            return tool
    return None


def parse_function_tool_arguments(*, input_tools: Tools, function: Any) -> object | None:
    """The arguments of a call: a value of the tool's type, plain data for another strict tool, else None."""
    tool = get_input_tool_by_name(input_tools=input_tools, name=function.name)
    if tool is None:
        return None
    model = tool_type(tool["function"])
    if model is not None:
        return cast("object", parse_json(model, function.arguments))
    return cast("object", json.loads(function.arguments)) if tool["function"].get("strict") else None


def is_parseable_tool(tool: Mapping[str, Any]) -> bool:
    """Whether calls of a tool are read."""
    function = tool.get("function")
    return tool.get("type") == "function" and is_mapping(function) and bool(function.get("strict"))


def has_parseable_input(*, response_format: Any, input_tools: Iterable[Any] | Omit = omit) -> bool:
    """Whether anything in the answer is going to be parsed."""
    if is_structured_type(response_format):
        return True
    return any(map(is_parseable_tool, listed_tools(input_tools)))


def maybe_parse_content(*, response_format: Any, message: ChatCompletionMessage) -> Any:
    """The content as a value of the wanted type; None without a type, without content and for a refusal."""
    if is_structured_type(response_format) and message.content and not message.refusal:
        return parse_json(response_format, message.content)
    return None


def raise_for_cut_output(completion: ChatCompletion, finish_reason: str | None) -> None:
    """Raise LengthFinishReasonError or ContentFilterFinishReasonError when an answer ends before its content does."""
    if finish_reason == "length":
        raise LengthFinishReasonError(completion=completion)
    if finish_reason == "content_filter":
        raise ContentFilterFinishReasonError(completion=completion)


def parsed_function_call(call: Any, input_tools: Tools) -> Any:
    """A tool call with its arguments read; calls of other kinds stay as they are."""
    from .chat_types import ParsedFunction, ParsedFunctionToolCall

    if getattr(call, "type", None) != "function" or getattr(call, "function", None) is None:
        return call
    value = parse_function_tool_arguments(input_tools=input_tools, function=call.function)
    function = retyped(ParsedFunction, call.function, parsed_arguments=value)
    return retyped(ParsedFunctionToolCall, call, function=function)


def parse_chat_completion(
    *,
    response_format: Any,
    input_tools: Iterable[Any] | Omit | None,
    chat_completion: ChatCompletion,
) -> ParsedChatCompletion[Any]:
    """The completion with contents and tool calls read.

    Raises LengthFinishReasonError and ContentFilterFinishReasonError for an answer that was cut off, and
    pydantic.ValidationError for one that does not fit its type.
    """
    from .chat_types import ParsedChatCompletion, ParsedChatCompletionMessage, ParsedChoice

    tools = listed_tools(input_tools)
    choices: list[Any] = []
    for choice in chat_completion.choices:
        raise_for_cut_output(chat_completion, choice.finish_reason)
        message: Any = choice.message
        changes: dict[str, Any] = {
            "parsed": maybe_parse_content(response_format=response_format, message=message)
        }
        if message.tool_calls:
            changes["tool_calls"] = [parsed_function_call(call, tools) for call in message.tool_calls]
        parsed: Any = retyped(ParsedChatCompletionMessage, message, **changes)
        choices.append(retyped(ParsedChoice, choice, message=parsed))
    whole: Any = retyped(ParsedChatCompletion, chat_completion, choices=choices)
    return cast("ParsedChatCompletion[Any]", whole)
