"""How an operation behaves beyond one request and one answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.ir.types import TypeRef
from generator.paging import PageKind


@dataclass(frozen=True, slots=True)
class Streaming:
    """An operation that can answer with a stream of events.

    `switch`: wire name of the boolean body field (or query parameter) that turns streaming on; None when the
    operation always streams.
    `switch_value`: what that field is set to.  `query`: query parameters that streaming adds (Gemini: ``alt=sse``).
    `data_key`: member of the frame's JSON that holds the event, "" for the frame itself.
    """

    event: TypeRef
    format: Literal["sse", "ndjson", "json-seq"] = "sse"
    switch: str | None = None
    switch_value: bool | str = True
    query: tuple[tuple[str, str], ...] = ()
    terminator: str | None = None
    """Data of a frame that ends the stream (OpenAI: ``[DONE]``); such a frame is never required."""
    declared: bool = True
    """False when only configuration says that the operation streams."""


@dataclass(frozen=True, slots=True)
class Pagination:
    """A list operation.  All names are wire names; `scheme` names the page class (configuration or an inferred one).

    `kind`: the way of paging, described with `PageKind`.
    """

    kind: PageKind
    scheme: str
    items: str
    item: TypeRef
    cursor_param: str | None = None
    next_field: str | None = None
    last_item_field: str | None = None
    has_more_field: str | None = None
    in_body: bool = False
    """True when the cursor goes into the request body instead of the query."""
    declared: bool = False
    """True when configuration names it, False when inferred from the shape."""


@dataclass(frozen=True, slots=True)
class MediaUpload:
    """Discovery media upload: paths are relative to the root URL; `max_size` in bytes, None when unstated."""

    simple_path: str | None
    resumable_path: str | None
    accept: tuple[str, ...] = ("*/*",)
    max_size: int | None = None
