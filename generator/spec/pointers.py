"""JSON pointers (RFC 6901) and the fragments of references that hold them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import unquote

from generator.narrow import Data


def escape(token: str | int) -> str:
    """One reference token as it stands in a pointer."""
    text = str(token)
    if "~" in text or "/" in text:
        return text.replace("~", "~0").replace("/", "~1")
    return text


def unescape(token: str) -> str:
    """The key that one reference token names."""
    if "~" in token:
        return token.replace("~1", "/").replace("~0", "~")
    return token


def join(tokens: Iterable[str | int], base: str = "") -> str:
    """A pointer from unescaped tokens, below `base`."""
    return base + "".join("/" + escape(token) for token in tokens)


def split(pointer: str) -> tuple[str, ...]:
    """The unescaped tokens of a pointer; ``""`` has none.  Raises ValueError for text that is no pointer."""
    if not pointer:
        return ()
    if not pointer.startswith("/"):
        raise ValueError(f"a JSON pointer starts with '/', not {pointer[:1]!r}")
    tokens = pointer[1:].split("/")
    return tuple(map(unescape, tokens)) if "~" in pointer else tuple(tokens)


def fragment_pointer(fragment: str) -> str:
    """The pointer in the fragment of a URI (RFC 6901 section 6): percent-encoding undone."""
    return unquote(fragment) if "%" in fragment else fragment


def index(token: str, length: int) -> int | None:
    """The array index that a token names, None when it is no index or out of range (RFC 6901 section 4)."""
    if not token.isascii() or not token.isdigit() or (len(token) > 1 and token[0] == "0") or len(token) > 18:
        return None
    number = int(token)
    return number if number < length else None


def lookup(data: Data, tokens: Sequence[str]) -> Any:
    """The value that the tokens lead to; raises KeyError with the first token that leads nowhere."""
    value: Data = data
    for token in tokens:
        if isinstance(value, dict):
            value = value[token]
            continue
        if not isinstance(value, list) or (position := index(token, len(value))) is None:
            raise KeyError(token)
        value = value[position]
    return value
