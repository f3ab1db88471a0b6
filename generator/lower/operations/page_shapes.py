"""Shapes of request and response that mean paging, for documents without configuration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from generator.config import PageConfig
from generator.ir.types import Field, Scalar, ScalarKind, TypeRef

_TOKENS: Final = (
    ("nextPageToken", "pageToken"),
    ("next_page_token", "page_token"),
    ("nextToken", "nextToken"),
    ("next_token", "next_token"),
    ("next_page", "page"),
)
_CURSORS: Final = (
    ("next_cursor", "cursor"),
    ("nextCursor", "cursor"),
    ("next", "after"),
    ("last_id", "after"),
    ("last_id", "after_id"),
)
"""Response field and the parameter that takes its value."""

_URLS: Final = (
    "next_url",
    "nextUrl",
    "next_link",
    "nextLink",
    "@odata.nextLink",
    "next_page_url",
    "nextPageUrl",
)
_SIZES: Final = ("per_page", "perPage", "page_size", "pageSize", "limit", "size")
_PREVIOUS: Final = ("previous", "prev")
_HAS_MORE: Final = ("has_more", "hasMore")
USUAL_ITEMS: Final = ("data", "items", "results", "values", "entries", "records")


@dataclass(frozen=True, slots=True)
class ListView:
    """What paging is recognised by.

    `fields`: of the response object.  `lists`: the array ones with the type of their items.  `item_fields`: of the
    items of each.  `query`, `body`: parameters and body fields by wire name with their types.
    """

    fields: Mapping[str, Field]
    lists: Mapping[str, TypeRef]
    item_fields: Mapping[str, Mapping[str, Field]]
    query: Mapping[str, TypeRef]
    body: Mapping[str, TypeRef]

    def has_param(self, name: str) -> bool:
        """Whether the request can carry a value of this name."""
        return name in self.query or name in self.body


def items_of(view: ListView) -> str | None:
    """The field that holds the items: the only array, the only one of objects, or one with a usual name."""
    names = list(view.lists)
    if len(names) > 1:
        names = [name for name in names if view.item_fields[name]]
    if len(names) > 1:
        names = [name for name in names if name in USUAL_ITEMS]
    return names[0] if len(names) == 1 else None


def guess(view: ListView) -> PageConfig | None:
    """The paging that a list response and its parameters show; None when they show none, or more than one."""
    items = items_of(view)
    if items is None:
        return None
    return _token(view, items) or _cursor(view, items) or _url(view, items) or _counted(view, items)


def _token(view: ListView, items: str) -> PageConfig | None:
    """A token of the response goes into the next request."""
    for field, param in _TOKENS:
        if field in view.fields and view.has_param(param) and _is_text(view.fields[field].type):
            return PageConfig("token", items, param, field, has_more_field=_has_more(view))
    return None


def _cursor(view: ListView, items: str) -> PageConfig | None:
    """A field of the response, or the id of the last item, goes into the next request."""
    for next_field, next_param in _CURSORS:
        if next_field in view.fields and view.has_param(next_param):
            return PageConfig("cursor", items, next_param, next_field, has_more_field=_has_more(view))
    more = _has_more(view)
    param = next((name for name in ("after", "starting_after", "after_id") if view.has_param(name)), None)
    if more is None or param is None or "id" not in view.item_fields[items]:
        return None
    return PageConfig("cursor", items, param, last_item_field="id", has_more_field=more)


def _url(view: ListView, items: str) -> PageConfig | None:
    """The response has the address of the next page."""
    found = [name for name in _URLS if name in view.fields]
    name = found[0] if found else ""
    following = view.fields.get("next")
    if not name and following is not None and _is_text(following.type):
        plain = isinstance(following.type, Scalar) and following.type.format in (
            "uri",
            "url",
            "uri-reference",
        )
        if plain or any(each in view.fields for each in _PREVIOUS):
            name = "next"
    return PageConfig("url", items, next_field=name) if name else None


def _counted(view: ListView, items: str) -> PageConfig | None:
    """The request counts pages or items."""
    if "offset" in view.query and "limit" in view.query and _is_integer(view.query["offset"]):
        return PageConfig("offset", items, "offset", has_more_field=_has_more(view))
    sized = any(name in view.query for name in _SIZES)
    if "page" in view.query and sized and _is_integer(view.query["page"]):
        return PageConfig("page", items, "page", has_more_field=_has_more(view))
    return None


def _has_more(view: ListView) -> str | None:
    """The field that says whether there is more."""
    return next((name for name in _HAS_MORE if name in view.fields), None)


def _is_text(type_: TypeRef) -> bool:
    """Whether a type is a string."""
    return isinstance(type_, Scalar) and type_.kind is ScalarKind.STRING


def _is_integer(type_: TypeRef) -> bool:
    """Whether a type is an integer."""
    return isinstance(type_, Scalar) and type_.kind in (ScalarKind.INTEGER, ScalarKind.NUMBER)
