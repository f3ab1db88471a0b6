"""HTTP clients with the defaults of this runtime, for callers who bring one of their own; loads the HTTP library."""

from __future__ import annotations

from typing import Any

import httpx2

__all__ = [
    "DEFAULT_CONNECTION_LIMITS",
    "DEFAULT_MAX_RETRIES",
    "DEFAULT_TIMEOUT",
    "DefaultAsyncHttpxClient",
    "DefaultHttpxClient",
    "with_defaults",
]

DEFAULT_TIMEOUT = httpx2.Timeout(600.0, connect=5.0)
DEFAULT_MAX_RETRIES = 2
DEFAULT_CONNECTION_LIMITS = httpx2.Limits(max_connections=1000, max_keepalive_connections=100)


def with_defaults(options: dict[str, Any]) -> dict[str, Any]:
    """Arguments of an HTTP client, those that are not given taken from this runtime."""
    defaults = {"timeout": DEFAULT_TIMEOUT, "limits": DEFAULT_CONNECTION_LIMITS, "follow_redirects": True}
    return {**defaults, **options}


class DefaultHttpxClient(httpx2.Client):
    """`httpx2.Client` with the timeout, limits and redirects of this runtime, unless told otherwise."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**with_defaults(options))


class DefaultAsyncHttpxClient(httpx2.AsyncClient):
    """`httpx2.AsyncClient` with the timeout, limits and redirects of this runtime, unless told otherwise."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**with_defaults(options))
