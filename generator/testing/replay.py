"""A loopback HTTP server that answers with recorded interactions."""

from __future__ import annotations

import json
import threading
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from generator.narrow import is_object
from generator.testing.cassette import Interaction

_NOT_COPIED = frozenset({"content-length", "content-encoding", "transfer-encoding", "connection"})


class Recordings:
    """Chooses an interaction for a request: same method and path ending, the closest JSON body first.

    Interactions that match equally well are served in turn.
    """

    def __init__(self, interactions: Sequence[Interaction]) -> None:
        self._interactions = tuple(interactions)
        self._served: dict[int, int] = {}
        self._lock = threading.Lock()

    def find(self, method: str, path: str, body: bytes) -> Interaction | None:
        """The interaction to answer with, None when nothing was recorded for this method and path."""
        wanted = _json(body)
        candidates = [
            (self._distance(wanted, item), number)
            for number, item in enumerate(self._interactions)
            if item.method == method and _same_path(item.path, path)
        ]
        if not candidates:
            return None
        with self._lock:
            _, _, number = min((distance, self._served.get(n, 0), n) for distance, n in candidates)
            self._served[number] = self._served.get(number, 0) + 1
        return self._interactions[number]

    @staticmethod
    def _distance(wanted: object, item: Interaction) -> int:
        recorded = _json(item.request.body)
        if not is_object(wanted) or not is_object(recorded):
            return 0 if wanted == recorded else 1
        return sum(wanted.get(key) != recorded.get(key) for key in wanted.keys() | recorded.keys())


def _json(body: bytes) -> object:
    try:
        return json.loads(body)
    except ValueError:
        return body


def _same_path(recorded: str, asked: str) -> bool:
    # The base path may differ (/v1/models here, /models there): the longer one ends with the shorter one.
    return recorded.endswith(asked) or asked.endswith(recorded)


@contextmanager
def serve(interactions: Sequence[Interaction], port: int = 0, *, cut: int | None = None) -> Generator[str]:
    """Serve on 127.0.0.1 while the context is open; gives the base URL.  Port 0 takes a free one.

    `cut`: streams are sent in pieces of this many bytes, wherever that cuts them.
    """
    handler = type("Handler", (_Handler,), {"recordings": Recordings(interactions), "cut": cut})
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


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    recordings: Recordings
    cut: int | None

    def _answer(self) -> None:
        length = int(self.headers.get("content-length") or 0)
        body = self.rfile.read(length)
        path = self.path.partition("?")[0]
        found = self.recordings.find(self.command, path, body)
        if found is None:
            message = f"nothing was recorded for {self.command} {path}"
            content = json.dumps({"error": {"message": message, "type": "not_recorded"}}).encode()
            self._send(501, {"content-type": "application/json"}, [content])
            return
        content = found.response.body
        size = self.cut if self.cut and found.is_stream else max(len(content), 1)
        pieces = [content[i : i + size] for i in range(0, len(content), size)]
        headers = {k: v for k, v in found.response.headers.items() if k not in _NOT_COPIED}
        self._send(found.status, headers, pieces)

    def _send(self, status: int, headers: dict[str, str], pieces: list[bytes]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(sum(map(len, pieces))))
        self.end_headers()
        for piece in pieces:
            self.wfile.write(piece)
            self.wfile.flush()

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _answer

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent: the client that is being tried has the terminal."""
