"""Recorded answers and recording inside of one process: transports for a client of httpx2, sync and async alike."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence

import httpx2

from generator.testing.cassette import Interaction, Message
from generator.testing.recorder import Recorder
from generator.testing.replay import Recordings, answer_of


class _Pieces(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """A body that arrives in pieces."""

    def __init__(self, pieces: Sequence[bytes]) -> None:
        self._pieces = pieces

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._pieces)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self._pieces:
            yield piece


class ReplayTransport(httpx2.BaseTransport, httpx2.AsyncBaseTransport):
    """Answers requests with recordings; `seen` holds the requests in order.

    ``httpx2.Client(transport=ReplayTransport(read_cassettes(folder)))``; `cut`: streams arrive in pieces of this
    many bytes.
    """

    def __init__(self, interactions: Sequence[Interaction], *, cut: int | None = None) -> None:
        self._recordings = Recordings(interactions)
        self._cut = cut
        self.seen: list[httpx2.Request] = []

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Answer a request of a sync client."""
        return self._answer(request, request.read())

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Answer a request of an async client."""
        return self._answer(request, await request.aread())

    def _answer(self, request: httpx2.Request, body: bytes) -> httpx2.Response:
        self.seen.append(request)
        path = request.url.raw_path.partition(b"?")[0].decode("latin-1")
        status, headers, pieces = answer_of(self._recordings, request.method, path, body, self._cut)
        return httpx2.Response(status, headers=dict(headers), stream=_Pieces(pieces), request=request)


class RecordingTransport(httpx2.BaseTransport, httpx2.AsyncBaseTransport):
    """Passes requests on and writes down what came back.  A stream is handed on when it has come to its end.

    `inner`: the transport that does the work, sync or async as the client is.
    """

    def __init__(self, recorder: Recorder, inner: httpx2.BaseTransport | httpx2.AsyncBaseTransport) -> None:
        self._recorder = recorder
        self._inner = inner

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Pass on a request of a sync client."""
        if not isinstance(self._inner, httpx2.BaseTransport):
            raise TypeError("a sync client needs a sync inner transport")
        body = request.read()
        response = self._inner.handle_request(request)
        content = response.read()
        return self._noted(request, body, response, content)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Pass on a request of an async client."""
        if not isinstance(self._inner, httpx2.AsyncBaseTransport):
            raise TypeError("an async client needs an async inner transport")
        body = await request.aread()
        response = await self._inner.handle_async_request(request)
        content = await response.aread()
        return self._noted(request, body, response, content)

    def _noted(
        self, request: httpx2.Request, body: bytes, response: httpx2.Response, content: bytes
    ) -> httpx2.Response:
        headers = {
            k: v for k, v in response.headers.items() if k not in ("content-encoding", "content-length")
        }
        self._recorder.add(
            Interaction(
                request.method,
                str(request.url),
                Message(dict(request.headers), body),
                response.status_code,
                Message(dict(response.headers), content),
                "",
            )
        )
        return httpx2.Response(
            response.status_code, headers=headers, stream=_Pieces([content]), request=request
        )

    def close(self) -> None:
        """Close the inner transport."""
        if isinstance(self._inner, httpx2.BaseTransport):
            self._inner.close()

    async def aclose(self) -> None:
        """Close the inner transport."""
        if isinstance(self._inner, httpx2.AsyncBaseTransport):
            await self._inner.aclose()
