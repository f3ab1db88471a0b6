"""`client.vector_stores.files` and `.file_batches`: create, upload and wait."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from .._runtime.polling import Poll, checked_limit, poll, poll_async
from .._runtime.sentinels import Omit, omit

if TYPE_CHECKING:
    from .._runtime.aliases import FileTypes
    from ..resources.vector_stores.file_batches import AsyncFileBatches, FileBatches
    from ..resources.vector_stores.files import AsyncFiles, Files
    from ..types import FileChunkingStrategyParam
    from ..types.vector_stores import VectorStoreFile, VectorStoreFileBatch

__all__ = [
    "async_create_and_poll_batch",
    "async_create_and_poll_file",
    "async_poll_batch",
    "async_poll_file",
    "async_upload_and_poll_file",
    "async_upload_file",
    "create_and_poll_batch",
    "create_and_poll_file",
    "poll_batch",
    "poll_file",
    "upload_and_poll_file",
    "upload_file",
]


def _file_wait(id: str, interval: int | Omit, limit: float | Omit | None) -> Poll[Any]:
    return Poll(
        lambda file: file.status == "in_progress",
        subject=f"The vector store file {id}",
        interval_ms=interval,
        limit=limit,
        clock=time,
    )


def poll_file(
    resource: Files,
    file_id: str,
    *,
    vector_store_id: str,
    poll_interval_ms: int | Omit = omit,
    max_wait_seconds: float | Omit | None = omit,
) -> VectorStoreFile:
    """Ask for a file until it is attached, failed or cancelled.

    `poll_interval_ms` is the server's hint by default.  Raises TimeoutError after `max_wait_seconds`.
    """
    raw = resource.with_raw_response
    wait: Poll[VectorStoreFile] = _file_wait(file_id, poll_interval_ms, max_wait_seconds)
    return poll(
        wait,
        lambda headers: raw.retrieve(file_id, vector_store_id=vector_store_id, extra_headers=headers),
        resource._sleep,
    )


async def async_poll_file(
    resource: AsyncFiles,
    file_id: str,
    *,
    vector_store_id: str,
    poll_interval_ms: int | Omit = omit,
    max_wait_seconds: float | Omit | None = omit,
) -> VectorStoreFile:
    """Ask for a file until it is attached, failed or cancelled.

    `poll_interval_ms` is the server's hint by default.  Raises TimeoutError after `max_wait_seconds`.
    """
    raw = resource.with_raw_response
    wait: Poll[VectorStoreFile] = _file_wait(file_id, poll_interval_ms, max_wait_seconds)
    return await poll_async(
        wait,
        lambda headers: raw.retrieve(file_id, vector_store_id=vector_store_id, extra_headers=headers),
        resource._sleep,
    )


def create_and_poll_file(
    resource: Files,
    arguments: Mapping[str, Any],
    file_id: str,
    *,
    vector_store_id: str,
    poll_interval_ms: int | Omit = omit,
    max_wait_seconds: float | Omit | None = omit,
) -> VectorStoreFile:
    """Attach a file to a vector store and wait for the end of it; see `poll`."""
    checked_limit(max_wait_seconds)
    resource.create(vector_store_id=vector_store_id, file_id=file_id, **arguments)
    return resource.poll(
        file_id,
        vector_store_id=vector_store_id,
        poll_interval_ms=poll_interval_ms,
        max_wait_seconds=max_wait_seconds,
    )


async def async_create_and_poll_file(
    resource: AsyncFiles,
    arguments: Mapping[str, Any],
    file_id: str,
    *,
    vector_store_id: str,
    poll_interval_ms: int | Omit = omit,
    max_wait_seconds: float | Omit | None = omit,
) -> VectorStoreFile:
    """Attach a file to a vector store and wait for the end of it; see `poll`."""
    checked_limit(max_wait_seconds)
    await resource.create(vector_store_id=vector_store_id, file_id=file_id, **arguments)
    return await resource.poll(
        file_id,
        vector_store_id=vector_store_id,
        poll_interval_ms=poll_interval_ms,
        max_wait_seconds=max_wait_seconds,
    )


def upload_file(
    resource: Files,
    *,
    vector_store_id: str,
    file: FileTypes,
    chunking_strategy: FileChunkingStrategyParam | Omit = omit,
) -> VectorStoreFile:
    """Upload a file and attach it to a vector store; it is processed in the background (see `upload_and_poll`)."""
    uploaded = cast("Any", resource)._client.files.create(file=file, purpose="assistants")
    return resource.create(
        vector_store_id=vector_store_id, file_id=uploaded.id, chunking_strategy=chunking_strategy
    )


async def async_upload_file(
    resource: AsyncFiles,
    *,
    vector_store_id: str,
    file: FileTypes,
    chunking_strategy: FileChunkingStrategyParam | Omit = omit,
) -> VectorStoreFile:
    """Upload a file and attach it to a vector store; it is processed in the background (see `upload_and_poll`)."""
    uploaded = await cast("Any", resource)._client.files.create(file=file, purpose="assistants")
    return await resource.create(
        vector_store_id=vector_store_id, file_id=uploaded.id, chunking_strategy=chunking_strategy
    )


def upload_and_poll_file(
    resource: Files,
    *,
    vector_store_id: str,
    file: FileTypes,
    attributes: Mapping[str, str | float | bool] | Omit | None = omit,
    poll_interval_ms: int | Omit = omit,
    max_wait_seconds: float | Omit | None = omit,
    chunking_strategy: FileChunkingStrategyParam | Omit = omit,
) -> VectorStoreFile:
    """Upload a file, attach it to a vector store and wait for the end of it; see `poll`."""
    checked_limit(max_wait_seconds)
    uploaded = cast("Any", resource)._client.files.create(file=file, purpose="assistants")
    return resource.create_and_poll(
        vector_store_id=vector_store_id,
        file_id=uploaded.id,
        chunking_strategy=chunking_strategy,
        poll_interval_ms=poll_interval_ms,
        max_wait_seconds=max_wait_seconds,
        attributes=cast("Any", attributes),
    )


async def async_upload_and_poll_file(
    resource: AsyncFiles,
    *,
    vector_store_id: str,
    file: FileTypes,
    attributes: Mapping[str, str | float | bool] | Omit | None = omit,
    poll_interval_ms: int | Omit = omit,
    max_wait_seconds: float | Omit | None = omit,
    chunking_strategy: FileChunkingStrategyParam | Omit = omit,
) -> VectorStoreFile:
    """Upload a file, attach it to a vector store and wait for the end of it; see `poll`."""
    checked_limit(max_wait_seconds)
    uploaded = await cast("Any", resource)._client.files.create(file=file, purpose="assistants")
    return await resource.create_and_poll(
        vector_store_id=vector_store_id,
        file_id=uploaded.id,
        chunking_strategy=chunking_strategy,
        poll_interval_ms=poll_interval_ms,
        max_wait_seconds=max_wait_seconds,
        attributes=cast("Any", attributes),
    )


def _batch_wait(id: str, interval: int | Omit) -> Poll[Any]:
    return Poll(
        lambda batch: batch.file_counts.in_progress > 0,
        subject=f"The vector store file batch {id}",
        interval_ms=interval,
        clock=time,
    )


def poll_batch(
    resource: FileBatches, batch_id: str, *, vector_store_id: str, poll_interval_ms: int | Omit = omit
) -> VectorStoreFileBatch:
    """Ask for a batch until none of its files is in progress; single files may have failed."""
    raw = resource.with_raw_response
    wait: Poll[VectorStoreFileBatch] = _batch_wait(batch_id, poll_interval_ms)
    return poll(
        wait,
        lambda headers: raw.retrieve(batch_id, vector_store_id=vector_store_id, extra_headers=headers),
        resource._sleep,
    )


async def async_poll_batch(
    resource: AsyncFileBatches, batch_id: str, *, vector_store_id: str, poll_interval_ms: int | Omit = omit
) -> VectorStoreFileBatch:
    """Ask for a batch until none of its files is in progress; single files may have failed."""
    raw = resource.with_raw_response
    wait: Poll[VectorStoreFileBatch] = _batch_wait(batch_id, poll_interval_ms)
    return await poll_async(
        wait,
        lambda headers: raw.retrieve(batch_id, vector_store_id=vector_store_id, extra_headers=headers),
        resource._sleep,
    )


def create_and_poll_batch(
    resource: FileBatches,
    arguments: Mapping[str, Any],
    vector_store_id: str,
    *,
    poll_interval_ms: int | Omit = omit,
) -> VectorStoreFileBatch:
    """Attach files to a vector store and wait for the end of all; see `poll`."""
    batch = resource.create(vector_store_id=vector_store_id, **arguments)
    return resource.poll(batch.id, vector_store_id=vector_store_id, poll_interval_ms=poll_interval_ms)


async def async_create_and_poll_batch(
    resource: AsyncFileBatches,
    arguments: Mapping[str, Any],
    vector_store_id: str,
    *,
    poll_interval_ms: int | Omit = omit,
) -> VectorStoreFileBatch:
    """Attach files to a vector store and wait for the end of all; see `poll`."""
    batch = await resource.create(vector_store_id=vector_store_id, **arguments)
    return await resource.poll(batch.id, vector_store_id=vector_store_id, poll_interval_ms=poll_interval_ms)
