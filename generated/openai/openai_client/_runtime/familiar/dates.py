"""Dates and times out of text, numbers and bytes, as forgiving readers take them.

Numbers are seconds since 1970-01-01 UTC; those above 2e10 count milliseconds, microseconds or nanoseconds.
"""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, timedelta, timezone

__all__ = ["parse_date", "parse_datetime"]

_LARGEST_SECONDS = 2e10
_LIMIT = 3e20
"""No clock counts this far; what is beyond means the end of time."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_DATE = r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
_TIME = r"(?P<hour>\d{1,2}):(?P<minute>\d{1,2})(?::(?P<second>\d{1,2})(?:\.(?P<fraction>\d{1,6})\d*)?)?"
_ZONE = r"(?P<zone>Z|(?P<sign>[+-])(?P<zone_hours>\d{2})(?::?(?P<zone_minutes>\d{2}))?)?"
_DATE_TEXT = re.compile(_DATE + "$")
_DATE_TIME_TEXT = re.compile(_DATE + "[T ]" + _TIME + _ZONE + "$")


def _number(value: str | bytes | int | float) -> float | None:
    """The value as a number; None when it is other text."""
    if isinstance(value, (int, float)):
        try:
            return float(value)
        except OverflowError:
            return math.inf if value > 0 else -math.inf
    try:
        return float(value)
    except ValueError:
        return None


def _from_number(value: float) -> datetime:
    if math.isnan(value):
        raise ValueError("not a number is no point in time")
    if value > _LIMIT:
        return datetime.max
    if value < -_LIMIT:
        return datetime.min
    while abs(value) > _LARGEST_SECONDS:
        value /= 1000
    return _EPOCH + timedelta(seconds=value)


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value


def parse_datetime(value: datetime | str | bytes | int | float) -> datetime:
    """A point in time: ISO 8601 text (parts may have one digit), or a number.  Raises ValueError."""
    if isinstance(value, datetime):
        return value
    number = _number(value)
    if number is not None:
        return _from_number(number)
    match = _DATE_TIME_TEXT.match(_text(value))  # type: ignore[arg-type]
    if match is None:
        raise ValueError("invalid datetime format")
    return datetime(
        int(match["year"]),
        int(match["month"]),
        int(match["day"]),
        int(match["hour"]),
        int(match["minute"]),
        int(match["second"] or 0),
        int((match["fraction"] or "0").ljust(6, "0")),
        tzinfo=_zone(match),
    )


def _zone(match: re.Match[str]) -> timezone | None:
    """The offset that the text states.  Raises ValueError for one of a day or more."""
    if match["zone"] is None:
        return None
    if match["zone"] == "Z":
        return UTC
    offset = timedelta(hours=int(match["zone_hours"]), minutes=int(match["zone_minutes"] or 0))
    return timezone(-offset if match["sign"] == "-" else offset)


def parse_date(value: date | str | bytes | int | float) -> date:
    """A calendar date: ISO 8601 text, a number, or the date of a point in time.  Raises ValueError."""
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    number = _number(value)
    if number is not None:
        return _from_number(number).date()
    match = _DATE_TEXT.match(_text(value))  # type: ignore[arg-type]
    if match is None:
        raise ValueError("invalid date format")
    return date(int(match["year"]), int(match["month"]), int(match["day"]))
