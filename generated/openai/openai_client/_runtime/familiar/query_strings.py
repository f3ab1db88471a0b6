"""Query strings in the bracket and dot forms, both ways."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal
from urllib.parse import parse_qs, urlencode

from ..query import flatten
from ..sentinels import NotGiven, not_given

__all__ = ["ArrayFormat", "NestedFormat", "Querystring", "parse", "stringify", "stringify_items"]

ArrayFormat = Literal["comma", "repeat", "indices", "brackets"]
NestedFormat = Literal["dots", "brackets"]
_ARRAY_FORMATS = ("comma", "repeat", "indices", "brackets")


class Querystring:
    """A way of writing arrays and objects.

    array_format: ``a=1,2`` comma, ``a=1&a=2`` repeat, ``a[0]=1`` indices, ``a[]=1`` brackets.
    nested_format: ``a.b=1`` dots, ``a[b]=1`` brackets.
    """

    array_format: ArrayFormat
    nested_format: NestedFormat

    def __init__(
        self, *, array_format: ArrayFormat = "repeat", nested_format: NestedFormat = "brackets"
    ) -> None:
        self.array_format = array_format
        self.nested_format = nested_format

    def parse(self, query: str) -> Mapping[str, object]:
        """The values of each name in a query string; names are not taken apart."""
        return parse_qs(query)

    def stringify(
        self,
        params: Mapping[str, Any],
        *,
        array_format: ArrayFormat | NotGiven = not_given,
        nested_format: NestedFormat | NotGiven = not_given,
    ) -> str:
        """The query string of `params`, without "?"."""
        return urlencode(self.stringify_items(params, array_format=array_format, nested_format=nested_format))

    def stringify_items(
        self,
        params: Mapping[str, Any],
        *,
        array_format: ArrayFormat | NotGiven = not_given,
        nested_format: NestedFormat | NotGiven = not_given,
    ) -> list[tuple[str, str]]:
        """The (name, text) pairs of `params`, not encoded.  Raises NotImplementedError for an unknown format."""
        arrays = self.array_format if isinstance(array_format, NotGiven) else array_format
        objects = self.nested_format if isinstance(nested_format, NotGiven) else nested_format
        if arrays not in _ARRAY_FORMATS:
            known = ", ".join(_ARRAY_FORMATS)
            raise NotImplementedError(f"Unknown array_format value: {arrays}, choose from {known}")
        return [pair for name, value in params.items() for pair in flatten(name, value, arrays, objects)]


_DEFAULT = Querystring()
parse = _DEFAULT.parse
stringify = _DEFAULT.stringify
stringify_items = _DEFAULT.stringify_items
