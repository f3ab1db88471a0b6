"""A proxy on loopback that passes requests on to the real server and writes down what was said.

A proxy rather than code inside of the program: it works with any client in any language, sees the bytes of the wire,
and leaves the program as it is.  The program only has to take its base URL from the environment.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx2

from generator.testing.cassette import Interaction, Message
from generator.testing.loopback import NOT_FORWARDED, LoopbackHandler, loopback
from generator.testing.recorder import Recorder

_SECONDS = 600.0


@contextmanager
def recording(recorder: Recorder, upstream: str, port: int = 0) -> Generator[str]:
    """Record while the context is open; gives the base URL that stands for `upstream` meanwhile.

    Answers pass through as they arrive.  An answer that the client or the server breaks off is not recorded.
    """
    parts = urlsplit(upstream)
    origin = f"{parts.scheme}://{parts.netloc}"
    with httpx2.Client(timeout=_SECONDS, follow_redirects=False) as client:
        handler = type("Handler", (_Handler,), {"recorder": recorder, "origin": origin, "client": client})
        with loopback(handler, port) as url:
            yield url + parts.path.rstrip("/")


class _Handler(LoopbackHandler):
    """Stands between a program and the real server."""

    recorder: Recorder
    origin: str
    client: httpx2.Client

    def answer(self) -> None:
        """Pass the request on and the answer back."""
        body = self.body()
        headers = {k: v for k, v in self.headers.items() if k.lower() not in NOT_FORWARDED}
        headers.pop("Host", None)
        headers.pop("host", None)
        # Recorded bodies are read by people and by tests: no compression.
        headers = {k: v for k, v in headers.items() if k.lower() != "accept-encoding"}
        headers["Accept-Encoding"] = "identity"
        url = self.origin + self.path
        try:
            with self.client.stream(self.command, url, headers=headers, content=body) as response:
                self._pass_on(url, body, response)
        except httpx2.HTTPError as problem:
            message = f"the recorder cannot reach {self.origin}: {type(problem).__name__}".encode()
            self.send(502, {"content-type": "text/plain"}, [message], len(message))

    def _pass_on(self, url: str, body: bytes, response: httpx2.Response) -> None:
        received: list[bytes] = []

        def arriving() -> Iterator[bytes]:
            for piece in response.iter_bytes():
                received.append(piece)
                yield piece

        passed = {k: v for k, v in response.headers.items() if k.lower() not in NOT_FORWARDED}
        self.send(response.status_code, passed, arriving())
        self.recorder.add(
            Interaction(
                self.command,
                url,
                Message({k.lower(): v for k, v in self.headers.items()}, body),
                response.status_code,
                Message({k.lower(): v for k, v in response.headers.items()}, b"".join(received)),
                "",
            )
        )
