"""Contents in the forms that people have them in: a text, a part, a content, or a list of any of these."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, Union, cast

from .._runtime.narrow import is_mapping
from .._runtime.sentinels import Omit

if TYPE_CHECKING:
    from ..types import Content, ContentParam, Part, PartParam

__all__ = ["ContentLike", "ContentsLike", "PartLike", "as_content", "as_contents"]

PartLike: TypeAlias = Union[str, "PartParam", "Part"]
"""A piece of content; a string is a text part."""
ContentLike: TypeAlias = Union[PartLike, "ContentParam", "Content", Sequence[PartLike]]
"""One content; parts are parts of one that the user says."""
ContentsLike: TypeAlias = ContentLike | Sequence[Union[PartLike, "ContentParam", "Content"]]
"""A conversation; parts between contents become contents that the user says."""


def as_contents(value: ContentsLike | Omit) -> Sequence[ContentParam] | Omit:
    """The list of contents that the API takes.  Raises TypeError for anything that is no content."""
    if isinstance(value, Omit):
        return value
    made: list[Any] = []
    parts: list[Any] = []
    for item in _items(value):
        if _is_content(item):
            if parts:
                made.append({"role": "user", "parts": parts})
                parts = []
            made.append(item)
        else:
            parts.append(_part(item))
    if parts:
        made.append({"role": "user", "parts": parts})
    return cast("Sequence[ContentParam]", made)


def as_content(value: ContentLike | Omit) -> ContentParam | Omit:
    """The one content that the API takes.  Raises TypeError for anything that is none."""
    if isinstance(value, Omit):
        return value
    if _is_content(value):
        return cast("ContentParam", value)
    return cast("ContentParam", {"parts": [_part(item) for item in _items(value)]})


def _items(value: object) -> Sequence[Any]:
    is_list = isinstance(value, Sequence) and not isinstance(value, (str, bytes, bytearray))
    return cast("Sequence[Any]", value if is_list else (value,))


def _is_content(value: object) -> bool:
    """Whether a value has parts, as a mapping or as a model."""
    if is_mapping(value):
        return "parts" in value
    return hasattr(value, "parts")


def _part(value: object) -> object:
    if isinstance(value, str):
        return {"text": value}
    if hasattr(value, "to_dict") or is_mapping(value):
        return value
    raise TypeError(f"a part is a text, a mapping or a Part, not {type(value).__name__}")
