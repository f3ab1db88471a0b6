"""Pages of lists: models that know where the next page is."""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar, cast

from typing_extensions import override

from .errors import SDKError
from .locate import locate
from .models import BaseModel, state_of
from .narrow import is_array, is_mapping
from .sentinels import is_given

if TYPE_CHECKING:
    from .by_path import AsyncByPath
    from .call import Call

__all__ = [
    "AsyncPage",
    "AsyncPaginator",
    "BaseAsyncPage",
    "BasePage",
    "BaseSyncPage",
    "CursorScheme",
    "OffsetScheme",
    "PageInfo",
    "PageNumberScheme",
    "PageScheme",
    "SingleScheme",
    "SyncPage",
    "TokenScheme",
    "UrlScheme",
    "page_class",
]

T = TypeVar("T")
P_co = TypeVar("P_co", covariant=True)
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class PageInfo:
    """Where the next page is: parameters to set in the query or, in `json`, in the body; or a URL to follow."""

    params: Mapping[str, object] | None = None
    json: Mapping[str, object] | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class PageView:
    """What a scheme may look at: a page, its items, and the parameters that asked for it."""

    page: BasePage[Any]
    items: list[Any]
    sent: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageScheme:
    """How a list goes on.  `items` and `has_more` are fields of the page, under their Python names."""

    items: str
    param: str = ""
    has_more: str = ""

    def cursor(self, view: PageView) -> object:
        """Value of `param` for the next page, None at the end."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class CursorScheme(PageScheme):
    """`param` takes a field of the page (`next_field`), or a field of its last item (`last_item_field`)."""

    last_item_field: str = ""
    next_field: str = ""

    @override
    def cursor(self, view: PageView) -> object:
        if self.next_field:
            return _field(view.page, self.next_field)
        return _field(view.items[-1], self.last_item_field) if view.items else None


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenScheme(PageScheme):
    """`param` takes the page token in `next_field`; a page may be empty and still have a next one."""

    next_field: str

    @override
    def cursor(self, view: PageView) -> object:
        return _field(view.page, self.next_field) or None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageNumberScheme(PageScheme):
    """`param` counts pages from 1."""

    @override
    def cursor(self, view: PageView) -> object:
        return _number(view.sent.get(self.param), 1) + 1 if view.items else None


@dataclass(frozen=True, slots=True, kw_only=True)
class OffsetScheme(PageScheme):
    """`param` counts items to skip, from 0."""

    @override
    def cursor(self, view: PageView) -> object:
        return _number(view.sent.get(self.param), 0) + len(view.items) if view.items else None


@dataclass(frozen=True, slots=True, kw_only=True)
class UrlScheme(PageScheme):
    """`next_field` is the URL of the next page, absolute or relative."""

    next_field: str

    @override
    def cursor(self, view: PageView) -> object:
        return _field(view.page, self.next_field) or None


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleScheme(PageScheme):
    """There is never a next page."""


def _field(value: object, name: str) -> Any:
    return value.get(name) if is_mapping(value) else getattr(value, name, None)


def _number(value: object, default: int) -> int:
    return int(value) if isinstance(value, (int, str)) and str(value).isdigit() else default


class BasePage(BaseModel, Generic[T]):
    """One page.  Subclasses declare the fields that the API names, and `_scheme`."""

    _scheme: ClassVar[PageScheme] = SingleScheme(items="data")

    def _get_page_items(self) -> list[T]:
        """The items of this page; an absent or null list is an empty one."""
        items = getattr(self, self._scheme.items, None)
        return list(items) if is_array(items) else []

    def _call(self) -> tuple[Any, Call]:
        state = state_of(self)
        if state is None or state[2] is None:
            raise SDKError("This page did not come from a client, so it cannot ask for the next one.")
        return cast("tuple[Any, Call]", state[2])

    def next_page_info(self) -> PageInfo | None:
        """Where the next page is; None when this is the last one, or when its cursor is the one just used."""
        scheme = self._scheme
        if isinstance(scheme, SingleScheme):
            return None
        if scheme.has_more and getattr(self, scheme.has_more, None) is False:
            return None
        _, call = self._call()
        arguments = call.arguments or {}
        in_body = call.operation.page_in_body
        sent = _sent(arguments, in_body)
        cursor = scheme.cursor(PageView(self, self._get_page_items(), sent))
        if cursor is None or cursor == "":
            return None
        if isinstance(scheme, UrlScheme):
            return PageInfo(url=str(cursor)) if str(cursor) != str(arguments.get("url")) else None
        if sent.get(scheme.param) == cursor:
            return None
        return PageInfo(json={scheme.param: cursor}) if in_body else PageInfo(params={scheme.param: cursor})

    def has_next_page(self) -> bool:
        """Whether there is another page to ask for."""
        if not self._get_page_items() and not isinstance(self._scheme, TokenScheme):
            return False
        return self.next_page_info() is not None

    def _next_call(self) -> tuple[Any, Any, dict[str, Any]]:
        """Client, operation and arguments of the request for the next page."""
        info = self.next_page_info()
        if info is None:
            raise RuntimeError("There is no next page; ask `.has_next_page()` before `.get_next_page()`.")
        client, call = self._call()
        arguments = dict(call.arguments or {})
        operation = call.operation
        if info.url is not None:
            operation = client._operation_at(operation, info.url, str(call.url))
            arguments = {
                key: value for key, value in arguments.items() if key not in ("query", "extra_query", "path")
            }
            arguments["url"] = info.url
        elif info.json is not None:
            arguments["body"] = {**(arguments.get("body") or {}), **info.json}
            arguments["extra_body"] = _without(arguments.get("extra_body"), info.json)
        elif info.params is not None:
            arguments["query"] = {**(arguments.get("query") or {}), **info.params}
            arguments["extra_query"] = _without(arguments.get("extra_query"), info.params)
        arguments["_cast_to"] = call.cast_to
        return client, operation, arguments


def _sent(arguments: Mapping[str, Any], in_body: bool) -> dict[str, object]:
    names = ("body", "extra_body") if in_body else ("query", "extra_query")
    sent: dict[str, object] = {}
    for name in names:
        value = arguments.get(name)
        if is_mapping(value):
            sent.update({key: inner for key, inner in value.items() if is_given(inner)})
    return sent


def _without(values: Mapping[str, Any] | None, names: Mapping[str, object]) -> dict[str, Any] | None:
    return {key: value for key, value in values.items() if key not in names} if values else None


class SyncPage(BasePage[T], Generic[T]):
    """A page of a sync client; iterating over it goes on through all pages."""

    def __iter__(self) -> Iterator[T]:  # type: ignore[override]
        for page in self.iter_pages():
            yield from page._get_page_items()

    def iter_pages(self) -> Iterator[Self]:
        """The page itself and all that follow it."""
        page = self
        while True:
            yield page
            if not page.has_next_page():
                return
            page = page.get_next_page()

    def get_next_page(self) -> Self:
        """Ask for the next page.  Raises RuntimeError when there is none."""
        client, operation, arguments = self._next_call()
        return cast("Self", client._request_page(operation, arguments))


class AsyncPage(BasePage[T], Generic[T]):
    """A page of an async client; iterating over it with `async for` goes on through all pages."""

    async def __aiter__(self) -> AsyncIterator[T]:
        async for page in self.iter_pages():
            for item in page._get_page_items():
                yield item

    async def iter_pages(self) -> AsyncIterator[Self]:
        """The page itself and all that follow it."""
        page = self
        while True:
            yield page
            if not page.has_next_page():
                return
            page = await page.get_next_page()

    async def get_next_page(self) -> Self:
        """Ask for the next page.  Raises RuntimeError when there is none."""
        client, operation, arguments = self._next_call()
        return cast("Self", await client._request_page(operation, arguments))


BaseSyncPage = SyncPage
BaseAsyncPage = AsyncPage


class AsyncPaginator(Generic[T_co, P_co]):
    """What an async list method returns: await it for the first page, or iterate over all items of all pages."""

    def __init__(self, client: AsyncByPath, operation: Any, arguments: Mapping[str, Any]) -> None:
        self._client = client
        self._operation = operation
        self._arguments = arguments

    def __await__(self) -> Generator[Any, None, P_co]:
        return self._first().__await__()

    async def _first(self) -> P_co:
        return cast("P_co", await self._client._request_page(self._operation, self._arguments))

    async def __aiter__(self) -> AsyncIterator[T_co]:
        page: Any = await self._first()
        async for item in page:
            yield item


def page_class(name: str, item: str | None) -> Any:
    """A page class of the package's ``pagination``, for items of the type at the locator `item`."""
    cls: Any = locate(f"pagination:{name}")
    return cls[Any if item is None else locate(item)]
