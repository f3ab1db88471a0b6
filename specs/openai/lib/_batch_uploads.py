"""`client.vector_stores.file_batches.upload_and_poll`: many files at once."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, cast

from .._runtime.sentinels import Omit, omit

if TYPE_CHECKING:
    from .._runtime.aliases import FileTypes
    from ..resources.vector_stores.file_batches import AsyncFileBatches, FileBatches
    from ..types import FileChunkingStrategyParam
    from ..types.vector_stores import VectorStoreFileBatch

__all__ = ["async_upload_and_poll_batch", "upload_and_poll_batch"]


def upload_and_poll_batch(
    resource: FileBatches,
    vector_store_id: str,
    *,
    files: Iterable[FileTypes],
    max_concurrency: int = 5,
    file_ids: Sequence[str] = (),
    poll_interval_ms: int | Omit = omit,
    chunking_strategy: FileChunkingStrategyParam | Omit = omit,
) -> VectorStoreFileBatch:
    """Upload files, `max_concurrency` at a time, attach them to a vector store with those of `file_ids`, and wait.

    Raises ValueError when there is no file, and the first failure of an upload after all that were begun have ended.
    """
    create = cast("Any", resource)._client.files.create
    wanted = _wanted(files)
    with ThreadPoolExecutor(max_workers=max_concurrency) as pool:
        started = [pool.submit(create, file=file, purpose="assistants") for file in wanted]
    uploaded = [str(future.result().id) for future in started]
    return resource.create_and_poll(
        vector_store_id=vector_store_id,
        file_ids=[*file_ids, *uploaded],
        poll_interval_ms=poll_interval_ms,
        chunking_strategy=chunking_strategy,
    )


async def async_upload_and_poll_batch(
    resource: AsyncFileBatches,
    vector_store_id: str,
    *,
    files: Iterable[FileTypes],
    max_concurrency: int = 5,
    file_ids: Sequence[str] = (),
    poll_interval_ms: int | Omit = omit,
    chunking_strategy: FileChunkingStrategyParam | Omit = omit,
) -> VectorStoreFileBatch:
    """Upload files, `max_concurrency` at a time, attach them to a vector store with those of `file_ids`, and wait.

    Works under asyncio and trio.  Raises ValueError when there is no file, and the first failure of an upload.
    """
    create = cast("Any", resource)._client.files.create
    wanted = _wanted(files)
    uploaded: list[str] = []

    async def upload(file: Any) -> None:
        uploaded.append((await create(file=file, purpose="assistants")).id)

    await _each(upload, wanted, max_concurrency)
    return await resource.create_and_poll(
        vector_store_id=vector_store_id,
        file_ids=[*file_ids, *uploaded],
        poll_interval_ms=poll_interval_ms,
        chunking_strategy=chunking_strategy,
    )


def _wanted(files: Iterable[Any]) -> list[Any]:
    wanted = list(files)
    if not wanted:
        raise ValueError(
            "There is no file to upload; `create_and_poll` attaches files that are uploaded already"
        )
    return wanted


async def _each(upload: Callable[[Any], Awaitable[None]], files: list[Any], limit: int) -> None:
    """Call `upload` for each file, at most `limit` at a time, in whatever event loop is running."""
    trio: Any = sys.modules.get("trio")
    if trio is not None and trio.lowlevel.in_trio_run():
        gate = trio.CapacityLimiter(limit)

        async def one_by_one(file: Any) -> None:
            async with gate:
                await upload(file)

        async with trio.open_nursery() as nursery:
            for file in files:
                nursery.start_soon(one_by_one, file)
        return
    import asyncio

    semaphore = asyncio.Semaphore(limit)

    async def one(file: Any) -> None:
        async with semaphore:
            await upload(file)

    await asyncio.gather(*(one(file) for file in files))
