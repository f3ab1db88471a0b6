"""A server in the process: clients talk to it through their ordinary code, and no byte leaves the machine."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any, ClassVar, Generic, TypeVar
from urllib.parse import urlsplit

import httpx2

from ..body import dump_json
from ..locate import locate
from ..models import BaseModel
from ..narrow import is_array, is_mapping
from ..operation import StreamOperation
from ..pages import page_class
from .replies import Answer, Failure, Reply, StreamReply, event_bytes
from .requests import RecordedRequest, difference
from .routes import Route, Routes
from .samples import event_of, json_of, make

__all__ = ["FakeServer", "UnexpectedRequest"]

ClientT = TypeVar("ClientT")
AsyncClientT = TypeVar("AsyncClientT")
NameT = TypeVar("NameT", bound=str)

_KEY = "test-key"


class UnexpectedRequest(AssertionError):
    """A request that no prepared answer is for."""


class FakeServer(Generic[ClientT, AsyncClientT, NameT]):
    """Answers the calls of sync and async clients, and remembers them.

    Methods are named as they are called: ``chat.completions.create`` is ``client.chat.completions.create``.
    `strict`: a call without a prepared answer raises UnexpectedRequest; otherwise it is answered with a sample.
    """

    _LOCATORS: ClassVar[Mapping[str, str]] = {}
    _CLIENTS: ClassVar[tuple[str, str]] = ("_client:Client", "_client:AsyncClient")

    def __init__(self, *, strict: bool = True) -> None:
        self.requests: list[RecordedRequest] = []
        """Every request, in order."""
        self._strict = strict
        self._routes = Routes(self._LOCATORS)
        self._answers: dict[str, list[Answer]] = {}
        self._sessions: dict[str, Route] = {}

    # Preparing

    def on(self, method: NameT, *answers: Answer) -> None:
        """Prepare answers of a method: they are given in turn, the last one for good.

        Without answers the method gives samples of its result, and of its events where a stream is asked for.
        Raises ValueError for a method that the package does not have.
        """
        self._routes.named(method)
        self._answers[method] = list(answers)

    def result(self, method: NameT, **values: object) -> Any:
        """A sample of what a method returns, completed from `values` (see `make`): pages with their items, too."""
        return make(self._result_type(self._routes.named(method)), **values)

    def client(self, **options: Any) -> ClientT:
        """A sync client of this server; `options` are those of the client.  It does not wait between attempts."""
        made: Any = self._made(self._CLIENTS[0], self.http_client(), options)
        made._sleep = _at_once
        client: ClientT = made
        return client

    def async_client(self, **options: Any) -> AsyncClientT:
        """An async client of this server; `options` are those of the client.  It does not wait between attempts."""
        made: Any = self._made(self._CLIENTS[1], self.async_http_client(), options)
        made._sleep = _async_at_once
        client: AsyncClientT = made
        return client

    def http_client(self) -> httpx2.Client:
        """An HTTP client of this server, for clients that a program makes itself."""
        return httpx2.Client(transport=_Transport(self))

    def async_http_client(self) -> httpx2.AsyncClient:
        """The same for async clients."""
        return httpx2.AsyncClient(transport=_Transport(self))

    @staticmethod
    def _made(locator: str, http: object, options: dict[str, Any]) -> Any:
        definition: Any = locate("_client:_DEFINITION")
        keys: dict[str, Any] = {
            scheme.argument: _KEY for scheme in definition.schemes if scheme.kind != "mutualTLS"
        }
        if not definition.base_url:
            keys["base_url"] = "http://fake.test"
        return locate(locator)(**{**keys, "http_client": http, **options})

    # Asking

    def calls(self, method: NameT) -> list[RecordedRequest]:
        """The requests of a method, in order."""
        return [request for request in self.requests if request.name == method]

    def assert_called(
        self,
        method: NameT,
        *,
        times: int | None = None,
        body: object = None,
        query: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> RecordedRequest:
        """Raise AssertionError unless a method was called: `times` times, and once with all that is named here.

        `body`, `query` and `headers` name what has to be there; there may be more.  Returns the last such request.
        """
        found = self.calls(method)
        if times is not None and len(found) != times:
            raise AssertionError(f"{method} was called {len(found)} times, not {times}")
        if not found:
            raise AssertionError(f"{method} was not called; called were: {self._called()}")
        told: list[str] = []
        for request in reversed(found):
            problem = _unlike(request, body, query, headers)
            if problem is None:
                return request
            told.append(problem)
        raise AssertionError(f"{method} was called otherwise: {'; '.join(reversed(told))}")

    def assert_not_called(self, method: NameT) -> None:
        """Raise AssertionError when a method was called."""
        if self.calls(method):
            raise AssertionError(f"{method} was called {len(self.calls(method))} times")

    def reset(self) -> None:
        """Forget requests and prepared answers."""
        self.requests.clear()
        self._answers.clear()

    def _called(self) -> str:
        return ", ".join(dict.fromkeys(request.name for request in self.requests)) or "none"

    # Answering

    def _respond(self, request: httpx2.Request, content: bytes) -> httpx2.Response:
        path = urlsplit(str(request.url)).path
        route = self._sessions.get(path) or self._route(request.method, path)
        headers = {name.lower(): value for name, value in request.headers.items()}
        recorded = RecordedRequest(
            route.name if route else "", request.method, str(request.url), headers, content
        )
        if path in self._sessions or not self._opens_session(recorded, route):
            self.requests.append(recorded)
        if route is None:
            raise UnexpectedRequest(f"{request.method} {path} is no operation of this package")
        if path not in self._sessions and self._opens_session(recorded, route):
            session = f"/fake-upload-session/{len(self._sessions)}"
            self._sessions[session] = route
            return httpx2.Response(200, headers={"location": str(request.url.join(session))})
        return self._answered(self._next(route), route, recorded, request)

    def _route(self, verb: str, path: str) -> Route | None:
        """The route of a request: one with prepared answers, where several methods send the same."""
        found = list(self._routes.candidates(verb, path))
        return next((route for route in found if route.name in self._answers), found[0] if found else None)

    @staticmethod
    def _opens_session(request: RecordedRequest, route: Route | None) -> bool:
        return (
            route is not None
            and route.operation.upload is not None
            and (request.query.get("uploadType") == ["resumable"])
        )

    def _next(self, route: Route) -> Any:
        answers = self._answers.get(route.name)
        if answers is None and self._strict:
            raise UnexpectedRequest(
                f"{route.name} was called, and no answer was prepared: use on({route.name!r}, ...)"
            )
        if not answers:
            return _SAMPLE
        return answers[0] if len(answers) == 1 else answers.pop(0)

    def _answered(
        self, answer: Any, route: Route, recorded: RecordedRequest, request: httpx2.Request
    ) -> httpx2.Response:
        streams = route.streams(recorded)
        if answer is _SAMPLE:
            answer = self._sample(route, streams)
        if callable(answer) and not isinstance(answer, BaseModel):
            answer = answer(recorded)
        if isinstance(answer, httpx2.Response):
            return answer
        if isinstance(answer, Failure):
            kinds = {"connection": httpx2.ConnectError, "timeout": httpx2.ReadTimeout}
            raise kinds[answer.kind](answer.message, request=request)
        if streams and is_array(answer):
            answer = StreamReply(tuple(answer))
        if isinstance(answer, StreamReply):
            return self._streamed(answer, route)
        reply = _reply(answer)
        return httpx2.Response(reply.status, headers=dict(reply.headers), content=reply.content)

    def _streamed(self, answer: StreamReply, route: Route) -> httpx2.Response:
        operation = route.operation
        terminator = operation.terminator
        content = event_bytes(
            answer, format=operation.format, terminator=terminator, envelope=operation.envelope
        )
        kinds = {
            "sse": "text/event-stream",
            "ndjson": "application/x-ndjson",
            "json-seq": "application/json-seq",
        }
        headers = {"content-type": kinds[operation.format], **answer.headers}
        return httpx2.Response(200, headers=headers, stream=_Pieces(content, answer.cut, answer.breaks_after))

    def _sample(self, route: Route, streams: bool) -> Any:
        operation = route.operation
        if streams:
            event = operation.event if isinstance(operation, StreamOperation) else None
            locator = event or operation.response
            return StreamReply((event_of(locate(locator)),) if locator else ())
        if operation.result in ("none", "binary", "text"):
            return {"none": b"", "binary": b"content", "text": "text"}[operation.result]
        type_ = self._result_type(route)
        return {} if type_ is Any else Reply(json_of(type_))

    @staticmethod
    def _result_type(route: Route) -> Any:
        operation = route.operation
        if operation.page is not None:
            return page_class("Sync" + operation.page, operation.response)
        return Any if operation.response is None else locate(operation.response)


_SAMPLE = object()


def _reply(answer: Any) -> Reply:
    """A prepared answer as bytes."""
    if isinstance(answer, Reply):
        return answer
    if answer is None:
        return Reply(b"", 204, {})
    if isinstance(answer, bytes):
        return Reply(answer, 200, {"content-type": "application/octet-stream"})
    if isinstance(answer, str):
        return Reply(answer.encode(), 200, {"content-type": "text/plain; charset=utf-8"})
    if isinstance(answer, BaseModel):
        answer = answer.to_dict(mode="json")
    return Reply(dump_json(answer))


def _unlike(
    request: RecordedRequest,
    body: object,
    query: Mapping[str, object] | None,
    headers: Mapping[str, str] | None,
) -> str | None:
    """What a request lacks of what is expected; None when it has all of it."""
    if body is not None:
        try:
            found = request.json
        except ValueError:
            found = {
                name: [v.decode("utf-8", "replace") for v in values] for name, values in request.form.items()
            }
            body = {k: v if is_array(v) else [v] for k, v in body.items()} if is_mapping(body) else body
        problem = difference(body, found)
        if problem is not None:
            return f"body {problem}"
    for name, value in (query or {}).items():
        wanted = [str(item) for item in value] if is_array(value) else [str(value)]
        present = request.query.get(name, request.query.get(f"{name}[]"))
        if present != wanted:
            return f"query {name}: {present}, not {wanted}"
    for name, value in (headers or {}).items():
        if request.headers.get(name.lower()) != value:
            return f"header {name} is not {value!r}"
    return None


def _at_once(seconds: float) -> None:
    """Wait no time at all."""
    del seconds


async def _async_at_once(seconds: float) -> None:
    _at_once(seconds)


class _Transport(httpx2.BaseTransport, httpx2.AsyncBaseTransport):
    """Hands requests to a fake server."""

    def __init__(self, server: FakeServer[Any, Any, Any]) -> None:
        self._server = server

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        return self._server._respond(request, request.read())

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        return self._server._respond(request, await request.aread())


class _Pieces(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """A body in pieces; after `breaks_after` bytes the connection breaks."""

    def __init__(self, content: bytes, size: int | None, breaks_after: int | None) -> None:
        self._breaks = breaks_after is not None
        content = content if breaks_after is None else content[:breaks_after]
        step = size or max(len(content), 1)
        self._pieces = [content[start : start + step] for start in range(0, len(content), step)]

    def __iter__(self) -> Iterator[bytes]:
        yield from self._pieces
        if self._breaks:
            raise httpx2.RemoteProtocolError("the fake server broke the connection")

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self._pieces:
            yield piece
        if self._breaks:
            raise httpx2.RemoteProtocolError("the fake server broke the connection")
