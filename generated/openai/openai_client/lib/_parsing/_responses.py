"""Responses: the request for structured output, and the reading of the answer."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from typing_extensions import TypeVar

from ..._runtime.narrow import is_array, is_mapping
from ..._runtime.sentinels import Omit, is_given
from ..._runtime.structured import is_structured_type, name_of, parse_json, schema_of
from .._tools import ResponsesPydanticFunctionTool, tool_type
from ._completions import listed_tools
from ._retype import retyped

if TYPE_CHECKING:
    from ...types.responses import Response
    from .response_types import ParsedResponse

__all__ = [
    "TextFormatT",
    "get_input_tool_by_name",
    "parse_function_tool_arguments",
    "parse_response",
    "parse_text",
    "response_tools",
    "type_to_text_format_param",
]

TextFormatT = TypeVar("TextFormatT", default=None)

_FINAL_PHASES = (None, "final_answer")
"""Phases of messages that are the answer; others are remarks on the way to it."""


def type_to_text_format_param(type_: Any) -> Any:
    """What is sent as `text.format` for a type.  Raises TypeError for one that structured output cannot describe."""
    if not is_structured_type(type_):
        raise TypeError(f"Unsupported text_format type - {type_!r}")
    return {"type": "json_schema", "strict": True, "name": name_of(type_), "schema": schema_of(type_)}


def response_tools(tools: Iterable[Any] | Omit | None) -> list[Any]:
    """Tools in the form of this API; those made for chat completions are turned around."""
    return [_response_tool(tool) for tool in listed_tools(tools)]


def _response_tool(tool: Any) -> Any:
    function = tool.get("function") if is_mapping(tool) else None
    if not is_mapping(function) or tool.get("type") != "function":
        return tool
    flat = {"type": "function", **function}
    model = tool_type(function)
    return flat if model is None else ResponsesPydanticFunctionTool(flat, model)


def get_input_tool_by_name(
    *, input_tools: Iterable[Any] | Omit | None, name: str, namespace: str | None = None
) -> Any:
    """The function tool of this name, in this namespace; None when the request had none."""
    tools = listed_tools(input_tools)
    if namespace is not None:
        spaces = [t for t in tools if t.get("type") == "namespace" and t.get("name") == namespace]
        # Tools that the model found by search are called in a namespace of their own that the request does not have.
        tools = [tool for space in spaces for tool in space.get("tools") or ()] if spaces else tools
    return next((t for t in tools if t.get("type") == "function" and t.get("name") == name), None)


def parse_function_tool_arguments(*, input_tools: Iterable[Any] | Omit | None, function_call: Any) -> object:
    """The arguments of a call: a value of the tool's type, plain data for another strict tool, else None."""
    namespace = getattr(function_call, "namespace", None)
    tool = get_input_tool_by_name(input_tools=input_tools, name=function_call.name, namespace=namespace)
    if tool is None:
        return None
    model = tool_type(tool)
    if model is not None:
        return cast("object", parse_json(model, function_call.arguments))
    return cast("object", json.loads(function_call.arguments)) if tool.get("strict") else None


def parse_text(text: str | None, text_format: Any, *, phase: str | None = None) -> Any:
    """The text as a value of the wanted type; None without a type, and for remarks on the way to the answer."""
    if text is not None and is_structured_type(text_format) and phase in _FINAL_PHASES:
        return parse_json(text_format, text)
    return None


def parse_response(
    *, text_format: Any, input_tools: Iterable[Any] | Omit | None, response: Response
) -> ParsedResponse[Any]:
    """The response with texts and function calls read.

    Raises pydantic.ValidationError for a text that does not fit its type.  Calls whose arguments are incomplete (of a
    response that was cut off) stay unread.
    """
    from .response_types import ParsedResponse

    tools = listed_tools(input_tools)
    complete = getattr(response, "status", None) not in ("incomplete", "failed", "cancelled")
    items = getattr(response, "output", None)
    output = [_parsed_item(item, text_format, tools, complete) for item in items] if is_array(items) else []
    parsed: Any = retyped(ParsedResponse, response, output=output)
    return cast("ParsedResponse[Any]", parsed)


def _parsed_item(item: Any, text_format: Any, tools: list[Any], complete: bool) -> Any:
    from .response_types import (
        ParsedResponseFunctionToolCall,
        ParsedResponseOutputMessage,
        ParsedResponseOutputText,
    )

    kind = getattr(item, "type", None)
    if kind == "message":
        phase = getattr(item, "phase", None)
        content: list[Any] = []
        for part in getattr(item, "content", None) or ():
            if getattr(part, "type", None) != "output_text":
                content.append(part)
                continue
            parsed = parse_text(getattr(part, "text", None), text_format, phase=phase) if complete else None
            content.append(retyped(ParsedResponseOutputText, part, parsed=parsed))
        return retyped(ParsedResponseOutputMessage, item, content=content)
    if kind == "function_call" and is_given(getattr(item, "arguments", None)):
        readable = complete or getattr(item, "status", None) == "completed"
        value = parse_function_tool_arguments(input_tools=tools, function_call=item) if readable else None
        return retyped(ParsedResponseFunctionToolCall, item, parsed_arguments=value)
    return item
