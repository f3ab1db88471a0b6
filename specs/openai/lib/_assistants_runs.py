"""Runs of assistants: waiting for them, and streaming them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from .._runtime.converting import undeprecated, with_headers
from .._runtime.polling import Poll, poll, poll_async
from .._runtime.response_wrappers import async_raw, raw
from .._runtime.sentinels import NotGiven, Omit, not_given, omit
from .streaming._assistants import (
    AssistantEventHandler,
    AssistantEventHandlerT,
    AssistantStreamManager,
    AsyncAssistantEventHandler,
    AsyncAssistantEventHandlerT,
    AsyncAssistantStreamManager,
)

if TYPE_CHECKING:
    from .._runtime.aliases import Body, Headers, Query, TimeoutTypes
    from ..resources.beta.threads.runs import AsyncRuns, Runs
    from ..resources.beta.threads.threads import AsyncThreads, Threads
    from ..types.beta.threads import Run

__all__ = [
    "async_create_and_poll",
    "async_create_and_run_poll",
    "async_create_and_run_stream",
    "async_poll_run",
    "async_stream",
    "async_submit_and_poll",
    "async_submit_stream",
    "create_and_poll",
    "create_and_run_poll",
    "create_and_run_stream",
    "poll_run",
    "stream",
    "submit_and_poll",
    "submit_stream",
]

_FINAL = ("requires_action", "cancelled", "completed", "failed", "expired", "incomplete")


def _wait(run_id: str, interval: int | Omit) -> Poll[Any]:
    return Poll(lambda run: run.status not in _FINAL, subject=f"The run {run_id}", interval_ms=interval)


def poll_run(
    resource: Runs,
    run_id: str,
    thread_id: str,
    extra_headers: Headers | None = None,
    extra_query: Query | None = None,
    extra_body: Body | None = None,
    timeout: TimeoutTypes | NotGiven | None = not_given,
    poll_interval_ms: int | Omit = omit,
) -> Run:
    """Ask for a run until it ends, or asks for tool outputs.  `poll_interval_ms` is the server's hint by default."""
    fetch: Any = raw(undeprecated(cast("Any", resource).retrieve))
    wait: Poll[Run] = _wait(run_id, poll_interval_ms)
    options = _options(extra_query, extra_body, timeout)
    return poll(
        wait,
        lambda headers: fetch(
            run_id, thread_id=thread_id, extra_headers={**headers, **(extra_headers or {})}, **options
        ),
        resource._sleep,
    )


async def async_poll_run(
    resource: AsyncRuns,
    run_id: str,
    thread_id: str,
    extra_headers: Headers | None = None,
    extra_query: Query | None = None,
    extra_body: Body | None = None,
    timeout: TimeoutTypes | NotGiven | None = not_given,
    poll_interval_ms: int | Omit = omit,
) -> Run:
    """Ask for a run until it ends, or asks for tool outputs.  `poll_interval_ms` is the server's hint by default."""
    fetch: Any = async_raw(undeprecated(cast("Any", resource).retrieve))
    wait: Poll[Run] = _wait(run_id, poll_interval_ms)
    options = _options(extra_query, extra_body, timeout)
    return await poll_async(
        wait,
        lambda headers: fetch(
            run_id, thread_id=thread_id, extra_headers={**headers, **(extra_headers or {})}, **options
        ),
        resource._sleep,
    )


def _options(query: Any, body: Any, timeout: Any) -> dict[str, Any]:
    # A body of a GET request is not sent by most servers and proxies, so none is made of `extra_body`.
    del body
    return {"extra_query": query, "timeout": timeout}


_PASSED = ("extra_headers", "extra_query", "extra_body", "timeout")


def _passed(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """What the requests after the first one take over."""
    return {name: arguments[name] for name in _PASSED if name in arguments}


def create_and_poll(
    resource: Runs, arguments: Mapping[str, Any], *, poll_interval_ms: int | Omit = omit
) -> Run:
    """Start a run and wait for it; see `poll`."""
    run: Any = undeprecated(cast("Any", resource).create)(**arguments)
    return poll_run(
        resource, run.id, arguments["thread_id"], **_passed(arguments), poll_interval_ms=poll_interval_ms
    )


async def async_create_and_poll(
    resource: AsyncRuns, arguments: Mapping[str, Any], *, poll_interval_ms: int | Omit = omit
) -> Run:
    """Start a run and wait for it; see `poll`."""
    run: Any = await undeprecated(cast("Any", resource).create)(**arguments)
    return await async_poll_run(
        resource, run.id, arguments["thread_id"], **_passed(arguments), poll_interval_ms=poll_interval_ms
    )


def submit_and_poll(
    resource: Runs,
    arguments: Mapping[str, Any],
    *,
    run_id: str,
    thread_id: str,
    poll_interval_ms: int | Omit = omit,
) -> Run:
    """Hand in outputs of tools and wait for the run; see `poll`."""
    run: Any = undeprecated(cast("Any", resource).submit_tool_outputs)(
        thread_id=thread_id, run_id=run_id, **arguments
    )
    return poll_run(resource, run.id, thread_id, **_passed(arguments), poll_interval_ms=poll_interval_ms)


async def async_submit_and_poll(
    resource: AsyncRuns,
    arguments: Mapping[str, Any],
    *,
    run_id: str,
    thread_id: str,
    poll_interval_ms: int | Omit = omit,
) -> Run:
    """Hand in outputs of tools and wait for the run; see `poll`."""
    run: Any = await undeprecated(cast("Any", resource).submit_tool_outputs)(
        thread_id=thread_id, run_id=run_id, **arguments
    )
    return await async_poll_run(
        resource, run.id, thread_id, **_passed(arguments), poll_interval_ms=poll_interval_ms
    )


def create_and_run_poll(
    resource: Threads, arguments: Mapping[str, Any], *, poll_interval_ms: int | Omit = omit
) -> Run:
    """Make a thread, run it and wait for the run."""
    run: Any = undeprecated(cast("Any", resource).create_and_run)(**arguments)
    return poll_run(
        resource.runs, run.id, run.thread_id, **_passed(arguments), poll_interval_ms=poll_interval_ms
    )


async def async_create_and_run_poll(
    resource: AsyncThreads, arguments: Mapping[str, Any], *, poll_interval_ms: int | Omit = omit
) -> Run:
    """Make a thread, run it and wait for the run."""
    run: Any = await undeprecated(cast("Any", resource).create_and_run)(**arguments)
    return await async_poll_run(
        resource.runs, run.id, run.thread_id, **_passed(arguments), poll_interval_ms=poll_interval_ms
    )


def _streamed(method: str, arguments: Mapping[str, Any], handler: object) -> dict[str, Any]:
    custom = "true" if handler is not None else "false"
    sent = with_headers(arguments, X_Stainless_Stream_Helper=method, X_Stainless_Custom_Event_Handler=custom)
    return {**sent, "stream": True}


def stream(
    resource: Runs, arguments: Mapping[str, Any], *, event_handler: AssistantEventHandlerT | None = None
) -> AssistantStreamManager[AssistantEventHandlerT]:
    """Start a run and stream it: a context manager that gives the event handler, over which one can iterate.

    Without an `event_handler` of your own it is a plain `AssistantEventHandler`.
    """
    sent = _streamed("threads.runs.create_and_stream", arguments, event_handler)
    handler: Any = event_handler if event_handler is not None else AssistantEventHandler()
    return AssistantStreamManager(lambda: undeprecated(cast("Any", resource).create)(**sent), handler)


def async_stream(
    resource: AsyncRuns,
    arguments: Mapping[str, Any],
    *,
    event_handler: AsyncAssistantEventHandlerT | None = None,
) -> AsyncAssistantStreamManager[AsyncAssistantEventHandlerT]:
    """Start a run and stream it: a context manager that gives the event handler, over which one can iterate.

    Without an `event_handler` of your own it is a plain `AsyncAssistantEventHandler`.
    """
    sent = _streamed("threads.runs.create_and_stream", arguments, event_handler)
    handler: Any = event_handler if event_handler is not None else AsyncAssistantEventHandler()
    return AsyncAssistantStreamManager(lambda: undeprecated(cast("Any", resource).create)(**sent), handler)


def submit_stream(
    resource: Runs,
    arguments: Mapping[str, Any],
    *,
    run_id: str,
    thread_id: str,
    event_handler: AssistantEventHandlerT | None = None,
) -> AssistantStreamManager[AssistantEventHandlerT]:
    """Hand in outputs of tools and stream the rest of the run; see `stream`."""
    sent = _streamed("threads.runs.submit_tool_outputs_stream", arguments, event_handler)
    handler: Any = event_handler if event_handler is not None else AssistantEventHandler()
    return AssistantStreamManager(
        lambda: undeprecated(cast("Any", resource).submit_tool_outputs)(
            thread_id=thread_id, run_id=run_id, **sent
        ),
        handler,
    )


def async_submit_stream(
    resource: AsyncRuns,
    arguments: Mapping[str, Any],
    *,
    run_id: str,
    thread_id: str,
    event_handler: AsyncAssistantEventHandlerT | None = None,
) -> AsyncAssistantStreamManager[AsyncAssistantEventHandlerT]:
    """Hand in outputs of tools and stream the rest of the run; see `stream`."""
    sent = _streamed("threads.runs.submit_tool_outputs_stream", arguments, event_handler)
    handler: Any = event_handler if event_handler is not None else AsyncAssistantEventHandler()
    return AsyncAssistantStreamManager(
        lambda: undeprecated(cast("Any", resource).submit_tool_outputs)(
            thread_id=thread_id, run_id=run_id, **sent
        ),
        handler,
    )


def create_and_run_stream(
    resource: Threads, arguments: Mapping[str, Any], *, event_handler: AssistantEventHandlerT | None = None
) -> AssistantStreamManager[AssistantEventHandlerT]:
    """Make a thread, run it and stream the run; see `runs.stream`."""
    sent = _streamed("threads.create_and_run_stream", arguments, event_handler)
    handler: Any = event_handler if event_handler is not None else AssistantEventHandler()
    return AssistantStreamManager(lambda: undeprecated(cast("Any", resource).create_and_run)(**sent), handler)


def async_create_and_run_stream(
    resource: AsyncThreads,
    arguments: Mapping[str, Any],
    *,
    event_handler: AsyncAssistantEventHandlerT | None = None,
) -> AsyncAssistantStreamManager[AsyncAssistantEventHandlerT]:
    """Make a thread, run it and stream the run; see `runs.stream`."""
    sent = _streamed("threads.create_and_run_stream", arguments, event_handler)
    handler: Any = event_handler if event_handler is not None else AsyncAssistantEventHandler()
    return AsyncAssistantStreamManager(
        lambda: undeprecated(cast("Any", resource).create_and_run)(**sent), handler
    )
