"""What is constant about a client: its servers, credentials, options and defaults."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

__all__ = ["ClientDefinition", "Option", "Scheme"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """One security scheme and the constructor argument that carries its credential.

    kind ``apiKey`` uses `location` and `param`; ``http`` uses `http_scheme` (``basic`` and ``digest`` credentials
    read ``user:password``); ``oauth2`` and ``openIdConnect`` credentials are sent as bearer tokens; that of
    ``mutualTLS`` is the path of a PEM file with certificate and key.
    """

    name: str
    kind: Literal["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"]
    argument: str
    env: tuple[str, ...] = ()
    location: Literal["query", "header", "cookie"] | None = None
    param: str | None = None
    http_scheme: str = "bearer"
    token_url: str | None = None
    """Where a client asks for a token by itself (OAuth 2.0 client credentials); relative to the base URL."""
    discovery_url: str | None = None
    """Document that names the token address (OpenID Connect Discovery)."""
    client_id: str | None = None
    client_secret: str | None = None
    scopes_argument: str | None = None
    """Options that hold what asking for a token takes."""
    scopes: tuple[str, ...] = ()
    """Scopes to ask for where the option is not set."""

    @property
    def is_digest(self) -> bool:
        """Whether the credential answers a challenge instead of going with the first request."""
        return self.kind == "http" and self.http_scheme.lower() == "digest"

    @property
    def snake_name(self) -> str:
        """`name` in snake case."""
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", self.name).lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A constructor argument that becomes a header or a query parameter, or part of the base URL; else it is only an attribute."""

    name: str
    env: tuple[str, ...] = ()
    header: str | None = None
    query: str | None = None
    variable: str | None = None
    """Variable of the base URL's template that the option fills."""
    default: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientDefinition:
    """Facts shared by the sync and the async client of a package.  Times in seconds."""

    name: str
    """Class name of the sync client, and product name of the User-Agent header."""
    version: str
    base_url: str = ""
    base_url_env: str | None = None
    schemes: tuple[Scheme, ...] = ()
    options: tuple[Option, ...] = ()
    security: tuple[tuple[str, ...], ...] = ()
    """Alternatives for operations that name none; () asks for no credential at all."""
    insists: bool = False
    """Whether a client cannot be made without a credential, even where some operations need none."""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    query: Mapping[str, str] = field(default_factory=dict[str, str])
    headers_env: str | None = None
    """Environment variable with further default headers, one ``Name: value`` a line."""
    log_env: str | None = None
    logger: str = ""
    """Logger whose level and handlers hold for this package's as well."""
    timeout: float = 600.0
    connect_timeout: float = 5.0
    max_retries: int = 2
    max_connections: int = 1000
    max_keepalive_connections: int = 100
    idempotency_header: str | None = None
    request_id_header: str = "x-request-id"
    binary_class: str = ""
    """Locator of the class of downloads, a subclass of `BinaryResponse`; "" for that itself."""
    platform_headers: str = ""
    """Start of the names of headers that tell the server of language, system and retries; "" sends none."""
    query_arrays: Literal["document", "brackets", "repeat", "comma", "indices"] = "document"
    query_objects: Literal["document", "brackets", "dots"] = "document"
    multipart_arrays: Literal["repeat", "brackets"] = "repeat"
    multipart_objects: Literal["json", "brackets"] = "json"
