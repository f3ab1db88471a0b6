"""The bases of clients, and what belongs to them."""

from __future__ import annotations

from ..async_client import AsyncClient as AsyncAPIClient
from ..base import BaseClient
from ..client import SyncClient as SyncAPIClient
from ..options import FinalRequestOptions, make_request_options
from ..platform_facts import (
    OtherArch,
    OtherPlatform,
    get_architecture,
    get_platform,
    platform,
    platform_headers,
)

__all__ = [
    "AsyncAPIClient",
    "BaseClient",
    "FinalRequestOptions",
    "OtherArch",
    "OtherPlatform",
    "SyncAPIClient",
    "get_architecture",
    "get_platform",
    "make_request_options",
    "platform",
    "platform_headers",
]
