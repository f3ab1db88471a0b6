"""Page classes."""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar

from ._runtime.pages import (
    AsyncPage,
    CursorScheme,
    OffsetScheme,
    PageScheme,
    SyncPage,
    TokenScheme,
    UrlScheme,
)
from ._runtime.pages import (
    AsyncPaginator as AsyncPaginator,
)

T = TypeVar("T")

_CURSOR = CursorScheme(items="data", param="after", last_item_field="id", has_more="has_more")
_TOKEN = TokenScheme(items="things", param="pageToken", next_field="next_page_token")
_URL = UrlScheme(items="data", next_field="next")
_OFFSET = OffsetScheme(items="data", param="offset")


class SyncCursorPage(SyncPage[T], Generic[T]):
    """A page that goes on after its last item."""

    data: list[T]
    has_more: bool | None = None
    _scheme: ClassVar[PageScheme] = _CURSOR


class AsyncCursorPage(AsyncPage[T], Generic[T]):
    """A page that goes on after its last item."""

    data: list[T]
    has_more: bool | None = None
    _scheme: ClassVar[PageScheme] = _CURSOR


class SyncTokenPage(SyncPage[T], Generic[T]):
    """A page with the token of the next one."""

    things: list[T] | None = None
    next_page_token: str | None = None
    _scheme: ClassVar[PageScheme] = _TOKEN


class AsyncTokenPage(AsyncPage[T], Generic[T]):
    """A page with the token of the next one."""

    things: list[T] | None = None
    next_page_token: str | None = None
    _scheme: ClassVar[PageScheme] = _TOKEN


class SyncUrlPage(SyncPage[T], Generic[T]):
    """A page with the URL of the next one."""

    data: list[T]
    next: str | None = None
    _scheme: ClassVar[PageScheme] = _URL


class AsyncUrlPage(AsyncPage[T], Generic[T]):
    """A page with the URL of the next one."""

    data: list[T]
    next: str | None = None
    _scheme: ClassVar[PageScheme] = _URL


class SyncOffsetPage(SyncPage[T], Generic[T]):
    """A page that skips what was seen."""

    data: list[T]
    _scheme: ClassVar[PageScheme] = _OFFSET


class AsyncOffsetPage(AsyncPage[T], Generic[T]):
    """A page that skips what was seen."""

    data: list[T]
    _scheme: ClassVar[PageScheme] = _OFFSET
