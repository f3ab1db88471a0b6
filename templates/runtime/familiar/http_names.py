"""Names of the HTTP library; asking for one loads it."""

from __future__ import annotations

import httpx2
from httpx2 import URL, AsyncBaseTransport, BaseTransport, Timeout

__all__ = [
    "HTTPX_DEFAULT_TIMEOUT",
    "URL",
    "AsyncBaseTransport",
    "AsyncTransport",
    "BaseTransport",
    "ProxiesTypes",
    "Timeout",
    "Transport",
]

Transport = BaseTransport
AsyncTransport = AsyncBaseTransport
ProxiesTypes = str | httpx2.Proxy | dict[str, str | httpx2.Proxy | None]
HTTPX_DEFAULT_TIMEOUT = Timeout(5.0)
"""What the library's own clients have; a client that still has it is taken to say nothing about timeouts."""
