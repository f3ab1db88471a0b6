"""A server that is not the bottleneck: finished bytes, kept-alive connections, one process of its own.

python -m benchmarks.runtime.server      prints its port and serves until its standard input is closed
"""

from __future__ import annotations

import asyncio
import sys

from benchmarks.runtime.bodies import answers

ANSWERS = sorted(answers().items(), key=lambda pair: -len(pair[0]))


class Connection(asyncio.Protocol):
    """One connection; requests come one after the other."""

    def __init__(self) -> None:
        self._data = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._data += data
        while (end := self._data.find(b"\r\n\r\n")) >= 0:
            head = self._data[:end].lower()
            size = end + 4 + _length(head)
            if len(self._data) < size:
                return
            line, body = self._data[: self._data.find(b"\r\n")], self._data[end + 4 : size]
            self._data = self._data[size:]
            self._transport.write(answer(line.decode(), body))


def _length(head: bytes) -> int:
    at = head.find(b"content-length:")
    return int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0


def answer(line: str, body: bytes) -> bytes:
    """The bytes for a request."""
    path = line.split(" ")[1]
    if b'"stream":true' in body or b'"stream": true' in body:
        path += "?stream"
    elif b'base64"' in body:
        path += "?base64"
    for key, found in ANSWERS:
        if key in path or (key.endswith(path.rpartition("/")[2]) and key in path):
            return found
    return b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n"


async def main() -> None:
    """Serve until standard input ends."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Connection, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
