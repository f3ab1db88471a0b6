"""The result of operations that answer with raw bytes."""

from __future__ import annotations

import functools
import json
import os
from collections.abc import AsyncIterator, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from .waiting import in_thread

if TYPE_CHECKING:
    import httpx2

__all__ = ["BinaryResponse"]


class BinaryResponse:
    """Bytes that have arrived, for sync and async clients; methods with an ``a`` before their name are awaited."""

    response: httpx2.Response

    def __init__(self, response: httpx2.Response) -> None:
        self.response = response

    def __repr__(self) -> str:
        return f"<BinaryResponse {self.response.headers.get('content-type', 'of unknown type')}>"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()

    @property
    def content(self) -> bytes:
        """All bytes."""
        return self.response.content

    @property
    def text(self) -> str:
        """The bytes as text, in the encoding that the headers name."""
        return self.response.text

    @property
    def encoding(self) -> str | None:
        """The encoding of `text`."""
        return self.response.encoding

    @property
    def charset_encoding(self) -> str | None:
        """The encoding that the Content-Type header names."""
        return self.response.charset_encoding

    def json(self, **options: Any) -> Any:
        """The bytes read as JSON.  Raises ValueError."""
        return json.loads(self.response.content, **options)

    def read(self) -> bytes:
        """All bytes."""
        return self.response.read()

    def iter_bytes(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """The bytes in pieces."""
        return self.response.iter_bytes(chunk_size)

    def iter_text(self, chunk_size: int | None = None) -> Iterator[str]:
        """The text in pieces."""
        return self.response.iter_text(chunk_size)

    def iter_lines(self) -> Iterator[str]:
        """The text line by line."""
        return self.response.iter_lines()

    def iter_raw(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """The bytes as they came over the wire; only while they have not been read."""
        return self.response.iter_raw(chunk_size)

    def write_to_file(self, file: str | os.PathLike[str]) -> None:
        """Write all bytes to a file."""
        with open(file, "wb") as out:  # noqa: PTH123
            for chunk in self.response.iter_bytes():
                out.write(chunk)

    def stream_to_file(self, file: str | os.PathLike[str], *, chunk_size: int | None = None) -> None:
        """Write the bytes to a file piece by piece."""
        with open(file, "wb") as out:  # noqa: PTH123
            for chunk in self.response.iter_bytes(chunk_size):
                out.write(chunk)

    def close(self) -> None:
        """Release what the response holds."""
        self.response.close()

    async def aread(self) -> bytes:
        """All bytes."""
        return await self.response.aread()

    async def aiter_bytes(self, chunk_size: int | None = None) -> AsyncIterator[bytes]:
        """The bytes in pieces."""
        async for chunk in self.response.aiter_bytes(chunk_size):
            yield chunk

    async def aiter_text(self, chunk_size: int | None = None) -> AsyncIterator[str]:
        """The text in pieces."""
        async for chunk in self.response.aiter_text(chunk_size):
            yield chunk

    async def aiter_lines(self) -> AsyncIterator[str]:
        """The text line by line."""
        async for line in self.response.aiter_lines():
            yield line

    async def aiter_raw(self, chunk_size: int | None = None) -> AsyncIterator[bytes]:
        """The bytes as they came over the wire; only while they have not been read."""
        async for chunk in self.response.aiter_raw(chunk_size):
            yield chunk

    async def astream_to_file(self, file: str | os.PathLike[str], *, chunk_size: int | None = None) -> None:
        """Write the bytes to a file piece by piece, off the event loop."""
        out = await in_thread(functools.partial(open, file, "wb"))
        try:
            async for chunk in self.response.aiter_bytes(chunk_size):
                await in_thread(lambda piece=chunk: out.write(piece))  # type: ignore[misc]
        finally:
            await in_thread(out.close)

    async def awrite_to_file(self, file: str | os.PathLike[str]) -> None:
        """Write all bytes to a file, off the event loop."""
        await self.astream_to_file(file)

    async def aclose(self) -> None:
        """Release what the response holds."""
        await self.response.aclose()
