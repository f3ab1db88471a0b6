"""What a request may wish for: the `Prefer` header (RFC 7240)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from generator.samples import Flavour

_ITEM: Final = re.compile(r'\s*([A-Za-z][\w-]*)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,;"]*)))?\s*')
_MOST_SECONDS: Final = 600.0


class BadWish(Exception):
    """A preference has a value that it cannot have."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How an answer is wanted.

    `code`: status.  `example`: name of a fixture or of an example of the document.  `flavour`: a boundary case.
    `delay`: seconds before the answer; `stream_delay`: seconds between events.  `stream_cut`: a stream is sent in
    pieces of this many bytes, wherever that cuts it; `stream_break`: the connection ends after this many events.
    `drop`: the connection ends inside the answer.  `broken_body`: the answer's JSON ends too early.
    `retry_after`: value of that header.
    """

    code: int | None = None
    example: str = ""
    flavour: Flavour = Flavour.TYPICAL
    delay: float = 0.0
    stream_delay: float = 0.0
    stream_cut: int = 0
    stream_break: int | None = None
    drop: bool = False
    broken_body: bool = False
    retry_after: str = ""


NO_WISHES: Final = Wishes()


def wishes(headers: Iterable[str], standing: Wishes = NO_WISHES) -> Wishes:
    """Read `Prefer` headers over the wishes that stand for all requests.

    Preferences of others are ignored, as RFC 7240 (section 2) asks; raises BadWish for a value out of range.
    """
    found: dict[str, Any] = {}
    for header in headers:
        for name, value in _items(header):
            key = name.lower().replace("-", "_")
            reader = _READERS.get(key)
            if reader is None or key in found:
                continue
            try:
                found[key] = reader(value)
            except ValueError:
                raise BadWish(f"Prefer: {name}={value[:80]!r} is no {_WORDS.get(key, 'number')}") from None
    return replace(standing, **found) if found else standing


def _items(header: str) -> Iterable[tuple[str, str]]:
    for met in _ITEM.finditer(header):
        quoted, plain = met[2], met[3]
        yield met[1], re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else plain or ""


def _seconds(text: str) -> float:
    value = float(text)
    if not 0 <= value <= _MOST_SECONDS:
        raise ValueError
    return value


def _status(text: str) -> int:
    value = int(text)
    if not 200 <= value <= 599:
        raise ValueError
    return value


def _count(text: str) -> int:
    value = int(text)
    if value < 0:
        raise ValueError
    return value


def _size(text: str) -> int:
    value = int(text)
    if value < 1:
        raise ValueError
    return value


def _flag(text: str) -> bool:
    return text.lower() not in ("false", "0", "no")


_READERS: Final[Mapping[str, Any]] = {
    "code": _status,
    "example": str,
    "flavour": Flavour,
    "delay": _seconds,
    "stream_delay": _seconds,
    "stream_cut": _size,
    "stream_break": _count,
    "drop": _flag,
    "broken_body": _flag,
    "retry_after": str,
}
_WORDS: Final = {
    "code": "status from 200 to 599",
    "flavour": f"one of {', '.join(flavour.value for flavour in Flavour)}",
    "delay": "number of seconds up to 600",
    "stream_delay": "number of seconds up to 600",
}
