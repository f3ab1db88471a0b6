"""Python functions as tools."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .._runtime.callables import CallableTool

if TYPE_CHECKING:
    from ..types.chat import ChatCompletionFunctionToolParam

__all__ = ["FunctionTool", "function_tool"]


class FunctionTool(CallableTool[Any]):
    """A function that a model may call: `param` is the entry of `tools`, a call runs it with a model's arguments."""

    @property
    def param(self) -> ChatCompletionFunctionToolParam:
        """What the API is told of the function."""
        return {
            "type": "function",
            "function": {"name": self.name, "description": self.description, "parameters": self.parameters},
        }


def function_tool(
    function: Callable[..., Any], *, name: str | None = None, description: str | None = None
) -> FunctionTool:
    """Describe a function from its annotations and its docstring.  Raises TypeError for what has no schema."""
    return FunctionTool(function, name=name, description=description)
