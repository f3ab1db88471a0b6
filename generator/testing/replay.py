"""Answering with recorded interactions: which one fits a request, and a server on loopback."""

from __future__ import annotations

import json
import threading
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager

from generator.narrow import is_object
from generator.testing.cassette import Interaction
from generator.testing.loopback import NOT_FORWARDED, LoopbackHandler, loopback


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
    with loopback(handler, port) as url:
        yield url


class _Handler(LoopbackHandler):
    """Answers with recordings; `cut`: bytes of a piece of a stream."""

    recordings: Recordings
    cut: int | None

    def answer(self) -> None:
        status, headers, parts = answer_of(
            self.recordings, self.command, self.path.partition("?")[0], self.body(), self.cut
        )
        self.send(status, headers, parts, length=sum(map(len, parts)))


def answer_of(
    recordings: Recordings, method: str, path: str, body: bytes, cut: int | None
) -> tuple[int, Mapping[str, str], list[bytes]]:
    """Status, headers and pieces of the recorded answer; 501 where nothing was recorded."""
    found = recordings.find(method, path, body)
    if found is None:
        message = f"nothing was recorded for {method} {path}"
        content = json.dumps({"error": {"message": message, "type": "not_recorded"}}).encode()
        return 501, {"content-type": "application/json"}, [content]
    content = found.response.body
    size = cut if cut and found.is_stream else max(len(content), 1)
    headers = {k: v for k, v in found.response.headers.items() if k not in NOT_FORWARDED}
    return found.status, headers, [content[i : i + size] for i in range(0, len(content), size)]
