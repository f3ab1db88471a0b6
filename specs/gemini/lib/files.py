"""`client.files.upload`: a file by its path, and waiting until it can be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.polling import Pace, async_until, until
from .._runtime.sentinels import Omit, omit

if TYPE_CHECKING:
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
    created = resource._client.media.upload(file=_described(name, display_name), media=file)
    return _file(created.file)


async def async_upload(
    resource: AsyncFiles, *, file: FileTypes, name: str | Omit = omit, display_name: str | Omit = omit
) -> File:
    """Upload a file for use in prompts; large ones go in resumable chunks.

    `file` is a path, an open file, bytes, or a tuple of name, content and media type.  Raises FileNotFoundError.
    """
    created = await resource._client.media.upload(file=_described(name, display_name), media=file)
    return _file(created.file)


def wait(resource: Files, name: str, *, timeout: float = 600.0, interval: float = 2.0) -> File:
    """Ask for a file until the service has processed it.

    `timeout` and `interval` are in seconds.  A file that failed comes back with its `state` and `error`.  Raises
    TimeoutError.
    """
    return until(lambda: resource.get(name), _is_processed, Pace(interval, timeout))


async def async_wait(
    resource: AsyncFiles, name: str, *, timeout: float = 600.0, interval: float = 2.0
) -> File:
    """Ask for a file until the service has processed it.

    `timeout` and `interval` are in seconds.  A file that failed comes back with its `state` and `error`.  Raises
    TimeoutError.
    """
    return await async_until(lambda: resource.get(name), _is_processed, Pace(interval, timeout))


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


def _is_processed(file: File) -> bool:
    return file.state != "PROCESSING"
