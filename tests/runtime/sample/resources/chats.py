"""Operations of `chats`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, overload

from .._runtime.operation import Operation, StreamOperation
from .._runtime.resource import AsyncResource, SyncResource
from .._runtime.response_wrappers import async_raw, async_streamed, raw, streamed
from .._runtime.sentinels import NotGiven, Omit, not_given, omit

if TYPE_CHECKING:
    from .._runtime.aliases import Body, Headers, Query, TimeoutTypes
    from .._runtime.streaming import AsyncStream, Stream
    from ..pagination import AsyncCursorPage, AsyncPaginator, SyncCursorPage
    from ..types.chat import Chat
    from ..types.chat_chunk import ChatChunk

_CREATE: StreamOperation[Chat, Chat, Stream[ChatChunk], AsyncStream[ChatChunk]] = StreamOperation(
    id="createChat",
    method="POST",
    path="/chats",
    body="json",
    response="types.chat:Chat",
    event="types.chat_chunk:ChatChunk",
    switch="stream",
    terminator="[DONE]",
    security=(("ApiKeyAuth",),),
)
_RETRIEVE: Operation[Chat, Chat] = Operation(
    id="getChat",
    method="GET",
    path="/chats/{chat_id}",
    response="types.chat:Chat",
    headers={"Sample-Beta": "v2"},
    security=(("ApiKeyAuth",),),
)
_LIST: Operation[SyncCursorPage[Chat], AsyncPaginator[Chat, AsyncCursorPage[Chat]]] = Operation(
    id="listChats",
    method="GET",
    path="/chats",
    page="CursorPage",
    response="types.chat:Chat",
    security=(("AdminApiKeyAuth",), ("ApiKeyAuth",)),
)
_DELETE: Operation[None, None] = Operation(
    id="deleteChat", method="DELETE", path="/chats/{chat_id}", result="none", security=(("AdminApiKeyAuth",),)
)


class Chats(SyncResource):
    """Operations of `chats`."""

    @property
    def with_raw_response(self) -> ChatsWithRawResponse:
        """The same operations with the raw HTTP response in hand."""
        return ChatsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> ChatsWithStreamingResponse:
        """The same operations with the HTTP response in hand before its body is read."""
        return ChatsWithStreamingResponse(self)

    @overload
    def create(
        self,
        *,
        messages: Sequence[Mapping[str, Any]],
        model: str | Omit = omit,
        stream: Literal[False] | Omit | None = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: TimeoutTypes | NotGiven | None = not_given,
    ) -> Chat: ...

    @overload
    def create(
        self,
        *,
        messages: Sequence[Mapping[str, Any]],
        model: str | Omit = omit,
        stream: Literal[True],
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: TimeoutTypes | NotGiven | None = not_given,
    ) -> Stream[ChatChunk]: ...

    @overload
    def create(
        self,
        *,
        messages: Sequence[Mapping[str, Any]],
        model: str | Omit = omit,
        stream: bool,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: TimeoutTypes | NotGiven | None = not_given,
    ) -> Chat | Stream[ChatChunk]: ...

    def create(
        self,
        *,
        messages: Sequence[Mapping[str, Any]],
        model: str | Omit = omit,
        stream: bool | Omit | None = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: TimeoutTypes | NotGiven | None = not_given,
    ) -> Chat | Stream[ChatChunk]:
        """Create a chat."""
        return self._client.request_or_stream(
            _CREATE,
            stream=stream,
            body={"messages": messages, "model": model},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
        )

    def retrieve(
        self,
        chat_id: str,
        *,
        include: Sequence[str] | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: TimeoutTypes | NotGiven | None = not_given,
    ) -> Chat:
        """Retrieve a chat."""
        return self._client.request(
            _RETRIEVE,
            path={"chat_id": chat_id},
            query={"include": include},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
        )

    def list(
        self,
        *,
        after: str | Omit = omit,
        limit: int | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: TimeoutTypes | NotGiven | None = not_given,
    ) -> SyncCursorPage[Chat]:
        """List chats."""
        return self._client.request(
            _LIST,
            query={"after": after, "limit": limit},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
        )

    def delete(self, chat_id: str, *, extra_headers: Headers | None = None) -> None:
        """Delete a chat."""
        return self._client.request(_DELETE, path={"chat_id": chat_id}, extra_headers=extra_headers)


class AsyncChats(AsyncResource):
    """Operations of `chats`."""

    @property
    def with_raw_response(self) -> AsyncChatsWithRawResponse:
        """The same operations with the raw HTTP response in hand."""
        return AsyncChatsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncChatsWithStreamingResponse:
        """The same operations with the HTTP response in hand before its body is read."""
        return AsyncChatsWithStreamingResponse(self)

    @overload
    async def create(
        self,
        *,
        messages: Sequence[Mapping[str, Any]],
        model: str | Omit = omit,
        stream: Literal[False] | Omit | None = omit,
        extra_headers: Headers | None = None,
        timeout: TimeoutTypes | NotGiven | None = not_given,
    ) -> Chat: ...

    @overload
    async def create(
        self,
        *,
        messages: Sequence[Mapping[str, Any]],
        model: str | Omit = omit,
        stream: Literal[True],
        extra_headers: Headers | None = None,
        timeout: TimeoutTypes | NotGiven | None = not_given,
    ) -> AsyncStream[ChatChunk]: ...

    @overload
    async def create(
        self,
        *,
        messages: Sequence[Mapping[str, Any]],
        model: str | Omit = omit,
        stream: bool,
        extra_headers: Headers | None = None,
        timeout: TimeoutTypes | NotGiven | None = not_given,
    ) -> Chat | AsyncStream[ChatChunk]: ...

    async def create(
        self,
        *,
        messages: Sequence[Mapping[str, Any]],
        model: str | Omit = omit,
        stream: bool | Omit | None = omit,
        extra_headers: Headers | None = None,
        timeout: TimeoutTypes | NotGiven | None = not_given,
    ) -> Chat | AsyncStream[ChatChunk]:
        """Create a chat."""
        return await self._client.request_or_stream(
            _CREATE,
            stream=stream,
            body={"messages": messages, "model": model},
            extra_headers=extra_headers,
            timeout=timeout,
        )

    async def retrieve(self, chat_id: str, *, extra_headers: Headers | None = None) -> Chat:
        """Retrieve a chat."""
        return await self._client.request(_RETRIEVE, path={"chat_id": chat_id}, extra_headers=extra_headers)

    def list(
        self, *, after: str | Omit = omit, limit: int | Omit = omit, extra_headers: Headers | None = None
    ) -> AsyncPaginator[Chat, AsyncCursorPage[Chat]]:
        """List chats."""
        return self._client.paginate(
            _LIST, query={"after": after, "limit": limit}, extra_headers=extra_headers
        )

    async def delete(self, chat_id: str, *, extra_headers: Headers | None = None) -> None:
        """Delete a chat."""
        return await self._client.request(_DELETE, path={"chat_id": chat_id}, extra_headers=extra_headers)


class ChatsWithRawResponse:
    """`chats` with the raw HTTP response in hand."""

    def __init__(self, resource: Chats) -> None:
        self._resource = resource
        self.create = raw(resource.create)
        self.retrieve = raw(resource.retrieve)
        self.list = raw(resource.list)
        self.delete = raw(resource.delete)


class AsyncChatsWithRawResponse:
    """`chats` with the raw HTTP response in hand."""

    def __init__(self, resource: AsyncChats) -> None:
        self._resource = resource
        self.create = async_raw(resource.create)
        self.retrieve = async_raw(resource.retrieve)
        self.list = async_raw(resource.list)
        self.delete = async_raw(resource.delete)


class ChatsWithStreamingResponse:
    """`chats` with the HTTP response in hand before its body is read."""

    def __init__(self, resource: Chats) -> None:
        self._resource = resource
        self.create = streamed(resource.create)
        self.retrieve = streamed(resource.retrieve)
        self.list = streamed(resource.list)
        self.delete = streamed(resource.delete)


class AsyncChatsWithStreamingResponse:
    """`chats` with the HTTP response in hand before its body is read."""

    def __init__(self, resource: AsyncChats) -> None:
        self._resource = resource
        self.create = async_streamed(resource.create)
        self.retrieve = async_streamed(resource.retrieve)
        self.list = async_streamed(resource.list)
        self.delete = async_streamed(resource.delete)
