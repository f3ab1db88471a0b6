"""Scalars whose Python value and wire form differ.  What arrived is what is written again."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any, TypeAlias

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema

__all__ = ["Base64Str", "Date", "DateTime", "Int64", "Kept", "UnixTime", "WireDateTime", "kept"]

_CANONICAL = re.compile(r"-?[1-9][0-9]{0,30}|0")


class WireDateTime(datetime.datetime):
    """A date and time that remembers its text on the wire: nanoseconds and the form of the offset are kept."""

    wire: str | None = None

    def __reduce_ex__(self, protocol: Any) -> Any:
        if self.wire is None:
            return super().__reduce_ex__(protocol)
        return _date_time, (self.wire,)


def _date_time(value: object) -> object:
    if isinstance(value, datetime.datetime):
        return value
    if not isinstance(value, str) or len(value) < 11:
        raise ValueError("not a date and time")
    parsed = WireDateTime.fromisoformat(value)
    parsed.wire = value
    return parsed


def _date_time_text(value: object) -> object:
    if isinstance(value, WireDateTime) and value.wire is not None:
        return value.wire
    return value.isoformat().replace("+00:00", "Z") if isinstance(value, datetime.datetime) else value


def _date(value: object) -> object:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    if isinstance(value, str):
        parsed = datetime.date.fromisoformat(value)
        if parsed.isoformat() == value:
            return parsed
    raise ValueError("not a date")


def _date_text(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime.date) else value


class _Number(int):
    """A 64-bit integer that came as a JSON number, not as a string."""

    __slots__ = ()


def _int64(value: object) -> object:
    if isinstance(value, str) and _CANONICAL.fullmatch(value):
        return int(value)
    if type(value) is int:
        return _Number(value)
    if isinstance(value, _Number):
        return value
    raise ValueError("not a 64-bit integer")


def _int64_text(value: object) -> object:
    return str(value) if type(value) is int else int(value) if isinstance(value, _Number) else value


class _Lossless:
    """Core schema of a scalar: a reading function, a writing function, and the JSON schema of its wire form."""

    def __init__(self, read: Any, write: Any, json_schema: dict[str, Any]) -> None:
        self._read = read
        self._write = write
        self._json_schema = json_schema

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        writing = core_schema.plain_serializer_function_ser_schema(self._write, when_used="json")
        return core_schema.no_info_plain_validator_function(self._read, serialization=writing)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return dict(self._json_schema)


DateTime: TypeAlias = Annotated[
    datetime.datetime, _Lossless(_date_time, _date_time_text, {"type": "string", "format": "date-time"})
]
"""A date and time (RFC 3339)."""
Date: TypeAlias = Annotated[datetime.date, _Lossless(_date, _date_text, {"type": "string", "format": "date"})]
"""A calendar date (RFC 3339 full-date)."""
Int64: TypeAlias = Annotated[int, _Lossless(_int64, _int64_text, {"type": "string", "format": "int64"})]
"""An integer that travels as a string, since JSON numbers of many readers end at 53 bits."""


class Kept:
    """Metadata of a field where servers send other JSON types than the documented ones; see `kept`."""

    __slots__ = ("_kinds",)

    def __init__(self, kinds: tuple[str, ...]) -> None:
        self._kinds = kinds

    def __repr__(self) -> str:
        return f"kept({', '.join(map(repr, self._kinds))})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Kept) and other._kinds == self._kinds

    def __hash__(self) -> int:
        return hash(self._kinds)

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """The documented type first, then anything of the other kinds, written again as it came."""
        anything = core_schema.any_schema()
        forms: dict[str, Any] = {
            "array": core_schema.list_schema(anything),
            "object": core_schema.dict_schema(core_schema.str_schema(), anything),
            "string": core_schema.str_schema(),
            "number": core_schema.union_schema([core_schema.int_schema(), core_schema.float_schema()]),
            "boolean": core_schema.bool_schema(),
        }
        others = [forms[kind] for kind in self._kinds]
        return core_schema.union_schema(
            [handler(source), *others],
            mode="left_to_right",
            serialization=core_schema.simple_ser_schema("any"),
        )


def kept(*kinds: str) -> Any:
    """JSON types (array, object, string, number, boolean) that are taken beside the documented one and kept as they come.

    For what single servers do: the static type stays that of the document.
    """
    return Kept(kinds)


UnixTime: TypeAlias = int
"""Seconds since 1970-01-01 UTC."""
Base64Str: TypeAlias = str
"""Base64 text."""
