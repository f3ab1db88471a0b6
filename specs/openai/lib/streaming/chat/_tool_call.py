"""One tool call of a streamed completion."""

from __future__ import annotations

from typing import Any

from ...._runtime.accumulate import TextBuffer, Tree, partial_json
from ....types.chat.chat_completion_message_custom_tool_call import ChatCompletionMessageCustomToolCall
from ..._parsing._completions import (
    get_input_tool_by_name,
    is_parseable_tool,
    parse_function_tool_arguments,
)
from ..._parsing.chat_types import ParsedFunction, ParsedFunctionToolCall
from ._events import FunctionToolCallArgumentsDoneEvent

__all__ = ["GrowingToolCall"]


class GrowingToolCall:
    """State of one call.  The model that users see is made when somebody looks."""

    def __init__(self, index: int, delta: Any) -> None:
        self.index = index
        self.id: str | None = None
        self.arguments = TextBuffer()
        self._name = TextBuffer()
        self._rest = Tree()
        self._is_function = getattr(delta, "type", None) in (None, "function")
        self._done = False
        self._parsed: object | None = None
        self._model: Any = None
        self._seen = -1

    @property
    def name(self) -> str:
        """The function's name."""
        return self._name.text()

    def add(self, delta: Any) -> str | None:
        """Take in one delta; the piece of arguments that it brings ("" for none), None for other kinds of calls."""
        self._seen = -1
        if getattr(delta, "id", None):
            self.id = delta.id
        function = getattr(delta, "function", None)
        values: dict[str, Any] = delta.to_dict(mode="json")
        own: dict[str, Any] = values.pop("function", None) or {}
        for name in ("index", "id"):
            values.pop(name, None)
        extra = {key: value for key, value in own.items() if key not in ("name", "arguments")}
        self._rest.add({**values, **({"function": extra} if extra else {})})
        if not self._is_function:
            return None
        piece = (getattr(function, "arguments", None) or "") if function is not None else ""
        if function is not None and getattr(function, "name", None):
            self._name.append(function.name)
        self.arguments.append(piece)
        return piece

    def finish(self, tools: list[Any]) -> FunctionToolCallArgumentsDoneEvent | None:
        """The end of the call, the first time; reads the arguments."""
        if self._done or not self._is_function:
            return None
        self._done = True
        function = self._function(None)
        self._parsed = parse_function_tool_arguments(input_tools=tools, function=function)
        self._seen = -1
        event = FunctionToolCallArgumentsDoneEvent.construct(
            type="tool_calls.function.arguments.done",
            name=function.name,
            index=self.index,
            arguments=function.arguments,
        )
        event.parsed_arguments = self._parsed
        return event

    def refreshed(self, tools: list[Any]) -> Any:
        """The call so far, as a model; the same object as long as nothing was added."""
        if self._seen == len(self.arguments):
            return self._model
        self._seen = len(self.arguments)
        rest = self._rest.value()
        if not self._is_function:
            self._model = ChatCompletionMessageCustomToolCall.construct(id=self.id, **rest)
            return self._model
        function = self._function(self._parsed if self._done else self._partial(tools))
        more: dict[str, Any] = rest.pop("function", None) or {}
        for name, value in more.items():
            setattr(function, name, value)
        rest.setdefault("type", "function")
        made = ParsedFunctionToolCall.construct(index=self.index, id=self.id, **rest)
        made.function = function
        self._model = made
        return made

    def _partial(self, tools: list[Any]) -> object | None:
        tool = get_input_tool_by_name(input_tools=tools, name=self.name)
        strict = tool is not None and is_parseable_tool(tool)
        return partial_json(self.arguments.text()) if strict else None

    def _function(self, parsed: object | None) -> ParsedFunction:
        function = ParsedFunction.construct(name=self.name, arguments=self.arguments.text())
        function.parsed_arguments = parsed
        return function
