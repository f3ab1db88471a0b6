"""`client.chat.completions.create_and_wait`: ask now, and fetch the answer when it is there."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .._runtime.polling import Poll, poll, poll_async
from .._runtime.waiting import async_sleep

if TYPE_CHECKING:
    from ..resources.chat.completions import AsyncCompletions, Completions
    from ..types.chat import ChatCompletion

__all__ = ["async_create_and_wait", "create_and_wait"]


def create_and_wait(
    resource: Completions,
    arguments: Mapping[str, Any],
    *,
    wait_timeout: float = 600.0,
    poll_interval: float = 5.0,
) -> ChatCompletion:
    """Send a deferred request and ask for its answer until it is there.

    `wait_timeout` and `poll_interval` are in seconds.  Raises TimeoutError; the request goes on at the server, and
    `retrieve_deferred` can still fetch it.
    """
    started = resource.create(**arguments, deferred=True, stream=False)
    name = _request_id(started)
    ask = resource.with_raw_response.retrieve_deferred
    answer = poll(_wait(name, wait_timeout, poll_interval), lambda _: ask(name), time.sleep)
    return _there(answer)


async def async_create_and_wait(
    resource: AsyncCompletions,
    arguments: Mapping[str, Any],
    *,
    wait_timeout: float = 600.0,
    poll_interval: float = 5.0,
) -> ChatCompletion:
    """Send a deferred request and ask for its answer until it is there.

    `wait_timeout` and `poll_interval` are in seconds.  Raises TimeoutError; the request goes on at the server, and
    `retrieve_deferred` can still fetch it.
    """
    started = await resource.create(**arguments, deferred=True, stream=False)
    name = _request_id(started)
    ask = resource.with_raw_response.retrieve_deferred
    answer = await poll_async(_wait(name, wait_timeout, poll_interval), lambda _: ask(name), async_sleep)
    return _there(answer)


def _wait(name: str, timeout: float, interval: float) -> Poll[ChatCompletion | None]:
    subject = f"the deferred completion {name}"
    return Poll(_is_pending, subject=subject, interval_ms=interval * 1000, limit=timeout)


def _is_pending(answer: ChatCompletion | None) -> bool:
    return answer is None


def _there(answer: ChatCompletion | None) -> ChatCompletion:
    assert answer is not None
    return answer


def _request_id(started: object) -> str:
    extra: Mapping[str, object] = getattr(started, "model_extra", None) or {}
    found = getattr(started, "request_id", None) or extra.get("request_id")
    if not isinstance(found, str):
        message = "the server gave no request_id for a deferred completion"
        raise ValueError(message)  # noqa: TRY004 -- the answer is at fault, not an argument
    return found
