"""The package's logger, and what must never be logged."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from .locate import root_package

if TYPE_CHECKING:
    import httpx2

__all__ = [
    "REDACTED",
    "configure",
    "hide",
    "is_secret_header",
    "logger",
    "redacted_headers",
    "redacted_request",
    "redacted_url",
]

REDACTED = "[redacted]"

logger = logging.getLogger(root_package() or __name__)

_SECRET_HEADERS = frozenset({"authorization", "proxy-authorization", "cookie", "set-cookie"})
_SECRET_NAME = re.compile(r"(api[-_]?key|token|secret|password|credential)$", re.IGNORECASE)
_SECRET_QUERY = re.compile(
    r"([?&](?:key|api[-_]?key|access_token|oauth_token|token|sig|signature)=)[^&#\s'\"]+", re.IGNORECASE
)


_LEVELS = {name.lower(): getattr(logging, name) for name in ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")}


def configure(variable: str | None, parent: str = "") -> None:
    """Set the level that the environment asks for by its name; a handler is added where none is.

    `parent`: a logger that the package's own hangs below, so that programs set both up by that name.
    """
    top = logging.getLogger(parent) if parent else logger
    if parent and logger.parent is not top:
        logger.parent = top
    level = _LEVELS.get(os.environ.get(variable, "").strip().lower()) if variable else None
    if level is None:
        return
    top.setLevel(level)
    if not top.hasHandlers():
        handler = logging.StreamHandler()
        handler.setFormatter(
            logging.Formatter("[%(asctime)s - %(name)s:%(lineno)d - %(levelname)s] %(message)s")
        )
        top.addHandler(handler)


def is_secret_header(name: str) -> bool:
    """Whether a header of this name carries a credential."""
    return name.lower() in _SECRET_HEADERS or _SECRET_NAME.search(name) is not None


def redacted_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """A copy without the values of credentials."""
    return {name: REDACTED if is_secret_header(name) else value for name, value in headers.items()}


def redacted_url(url: object) -> str:
    """The URL without keys in its query."""
    return _SECRET_QUERY.sub(r"\1" + REDACTED, str(url))


def logged_url(url: object) -> str:
    """The URL without its query, whose values may be private."""
    return redacted_url(url).partition("?")[0]


def hide(text: str, secrets: Iterable[str]) -> str:
    """`text` in which every one of `secrets`, and every key in a query, is blotted out."""
    for secret in secrets:
        # A plain word is a stand-in for a key, and hiding it would only garble the text.
        if len(secret) > 3 and not (secret.isalpha() and len(secret) < 16):
            text = text.replace(secret, REDACTED)
    return redacted_url(text)


def redacted_request(request: httpx2.Request) -> httpx2.Request:
    """A copy of the request without credentials and without an open stream."""
    content = getattr(request, "_content", b"")
    copy = type(request)(request.method, redacted_url(request.url), headers=redacted_headers(request.headers))
    copy.stream = type(request)("POST", "http://x", content=content).stream
    copy.read()
    return copy


def redacted_response(response: httpx2.Response) -> httpx2.Response:
    """A copy of the response with what was read of it, whose request carries no credentials."""
    content = getattr(response, "_content", b"")
    headers = [
        (name, value)
        for name, value in response.headers.multi_items()
        if name.lower() not in ("content-encoding", "content-length", "transfer-encoding", "set-cookie")
    ]
    request = redacted_request(response.request)
    return type(response)(response.status_code, headers=headers, content=content, request=request)
