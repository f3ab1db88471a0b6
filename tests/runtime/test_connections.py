"""What happens to connections at the end of a stream, and the client that sends through aiohttp."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx2
import pytest
from sample import AsyncSample, errors
from sample._runtime.aiohttp_client import DefaultAioHttpClient
from sample._runtime.streaming import AsyncStream, Stream

BODY = b'data: {"id": "1"}\n\ndata: [DONE]\n\n'


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def setup(self) -> None:
        super().setup()
        self.server.connections += 1
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def do_POST(self) -> None:
        length = self.headers.get("content-length")
        if length is not None:
            self.server.bodies.append(self.rfile.read(int(length)))
        else:
            self.server.bodies.append(self._chunked())
        if self.path.endswith("/slow"):
            self.server.release.wait(2)
            return
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"%x\r\n%b\r\n" % (len(BODY), BODY))
        if self.path.endswith("/stall"):
            self.server.release.wait(2)
        self.wfile.write(b"0\r\n\r\n")

    def _chunked(self) -> bytes:
        content = b""
        while size := int(self.rfile.readline(), 16):
            content += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return content

    def log_message(self, format: str, *args: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    connections = 0

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.release = threading.Event()
        self.bodies: list[bytes] = []

    def handle_error(self, request: Any, client_address: Any) -> None:
        """The client may have gone: that is what some tests are about."""


@contextmanager
def serving() -> Iterator[_Server]:
    server = _Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.release.set()
        server.shutdown()
        thread.join()
        server.server_close()


def _http(kind: str) -> httpx2.AsyncClient:
    return DefaultAioHttpClient() if kind == "aiohttp" else httpx2.AsyncClient(trust_env=False)


async def _events(server: _Server, path: str, kind: str, times: int) -> list[Any]:
    async with AsyncSample(
        api_key="k", base_url=f"http://127.0.0.1:{server.server_port}", http_client=_http(kind), max_retries=0
    ) as client:
        found: list[Any] = []
        for _ in range(times):
            stream = await client.post(path, cast_to=dict[str, str], body={"q": "ü"}, stream=True)
            found += [event async for event in stream]
        return found


@pytest.mark.parametrize("kind", ["httpx2", "aiohttp"])
def test_an_async_stream_gives_its_connection_back_after_the_last_event(kind: str) -> None:
    with serving() as server:
        assert asyncio.run(_events(server, "/x", kind, 3)) == [{"id": "1"}] * 3
        assert server.connections == 1
        assert server.bodies == ['{"q":"ü"}'.encode()] * 3


@pytest.mark.parametrize("kind", ["httpx2", "aiohttp"])
def test_it_does_not_wait_long_for_a_server_that_stalls(kind: str) -> None:
    async def run() -> float:
        loop = asyncio.get_running_loop()
        start = loop.time()
        await _events(server, "/stall", kind, 1)
        return loop.time() - start

    with serving() as server:
        assert asyncio.run(run()) < 1.5


@pytest.mark.parametrize("kind", ["httpx2", "aiohttp"])
def test_timeouts_and_refused_connections_are_typed(kind: str) -> None:
    async def run(port: int) -> None:
        url = f"http://127.0.0.1:{port}"
        options: dict[str, Any] = {"api_key": "k", "max_retries": 0, "timeout": 0.2}
        async with AsyncSample(base_url=url, http_client=_http(kind), **options) as client:
            with pytest.raises(errors.APITimeoutError):
                await client.post("/slow", cast_to=object, body={})
        async with AsyncSample(base_url="http://127.0.0.1:9", http_client=_http(kind), **options) as client:
            with pytest.raises(errors.APIConnectionError):
                await client.post("/x", cast_to=object, body={})

    with serving() as server:
        asyncio.run(run(server.server_port))


def test_aiohttp_streams_request_content() -> None:
    async def chunks() -> Any:
        yield b"one "
        yield b"two"

    async def run() -> None:
        url = f"http://127.0.0.1:{server.server_port}"
        async with AsyncSample(api_key="k", base_url=url, http_client=DefaultAioHttpClient()) as client:
            await client.post("/x", cast_to=str, content=chunks())

    with serving() as server:
        asyncio.run(run())
        assert server.bodies == [b"one two"]


@pytest.mark.parametrize(("version", "drained"), [(b"HTTP/1.1", True), (b"HTTP/2", False)])
def test_only_http_1_1_needs_its_body_read_to_the_end(version: bytes, drained: bool) -> None:
    read: list[bool] = []

    async def body() -> Any:
        yield b"data: [DONE]\n\n"
        read.append(True)
        yield b"\xff\n\n"

    async def run() -> None:
        response = httpx2.Response(200, content=body(), extensions={"http_version": version})
        assert [event async for event in AsyncStream[Any](response=response)] == []
        assert response.is_closed

    asyncio.run(run())
    assert bool(read) is drained


def test_a_sync_stream_never_waits_after_the_last_event() -> None:
    def body() -> Iterator[bytes]:
        yield b"data: [DONE]\n\n"
        pytest.fail("nothing may be read after the mark")

    response = httpx2.Response(200, content=body(), extensions={"http_version": b"HTTP/1.1"})
    assert list(Stream[Any](response=response)) == []
    assert response.is_closed
