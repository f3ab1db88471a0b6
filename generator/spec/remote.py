"""Files of a description that lie on the network: read only from addresses that the user has named.

By default nothing is fetched.  An allowed address is a prefix such as ``https://api.example.com/schemas/``.  No
credentials, cookies or proxies' passwords are sent, redirects are refused (they would lead past the list), and size
and time are bounded.
"""

from __future__ import annotations

import http.client
import posixpath
import re
import urllib.error
import urllib.request
from collections.abc import Sequence
from urllib.parse import SplitResult, unquote, urlsplit

from generator.spec.reading import ReadError

TIMEOUT = 20.0
"""Seconds that a server may take for a connection, and between two pieces of an answer."""

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


def fetch(url: str, most: int) -> bytes:
    """The content at a URL, at most `most` bytes.  Raises ReadError saying why there is none."""
    request = urllib.request.Request(url, headers={"User-Agent": "sdkgen", "Accept": "*/*"})
    opener = urllib.request.build_opener(_NoRedirects)
    try:
        with opener.open(request, timeout=TIMEOUT) as response:
            content: bytes = response.read(most + 1)
    except urllib.error.HTTPError as error:
        raise ReadError("SDK101", f"the server answered with status {error.code}") from None
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise ReadError("SDK101", f"the address cannot be read: {type(error).__name__}") from None
    if len(content) > most:
        raise ReadError("SDK102", f"the file is larger than {most:,} bytes")
    return content


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Turns a redirect into the error that an answer without content is."""

    def redirect_request(
        self, req: object, fp: object, code: int, msg: str, headers: object, newurl: str
    ) -> None:
        """Never another request."""


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
