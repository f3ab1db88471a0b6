"""Operations of `files`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .._runtime.operation import Operation, Upload
from .._runtime.resource import AsyncResource, SyncResource
from .._runtime.response_wrappers import async_streamed, streamed
from .._runtime.responses import BinaryResponse
from .._runtime.sentinels import Omit, omit

if TYPE_CHECKING:
    from .._runtime.aliases import FileTypes
    from .._runtime.streaming import AsyncStream, Stream
    from ..types.chat_chunk import ChatChunk
    from ..types.file_object import FileObject

_CREATE: Operation[FileObject, FileObject] = Operation(
    id="createFile",
    method="POST",
    path="/files",
    body="multipart",
    files=("file", "images"),
    parts={"options": "application/json"},
    response="types.file_object:FileObject",
)
_CONTENT: Operation[BinaryResponse, BinaryResponse] = Operation(
    id="downloadFile", method="GET", path="/files/{file_id}/content", result="binary"
)
_UPLOAD: Operation[FileObject, FileObject] = Operation(
    id="files.upload",
    method="POST",
    path="/{+parent}/files",
    body="json",
    shape="FileMeta",
    response="types.file_object:FileObject",
    upload=Upload(simple="/upload/v1/files", resumable="/resumable/upload/v1/files", max_size=50_000_000),
    security=(("HeaderAuth",), ("QueryAuth",), ("ApiKeyAuth",)),
)
_WATCH: Operation[Stream[ChatChunk], AsyncStream[ChatChunk]] = Operation(
    id="files.watch",
    method="GET",
    path="/{+name}:watch",
    result="stream",
    response="types.chat_chunk:ChatChunk",
    query={"alt": "sse"},
    security=(("HeaderAuth",), ("QueryAuth",), ("ApiKeyAuth",)),
)


class Files(SyncResource):
    """Operations of `files`."""

    @property
    def with_streaming_response(self) -> FilesWithStreamingResponse:
        """The same operations with the HTTP response in hand before its body is read."""
        return FilesWithStreamingResponse(self)

    def create(
        self,
        *,
        file: FileTypes,
        images: Sequence[FileTypes] | Omit = omit,
        purpose: str | Omit = omit,
        tags: Sequence[str] | Omit = omit,
        options: Mapping[str, Any] | Omit = omit,
        expires_after: Mapping[str, Any] | Omit = omit,
    ) -> FileObject:
        """Send a file."""
        return self._client.request(
            _CREATE,
            body={
                "file": file,
                "images": images,
                "purpose": purpose,
                "tags": tags,
                "options": options,
                "expires_after": expires_after,
            },
        )

    def content(self, file_id: str) -> BinaryResponse:
        """Fetch a file."""
        return self._client.request(_CONTENT, path={"file_id": file_id})

    def upload(
        self, parent: str, *, body: Mapping[str, Any] | Omit = omit, media: FileTypes | Omit = omit
    ) -> FileObject:
        """Send a file with its description."""
        return self._client.request(_UPLOAD, path={"parent": parent}, body=body, media=media)

    def watch(self, name: str) -> Stream[ChatChunk]:
        """Watch a file."""
        return self._client.request(_WATCH, path={"name": name})


class AsyncFiles(AsyncResource):
    """Operations of `files`."""

    @property
    def with_streaming_response(self) -> AsyncFilesWithStreamingResponse:
        """The same operations with the HTTP response in hand before its body is read."""
        return AsyncFilesWithStreamingResponse(self)

    async def create(
        self, *, file: FileTypes, images: Sequence[FileTypes] | Omit = omit, purpose: str | Omit = omit
    ) -> FileObject:
        """Send a file."""
        return await self._client.request(_CREATE, body={"file": file, "images": images, "purpose": purpose})

    async def content(self, file_id: str) -> BinaryResponse:
        """Fetch a file."""
        return await self._client.request(_CONTENT, path={"file_id": file_id})

    async def upload(
        self, parent: str, *, body: Mapping[str, Any] | Omit = omit, media: FileTypes | Omit = omit
    ) -> FileObject:
        """Send a file with its description."""
        return await self._client.request(_UPLOAD, path={"parent": parent}, body=body, media=media)

    async def watch(self, name: str) -> AsyncStream[ChatChunk]:
        """Watch a file."""
        return await self._client.request(_WATCH, path={"name": name})


class FilesWithStreamingResponse:
    """`files` with the HTTP response in hand before its body is read."""

    def __init__(self, resource: Files) -> None:
        self._resource = resource
        self.content = streamed(resource.content)


class AsyncFilesWithStreamingResponse:
    """`files` with the HTTP response in hand before its body is read."""

    def __init__(self, resource: AsyncFiles) -> None:
        self._resource = resource
        self.content = async_streamed(resource.content)
