"""Python functions as tools."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from .._runtime.callables import CallableTool

if TYPE_CHECKING:
    from ..types import FunctionCall, FunctionDeclarationParam, ToolParam

__all__ = ["FunctionTool", "function_tool", "function_tools"]


class FunctionTool(CallableTool[Any]):
    """A function that a model may call; `declaration` is what the API is told of it."""

    @property
    def declaration(self) -> FunctionDeclarationParam:
        """Name, description and schema."""
        return {
            "name": self.name,
            "description": self.description,
            "parameters_json_schema": self.parameters,
        }

    def run(self, call: FunctionCall) -> Any:
        """What the function returns for a call that the model asks for."""
        return self(call.args or {})


def function_tool(
    function: Callable[..., Any], *, name: str | None = None, description: str | None = None
) -> FunctionTool:
    """Describe a function from its annotations and its docstring.  Raises TypeError for what has no schema."""
    return FunctionTool(function, name=name, description=description)


def function_tools(functions: Iterable[FunctionTool | Callable[..., Any]]) -> ToolParam:
    """The one entry of `tools` that declares some functions."""
    made = [f if isinstance(f, FunctionTool) else FunctionTool(f) for f in functions]
    return {"function_declarations": [tool.declaration for tool in made]}
