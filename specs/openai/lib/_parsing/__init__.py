"""Reading the content and the tool calls of answers as the caller's types."""

from __future__ import annotations

from ..._runtime.lazy import attach

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._completions import ResponseFormatT as ResponseFormatT
    from ._completions import get_input_tool_by_name as get_input_tool_by_name
    from ._completions import has_parseable_input as has_parseable_input
    from ._completions import maybe_parse_content as maybe_parse_content
    from ._completions import parse_chat_completion as parse_chat_completion
    from ._completions import parse_function_tool_arguments as parse_function_tool_arguments
    from ._completions import type_to_response_format_param as type_to_response_format_param
    from ._completions import validate_input_tools as validate_input_tools

__all__ = [
    "ResponseFormatT",
    "get_input_tool_by_name",
    "has_parseable_input",
    "maybe_parse_content",
    "parse_chat_completion",
    "parse_function_tool_arguments",
    "type_to_response_format_param",
    "validate_input_tools",
]

__getattr__, __dir__ = attach(__name__, dict.fromkeys(__all__, "_completions"))
