"""`client.webhooks`: whether a webhook comes from the API, and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from .._runtime.parse import BadJSON, decoder_at
from .._runtime.webhooks import TimestampError, signature_matches
from ._errors import InvalidWebhookSignatureError

if TYPE_CHECKING:
    from .._runtime.resource import AsyncResource, SyncResource
    from ..types.webhooks import UnwrapWebhookEvent

__all__ = ["unwrap", "verify_signature", "webhook_signature_matches"]

_EVENT = "types.webhooks.unwrap_webhook_event:UnwrapWebhookEvent"


def webhook_signature_matches(
    payload: str | bytes, headers: Mapping[str, str], *, secret: str, tolerance: int
) -> bool:
    """Whether a signature fits.  Raises InvalidWebhookSignatureError for a time outside the window."""
    try:
        return signature_matches(payload, headers, secret=secret, tolerance=tolerance)
    except TimestampError as problem:
        message = str(problem)
    # Raised here, so that nothing of the inner exception is chained.
    raise InvalidWebhookSignatureError(message) from None


def verify_signature(
    resource: SyncResource | AsyncResource,
    payload: str | bytes,
    headers: Mapping[str, str],
    *,
    secret: str | None = None,
    tolerance: int = 300,
) -> None:
    """Check that a webhook was sent by the API, within `tolerance` seconds of now.

    `payload` is the body as it arrived.  `secret` defaults to the client's `webhook_secret`.  Raises
    InvalidWebhookSignatureError when it was not, ValueError when there is no secret or a header is missing.
    """
    if secret is None:
        secret = cast("Any", resource)._client.webhook_secret
    if secret is None:
        raise ValueError(
            "The webhook secret must either be set on the client (`webhook_secret`, or the environment variable "
            "OPENAI_WEBHOOK_SECRET) or passed to this method"
        )
    if not webhook_signature_matches(payload, headers, secret=secret, tolerance=tolerance):
        raise InvalidWebhookSignatureError(
            "The given webhook signature does not match the expected signature"
        ) from None


def unwrap(
    resource: SyncResource | AsyncResource,
    payload: str | bytes,
    headers: Mapping[str, str],
    *,
    secret: str | None = None,
) -> UnwrapWebhookEvent:
    """Check a webhook as `verify_signature` does, and read it as a typed event.

    Raises ValueError also for a body that is no JSON.  An event of a kind that this package does not know is an
    `UnknownVariant`.
    """
    verify_signature(resource, payload, headers, secret=secret)
    body = payload.encode() if isinstance(payload, str) else payload
    try:
        return cast("UnwrapWebhookEvent", decoder_at(_EVENT).decode(body))
    except BadJSON as problem:
        message = str(problem)
    raise ValueError(f"The webhook's body is no JSON: {message}")
