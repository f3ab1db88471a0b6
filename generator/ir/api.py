"""The whole API: operations, security, servers, types."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from generator.diagnostics import NOWHERE, Origin
from generator.ir.behaviour import MediaUpload, Pagination, Streaming
from generator.ir.types import NO_DOCS, Docs, TypeRef, TypeTable

ParamLocation: TypeAlias = Literal["path", "query", "header", "cookie"]
ParamStyle: TypeAlias = Literal[
    "form",
    "simple",
    "label",
    "matrix",
    "spaceDelimited",
    "pipeDelimited",
    "deepObject",
    "cookie",
    "reserved",
    "json",
]
"""OpenAPI parameter styles; `reserved` is Discovery's ``{+name}`` (RFC 6570 level 2), `json` a `content` parameter."""

BodyKind: TypeAlias = Literal["json", "form", "multipart", "text", "binary"]
ResponseKind: TypeAlias = Literal["json", "text", "binary", "stream", "none"]


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter; `name` is the wire name."""

    name: str
    location: ParamLocation
    type: TypeRef
    required: bool
    nullable: bool = False
    style: ParamStyle = "form"
    explode: bool = True
    style_stated: bool = False
    """False when the document left style and explode to their defaults."""
    allow_reserved: bool = False
    pattern: str | None = None
    has_default: bool = False
    default: object = None
    deprecated: bool = False
    docs: Docs = NO_DOCS
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Part:
    """Encoding of one multipart or form property (OpenAPI Encoding Object): content type and style, where stated."""

    name: str
    content_type: str | None = None
    style: ParamStyle | None = None
    explode: bool | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """A request body of one media type."""

    media_type: str
    kind: BodyKind
    type: TypeRef
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """The request body: alternatives in document order, never empty; the first one is what methods send by default."""

    contents: tuple[Content, ...]
    required: bool
    docs: Docs = NO_DOCS
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class ResponseContent:
    """A response body of one media type; `kind` ``stream`` is a sequence of events (text/event-stream, ndjson, itemSchema)."""

    media_type: str
    kind: ResponseKind
    type: TypeRef | None


@dataclass(frozen=True, slots=True)
class Response:
    """`status`: ``200``, ``2XX`` or ``default``.  No contents: an empty body is expected."""

    status: str
    contents: tuple[ResponseContent, ...]
    headers: tuple[Param, ...] = ()
    origin: Origin = NOWHERE

    @property
    def is_success(self) -> bool:
        """Whether a client returns, rather than raises, on this status."""
        return self.status.startswith("2")


@dataclass(frozen=True, slots=True)
class SecurityScheme:
    """One scheme by its name in the document.

    kind: ``apiKey`` (`location`, `param`), ``http`` (`http_scheme`), ``oauth2``, ``openIdConnect``, ``mutualTLS``.
    """

    name: str
    kind: Literal["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"]
    location: Literal["query", "header", "cookie"] | None = None
    param: str | None = None
    http_scheme: str | None = None
    scopes: tuple[str, ...] = ()
    token_url: str | None = None
    """Where client credentials are changed into a token (RFC 6749 section 4.4); None without that flow."""
    discovery_url: str | None = None
    """OpenID Connect discovery document."""
    required_scopes: tuple[str, ...] = ()
    """Scopes that operations ask for, in document order."""
    origin: Origin = NOWHERE


SecurityRequirement: TypeAlias = tuple[str, ...]
"""Names of schemes that are needed together; () means that no credential is an allowed alternative."""


@dataclass(frozen=True, slots=True)
class Server:
    """A base URL; `variables` are (name, default) of its template."""

    url: str
    variables: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Operation:
    """One method on one path."""

    id: str
    """operationId, the Discovery method id, or `<method> <path>` when the document gives none."""
    method: str
    """Upper case."""
    path: str
    """Template as in the document, with `{name}` expressions only (`{+name}` is a param style)."""
    params: tuple[Param, ...] = ()
    body: Body | None = None
    responses: tuple[Response, ...] = ()
    security: tuple[SecurityRequirement, ...] = ()
    tags: tuple[str, ...] = ()
    resource_path: tuple[str, ...] = ()
    """Resource names the document itself gives (Discovery); () for OpenAPI."""
    method_name: str = ""
    """Method name the document itself gives (Discovery)."""
    streaming: Streaming | None = None
    pagination: Pagination | None = None
    upload: MediaUpload | None = None
    supports_download: bool = False
    """Discovery: the same request with alt=media answers with the raw bytes."""
    server: Server | None = None
    deprecated: bool = False
    docs: Docs = NO_DOCS
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Webhook:
    """A request that the server sends to the user (OpenAPI webhooks and callbacks); `payload` is its JSON body."""

    name: str
    payload: TypeRef | None
    docs: Docs = NO_DOCS
    origin: Origin = NOWHERE
    is_callback: bool = False
    """Whether it goes to an address that a request of the user named, and not to the one registered for all events."""


@dataclass(frozen=True, slots=True)
class Api:
    """Everything that planning may know."""

    title: str
    version: str
    servers: tuple[Server, ...]
    operations: tuple[Operation, ...]
    webhooks: tuple[Webhook, ...]
    security_schemes: tuple[SecurityScheme, ...]
    types: TypeTable = field(default_factory=TypeTable)
    format: Literal["openapi", "discovery"] = "openapi"
    docs: Docs = NO_DOCS
