"""Running the application: on the command line, or in a thread of a test."""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

_START_SECONDS = 30.0


def run(app: ASGIApp, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve until interrupted.  `ready` hears the address; raises OSError when it is taken."""
    listener = _listen(host, port)
    ready(_address(listener))
    _server(app).run(sockets=[listener])


@contextmanager
def serving(app: ASGIApp, port: int = 0) -> Generator[str]:
    """Serve on loopback while the context is open; gives the base URL.  Port 0 takes a free one."""
    listener = _listen("127.0.0.1", port)
    server = _server(app)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        # Requests wait in the listener's queue until the server takes them, so nobody has to wait for its start.
        yield _address(listener)
    finally:
        server.should_exit = True
        thread.join(_START_SECONDS)
        listener.close()


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.create_server((host, port), family=family, backlog=2048)
    listener.setblocking(False)
    return listener


def _address(listener: socket.socket) -> str:
    host, port, *_ = listener.getsockname()
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _server(app: ASGIApp) -> uvicorn.Server:
    # A connection that is broken on purpose is an error to uvicorn, not to us.
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
    config = uvicorn.Config(
        app,
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    return uvicorn.Server(config)
