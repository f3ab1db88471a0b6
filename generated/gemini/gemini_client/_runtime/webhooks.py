"""Signatures of webhooks as Standard Webhooks has them: HMAC-SHA256 over id, time and body.

The signed content is ``id.timestamp.body``; the header with signatures holds several during a change of secrets,
separated by white space, each with the version ``v1,`` in front.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from collections.abc import Mapping

__all__ = ["TOLERANCE", "TimestampError", "signature_matches"]

TOLERANCE = 300
"""Seconds that a webhook may be old, or ahead of the local clock: what limits replays."""

_PREFIX = "whsec_"


class TimestampError(ValueError):
    """The time of a webhook is unreadable, or outside the window."""


def signature_matches(
    payload: str | bytes, headers: Mapping[str, str], *, secret: str, tolerance: int = TOLERANCE
) -> bool:
    """Whether one of the signatures was made with `secret` for this body.

    Header names are taken in any case.  Raises ValueError for a missing header, TimestampError for a time outside the
    window of `tolerance` seconds, binascii.Error for a damaged secret, UnicodeDecodeError for a body that is no text.
    """
    given = {name.lower(): value for name, value in headers.items()}
    signatures, stamp, id_ = (
        _header(given, name) for name in ("webhook-signature", "webhook-timestamp", "webhook-id")
    )
    _check_time(stamp, tolerance)
    key = base64.b64decode(secret.removeprefix(_PREFIX)) if secret.startswith(_PREFIX) else secret.encode()
    body = payload.decode("utf-8") if isinstance(payload, bytes) else payload
    digest = hmac.new(key, f"{id_}.{stamp}.{body}".encode(), hashlib.sha256).digest()
    expected = base64.b64encode(digest).decode("ascii")
    return any(
        hmac.compare_digest(expected, signature.removeprefix("v1,")) for signature in signatures.split()
    )


def _header(headers: Mapping[str, str], name: str) -> str:
    value = headers.get(name)
    if value is None:
        raise ValueError(f"Could not find {name} header")
    return value


def _check_time(stamp: str, tolerance: int) -> None:
    try:
        seconds = int(stamp)
    except ValueError:
        raise TimestampError("Invalid webhook timestamp format") from None
    age = time.time() - seconds
    if age > tolerance:
        raise TimestampError("Webhook timestamp is too old")
    if -age > tolerance:
        raise TimestampError("Webhook timestamp is too new")
