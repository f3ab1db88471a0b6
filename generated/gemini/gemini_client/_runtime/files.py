"""Content of request bodies that need not fit in memory: where it comes from, how large it is, whether it can be sent twice."""

from __future__ import annotations

import os
from collections.abc import AsyncIterable, AsyncIterator, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Any, cast

from .narrow import is_async_iterable, is_iterable, is_mapping, is_path, is_tuple, override
from .waiting import in_thread

__all__ = ["CHUNK", "FileEntry", "Source", "file_entry", "file_from_path", "is_file", "source_of"]

CHUNK = 256 * 1024
"""Bytes read at a time."""


class Source:
    """Bytes to send.  `size` is None when unknown; a source that is not `replayable` is sent once, never retried."""

    size: int | None = None

    @property
    def replayable(self) -> bool:
        """Whether the content can be had once more."""
        return True

    def chunks(self) -> Iterator[bytes]:
        """The content from its start."""
        raise TypeError("This content can only be read by an async client")

    async def achunks(self) -> AsyncIterator[bytes]:
        """The content from its start; blocking reads happen in a worker thread."""
        iterator = self.chunks()
        while True:
            chunk = await in_thread(lambda: next(iterator, None))
            if chunk is None:
                return
            yield chunk


class _Bytes(Source):
    """Content in memory."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.size = len(data)

    def chunks(self) -> Iterator[bytes]:
        yield self._data

    async def achunks(self) -> AsyncIterator[bytes]:
        yield self._data


class _Path(Source):
    """A file on disk, opened anew at each attempt."""

    def __init__(self, path: os.PathLike[str]) -> None:
        self._path = path
        self.size = os.stat(path).st_size  # noqa: PTH116

    def chunks(self) -> Iterator[bytes]:
        with open(self._path, "rb") as file:  # noqa: PTH123
            while chunk := file.read(CHUNK):
                yield chunk


class _File(Source):
    """An open file: read from where it stands; sent again from there when it can seek."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        try:
            self._start = file.tell()
            self.size = file.seek(0, os.SEEK_END) - self._start
            file.seek(self._start)
        except (AttributeError, OSError, TypeError, ValueError):
            self._start = -1
            self.size = None

    @property
    @override
    def replayable(self) -> bool:
        return self._start >= 0 and not getattr(self._file, "closed", False)

    def _rewind(self) -> None:
        if self._start >= 0:
            self._file.seek(self._start)

    def chunks(self) -> Iterator[bytes]:
        self._rewind()
        while chunk := self._file.read(CHUNK):
            yield _checked(chunk)

    async def achunks(self) -> AsyncIterator[bytes]:
        from inspect import iscoroutinefunction

        await in_thread(self._rewind)
        read: Any = self._file.read
        while True:
            chunk = await (read(CHUNK) if iscoroutinefunction(read) else in_thread(lambda: read(CHUNK)))
            if not chunk:
                return
            yield _checked(chunk)


class _Iterable(Source):
    """Chunks from an iterable; only collections are known to give them a second time."""

    def __init__(self, items: Iterable[bytes | str]) -> None:
        self._items = items

    @property
    @override
    def replayable(self) -> bool:
        return isinstance(self._items, Collection)

    def chunks(self) -> Iterator[bytes]:
        for item in self._items:
            yield item.encode() if isinstance(item, str) else item


class _AsyncIterable(Source):
    """What an async iterable gives, once."""

    def __init__(self, items: AsyncIterable[bytes | str]) -> None:
        self._items = items

    @property
    @override
    def replayable(self) -> bool:
        return False

    async def achunks(self) -> AsyncIterator[bytes]:
        async for item in self._items:
            yield item.encode() if isinstance(item, str) else item


def _checked(chunk: object) -> bytes:
    if isinstance(chunk, bytes):
        return chunk
    raise TypeError("Files must be opened in binary mode")


def source_of(content: object) -> Source:
    """The source that `content` describes: bytes, text, a path, a binary file, an iterable or async iterable.

    Raises TypeError for anything else, OSError when a path cannot be read.
    """
    if isinstance(content, Source):
        return content
    if isinstance(content, (bytes, bytearray, memoryview)):
        return _Bytes(bytes(cast("Any", content)))
    if isinstance(content, str):
        return _Bytes(content.encode())
    if is_path(content):
        return _Path(content)
    if hasattr(content, "read"):
        return _File(content)  # type: ignore[arg-type]
    if is_async_iterable(content):
        return _AsyncIterable(content)
    if is_iterable(content) and not is_mapping(content):
        return _Iterable(content)
    raise TypeError(f"Cannot send {type(content).__name__} as content")


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file of a multipart body or an upload."""

    name: str
    source: Source
    content_type: str
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


def is_file(value: object) -> bool:
    """Whether `value` has the form of one file (`FileTypes`)."""
    if is_tuple(value):
        return 2 <= len(value) <= 4 and isinstance(value[0], (str, type(None))) and _is_content(value[1])
    return _is_content(value)


def _is_content(value: object) -> bool:
    return isinstance(value, (bytes, bytearray, memoryview, os.PathLike)) or hasattr(value, "read")


def file_entry(value: object, field_name: str) -> FileEntry:
    """Name, content and type of a file given as content or as (name, content[, content type[, headers]]).

    The name defaults to that of the path or open file, the type to what the name suggests.
    Raises TypeError when `value` is no file; a plain string is refused, for it may be meant as a path or as content.
    """
    if is_tuple(value):
        parts: Sequence[Any] = value
        name, content = parts[0], parts[1]
        content_type = parts[2] if len(parts) > 2 else None
        headers: Mapping[str, str] = (parts[3] if len(parts) > 3 else None) or {}
        if isinstance(content, str):
            content = content.encode()
    else:
        name, content, content_type, headers = None, value, None, {}
    if not _is_content(content):
        raise TypeError(
            f"Expected `{field_name}` to be bytes, a binary file, a path object or a tuple of file name and content, "
            f"but received {type(content).__name__}"
        )
    name = name or _name_of(content) or "upload"
    guessed = content_type or _guessed(name) or "application/octet-stream"
    return FileEntry(name, source_of(content), guessed, headers)


def _guessed(name: str) -> str | None:
    from mimetypes import guess_type

    return guess_type(name)[0]


def _name_of(content: object) -> str | None:
    name = content if is_path(content) else getattr(content, "name", None)
    if isinstance(name, str) or is_path(name):
        from pathlib import Path

        return Path(name).name or None
    return None


def file_from_path(path: str) -> tuple[str, bytes]:
    """Read a file: its name and its content, as an argument for a file parameter."""
    from pathlib import Path

    return (Path(path).name, Path(path).read_bytes())
