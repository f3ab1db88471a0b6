"""Where data is kept: the regions that have servers of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from .._runtime.errors import SDKError

__all__ = ["MUTUAL_TLS_URLS", "REGION_URLS", "DataResidency", "region_of", "url_of"]

DataResidency: TypeAlias = Literal["global", "us", "eu", "ae", "au", "in", "jp"]

REGION_URLS: Mapping[str, str] = {
    "global": "https://api.openai.com/v1",
    **{region: f"https://{region}.api.openai.com/v1" for region in ("us", "eu", "ae", "au", "in", "jp")},
}
"""Base URL of every region."""
MUTUAL_TLS_URLS: Mapping[str, str] = {
    "global": "https://mtls.api.openai.com/v1",
    "us": "https://mtls-us.api.openai.com/v1",
    "eu": "https://mtls-eu.api.openai.com/v1",
}
"""The same for clients that show a certificate."""


def url_of(region: object, *, mutual_tls: bool) -> str:
    """Base URL of a region.

    Raises ValueError for a region that does not exist, SDKError for one whose servers take no certificates.
    """
    if not isinstance(region, str) or region not in REGION_URLS:
        raise ValueError(f"Invalid `data_residency`: it must be one of {', '.join(sorted(REGION_URLS))}")
    if not mutual_tls:
        return REGION_URLS[region]
    if region not in MUTUAL_TLS_URLS:
        raise SDKError(f"The region {region!r} has no mTLS endpoint")
    return MUTUAL_TLS_URLS[region]


def region_of(url: str) -> str | None:
    """The region whose base URL this is, with or without certificates; None for any other server."""
    for urls in (REGION_URLS, MUTUAL_TLS_URLS):
        for region, known in urls.items():
            if known == url.rstrip("/"):
                return region
    return None
