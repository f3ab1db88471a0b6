"""Event handlers of streamed runs: override the methods that interest you, or iterate over the events."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic

from typing_extensions import TypeVar

from ..._runtime.errors import APITimeoutError
from ._assistant_state import AssistantState, Callback

if TYPE_CHECKING:
    from ...types.beta import AssistantStreamEvent
    from ...types.beta.threads import (
        ImageFile,
        Message,
        MessageDelta,
        Run,
        Text,
        TextDelta,
        runs,
    )

__all__ = [
    "AssistantEventHandler",
    "AssistantEventHandlerT",
    "AssistantStreamManager",
    "AsyncAssistantEventHandler",
    "AsyncAssistantEventHandlerT",
    "AsyncAssistantStreamManager",
]


class _Shared:
    """What both kinds of handlers know."""

    _stream: Any = None
    _state: AssistantState

    def _begin(self, stream: Any) -> None:
        if self._stream is not None:
            raise RuntimeError("An event handler serves one stream; make a new one for another stream")
        self._stream = stream

    def _wanted(self, callbacks: Iterator[Callback], base: type) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """The callbacks that a subclass overrides, with their arguments; those of nobody cost nothing."""
        for name, arguments in callbacks:
            if getattr(type(self), name) is not getattr(base, name):
                yield name, arguments()

    @property
    def current_event(self) -> AssistantStreamEvent | None:
        """The latest event."""
        event: AssistantStreamEvent | None = self._state.event
        return event

    @property
    def current_run(self) -> Run | None:
        """The run, as the server last sent it."""
        return self._state.run

    @property
    def current_run_step_snapshot(self) -> runs.RunStep | None:
        """The step that is growing, None between steps."""
        return self._state.step.model if self._state.step is not None else None

    @property
    def current_message_snapshot(self) -> Message | None:
        """The message that is growing, None between messages."""
        return self._state.message.model if self._state.message is not None else None

    def _final_run(self) -> Run:
        if self._state.run is None:
            raise RuntimeError("No final run object found")
        return self._state.run

    def _final_steps(self) -> list[runs.RunStep]:
        if not self._state.steps:
            raise RuntimeError("No run steps found")
        return [growing.model for growing in self._state.steps.values()]

    def _final_messages(self) -> list[Message]:
        if not self._state.messages:
            raise RuntimeError("No messages found")
        return [growing.model for growing in self._state.messages.values()]


class AssistantEventHandler(_Shared):
    """Handles the events of one sync stream.  Iterate over it, or call `until_done()`."""

    text_deltas: Iterator[str]
    """Pieces of text alone; iterating over them runs the stream."""

    def __init__(self) -> None:
        self._state = AssistantState()
        self._iterator = self._events()
        self.text_deltas = self._texts()

    def _init(self, stream: Any) -> None:
        """Attach the stream; called by the manager.  Raises RuntimeError for a second one."""
        self._begin(stream)

    def __next__(self) -> AssistantStreamEvent:
        return next(self._iterator)

    def __iter__(self) -> Iterator[AssistantStreamEvent]:
        return self._iterator

    def _events(self) -> Iterator[AssistantStreamEvent]:
        if self._stream is None:
            raise RuntimeError(
                "The event handler has no stream yet; it gets one inside the manager's context"
            )
        try:
            for event in self._stream:
                for name, arguments in self._wanted(self._state.handle(event), AssistantEventHandler):
                    getattr(self, name)(*arguments)
                yield event
        except APITimeoutError as error:
            self.on_timeout()
            self.on_exception(error)
            raise
        except Exception as error:
            self.on_exception(error)
            raise
        finally:
            self.on_end()

    def _texts(self) -> Iterator[str]:
        for event in self:
            if event.event == "thread.message.delta":
                for content in event.data.delta.content or ():
                    if content.type == "text" and content.text is not None and content.text.value:
                        yield content.text.value

    def close(self) -> None:
        """Stop, and give the connection back."""
        if self._stream is not None:
            self._stream.close()

    def until_done(self) -> None:
        """Read to the end."""
        for _ in self:
            pass

    def get_final_run(self) -> Run:
        """Read to the end; the run.  Raises RuntimeError when there is none."""
        self.until_done()
        return self._final_run()

    def get_final_run_steps(self) -> list[runs.RunStep]:
        """Read to the end; the steps.  Raises RuntimeError when there are none."""
        self.until_done()
        return self._final_steps()

    def get_final_messages(self) -> list[Message]:
        """Read to the end; the messages.  Raises RuntimeError when there are none."""
        self.until_done()
        return self._final_messages()

    def on_end(self) -> None:
        """The stream has ended."""

    def on_event(self, event: AssistantStreamEvent) -> None:
        """Any event, before everything else."""

    def on_run_step_created(self, run_step: runs.RunStep) -> None:
        """A step has begun."""

    def on_run_step_delta(self, delta: runs.RunStepDelta, snapshot: runs.RunStep) -> None:
        """A step has grown; `snapshot` is what there is so far."""

    def on_run_step_done(self, run_step: runs.RunStep) -> None:
        """A step has ended."""

    def on_tool_call_created(self, tool_call: runs.ToolCall) -> None:
        """A call of a tool has begun."""

    def on_tool_call_delta(self, delta: runs.ToolCallDelta, snapshot: runs.ToolCall) -> None:
        """A call of a tool has grown."""

    def on_tool_call_done(self, tool_call: runs.ToolCall) -> None:
        """A call of a tool is complete."""

    def on_exception(self, exception: Exception) -> None:
        """Something failed; the exception is raised all the same."""

    def on_timeout(self) -> None:
        """No answer came in time."""

    def on_message_created(self, message: Message) -> None:
        """A message has begun."""

    def on_message_delta(self, delta: MessageDelta, snapshot: Message) -> None:
        """A message has grown; `snapshot` is what there is so far."""

    def on_message_done(self, message: Message) -> None:
        """A message has ended."""

    def on_text_created(self, text: Text) -> None:
        """A text inside a message has begun."""

    def on_text_delta(self, delta: TextDelta, snapshot: Text) -> None:
        """A text has grown."""

    def on_text_done(self, text: Text) -> None:
        """A text is complete."""

    def on_image_file_done(self, image_file: ImageFile) -> None:
        """An image is complete."""


AssistantEventHandlerT = TypeVar(
    "AssistantEventHandlerT", bound=AssistantEventHandler, default=AssistantEventHandler
)


class AssistantStreamManager(Generic[AssistantEventHandlerT]):
    """Sends the request on entry, gives the event handler, and closes the stream on exit."""

    def __init__(self, open_stream: Callable[[], Any], event_handler: AssistantEventHandlerT) -> None:
        self._open = open_stream
        self._handler = event_handler

    def __enter__(self) -> AssistantEventHandlerT:
        self._handler._init(self._open())
        return self._handler

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._handler.close()


class AsyncAssistantEventHandler(_Shared):
    """Handles the events of one async stream.  Iterate over it, or call `until_done()`."""

    text_deltas: AsyncIterator[str]
    """Pieces of text alone; iterating over them runs the stream."""

    def __init__(self) -> None:
        self._state = AssistantState()
        self._iterator = self._events()
        self.text_deltas = self._texts()

    def _init(self, stream: Any) -> None:
        """Attach the stream; called by the manager.  Raises RuntimeError for a second one."""
        self._begin(stream)

    async def __anext__(self) -> AssistantStreamEvent:
        return await self._iterator.__anext__()

    def __aiter__(self) -> AsyncIterator[AssistantStreamEvent]:
        return self._iterator

    async def _events(self) -> AsyncIterator[AssistantStreamEvent]:
        if self._stream is None:
            raise RuntimeError(
                "The event handler has no stream yet; it gets one inside the manager's context"
            )
        try:
            async for event in self._stream:
                for name, arguments in self._wanted(self._state.handle(event), AsyncAssistantEventHandler):
                    await getattr(self, name)(*arguments)
                yield event
        except APITimeoutError as error:
            await self.on_timeout()
            await self.on_exception(error)
            raise
        except Exception as error:
            await self.on_exception(error)
            raise
        finally:
            await self.on_end()

    async def _texts(self) -> AsyncIterator[str]:
        async for event in self:
            if event.event == "thread.message.delta":
                for content in event.data.delta.content or ():
                    if content.type == "text" and content.text is not None and content.text.value:
                        yield content.text.value

    async def close(self) -> None:
        """Stop, and give the connection back."""
        if self._stream is not None:
            await self._stream.close()

    async def until_done(self) -> None:
        """Read to the end."""
        async for _ in self:
            pass

    async def get_final_run(self) -> Run:
        """Read to the end; the run.  Raises RuntimeError when there is none."""
        await self.until_done()
        return self._final_run()

    async def get_final_run_steps(self) -> list[runs.RunStep]:
        """Read to the end; the steps.  Raises RuntimeError when there are none."""
        await self.until_done()
        return self._final_steps()

    async def get_final_messages(self) -> list[Message]:
        """Read to the end; the messages.  Raises RuntimeError when there are none."""
        await self.until_done()
        return self._final_messages()

    async def on_end(self) -> None:
        """The stream has ended."""

    async def on_event(self, event: AssistantStreamEvent) -> None:
        """Any event, before everything else."""

    async def on_run_step_created(self, run_step: runs.RunStep) -> None:
        """A step has begun."""

    async def on_run_step_delta(self, delta: runs.RunStepDelta, snapshot: runs.RunStep) -> None:
        """A step has grown; `snapshot` is what there is so far."""

    async def on_run_step_done(self, run_step: runs.RunStep) -> None:
        """A step has ended."""

    async def on_tool_call_created(self, tool_call: runs.ToolCall) -> None:
        """A call of a tool has begun."""

    async def on_tool_call_delta(self, delta: runs.ToolCallDelta, snapshot: runs.ToolCall) -> None:
        """A call of a tool has grown."""

    async def on_tool_call_done(self, tool_call: runs.ToolCall) -> None:
        """A call of a tool is complete."""

    async def on_exception(self, exception: Exception) -> None:
        """Something failed; the exception is raised all the same."""

    async def on_timeout(self) -> None:
        """No answer came in time."""

    async def on_message_created(self, message: Message) -> None:
        """A message has begun."""

    async def on_message_delta(self, delta: MessageDelta, snapshot: Message) -> None:
        """A message has grown; `snapshot` is what there is so far."""

    async def on_message_done(self, message: Message) -> None:
        """A message has ended."""

    async def on_text_created(self, text: Text) -> None:
        """A text inside a message has begun."""

    async def on_text_delta(self, delta: TextDelta, snapshot: Text) -> None:
        """A text has grown."""

    async def on_text_done(self, text: Text) -> None:
        """A text is complete."""

    async def on_image_file_done(self, image_file: ImageFile) -> None:
        """An image is complete."""


AsyncAssistantEventHandlerT = TypeVar(
    "AsyncAssistantEventHandlerT", bound=AsyncAssistantEventHandler, default=AsyncAssistantEventHandler
)


class AsyncAssistantStreamManager(Generic[AsyncAssistantEventHandlerT]):
    """Sends the request on entry, gives the event handler, and closes the stream on exit."""

    def __init__(
        self, open_stream: Callable[[], Awaitable[Any]], event_handler: AsyncAssistantEventHandlerT
    ) -> None:
        self._open = open_stream
        self._handler = event_handler

    async def __aenter__(self) -> AsyncAssistantEventHandlerT:
        self._handler._init(await self._open())
        return self._handler

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._handler.close()
