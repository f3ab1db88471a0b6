"""Names for the argument types of generated methods.  For annotations; nothing heavy is imported at run time."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import IO, TYPE_CHECKING, Any, Literal, TypeAlias

from typing_extensions import TypedDict

from .sentinels import NotGiven, Omit

if TYPE_CHECKING:
    import httpx2

__all__ = [
    "Base64FileInput",
    "Body",
    "FileContent",
    "FileTypes",
    "Headers",
    "Query",
    "RequestFiles",
    "RequestOptions",
    "TimeoutTypes",
    "URLTypes",
]

Headers: TypeAlias = "Mapping[str, str | Omit]"
Query: TypeAlias = "Mapping[str, object]"
Body: TypeAlias = object

TimeoutTypes: TypeAlias = "float | httpx2.Timeout"
URLTypes: TypeAlias = "str | httpx2.URL"

FileContent: TypeAlias = IO[bytes] | bytes | os.PathLike[str]
Base64FileInput: TypeAlias = IO[bytes] | os.PathLike[str]
FileTypes: TypeAlias = (
    FileContent
    | tuple[str | None, FileContent]
    | tuple[str | None, FileContent, str | None]
    | tuple[str | None, FileContent, str | None, Mapping[str, str]]
)
"""Content, or (file name, content[, content type[, headers]])."""
RequestFiles: TypeAlias = Mapping[str, FileTypes] | Sequence[tuple[str, FileTypes]]


class RequestOptions(TypedDict, total=False):
    """Options of `get`, `post` and the like, for operations that have no method of their own."""

    headers: Headers
    params: Query
    timeout: TimeoutTypes | NotGiven | None
    max_retries: int
    extra_json: Mapping[str, Any]
    idempotency_key: str
    follow_redirects: bool
    security: Mapping[str, bool]
    synthesize_event_and_data: bool
    stream_mode: Literal["legacy", "events"]
