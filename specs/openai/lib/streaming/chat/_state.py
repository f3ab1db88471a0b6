"""The state of a streamed chat completion, without I/O: chunks in, events out, the completion so far at hand."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any, Generic, cast

from ...._runtime.models import BaseModel
from ...._runtime.sentinels import Omit, omit
from ...._runtime.structured import is_structured_type
from ....types.chat.chat_completion_chunk import ChatCompletionChunk
from ..._parsing._completions import (
    ResponseFormatT,
    has_parseable_input,
    listed_tools,
    parse_chat_completion,
    raise_for_cut_output,
)
from ..._parsing.chat_types import ParsedChatCompletion
from ._choice import GrowingChoice
from ._events import ChatCompletionStreamEvent, ChunkEvent
from ._types import ParsedChatCompletionSnapshot

__all__ = ["ChatCompletionStreamState"]

_OWN = frozenset({"choices", "object", "obfuscation"})
"""Members of a chunk that are not the completion's."""
_REPLACED = frozenset({"usage", "system_fingerprint", "service_tier", "moderation"})
"""Members of which the latest one counts."""


class ChatCompletionStreamState(Generic[ResponseFormatT]):
    """Accumulates chunks of a raw stream; also of use on its own, where chunks come from elsewhere."""

    def __init__(self, *, input_tools: Iterable[Any] | Omit = omit, response_format: Any = omit) -> None:
        self._tools = listed_tools(input_tools)
        self._response_format = response_format
        self._rich = is_structured_type(response_format)
        self._parses = has_parseable_input(response_format=response_format, input_tools=self._tools)
        self._completion: Any = None
        self._choices: dict[int, GrowingChoice] = {}

    @property
    def current_completion_snapshot(self) -> ParsedChatCompletionSnapshot:
        """The completion so far; the same object grows.  Raises RuntimeError before the first chunk."""
        if self._completion is None:
            raise RuntimeError("No chunk has arrived yet")
        for choice in self._choices.values():
            choice.refresh()
        return cast("ParsedChatCompletionSnapshot", self._completion)

    def get_final_completion(self) -> ParsedChatCompletion[ResponseFormatT]:
        """The whole completion, contents and tool calls read.

        Raises RuntimeError before the first chunk, and what `parse` raises for an answer that was cut off.
        """
        return parse_chat_completion(
            response_format=self._response_format,
            input_tools=self._tools,
            chat_completion=self.current_completion_snapshot,
        )

    def handle_chunk(
        self, chunk: ChatCompletionChunk
    ) -> Iterable[ChatCompletionStreamEvent[ResponseFormatT]]:
        """Take in one chunk; the events that it makes, the chunk itself first.

        Raises LengthFinishReasonError and ContentFilterFinishReasonError when something is to be parsed that the
        chunk says is cut off.
        """
        self._take(chunk)
        snapshot: dict[str, Any] = {"snapshot": partial(getattr, self, "current_completion_snapshot")}
        events: list[Any] = [ChunkEvent.deferred({"type": "chunk", "chunk": chunk}, snapshot)]
        for choice in chunk.choices or ():
            events += self._choices[choice.index].events(choice)
        return events

    def _take(self, chunk: ChatCompletionChunk) -> None:
        if self._completion is None:
            made: Any = ParsedChatCompletion.construct(object="chat.completion")
            made.choices = []
            self._completion = made
        for name in (*chunk.__pydantic_fields_set__, *(chunk.__pydantic_extra__ or ())):
            value = getattr(chunk, name)
            if name in _REPLACED or (name not in _OWN and getattr(self._completion, name, None) is None):
                self._replace(name, value)
        for choice in chunk.choices or ():
            growing = self._choices.get(choice.index)
            if growing is None:
                growing = GrowingChoice(choice.index, self._response_format, self._tools, self._rich)
                self._choices[choice.index] = growing
                self._completion.choices.append(growing.model)
            growing.add(choice)
            if self._parses and choice.finish_reason:
                growing.refresh()
                raise_for_cut_output(self.current_completion_snapshot, choice.finish_reason)

    def _replace(self, name: str, value: Any) -> None:
        """Set a member of the completion, as its own class where it has one."""
        if value is None and getattr(self._completion, name, None) is not None:
            return
        is_field = name in ParsedChatCompletion.model_fields
        if isinstance(value, BaseModel) and (not is_field or name == "moderation"):
            value = value.to_dict()
            if is_field:
                made: Any = ParsedChatCompletion.construct(**{name: value})
                value = getattr(made, name)
        setattr(self._completion, name, value)
