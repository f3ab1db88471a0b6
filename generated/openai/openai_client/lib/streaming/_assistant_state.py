"""The state of a streamed run, without I/O: events in, callbacks out, messages and steps so far at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

from ..._runtime.accumulate import Tree
from ..._runtime.models import BaseModel
from ...types.beta.threads import Message, Run
from ...types.beta.threads.runs import RunStep

__all__ = ["AssistantState", "Callback"]

M = TypeVar("M", bound=BaseModel)

Callback = tuple[str, Callable[[], tuple[Any, ...]]]
"""Name of a handler's method, and what gives its arguments when the handler wants them."""

_RUN = "thread.run."
_STEP = "thread.run.step."
_MESSAGE = "thread.message."
_ENDS_OF_STEPS = ("completed", "failed", "cancelled", "expired")
_ENDS_OF_MESSAGES = ("completed", "incomplete")


class Growing(Generic[M]):
    """A message or a step that grows; its model is made anew when somebody looks after a change."""

    def __init__(self, model: M) -> None:
        self._type = type(model)
        self._tree: Tree | None = None
        self._model: M = model
        self.current: int | None = None

    def replace(self, model: M) -> None:
        """The whole thing, as the server has it now."""
        self._tree, self._model = None, model

    def add(self, delta: Any) -> None:
        """Take in a delta."""
        if self._tree is None:
            self._tree = Tree()
            self._tree.add(self._model.to_dict(mode="json"))
        self._tree.add(delta.to_dict(mode="json"))
        self._stale = True

    _stale = False

    @property
    def model(self) -> M:
        """What there is so far."""
        if self._stale and self._tree is not None:
            self._model = self._type.construct(**self._tree.value())
            self._stale = False
        return self._model


class AssistantState:
    """Everything known of one streamed run."""

    def __init__(self) -> None:
        self.event: Any = None
        self.run: Run | None = None
        self.messages: dict[str, Growing[Message]] = {}
        self.steps: dict[str, Growing[RunStep]] = {}
        self.message: Growing[Message] | None = None
        self.step: Growing[RunStep] | None = None

    def handle(self, event: Any) -> Iterator[Callback]:
        """The callbacks of an event, in order; the state is up to date with each of them."""
        self.event = event
        kind: str = getattr(event, "event", "") or ""
        yield "on_event", lambda: (event,)
        if kind.startswith(_STEP):
            yield from self._step(kind.removeprefix(_STEP), event.data)
        elif kind.startswith(_RUN):
            self.run = event.data
        elif kind.startswith(_MESSAGE):
            yield from self._message(kind.removeprefix(_MESSAGE), event.data)

    # Messages

    def _message(self, kind: str, data: Any) -> Iterator[Callback]:
        growing = self.messages.get(data.id)
        if growing is None:
            if kind == "delta":
                return
            growing = self.messages[data.id] = Growing(data)
        self.message = growing
        if kind == "delta":
            yield from self._message_delta(growing, data.delta)
            return
        growing.replace(data)
        if kind == "created":
            yield "on_message_created", lambda: (growing.model,)
        elif kind in _ENDS_OF_MESSAGES:
            yield from self._content_done(growing)
            yield "on_message_done", lambda: (growing.model,)
            self.message = None

    def _message_delta(self, growing: Growing[Message], delta: Any) -> Iterator[Callback]:
        growing.add(delta)
        for content in delta.content or ():
            if content.index != growing.current:
                yield from self._content_done(growing)
                growing.current = content.index
                if content.type == "text":
                    yield "on_text_created", lambda: (_content(growing).text,)
            if content.type == "text" and content.text is not None:
                yield "on_text_delta", _arguments(content.text, growing)
        yield "on_message_delta", lambda: (delta, growing.model)

    @staticmethod
    def _content_done(growing: Growing[Message]) -> Iterator[Callback]:
        """The end of the content that was growing last."""
        if growing.current is None:
            return
        content = _content(growing)
        growing.current = None
        if content is not None and content.type == "text":
            yield "on_text_done", lambda: (content.text,)
        elif content is not None and content.type == "image_file":
            yield "on_image_file_done", lambda: (content.image_file,)

    # Steps

    def _step(self, kind: str, data: Any) -> Iterator[Callback]:
        growing = self.steps.get(data.id)
        if growing is None:
            if kind == "delta":
                return
            growing = self.steps[data.id] = Growing(data)
        self.step = growing
        if kind == "delta":
            yield from self._step_delta(growing, data.delta)
            return
        ended = list(self._call_done(growing)) if kind in _ENDS_OF_STEPS else []
        growing.replace(data)
        if kind == "created":
            yield "on_run_step_created", lambda: (growing.model,)
        elif kind in _ENDS_OF_STEPS:
            yield from ended
            yield "on_run_step_done", lambda: (growing.model,)
            self.step = None

    def _step_delta(self, growing: Growing[RunStep], delta: Any) -> Iterator[Callback]:
        growing.add(delta)
        details = delta.step_details
        for call in getattr(details, "tool_calls", None) or ():
            if call.index == growing.current:
                yield "on_tool_call_delta", _call_arguments(call, growing)
                continue
            yield from self._call_done(growing)
            growing.current = call.index
            yield "on_tool_call_created", lambda: (_call(growing),)
        yield "on_run_step_delta", lambda: (delta, growing.model)

    @staticmethod
    def _call_done(growing: Growing[RunStep]) -> Iterator[Callback]:
        if growing.current is None:
            return
        call = _call(growing)
        growing.current = None
        if call is not None:
            yield "on_tool_call_done", lambda: (call,)


def _arguments(text: Any, growing: Growing[Message]) -> Callable[[], tuple[Any, ...]]:
    return lambda: (text, _content(growing).text)


def _call_arguments(call: Any, growing: Growing[RunStep]) -> Callable[[], tuple[Any, ...]]:
    return lambda: (call, _call(growing))


def _content(growing: Growing[Message]) -> Any:
    items = growing.model.content
    return items[growing.current] if growing.current is not None and growing.current < len(items) else None


def _call(growing: Growing[RunStep]) -> Any:
    items: list[Any] = getattr(growing.model.step_details, "tool_calls", None) or []
    return items[growing.current] if growing.current is not None and growing.current < len(items) else None
