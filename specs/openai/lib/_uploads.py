"""`client.uploads.upload_file_chunked`: large files in parts."""

from __future__ import annotations

import builtins
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast

from .._runtime.sentinels import Omit, omit
from .._runtime.waiting import in_thread

if TYPE_CHECKING:
    from ..resources.uploads import AsyncUploads, Uploads
    from ..types import Upload

    Content: TypeAlias = os.PathLike[str] | builtins.bytes
    FilePurpose: TypeAlias = Literal["assistants", "batch", "fine-tune", "vision", "user_data", "evals"]

__all__ = ["PART_SIZE", "async_upload_file_chunked", "upload_file_chunked"]

PART_SIZE = 64 * 1024 * 1024
"""Bytes of a part, the most that the API takes."""


def upload_file_chunked(
    resource: Uploads,
    *,
    file: Content,
    mime_type: str,
    purpose: FilePurpose,
    filename: str | None = None,
    bytes: int | None = None,
    part_size: int | None = None,
    md5: str | Omit = omit,
) -> Upload:
    """Upload a file by path, or content in memory, in parts of `part_size` bytes (64 MiB by default).

    Content in memory needs `filename` and its length in `bytes`; of a path both are known.  Only one part is in
    memory at a time.  Raises TypeError when they are missing.
    """
    name, size = _described(file, filename, bytes)
    upload = resource.create(bytes=size, filename=name, mime_type=mime_type, purpose=purpose)
    parts: list[str] = []
    source = _opened(file)
    try:
        for data in _parts(source, part_size or PART_SIZE):
            parts.append(resource.parts.create(upload_id=upload.id, data=data).id)
    finally:
        source.close()
    return resource.complete(upload_id=upload.id, part_ids=parts, md5=md5)


async def async_upload_file_chunked(
    resource: AsyncUploads,
    *,
    file: Content,
    mime_type: str,
    purpose: FilePurpose,
    filename: str | None = None,
    bytes: int | None = None,
    part_size: int | None = None,
    md5: str | Omit = omit,
) -> Upload:
    """Upload a file by path, or content in memory, in parts of `part_size` bytes (64 MiB by default).

    Content in memory needs `filename` and its length in `bytes`; of a path both are known.  Only one part is in
    memory at a time, read in a worker thread.  Raises TypeError when they are missing.
    """
    name, size = await in_thread(lambda: _described(file, filename, bytes))
    upload = await resource.create(bytes=size, filename=name, mime_type=mime_type, purpose=purpose)
    parts: list[str] = []
    source = await in_thread(lambda: _opened(file))
    pieces = _parts(source, part_size or PART_SIZE)
    try:
        while (data := await in_thread(lambda: next(pieces, None))) is not None:
            parts.append((await resource.parts.create(upload_id=upload.id, data=data)).id)
    finally:
        await in_thread(source.close)
    return await resource.complete(upload_id=upload.id, part_ids=parts, md5=md5)


def _described(file: Any, filename: str | None, size: int | None) -> tuple[str, int]:
    """Name and length in bytes; what the caller says wins."""
    if not isinstance(file, builtins.bytes):
        path = Path(file)
        return filename or path.name, path.stat().st_size if size is None else size
    if filename is None:
        raise TypeError("The `filename` argument must be given for in-memory files")
    if size is None:
        raise TypeError("The `bytes` argument must be given for in-memory files")
    return filename, size


def _opened(file: Any) -> Any:
    if isinstance(file, builtins.bytes):
        return io.BytesIO(file)
    return io.FileIO(str(Path(file)), "r")


def _parts(source: Any, size: int) -> Iterator[builtins.bytes]:
    """Parts of exactly `size` bytes, but for the last one."""
    while True:
        pieces: list[builtins.bytes] = []
        missing = size
        while missing and (piece := cast("builtins.bytes", source.read(missing))):
            pieces.append(piece)
            missing -= len(piece)
        if pieces:
            yield b"".join(pieces)
        if missing:
            return
