"""The sync client: sends what `base` builds."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from logging import DEBUG
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from . import auth, transport
from .adhoc import operation_at, stream_arguments
from .by_path import SyncByPath
from .call import Call
from .definition import ClientDefinition
from .logs import logged_url, logger
from .operation import Operation, StreamOperation
from .outcome import status_error, transport_error
from .responses import APIResponse, RawAPIResponse
from .sentinels import NotGiven, is_given, not_given, omit

if TYPE_CHECKING:
    import httpx2

    from .aliases import TimeoutTypes
    from .middleware import CallInfo, Middleware
    from .options import FinalRequestOptions

__all__ = ["SyncClient"]

S = TypeVar("S")
SS = TypeVar("SS")

MAX_REDIRECTS = 20


class SyncClient(SyncByPath):
    """Base of generated sync clients.  Threads may share one; a forked process gets connections of its own."""

    _middleware: tuple[Middleware, ...] = ()
    _pool: transport.SyncPool
    _sleep: Callable[[float], None] = staticmethod(time.sleep)

    def __init__(
        self,
        definition: ClientDefinition,
        *,
        credentials: Mapping[str, object] = {},
        options: Mapping[str, object] = {},
        base_url: str | httpx2.URL | NotGiven | None = None,
        timeout: TimeoutTypes | NotGiven | None = not_given,
        max_retries: int | NotGiven = not_given,
        default_headers: Mapping[str, str] | None = None,
        default_query: Mapping[str, object] | None = None,
        http_client: httpx2.Client | None = None,
        _strict_response_validation: bool = False,
        _enforce_credentials: bool = True,
    ) -> None:
        self._configure(
            definition,
            credentials,
            options,
            base_url,
            timeout,
            max_retries,
            default_headers,
            default_query,
            _strict_response_validation,
            _enforce_credentials,
            http_client,
        )
        if http_client is not None and hasattr(http_client, "aclose"):
            raise TypeError(
                "Invalid `http_client` argument: a sync client needs a sync one, such as httpx2.Client"
            )
        self._pool = transport.SyncPool(definition, http_client)
        if any(scheme.kind == "mutualTLS" for scheme in definition.schemes):
            self._pool.verify = self._certified

    # Life

    @property
    def _client(self) -> httpx2.Client:
        """The HTTP client that requests are sent with."""
        return self._pool.get()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections; copies made by `copy` share them."""
        self._pool.close()

    def is_closed(self) -> bool:
        """Whether the client was closed."""
        return self._pool.is_closed

    def with_middleware(self, *middleware: Middleware) -> Self:
        """A client with further code around its calls, sharing the connections.  The first one is the outermost."""
        copied = self._copy()
        copied._middleware = (*self._middleware, *middleware)
        return copied

    def _copy(
        self,
        *,
        credentials: Mapping[str, object] = {},
        options: Mapping[str, object] = {},
        http_client: httpx2.Client | None = None,
        extra_kwargs: Mapping[str, Any] = {},
        **changes: Any,
    ) -> Self:
        """A client that differs in what is given and shares the connections.  See `BaseClient._copied_arguments`."""
        arguments = self._copied_arguments(credentials, options, **changes)
        custom = http_client or self._pool.custom
        make: Any = type(self)
        copied: Self = make(**{**arguments, "http_client": custom, **extra_kwargs})
        copied._middleware = self._middleware
        if http_client is None:
            copied._pool = self._pool
        return copied

    # Calls of generated methods

    def request(
        self, operation: Operation[S, Any], options: FinalRequestOptions | None = None, **arguments: Any
    ) -> S:
        """Call an operation; with `options`, the path that they name, for a result of the type given as `operation`.

        Arguments: `path`, `query`, `headers`, `cookies`, `body`, `extra_headers`, `extra_query`, `extra_body`,
        `timeout`, and `media` for uploads.  Raises what `errors` defines; ValueError and TypeError for arguments
        that cannot be sent.
        """
        if options is not None:
            return cast("S", self._by_options(operation, options, **arguments))
        call, response = self._exchanged(operation, arguments, operation.result == "stream")
        return cast("S", self._result(call, response))

    def _exchanged(
        self, operation: Operation[Any, Any], arguments: dict[str, Any], stream: bool
    ) -> tuple[Call, httpx2.Response]:
        """Send the call of an operation; the call and the response to it."""
        if operation.upload is not None:
            media = arguments.pop("media", omit)
            if is_given(media) and media is not None:
                from .upload import upload

                return upload(self, operation, media, arguments)
        call = self._prepare(operation, **arguments)
        if operation.page is not None:
            call.arguments = arguments
        return call, self._send(call, stream=stream)

    def request_or_stream(
        self, operation: StreamOperation[S, Any, SS, Any], *, stream: object, **arguments: Any
    ) -> S | SS:
        """Call an operation that streams when `stream` is true."""
        chosen = stream_arguments(operation, stream, arguments)
        return cast("S | SS", self.request(chosen, **arguments))

    def raw_view(self) -> RawView:
        """The client for resources, giving raw responses."""
        return RawView(self)

    def streamed_view(self) -> StreamedView:
        """The client for resources, giving raw responses that are not read yet."""
        return StreamedView(self)

    def _operation_at(self, operation: Operation[Any, Any], url: str, current: str) -> Operation[Any, Any]:
        return operation_at(operation, url, current)

    def _request_page(self, operation: Operation[Any, Any], arguments: Mapping[str, Any]) -> Any:
        rest = {key: value for key, value in arguments.items() if key not in ("url", "_cast_to")}
        call = self._prepare(operation, **rest)
        call.arguments = {**rest, "url": arguments.get("url")}
        call.cast_to = arguments.get("_cast_to", not_given)
        return self._result(call, self._send(call, stream=False))

    def _result(self, call: Call, response: httpx2.Response) -> Any:
        from .results import body_result

        if call.operation.result == "stream":
            from .streaming import Stream, opened

            return opened(Stream, self, call, response)
        return body_result(self, call, response, "Sync")

    # Sending

    def _carriers(self, call: Call) -> list[auth.Carrier]:
        carriers: list[auth.Carrier] = []
        for scheme in call.schemes:
            value = self.__dict__.get(scheme.argument)
            if self._asks(scheme.argument, value):
                value = self._providers[scheme.argument]()
            if not value and scheme.client_id is not None:
                from .oauth import token

                value = token(self, scheme)
            carrier = auth.carry(scheme, value)
            if carrier is not None:
                carriers.append(carrier)
        return carriers

    def _refresh_api_key(self) -> None:
        """Ask the functions that give credentials, and keep what they gave where it can be looked at."""
        for argument, provider in self._providers.items():
            self._keep(argument, provider())

    def _send(self, call: Call, *, stream: bool) -> httpx2.Response:
        """Send inside the middleware, where there is any.  Raises the package's errors."""
        if not self._middleware:
            return self._try(call, stream=stream, info=None)
        from .middleware import around_call, info_of

        info = info_of(call, stream=stream)
        return around_call(self._middleware, info, lambda: self._try(call, stream=stream, info=info))

    def _try(self, call: Call, *, stream: bool, info: CallInfo | None) -> httpx2.Response:
        """Send, follow redirects, and try again as the retry policy says.  Raises the package's errors."""
        attempt = 0
        while True:
            request = self._make_request(call, attempt)
            response: httpx2.Response | None = None
            failure: Exception | None = None
            try:
                if info is None:
                    response = self._exchange(request, call, stream)
                else:
                    response = self._attempt(info, request, attempt, call, stream)
            except Exception as error:
                failure = transport_error(error, request, call)
                if failure is None:
                    raise
            if response is not None and (response.is_success or response.status_code in call.accepts):
                call.retries_taken = attempt
                return response
            if response is not None and response.status_code == 401 and self._renewable(call):
                response.close()
                continue
            delay = self._delay(call, attempt, response)
            if delay is None:
                break
            if response is not None:
                response.close()
            self._sleep(delay)
            attempt += 1
        if response is not None:
            failure = self._read_error(response, call)
        assert failure is not None
        raise failure

    def _attempt(
        self, info: CallInfo, request: httpx2.Request, number: int, call: Call, stream: bool
    ) -> httpx2.Response:
        from .middleware import around_attempt

        return around_attempt(
            self._middleware, info, request, number, lambda changed: self._exchange(changed, call, stream)
        )

    def _make_request(self, call: Call, attempt: int) -> httpx2.Request:
        request = self._request_of(call, self._carriers(call), attempt)
        self._prepare_request(request)
        return request

    def _prepare_request(self, request: httpx2.Request) -> None:
        """Called with the finished request of every attempt, to look at it or change it.  For subclasses."""

    def _exchange(self, request: httpx2.Request, call: Call, stream: bool) -> httpx2.Response:
        """One attempt, with its redirects."""
        client = self._pool.get()
        follow = client.follow_redirects if call.follow_redirects is None else call.follow_redirects
        if logger.isEnabledFor(DEBUG):
            logger.debug("Sending HTTP Request: %s %s", request.method, logged_url(request.url))
        proof = self._proof(call, request)
        response = client.send(request, stream=stream, follow_redirects=False, **proof)
        for _ in range(MAX_REDIRECTS):
            if not follow or not 300 <= response.status_code < 400:
                break
            target = transport.next_hop(response, self._secret_headers())
            if target is None:
                break
            response.close()
            proof = self._proof(call, target)
            before = [*response.history, response]
            response = client.send(target, stream=stream, follow_redirects=False, **proof)
            response.history = before
        if logger.isEnabledFor(DEBUG):
            logger.debug("HTTP status %s", response.status_code)
        return response

    def _read_error(self, response: httpx2.Response, call: Call) -> Exception:
        failure: Exception | None = None
        try:
            response.read()
        except Exception as error:
            failure = transport_error(error, response.request, call)
            if failure is None:
                raise
        finally:
            response.close()
        return failure or status_error(response, call, self._definition.request_id_header)


class RawView:
    """A client for resources whose calls give the raw response, read."""

    def __init__(self, client: SyncClient) -> None:
        self._target = client

    def __getattr__(self, name: str) -> Any:
        return getattr(self._target, name)

    def request(self, operation: Operation[Any, Any], **arguments: Any) -> Any:
        """As the client's, giving the raw response."""
        client = self._target
        call, response = client._exchanged(operation, arguments, operation.result == "stream")
        return RawAPIResponse[Any](raw=response, call=call, client=client)

    def request_or_stream(self, operation: Any, *, stream: object, **arguments: Any) -> Any:
        """As the client's, giving the raw response."""
        return self.request(stream_arguments(operation, stream, arguments), **arguments)


class StreamedView(RawView):
    """A client for resources whose calls give the raw response before its body is read."""

    def request(self, operation: Operation[Any, Any], **arguments: Any) -> Any:
        """As the client's, giving the raw response, unread."""
        client = self._target
        call, response = client._exchanged(operation, arguments, True)
        return APIResponse[Any](raw=response, call=call, client=client)
