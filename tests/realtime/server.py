"""A WebSocket server on loopback that follows a script, and clients of the generated packages for it."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve

from tests.operations.targets import target

Script = Callable[[ServerConnection], None]
KEY = "sk-this-must-stay-hidden"
PATIENCE = 60
"""Seconds until a test counts as stuck: a client may load its types between two frames, on a machine that is busy."""


class Server:
    """What happened: handshakes by path and headers, and what scripts raised."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.paths: list[str] = []
        self.headers: list[Any] = []
        self.failures: list[BaseException] = []


@contextmanager
def playing(*scripts: Script, **options: Any) -> Iterator[Server]:
    """A server; each connection follows the next script (the last one for good).  A script that fails fails the test."""
    waiting = list(scripts)
    busy: set[threading.Thread] = set()
    answer = options.pop("process_request", None)

    def note(socket: ServerConnection, request: Any) -> Any:
        server.paths.append(request.path)
        server.headers.append(request.headers)
        return answer(socket, request) if answer is not None else None

    def handle(socket: ServerConnection) -> None:
        script = waiting[0] if len(waiting) == 1 else waiting.pop(0)
        busy.add(threading.current_thread())
        try:
            script(socket)
            if socket.protocol.close_code is None:
                socket.recv(timeout=PATIENCE)  # The client closes; anything else is one frame too many.
                raise AssertionError("an event that the script does not know")
        except ConnectionClosed:
            pass
        except BaseException as error:  # A thread has nobody to raise to.
            server.failures.append(error)

    with serve(handle, "127.0.0.1", 0, close_timeout=PATIENCE, process_request=note, **options) as listening:
        port = listening.socket.getsockname()[1]
        server = Server(f"http://127.0.0.1:{port}/v1")
        thread = threading.Thread(target=listening.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            listening.shutdown()
            thread.join()
            for script_thread in busy:  # What a script finds at its end counts too.
                script_thread.join(PATIENCE)
    if server.failures:
        raise server.failures[0]


def frames(*events: Any) -> Script:
    """A script that sends: texts and bytes as they are, everything else as JSON."""

    def script(socket: ServerConnection) -> None:
        for event in events:
            socket.send(event if isinstance(event, (str, bytes)) else json.dumps(event))

    return script


def expecting(*events: Any) -> Script:
    """A script that takes exactly these events."""

    def script(socket: ServerConnection) -> None:
        for event in events:
            assert json.loads(socket.recv(timeout=PATIENCE)) == event

    return script


def then(*scripts: Script) -> Script:
    """One script after the other on the same connection."""

    def script(socket: ServerConnection) -> None:
        for each in scripts:
            each(socket)

    return script


def closing(code: int, reason: str = "") -> Script:
    """A script that closes."""
    return lambda socket: socket.close(code, reason)


def dropping(socket: ServerConnection) -> None:
    """Break the connection off without a closing handshake."""
    socket.socket.shutdown(2)


def package(name: str = "openai") -> Any:
    """A generated package."""
    return target(name).package


def client(server: Server, name: str = "OpenAI", of: str = "openai", **options: Any) -> Any:
    """A client of a server."""
    return getattr(package(of), name)(**{"api_key": KEY, "base_url": server.url, **options})


def run(work: Coroutine[Any, Any, Any]) -> Any:
    """Run async code; a test that is stuck fails."""
    return asyncio.run(asyncio.wait_for(work, PATIENCE))
