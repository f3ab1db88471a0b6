"""Security schemes and requirements (OpenAPI 3.1 sections 4.8.27 to 4.8.30)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final, Literal, cast

from generator.codes import lowering as codes
from generator.ir.api import SecurityRequirement, SecurityScheme
from generator.lower.context import Context
from generator.lower.keywords import mapping, optional_text, sequence, text
from generator.spec.document import Node

_KINDS: Final = frozenset({"apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"})
_LOCATIONS: Final[Mapping[str, Literal["query", "header", "cookie"]]] = {
    "query": "query",
    "header": "header",
    "cookie": "cookie",
}
"""Places of an API key."""


def schemes_of(ctx: Context) -> tuple[SecurityScheme, ...]:
    """All usable schemes of the document."""
    components = ctx.document.root.get("components")
    schemes = components.get("securitySchemes") if components is not None else None
    found: list[SecurityScheme] = []
    for name, child in schemes.items() if schemes is not None else ():
        node = ctx.follow(child, f"security scheme {name!r:.80}")
        scheme = _scheme(ctx, name, node) if node is not None else None
        if scheme is not None:
            found.append(scheme)
    return tuple(found)


def configured_schemes(ctx: Context, known: frozenset[str]) -> tuple[SecurityScheme, ...]:
    """Schemes that the configuration describes and the document does not."""
    found: list[SecurityScheme] = []
    for name, auth in ctx.config.client.auth.items():
        if not auth.scheme or name in known:
            continue
        ctx.diagnostics.note(
            codes.CONFIGURED_SECURITY,
            f"the configuration says what {name!r:.80} is",
            ctx.document.root.origin,
        )
        if auth.scheme == "header":
            found.append(
                SecurityScheme(name, "apiKey", location="header", param=auth.header or "Authorization")
            )
        else:
            found.append(SecurityScheme(name, "http", http_scheme=auth.scheme))
    return tuple(found)


def default_requirements(
    ctx: Context, declared: frozenset[str], configured: tuple[SecurityScheme, ...]
) -> tuple[SecurityRequirement, ...]:
    """What an operation needs that says nothing: the list of the document, or one of the configured schemes where the
    document knows nothing of security.
    """
    known = declared | {scheme.name for scheme in configured}
    stated = requirements_of(ctx, ctx.document.root, known)
    if stated is None and not declared:
        return tuple((scheme.name,) for scheme in configured)
    return stated or ()


def _scheme(ctx: Context, name: str, node: Node) -> SecurityScheme | None:
    """One scheme; None, with a diagnostic, when it lacks what its type needs."""
    value = mapping(node.value)
    kind = text(value, "type")
    if kind not in _KINDS:
        _bad(ctx, node, f"{name!r:.80} has the unknown type {kind!r:.80}")
        return None
    scheme = SecurityScheme(
        name,
        cast("Literal['apiKey', 'http', 'oauth2', 'openIdConnect', 'mutualTLS']", kind),
        origin=node.origin,
    )
    if kind == "apiKey":
        location, param = _LOCATIONS.get(text(value, "in")), text(value, "name")
        if location is None or not param:
            _bad(ctx, node, f"API key {name!r:.80} needs `name` and `in`")
            return None
        return replace(scheme, location=location, param=param)
    if kind == "http":
        if not text(value, "scheme"):
            _bad(ctx, node, f"{name!r:.80} needs `scheme`")
            return None
        return replace(scheme, http_scheme=text(value, "scheme").lower())
    if kind == "openIdConnect":
        return replace(scheme, discovery_url=optional_text(value, "openIdConnectUrl"))
    return _with_flows(scheme, value) if kind == "oauth2" else scheme


def _bad(ctx: Context, node: Node, message: str) -> None:
    """Report a scheme that cannot be used."""
    ctx.diagnostics.error(codes.BAD_SECURITY, message, node.origin)


def _with_flows(scheme: SecurityScheme, value: Mapping[str, object]) -> SecurityScheme:
    """Scopes of all flows, and the token address of the client credentials flow."""
    stated = mapping(value.get("flows"))
    flows = [mapping(flow) for flow in stated.values()]
    scopes = dict.fromkeys(scope for flow in flows for scope in mapping(flow.get("scopes")))
    address = optional_text(mapping(stated.get("clientCredentials")), "tokenUrl")
    return replace(scheme, scopes=tuple(scopes), token_url=address)


def with_required_scopes(
    schemes: Iterable[SecurityScheme], holders: Iterable[Node]
) -> tuple[SecurityScheme, ...]:
    """The schemes with the scopes that the `security` lists of `holders` (document, operations) name."""
    found: dict[str, dict[str, None]] = {}
    for holder in holders:
        for requirement in sequence(mapping(holder.value).get("security")):
            for name, scopes in mapping(requirement).items():
                words = [scope for scope in sequence(scopes) if isinstance(scope, str)]
                found.setdefault(name, {}).update(dict.fromkeys(words))
    return tuple(
        (
            replace(scheme, required_scopes=tuple(found.get(scheme.name, ())))
            if scheme.kind in ("oauth2", "openIdConnect")
            else scheme
        )
        for scheme in schemes
    )


def requirements_of(
    ctx: Context, holder: Node, known: frozenset[str]
) -> tuple[SecurityRequirement, ...] | None:
    """The alternatives that a `security` list gives, () for an empty list, None when there is no list.

    An alternative with an unknown scheme cannot be met and is left out.
    """
    node = holder.get("security")
    if node is None:
        return None
    found: list[SecurityRequirement] = []
    for child in node.elements():
        names = tuple(mapping(child.value))
        unknown = [name for name in names if name not in known]
        if unknown or not child.is_mapping:
            what = f"unknown scheme {unknown[0]!r:.80}" if unknown else "a requirement is an object"
            ctx.diagnostics.error(codes.BAD_SECURITY, what, child.origin)
        elif names not in found:
            found.append(names)
    if not isinstance(node.value, list):
        ctx.diagnostics.error(codes.BAD_SECURITY, "security is not a list", node.origin)
    return tuple(found)
