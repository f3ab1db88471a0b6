"""The ways of paging, each a row: what a configuration has to say, and what a page class is made of.

A new way is a row here, a scheme in `templates/runtime/pages.py` and, where documents show it, a shape in
`generator/lower/operations/page_shapes.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

PageKind: TypeAlias = Literal["cursor", "token", "page", "offset", "url", "single"]
"""``cursor``: a parameter takes a field of the page, or of its last item; ``token``: it takes the page's token;
``page``: it counts pages; ``offset``: it counts items; ``url``: the page has the next address; ``single``: never goes on."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way of paging.

    `class_name`: of page classes that nobody named.  `scheme`: the runtime's class.  `settings`: what that class takes
    beside `items`: names of `PageConfig` to names of its own.  `needs`: keys that a configuration must give, one of
    each group.  `words`: docstring of page classes.  `next_type`: type of `next_field` where the document is silent.
    """

    class_name: str
    scheme: str
    settings: Mapping[str, str]
    needs: tuple[tuple[str, ...], ...] = ()
    words: str = "A page; the next one is asked for with what this one says."
    next_type: str = "str"


_NEXT = ("next_field", "last_item_field")
WAYS: Mapping[PageKind, Way] = {
    "cursor": Way(
        "CursorPage",
        "CursorScheme",
        {
            "next_field": "next_field",
            "last_item_field": "last_item_field",
            "has_more_field": "has_more",
            "cursor_param": "param",
        },
        (("cursor_param",), _NEXT),
    ),
    "token": Way(
        "TokenPage",
        "TokenScheme",
        {"next_field": "next_field", "cursor_param": "param"},
        (("cursor_param",), _NEXT),
    ),
    "page": Way(
        "PageNumberPage",
        "PageNumberScheme",
        {"has_more_field": "has_more", "cursor_param": "param"},
        (("cursor_param",),),
        next_type="int",
    ),
    "offset": Way(
        "OffsetPage",
        "OffsetScheme",
        {"has_more_field": "has_more", "cursor_param": "param"},
        (("cursor_param",),),
    ),
    "url": Way(
        "NextUrlPage",
        "UrlScheme",
        {"next_field": "next_field"},
        (("next_field",),),
        words="A page; its answer names the address of the next one.",
    ),
    "single": Way("SinglePage", "SingleScheme", {}, words="A list that comes whole."),
}
"""Every way, by the `kind` of a configuration."""
