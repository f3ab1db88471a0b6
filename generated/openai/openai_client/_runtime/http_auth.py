"""Ways to prove who one is that belong to the exchange, not to one header: digest, and certificates (mutual TLS)."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, Any

from .definition import Scheme
from .errors import SDKError
from .urls import origin_of

if TYPE_CHECKING:
    import httpx2

    from .base import BaseClient
    from .call import Call

__all__ = ["certified", "digest_of"]


def digest_of(client: BaseClient, call: Call, url: httpx2.URL) -> Any:
    """Digest authentication (RFC 7616) for a call that asks for it, else None.

    The object answers the server's challenge with a second request and remembers it for the next one.  It serves
    the origin of the call alone: a redirect to elsewhere gets nothing.
    """
    scheme = next((s for s in call.schemes if s.is_digest), None)
    if scheme is None or origin_of(str(call.url)) != origin_of(str(url)):
        return None
    user, _, password = str(client.__dict__.get(scheme.argument) or "").partition(":")
    known: dict[tuple[str, str], Any] = client.__dict__.setdefault("_digests", {})
    if (user, password) not in known:
        import httpx2

        known[user, password] = httpx2.DigestAuth(user, password)
    return known[user, password]


def certified(schemes: tuple[Scheme, ...], attributes: dict[str, Any]) -> ssl.SSLContext | None:
    """The TLS context with the certificate that a client was given for mutual TLS; None without one.

    The certificate is a PEM file with certificate and key.  Raises SDKError when it cannot be used.
    """
    name = next((s.argument for s in schemes if s.kind == "mutualTLS"), None)
    path = attributes.get(name) if name else None
    if not path:
        return None
    import httpx2

    context = httpx2.create_ssl_context()
    try:
        context.load_cert_chain(str(path))
    except (OSError, ssl.SSLError) as error:
        raise SDKError(f"The certificate `{name}` cannot be used: {type(error).__name__}") from None
    return context
