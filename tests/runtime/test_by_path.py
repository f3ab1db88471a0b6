"""Calls by path: their options, the hooks around them, lists, and results of every kind."""

from __future__ import annotations

import asyncio
from typing import Any, Literal

import httpx2
import pytest
from sample import AsyncSample, Sample, errors
from sample._runtime.models import BaseModel
from sample._runtime.options import FinalRequestOptions, make_request_options
from sample._runtime.streaming import AsyncStream, Stream
from sample._runtime.transport import failure_kind
from sample.pagination import AsyncCursorPage, SyncCursorPage
from support import Server, events, ok


class Thing(BaseModel):
    id: str
    kind: Literal["a", "b"] | None = None


def test_options_become_a_request_without_sending_it() -> None:
    client = Server(ok()).client(default_query={"a": "1", "b": "1"})
    options = FinalRequestOptions(method="post", url="things?fixed=1", params={"b": "2"}, json_data={"x": 1})
    request = client._build_request(options)
    assert str(request.url) == "https://api.sample.test/v1/things?fixed=1&a=1&b=2"
    assert request.headers["authorization"] == "Bearer sk-test-key"
    assert request.content == b'{"x":1}'


def test_an_async_client_builds_requests_outside_of_an_event_loop() -> None:
    request = AsyncSample(api_key="k")._build_request(FinalRequestOptions("get", "/things"))
    assert request.url.path == "/v1/things"


def test_extra_members_win_over_the_body() -> None:
    client = Sample(api_key="k")
    options = FinalRequestOptions("post", "/x", json_data={"a": 1, "b": 2}, extra_json={"b": None})
    assert client._build_request(options).content == b'{"a":1,"b":null}'
    assert client._build_request(FinalRequestOptions("post", "/x", extra_json={"c": 3})).content == b'{"c":3}'


def test_options_out_of_arguments_of_resource_methods() -> None:
    options = make_request_options(
        query={"a": 1, "b": 1},
        extra_query={"b": 2},
        extra_headers={"X-A": "1"},
        timeout=3.0,
        stream_mode="events",
    )
    assert options == {
        "params": {"a": 1, "b": 2},
        "headers": {"X-A": "1"},
        "timeout": 3.0,
        "stream_mode": "events",
    }
    assert make_request_options() == {}


def test_subclasses_see_the_options_and_every_request() -> None:
    class Hooked(Sample):
        def _prepare_options(self, options: FinalRequestOptions) -> FinalRequestOptions:
            options.url = "/changed"
            return options

        def _prepare_request(self, request: httpx2.Request) -> None:
            request.headers["x-seen"] = "yes"

        def _calculate_retry_timeout(
            self, remaining_retries: int, options: Any, response_headers: Any = None
        ) -> float:
            waits.append(remaining_retries)
            return 0.0

    waits: list[int] = []
    server = Server(ok({}, 500), ok({"id": "1"}))
    client = Hooked(api_key="k", http_client=httpx2.Client(transport=httpx2.MockTransport(server)))
    assert client.get("/x", cast_to=Thing).id == "1"
    assert [request.url.path for request in server.requests] == ["/v1/changed"] * 2
    assert all(request.headers["x-seen"] == "yes" for request in server.requests)
    assert waits == [2]


def test_async_subclasses_do_too() -> None:
    class Hooked(AsyncSample):
        async def _prepare_options(self, options: FinalRequestOptions) -> FinalRequestOptions:
            options.headers = {"X-Option": "1"}
            return options

        async def _prepare_request(self, request: httpx2.Request) -> None:
            request.headers["x-seen"] = "yes"

    async def run() -> None:
        server = Server(ok({"id": "1"}))
        http = httpx2.AsyncClient(transport=httpx2.MockTransport(server.acall))
        client = Hooked(api_key="k", http_client=http)
        assert (await client.post("/x", cast_to=Thing, body={})).id == "1"
        assert (server.last.headers["x-option"], server.last.headers["x-seen"]) == ("1", "yes")

    asyncio.run(run())


def test_a_call_names_the_credentials_that_it_needs() -> None:
    server = Server(ok())
    client = server.client(admin_api_key="admin")
    for security, sent in (({"admin_api_key_auth": True}, "admin"), ({"bearer_auth": True}, "sk-test-key")):
        client.get("/x", cast_to=object, options={"security": security})
        assert server.last.headers["authorization"] == f"Bearer {sent}"
    with pytest.raises(TypeError, match="Could not resolve authentication method"):
        Server(ok()).client().get("/x", cast_to=object, options={"security": {"admin_api_key_auth": True}})


@pytest.mark.parametrize("value", [None, "2", 2.0, -1])
def test_retries_are_whole_numbers(value: Any) -> None:
    client = Server(ok()).client()
    error = ValueError if value == -1 else TypeError
    with pytest.raises(error, match="max_retries"):
        client.with_options(max_retries=value)
    with pytest.raises(error, match="max_retries"):
        client.get("/x", cast_to=object, options={"max_retries": value})


def test_lists_by_path_page_on() -> None:
    pages = [{"data": [{"id": "1"}], "has_more": True}, {"data": [{"id": "2"}], "has_more": False}]
    server = Server(*map(ok, pages))
    listed = server.client().get_api_list(
        "/things", model=Thing, page=SyncCursorPage, options={"params": {"q": "x"}}
    )
    assert [type(item) for item in listed] == [Thing, Thing]
    assert [str(request.url.query, "ascii") for request in server.requests] == ["q=x", "q=x&after=1"]

    async def run() -> list[str]:
        client = Server(*map(ok, pages)).async_client()
        return [item.id async for item in client.get_api_list("/things", model=Thing, page=AsyncCursorPage)]

    assert asyncio.run(run()) == ["1", "2"]


def test_the_general_request_takes_a_type_and_options() -> None:
    options = FinalRequestOptions("get", "/x")
    made: Any = Server(ok({"id": "1"})).client().request(Thing, options)  # type: ignore[arg-type]
    assert type(made) is Thing
    later: Any = Server(ok({"id": "1"})).async_client().request(Thing, options)  # type: ignore[arg-type]
    assert type(asyncio.run(later)) is Thing


@pytest.mark.parametrize(
    ("cast_to", "text", "value"),
    [(bool, " True\n", True), (bool, "false", False), (int, "7", 7), (float, "1.5", 1.5), (str, "x", "x")],
)
def test_scalars_are_made_of_the_text(cast_to: type, text: str, value: object) -> None:
    assert Server(httpx2.Response(200, text=text)).client().get("/x", cast_to=cast_to) == value


def test_a_class_may_build_its_instances_itself() -> None:
    class Built:
        def __init__(self, status: int, data: object) -> None:
            self.status, self.data = status, data

        @classmethod
        def build(cls, *, response: httpx2.Response, data: object) -> Built:
            return cls(response.status_code, data)

    made = Server(ok({"a": 1})).client().get("/x", cast_to=Built)
    assert (made.status, made.data) == (200, {"a": 1})
    response = httpx2.Response(200, content=b"data: [1]\n\n")
    assert [event.data for event in Stream[Any](cast_to=Built, response=response)] == [[1]]


def test_raw_bytes_as_body_are_sent_with_a_warning() -> None:
    server = Server(ok())
    with pytest.warns(DeprecationWarning, match="content"):
        server.client().post("/x", cast_to=object, body=b"raw")
    assert server.last.content == b"raw"


def test_a_boundary_of_the_caller_is_kept() -> None:
    headers = {"Content-Type": "multipart/form-data; boundary=abc"}
    request = Sample(api_key="k")._build_request(
        FinalRequestOptions("post", "/x", headers=headers, json_data={"a": ["b"]}, files=[("f", b"c")])
    )
    content = request.read()
    assert request.headers["content-type"] == headers["Content-Type"]
    assert content.startswith(b'--abc\r\nContent-Disposition: form-data; name="a[]"\r\n\r\nb\r\n--abc')


def test_a_result_is_handed_to_the_parser_of_the_call() -> None:
    options: Any = {"post_parser": lambda thing: thing.id.upper()}
    assert Server(ok({"id": "x"})).client().get("/x", cast_to=Thing, options=options) == "X"


@pytest.mark.parametrize("mode", ["legacy", "events"])
def test_errors_of_a_stream_are_raised_or_delivered(mode: Literal["legacy", "events"]) -> None:
    _, answer = events(b'data: {"type": "error", "error": {"message": "boo"}}\n\n')
    client = Server(answer).client()
    stream = client.post("/x", cast_to=dict[str, Any], stream=True, options={"stream_mode": mode})
    if mode == "events":
        assert [event["type"] for event in stream] == ["error"]
    else:
        with pytest.raises(errors.APIError, match="boo"):
            next(stream)


def test_stream_classes_of_the_caller_get_what_they_need() -> None:
    class Mine(Stream[Thing]):
        def __init__(self, *, cast_to: Any, response: httpx2.Response, client: Any, options: Any) -> None:
            super().__init__(cast_to=cast_to, response=response, client=client, options=options)
            self.made_for = options.url

    _, answer = events(b'data: {"id": "1"}\n\n')
    stream = Server(answer).client().post("/x", cast_to=Thing, stream=True, stream_cls=Mine)
    assert (type(stream), stream.made_for) == (Mine, "/x")
    assert [event.id for event in stream] == ["1"]


def test_network_failures_are_told_from_those_of_the_caller() -> None:
    assert failure_kind(ConnectionResetError()) == failure_kind(TimeoutError()) == "connection"
    assert failure_kind(FileNotFoundError()) is None
    with pytest.raises(OSError, match="local"):
        Server(OSError("local")).client().get("/x", cast_to=object)


def test_streams_made_by_hand_are_read_like_others() -> None:
    async def run() -> list[Any]:
        async def body() -> Any:
            yield b'data: {"id": "1"}\n\n'

        response = httpx2.Response(200, content=body())
        return [event async for event in AsyncStream[Any](cast_to=Thing, response=response)]

    assert asyncio.run(run())[0].id == "1"
