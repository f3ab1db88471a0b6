"""Calls by path, for endpoints that have no method of their own."""

from __future__ import annotations

import dataclasses
import warnings
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .adhoc import adhoc_call
from .base import BaseClient
from .call import Call
from .operation import Operation
from .options import FinalRequestOptions
from .sentinels import NotGiven
from .settings import checked_retries

if TYPE_CHECKING:
    import httpx2

    from .aliases import RequestOptions
    from .pages import AsyncPaginator

__all__ = ["AsyncByPath", "SyncByPath"]


class ByPath(BaseClient):
    """What both kinds of client share: from options to a call, and to a request."""

    def _security(self, wanted: Mapping[str, bool] | None) -> tuple[tuple[str, ...], ...] | None:
        """The schemes that options ask for; None for the client's usual ones."""
        if not wanted:
            return None
        names: list[str] = []
        for scheme in self._definition.schemes:
            called = {scheme.name, scheme.snake_name, f"{scheme.argument}_auth"}
            if scheme is self._definition.schemes[0] and scheme.kind == "http":
                called.add(f"{scheme.http_scheme}_auth")
            if any(wanted.get(name) for name in called):
                names.append(scheme.name)
        return tuple((name,) for name in names) or None

    def _call_of(self, cast_to: Any, options: FinalRequestOptions, stream: bool, stream_cls: Any) -> Call:
        """The call that options describe."""
        operation, arguments = adhoc_call(options, stream=stream, security=self._security(options.security))
        call = self._prepare(operation, plan=self._make_plan(operation), **arguments)
        call.cast_to = cast_to
        call.stream_class = stream_cls
        call.follow_redirects = options.follow_redirects
        call.options = options
        if not isinstance(options.max_retries, NotGiven):
            call.max_retries = checked_retries(options.max_retries)
        call.convert = None if isinstance(options.post_parser, NotGiven) else options.post_parser
        return call

    def _list(self, page: Any, options: FinalRequestOptions) -> tuple[Operation[Any, Any], dict[str, Any]]:
        """Operation and arguments of a list by path; `page`: class of its pages."""
        operation, arguments = adhoc_call(options, stream=False, security=self._security(options.security))
        paged = dataclasses.replace(
            operation, page=page.__name__, page_in_body=operation.method not in ("GET", "HEAD")
        )
        return paged, arguments

    def _result(self, call: Call, response: httpx2.Response) -> Any:
        """What the response to a call stands for."""
        raise NotImplementedError

    def _build_request(self, options: FinalRequestOptions, *, retries_taken: int = 0) -> httpx2.Request:
        """The request that options describe, with the credentials that are at hand.

        Raises MissingCredentialsError and what arguments that cannot be sent raise.
        """
        call = self._call_of(object, options, False, None)
        return self._request_of(call, self._carriers_at_hand(call), retries_taken)


def _options(method: str, path: str, options: Mapping[str, Any] | None, **given: Any) -> FinalRequestOptions:
    content, body = given.get("content"), given.pop("body", None)
    if isinstance(body, (bytes, bytearray)) and content is None:
        warnings.warn(
            "Raw bytes belong into `content`; as `body` they will be refused one day.",
            DeprecationWarning,
            stacklevel=4,
        )
        given["content"], body = bytes(body), None
    return FinalRequestOptions.construct(method=method, url=path, json_data=body, **given, **(options or {}))


class SyncByPath(ByPath):
    """Calls by path of sync clients."""

    def _send(self, call: Call, *, stream: bool) -> httpx2.Response:
        """Send a call; defined by the client."""
        raise NotImplementedError

    def _request_page(self, operation: Operation[Any, Any], arguments: Mapping[str, Any]) -> Any:
        """Ask for a page; defined by the client."""
        raise NotImplementedError

    def _prepare_options(self, options: FinalRequestOptions) -> FinalRequestOptions:
        """Called with the options of a call by path; what it gives is sent.  For subclasses."""
        return options

    def _by_options(
        self, cast_to: Any, options: FinalRequestOptions, stream: bool = False, stream_cls: Any = None
    ) -> Any:
        call = self._call_of(cast_to, self._prepare_options(options), stream, stream_cls)
        return self._result(call, self._send(call, stream=stream))

    def get(
        self,
        path: str,
        *,
        cast_to: Any,
        options: RequestOptions | None = None,
        stream: bool = False,
        stream_cls: Any = None,
    ) -> Any:
        """GET a path that has no method of its own; `cast_to` is the type of the result."""
        return self._by_options(cast_to, _options("get", path, options), stream, stream_cls)

    def post(
        self,
        path: str,
        *,
        cast_to: Any,
        body: object = None,
        content: Any = None,
        options: RequestOptions | None = None,
        files: Any = None,
        stream: bool = False,
        stream_cls: Any = None,
    ) -> Any:
        """POST to a path that has no method of its own: JSON in `body`, raw `content`, or multipart `files`."""
        made = _options("post", path, options, body=body, content=content, files=files)
        return self._by_options(cast_to, made, stream, stream_cls)

    def put(
        self,
        path: str,
        *,
        cast_to: Any,
        body: object = None,
        content: Any = None,
        files: Any = None,
        options: RequestOptions | None = None,
    ) -> Any:
        """PUT to a path that has no method of its own."""
        made = _options("put", path, options, body=body, content=content, files=files)
        return self._by_options(cast_to, made)

    def patch(
        self,
        path: str,
        *,
        cast_to: Any,
        body: object = None,
        content: Any = None,
        files: Any = None,
        options: RequestOptions | None = None,
    ) -> Any:
        """PATCH a path that has no method of its own."""
        made = _options("patch", path, options, body=body, content=content, files=files)
        return self._by_options(cast_to, made)

    def delete(
        self,
        path: str,
        *,
        cast_to: Any,
        body: object = None,
        content: Any = None,
        options: RequestOptions | None = None,
    ) -> Any:
        """DELETE a path that has no method of its own."""
        return self._by_options(cast_to, _options("delete", path, options, body=body, content=content))

    def get_api_list(
        self,
        path: str,
        *,
        model: Any,
        page: Any,
        body: object = None,
        options: RequestOptions | None = None,
        method: str = "get",
    ) -> Any:
        """A list at a path that has no method of its own: a page of class `page` with items of type `model`."""
        made = self._prepare_options(_options(method, path, options, body=body))
        operation, arguments = self._list(page, made)
        return self._request_page(operation, {**arguments, "_cast_to": page[model]})


class AsyncByPath(ByPath):
    """Calls by path of async clients."""

    async def _send(self, call: Call, *, stream: bool) -> httpx2.Response:
        """Send a call; defined by the client."""
        raise NotImplementedError

    async def _request_page(self, operation: Operation[Any, Any], arguments: Mapping[str, Any]) -> Any:
        """Ask for a page; defined by the client."""
        raise NotImplementedError

    async def _prepare_options(self, options: FinalRequestOptions) -> FinalRequestOptions:
        """Called with the options of a call by path; what it gives is sent.  For subclasses."""
        return options

    async def _by_options(
        self, cast_to: Any, options: FinalRequestOptions, stream: bool = False, stream_cls: Any = None
    ) -> Any:
        call = self._call_of(cast_to, await self._prepare_options(options), stream, stream_cls)
        return self._result(call, await self._send(call, stream=stream))

    async def get(
        self,
        path: str,
        *,
        cast_to: Any,
        options: RequestOptions | None = None,
        stream: bool = False,
        stream_cls: Any = None,
    ) -> Any:
        """GET a path that has no method of its own; `cast_to` is the type of the result."""
        return await self._by_options(cast_to, _options("get", path, options), stream, stream_cls)

    async def post(
        self,
        path: str,
        *,
        cast_to: Any,
        body: object = None,
        content: Any = None,
        options: RequestOptions | None = None,
        files: Any = None,
        stream: bool = False,
        stream_cls: Any = None,
    ) -> Any:
        """POST to a path that has no method of its own: JSON in `body`, raw `content`, or multipart `files`."""
        made = _options("post", path, options, body=body, content=content, files=files)
        return await self._by_options(cast_to, made, stream, stream_cls)

    async def put(
        self,
        path: str,
        *,
        cast_to: Any,
        body: object = None,
        content: Any = None,
        files: Any = None,
        options: RequestOptions | None = None,
    ) -> Any:
        """PUT to a path that has no method of its own."""
        made = _options("put", path, options, body=body, content=content, files=files)
        return await self._by_options(cast_to, made)

    async def patch(
        self,
        path: str,
        *,
        cast_to: Any,
        body: object = None,
        content: Any = None,
        files: Any = None,
        options: RequestOptions | None = None,
    ) -> Any:
        """PATCH a path that has no method of its own."""
        made = _options("patch", path, options, body=body, content=content, files=files)
        return await self._by_options(cast_to, made)

    async def delete(
        self,
        path: str,
        *,
        cast_to: Any,
        body: object = None,
        content: Any = None,
        options: RequestOptions | None = None,
    ) -> Any:
        """DELETE a path that has no method of its own."""
        made = _options("delete", path, options, body=body, content=content)
        return await self._by_options(cast_to, made)

    def get_api_list(
        self,
        path: str,
        *,
        model: Any,
        page: Any,
        body: object = None,
        options: RequestOptions | None = None,
        method: str = "get",
    ) -> AsyncPaginator[Any, Any]:
        """A list at a path that has no method of its own: await it for a page, or iterate over all its items."""
        from .pages import AsyncPaginator

        operation, arguments = self._list(page, _options(method, path, options, body=body))
        return AsyncPaginator(self, operation, {**arguments, "_cast_to": page[model]})
