"""Which addresses on the network a description may be read from: those that the user has named.

By default nothing is fetched.  An allowed address is a prefix such as ``https://api.example.com/schemas/``.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from urllib.parse import SplitResult, unquote, urlsplit

_PLAIN = re.compile(r"[\x21-\x7e]+")
_PORTS = {"http": 80, "https": 443}


def is_origin(text: str) -> bool:
    """Whether a text can stand in the list: an http or https URL with a host, nothing secret, no query."""
    parts = _parts(text)
    return parts is not None and not parts.query and not parts.fragment


def permits(allowed: Sequence[str], url: str) -> bool:
    """Whether a URL begins with one of the allowed ones: same scheme, host and port, at or below its path."""
    wanted = _parts(url)
    if wanted is None:
        return False
    return any(_is_below(wanted, prefix) for text in allowed if (prefix := _parts(text)) is not None)


def _parts(text: str) -> SplitResult | None:
    """The parts of a usable URL, None for any other text."""
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return None
    usable = parts.scheme in _PORTS and bool(parts.hostname) and "@" not in parts.netloc
    return parts if usable and _PLAIN.fullmatch(text) and "\\" not in text else None


def _is_below(wanted: SplitResult, prefix: SplitResult) -> bool:
    if (wanted.scheme, wanted.hostname) != (prefix.scheme, prefix.hostname):
        return False
    if (wanted.port or _PORTS[wanted.scheme]) != (prefix.port or _PORTS[prefix.scheme]):
        return False
    path = unquote(wanted.path) or "/"
    if posixpath.normpath(path) != path.rstrip("/") and path != "/":
        return False  # `..` would climb out of the permitted path
    base = unquote(prefix.path).rstrip("/") + "/"
    return (path + "/").startswith(base)
