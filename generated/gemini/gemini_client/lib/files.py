"""`client.files.upload`: a file by its path, and waiting until it can be used."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, cast

from .._runtime.polling import Poll, poll, poll_async
from .._runtime.sentinels import Omit, omit
from .._runtime.waiting import async_sleep

if TYPE_CHECKING:
    from .._client import AsyncGemini, Gemini
    from .._runtime.aliases import FileTypes
    from ..resources.files import AsyncFiles, Files
    from ..types import File, FileParam

__all__ = ["async_upload", "async_wait", "upload", "wait"]


def upload(
    resource: Files, *, file: FileTypes, name: str | Omit = omit, display_name: str | Omit = omit
) -> File:
    """Upload a file for use in prompts; large ones go in resumable chunks.

    `file` is a path, an open file, bytes, or a tuple of name, content and media type.  Raises FileNotFoundError.
    """
    created = cast("Gemini", resource._client).media.upload(file=_described(name, display_name), media=file)
    return _file(created.file)


async def async_upload(
    resource: AsyncFiles, *, file: FileTypes, name: str | Omit = omit, display_name: str | Omit = omit
) -> File:
    """Upload a file for use in prompts; large ones go in resumable chunks.

    `file` is a path, an open file, bytes, or a tuple of name, content and media type.  Raises FileNotFoundError.
    """
    created = await cast("AsyncGemini", resource._client).media.upload(
        file=_described(name, display_name), media=file
    )
    return _file(created.file)


def wait(resource: Files, name: str, *, timeout: float = 600.0, interval: float = 2.0) -> File:
    """Ask for a file until the service has processed it.

    `timeout` and `interval` are in seconds.  A file that failed comes back with its `state` and `error`.  Raises
    TimeoutError.
    """
    ask = resource.with_raw_response.get
    return poll(_wait(name, timeout, interval), lambda _: ask(name), time.sleep)


async def async_wait(
    resource: AsyncFiles, name: str, *, timeout: float = 600.0, interval: float = 2.0
) -> File:
    """Ask for a file until the service has processed it.

    `timeout` and `interval` are in seconds.  A file that failed comes back with its `state` and `error`.  Raises
    TimeoutError.
    """
    ask = resource.with_raw_response.get
    return await poll_async(_wait(name, timeout, interval), lambda _: ask(name), async_sleep)


def _described(name: str | Omit, display_name: str | Omit) -> FileParam:
    described: FileParam = {}
    if isinstance(name, str):
        described["name"] = name if name.startswith("files/") else f"files/{name}"
    if isinstance(display_name, str):
        described["display_name"] = display_name
    return described


def _file(file: File | None) -> File:
    if file is None:
        raise ValueError("the service answered without a file")
    return file


def _wait(name: str, timeout: float, interval: float) -> Poll[File]:
    return Poll(_is_pending, subject=f"the file {name}", interval_ms=interval * 1000, limit=timeout)


def _is_pending(file: File) -> bool:
    return file.state == "PROCESSING"
