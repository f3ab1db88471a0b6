"""One choice of a streamed completion: its growing message, and the events of each chunk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, cast

from ...._runtime.accumulate import TextBuffer, Tree, partial_json
from ....types.chat.chat_completion import ChoiceLogprobs
from ..._parsing._completions import (
    get_input_tool_by_name,
    is_parseable_tool,
    maybe_parse_content,
)
from ..._parsing.chat_types import ParsedChatCompletionMessage, ParsedChoice
from ._events import (
    ContentDeltaEvent,
    ContentDoneEvent,
    FunctionToolCallArgumentsDeltaEvent,
    LogprobsContentDeltaEvent,
    LogprobsContentDoneEvent,
    LogprobsRefusalDeltaEvent,
    LogprobsRefusalDoneEvent,
    RefusalDeltaEvent,
    RefusalDoneEvent,
)
from ._tool_call import GrowingToolCall

__all__ = ["GrowingChoice"]

_HANDLED = frozenset({"content", "refusal", "role", "tool_calls"})


class GrowingChoice:
    """State of one choice.  `model` is the object that users see; `refresh` brings its texts up to date."""

    def __init__(self, index: int, response_format: Any, tools: list[Any], rich: bool) -> None:
        self._response_format = response_format
        self._tools = tools
        self._rich = rich
        message: Any = ParsedChatCompletionMessage.construct(role="assistant", content=None)
        self.model: Any = ParsedChoice.construct(index=index, logprobs=None)
        self.model.message = message
        self._texts: dict[str, TextBuffer] = {}
        self._parts: list[Any] = []
        self._calls: dict[int, GrowingToolCall] = {}
        self._current: int | None = None
        self._rest = Tree()
        self._done: set[str] = set()
        self._stale = True

    @property
    def message(self) -> Any:
        """The message of the choice."""
        return self.model.message

    # Taking in

    def add(self, choice: Any) -> None:
        """Take in what a chunk has for this choice."""
        self._stale = True
        delta: Any = choice.delta
        if delta is not None:
            if getattr(delta, "role", None):
                self.message.role = delta.role
            for name in ("content", "refusal"):
                piece = getattr(delta, name, None)
                if piece is not None:
                    self._add_text(name, piece)
            given: Mapping[str, Any] = delta.to_dict(mode="json") if _has_more(delta) else {}
            self._rest.add({key: value for key, value in given.items() if key not in _HANDLED})
        if choice.finish_reason:
            self.model.finish_reason = choice.finish_reason
        if choice.logprobs is not None:
            self._add_logprobs(choice.logprobs)

    def _add_text(self, name: str, piece: Any) -> None:
        """Some servers stream parts (such as thoughts) between the text; they are kept beside it."""
        buffer = self._texts.setdefault(name, TextBuffer())
        if isinstance(piece, str):
            buffer.append(piece)
        else:
            self._parts.extend(cast("Any", piece) if isinstance(piece, list) else [piece])

    def _add_logprobs(self, logprobs: Any) -> None:
        if self.model.logprobs is None:
            self.model.logprobs = ChoiceLogprobs.construct(content=None, refusal=None)
        for name in ("content", "refusal"):
            more = getattr(logprobs, name, None)
            if more is not None:
                known = getattr(self.model.logprobs, name)
                if known is None:
                    setattr(self.model.logprobs, name, list(more))
                else:
                    known.extend(more)

    # Events

    def events(self, choice: Any) -> Iterator[Any]:
        """Events of what `add` has just taken in.  Tool calls are taken in here, one delta after the other."""
        delta: Any = choice.delta
        content, refusal = getattr(delta, "content", None), getattr(delta, "refusal", None)
        if content is not None:
            yield self._content_delta(content)
        if refusal is not None:
            buffer, length = self._texts["refusal"], len(self._texts["refusal"])
            later: dict[str, Any] = {"snapshot": partial(buffer.text, length)}
            yield RefusalDeltaEvent.deferred({"type": "refusal.delta", "delta": refusal}, later)
        before = self._current
        begun: list[int] = []
        for call in getattr(delta, "tool_calls", None) or ():
            yield from self._tool_delta(call, begun)
        if choice.logprobs is not None:
            yield from self._logprobs_delta(choice.logprobs)
        # Ends come behind everything that the chunk brought: what a new call supersedes, then what the choice ends.
        for index in begun:
            yield from self._content_done()
            if before is not None:
                yield from self._tool_done(self._calls[before])
            before = index
        if self.model.finish_reason:
            yield from self._content_done()
            if self._current is not None:
                yield from self._tool_done(self._calls[self._current])

    def _content_delta(self, piece: str) -> ContentDeltaEvent:
        buffer = self._texts["content"]
        length = len(buffer)
        later: dict[str, Any] = {
            "snapshot": partial(buffer.text, length),
            "parsed": lambda: partial_json(buffer.text(length)) if self._rich else None,
        }
        return ContentDeltaEvent.deferred({"type": "content.delta", "delta": piece}, later)

    def _tool_delta(self, delta: Any, begun: list[int]) -> Iterator[Any]:
        index = self._index_of(delta)
        if index != self._current:
            begun.append(index)
            self._current = index
        if index not in self._calls:
            self._calls[index] = GrowingToolCall(index, delta)
        call = self._calls[index]
        piece = call.add(delta)
        if piece is not None:
            yield self._arguments_delta(call, piece)

    def _index_of(self, delta: Any) -> int:
        """The place of a call.  Servers that leave it out begin a new call with each new id."""
        index = getattr(delta, "index", None)
        if isinstance(index, int):
            return index
        last = max(self._calls, default=-1)
        known = self._calls.get(last)
        is_same = known is not None and (not delta.id or delta.id == known.id)
        return last if is_same else last + 1

    def _arguments_delta(self, call: GrowingToolCall, piece: str) -> FunctionToolCallArgumentsDeltaEvent:
        length = len(call.arguments)
        tool = get_input_tool_by_name(input_tools=self._tools, name=call.name)
        strict = tool is not None and is_parseable_tool(tool)
        buffer = call.arguments
        later: dict[str, Any] = {
            "arguments": partial(buffer.text, length),
            "parsed_arguments": lambda: partial_json(buffer.text(length)) if strict else None,
        }
        values = {
            "type": "tool_calls.function.arguments.delta",
            "name": call.name,
            "index": call.index,
            "arguments_delta": piece,
        }
        return FunctionToolCallArgumentsDeltaEvent.deferred(values, later)

    def _logprobs_delta(self, logprobs: Any) -> Iterator[Any]:
        whole: Any = self.model.logprobs
        if logprobs.content:
            known, length = whole.content, len(whole.content)
            yield LogprobsContentDeltaEvent.deferred(
                {"type": "logprobs.content.delta", "content": logprobs.content},
                {"snapshot": partial(_first, known, length)},
            )
        if logprobs.refusal:
            known, length = whole.refusal, len(whole.refusal)
            yield LogprobsRefusalDeltaEvent.deferred(
                {"type": "logprobs.refusal.delta", "refusal": logprobs.refusal},
                {"snapshot": partial(_first, known, length)},
            )

    def _tool_done(self, call: GrowingToolCall) -> Iterator[Any]:
        event = call.finish(self._tools)
        if event is not None:
            self._stale = True
            yield event

    def _content_done(self) -> Iterator[Any]:
        """Ends of contents, once each."""
        if self._ends("content"):
            self.refresh()
            message = self.message
            message.parsed = maybe_parse_content(response_format=self._response_format, message=message)
            event: Any = ContentDoneEvent.construct(type="content.done", content=message.content)
            event.parsed = message.parsed
            yield event
        if self._ends("refusal"):
            yield RefusalDoneEvent.construct(type="refusal.done", refusal=self._texts["refusal"].text())
        logprobs: Any = self.model.logprobs
        if logprobs is not None and logprobs.content is not None and self._first("logprobs.content"):
            yield LogprobsContentDoneEvent.construct(type="logprobs.content.done", content=logprobs.content)
        if logprobs is not None and logprobs.refusal is not None and self._first("logprobs.refusal"):
            yield LogprobsRefusalDoneEvent.construct(type="logprobs.refusal.done", refusal=logprobs.refusal)

    def _ends(self, name: str) -> bool:
        return bool(self._texts.get(name)) and self._first(name)

    def _first(self, name: str) -> bool:
        """Whether this end was not told yet."""
        if name in self._done:
            return False
        self._done.add(name)
        return True

    # What users see

    def refresh(self) -> None:
        """Bring the message up to date: texts joined, partial JSON read."""
        if not self._stale:
            return
        self._stale = False
        message = self.message
        for name, buffer in self._texts.items():
            setattr(message, name, buffer.text())
        if self._rich and "content" in self._texts and "content" not in self._done and not message.refusal:
            message.parsed = partial_json(message.content)
        if self._calls:
            message.tool_calls = [call.refreshed(self._tools) for _, call in sorted(self._calls.items())]
        if self._parts:
            message.content_parts = self._parts
        if self._rest:
            rest: Any = ParsedChatCompletionMessage.construct(
                role="assistant", content=None, **self._rest.value()
            )
            for name in self._rest.value():
                setattr(message, name, getattr(rest, name))


def _has_more(delta: Any) -> bool:
    """Whether a delta has anything beside role, texts and tool calls."""
    if delta.__pydantic_extra__:
        return True
    fields = cast("set[str]", delta.__pydantic_fields_set__)
    return any(name not in _HANDLED and getattr(delta, name) is not None for name in fields)


def _first(items: list[Any], length: int) -> list[Any]:
    return items[:length]
