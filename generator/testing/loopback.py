"""A small HTTP/1.1 server on loopback, a thread a connection, for replaying and recording."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final

NOT_FORWARDED: Final = frozenset(
    {"connection", "content-encoding", "content-length", "keep-alive", "proxy-connection", "te", "trailer"}
    | {"transfer-encoding", "upgrade"}
)
"""Headers that belong to one connection (RFC 9110 section 7.6.1), or to the coding of a body that is sent decoded."""

_MOST_LINE: Final = 65_536


class LoopbackHandler(BaseHTTPRequestHandler):
    """Reads whole requests and sends answers in pieces; a subclass says what to answer in `answer`."""

    protocol_version = "HTTP/1.1"

    def answer(self) -> None:
        """Answer the request whose line and headers have been read."""
        raise NotImplementedError

    def body(self) -> bytes:
        """The body of the request, whichever way its length is given (RFC 9112 section 6)."""
        if "chunked" in (self.headers.get("transfer-encoding") or "").lower():
            return b"".join(iter(self._chunk, b""))
        return self.rfile.read(int(self.headers.get("content-length") or 0))

    def _chunk(self) -> bytes:
        size = int(self.rfile.readline(_MOST_LINE).partition(b";")[0].strip() or b"0", 16)
        data = self.rfile.read(size)
        self.rfile.readline(_MOST_LINE)
        return data

    def send(
        self, status: int, headers: Mapping[str, str], pieces: Iterable[bytes], length: int | None = None
    ) -> None:
        """Send an answer piece by piece; without `length` the pieces become chunks."""
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        bodiless = self.command == "HEAD" or status in (204, 304)
        if length is not None:
            self.send_header("content-length", str(length))
        elif not bodiless:
            self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        for piece in pieces:
            if piece and not bodiless:
                self.wfile.write(piece if length is not None else b"%x\r\n%b\r\n" % (len(piece), piece))
                self.wfile.flush()
        if length is None and not bodiless:
            self.wfile.write(b"0\r\n\r\n")

    def do_GET(self) -> None:
        """Answer; the other methods are the same."""
        try:
            self.answer()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_OPTIONS = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent: the client that is being tried has the terminal."""


@contextmanager
def loopback(handler: type[LoopbackHandler], port: int = 0) -> Generator[str]:
    """Serve on 127.0.0.1 while the context is open; gives the origin.  Port 0 takes a free one."""
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
