"""Code of the caller around every call: once around the logical call, and once around each attempt of it.

A middleware sees what is sent and what comes back, and may change, repeat, refuse or replace it.  The first one given
is the outermost.  A client without middleware pays nothing for it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .call import Call
from .logs import redacted_url

if TYPE_CHECKING:
    import httpx2

__all__ = ["AsyncMiddleware", "CallInfo", "Middleware"]


@dataclass(frozen=True, slots=True)
class CallInfo:
    """A logical call.  It has no credentials: those belong to an attempt.

    `operation`: id in the API's document ("" for a call by path).  `path`: template, such as ``/files/{file_id}``.
    `url`: as sent, keys blotted out.  `content`: a body that is in memory, None for none and for one that is read
    while it is sent.  `streams`: whether the caller reads the answer as it arrives.  `state`: for the middleware's own
    use; it lives as long as the call.
    """

    operation: str
    method: str
    path: str
    url: str
    content: bytes | None
    streams: bool
    state: dict[str, object] = field(default_factory=dict[str, object])


class Middleware:
    """Base of middleware for a sync client: override one method or both.

    Both return the response of `proceed`, or another one, or raise.  What an attempt raises is subject to the retry
    policy when it is an error of the HTTP library; anything else reaches the caller as it is.
    """

    def call(self, info: CallInfo, proceed: Callable[[], httpx2.Response]) -> httpx2.Response:
        """Around the logical call: retries happen inside `proceed`, which raises the package's errors."""
        return proceed()

    def attempt(
        self,
        info: CallInfo,
        request: httpx2.Request,
        number: int,
        proceed: Callable[[httpx2.Request], httpx2.Response],
    ) -> httpx2.Response:
        """Around attempt `number`, from 0: any status arrives as a response."""
        return proceed(request)


class AsyncMiddleware:
    """Base of middleware for an async client.  See :class:`Middleware`."""

    async def call(
        self, info: CallInfo, proceed: Callable[[], Awaitable[httpx2.Response]]
    ) -> httpx2.Response:
        """Around the logical call."""
        return await proceed()

    async def attempt(
        self,
        info: CallInfo,
        request: httpx2.Request,
        number: int,
        proceed: Callable[[httpx2.Request], Awaitable[httpx2.Response]],
    ) -> httpx2.Response:
        """Around attempt `number`, from 0."""
        return await proceed(request)


def info_of(call: Call, *, stream: bool) -> CallInfo:
    """What middleware may know of a call."""
    operation = call.operation
    content = call.content if isinstance(call.content, bytes) else None
    return CallInfo(
        operation=operation.id,
        method=operation.method,
        path=operation.path,
        url=redacted_url(call.url),
        content=content,
        streams=stream or operation.result == "stream",
    )


def around_call(
    chain: Sequence[Middleware], info: CallInfo, send: Callable[[], httpx2.Response]
) -> httpx2.Response:
    """Run the logical call inside all of `chain`."""
    for middleware in reversed(chain):
        send = _call_inside(middleware, info, send)
    return send()


def around_attempt(
    chain: Sequence[Middleware],
    info: CallInfo,
    request: httpx2.Request,
    number: int,
    send: Callable[[httpx2.Request], httpx2.Response],
) -> httpx2.Response:
    """Run one attempt inside all of `chain`."""
    for middleware in reversed(chain):
        send = _attempt_inside(middleware, info, number, send)
    return send(request)


def _call_inside(
    middleware: Middleware, info: CallInfo, inner: Callable[[], httpx2.Response]
) -> Callable[[], httpx2.Response]:
    return lambda: middleware.call(info, inner)


def _attempt_inside(
    middleware: Middleware, info: CallInfo, number: int, inner: Callable[[httpx2.Request], httpx2.Response]
) -> Callable[[httpx2.Request], httpx2.Response]:
    return lambda request: middleware.attempt(info, request, number, inner)


async def async_around_call(
    chain: Sequence[AsyncMiddleware], info: CallInfo, send: Callable[[], Awaitable[httpx2.Response]]
) -> httpx2.Response:
    """Run the logical call inside all of `chain`."""
    for middleware in reversed(chain):
        send = _async_call_inside(middleware, info, send)
    return await send()


async def async_around_attempt(
    chain: Sequence[AsyncMiddleware],
    info: CallInfo,
    request: httpx2.Request,
    number: int,
    send: Callable[[httpx2.Request], Awaitable[httpx2.Response]],
) -> httpx2.Response:
    """Run one attempt inside all of `chain`."""
    for middleware in reversed(chain):
        send = _async_attempt_inside(middleware, info, number, send)
    return await send(request)


def _async_call_inside(
    middleware: AsyncMiddleware, info: CallInfo, inner: Callable[[], Awaitable[httpx2.Response]]
) -> Callable[[], Awaitable[httpx2.Response]]:
    return lambda: middleware.call(info, inner)


def _async_attempt_inside(
    middleware: AsyncMiddleware,
    info: CallInfo,
    number: int,
    inner: Callable[[httpx2.Request], Awaitable[httpx2.Response]],
) -> Callable[[httpx2.Request], Awaitable[httpx2.Response]]:
    return lambda request: middleware.attempt(info, request, number, inner)
