"""Constructor arguments of a client: credentials and options, with the names that users type."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from generator.config import AuthConfig, OptionConfig, TargetConfig
from generator.diagnostics import Diagnostics
from generator.ir.api import Api, SecurityRequirement, SecurityScheme, Server
from generator.plan import identifiers
from generator.plan.attributes import client_attributes
from generator.plan.code import Code, literal
from generator.plan.imports import Import

_SENT = frozenset(["basic", "bearer", "digest"])
"""HTTP schemes (RFC 7617, 6750, 7616) that the runtime knows."""


@dataclass(frozen=True, slots=True)
class Option:
    """A constructor argument that is no credential by itself.

    It is sent as a header or a query parameter, fills a variable of the base URL (`variable`, with its default), or is
    only kept.
    """

    name: str
    env: tuple[str, ...] = ()
    header: str | None = None
    query: str | None = None
    variable: str | None = None
    default: str | None = None
    types: tuple[Import, ...] = ()
    """What values are instances of, where they are no text."""

    @property
    def annotation(self) -> Code:
        """The type of the argument."""
        return Code(
            " | ".join([*(item.bound for item in self.types), "None"]) if self.types else "str | None"
        )


@dataclass(frozen=True, slots=True)
class TokenArguments:
    """Names of the options that asking for an OAuth token takes."""

    client_id: str
    client_secret: str
    scopes: str


@dataclass(frozen=True, slots=True)
class Credential:
    """A security scheme and the argument that carries its credential; several schemes may share one argument."""

    scheme: SecurityScheme
    argument: str
    env: tuple[str, ...]
    header: str | None
    asking: TokenArguments | None = None

    @property
    def code(self) -> Code:
        """The runtime's `Scheme(...)`."""
        scheme = self.scheme
        settings: list[tuple[str, object]] = [
            ("name", scheme.name),
            ("kind", "apiKey" if self.header else scheme.kind),
            ("argument", self.argument),
        ]
        if self.env:
            settings.append(("env", self.env))
        if self.header:
            settings += [("location", "header"), ("param", self.header)]
        elif scheme.kind == "apiKey":
            settings += [("location", scheme.location), ("param", scheme.param)]
        elif scheme.kind == "http" and scheme.http_scheme and scheme.http_scheme.lower() != "bearer":
            settings.append(("http_scheme", scheme.http_scheme.lower()))
        settings += self._token_settings()
        return Code(f"Scheme({', '.join(f'{name}={literal(value)}' for name, value in settings)})")

    def _token_settings(self) -> list[tuple[str, object]]:
        if self.asking is None:
            return []
        scheme = self.scheme
        where = (
            ("token_url", scheme.token_url) if scheme.token_url else ("discovery_url", scheme.discovery_url)
        )
        named = [("client_id", self.asking.client_id), ("client_secret", self.asking.client_secret)]
        named.append(("scopes_argument", self.asking.scopes))
        scopes = [("scopes", scheme.required_scopes)] if scheme.required_scopes else []
        return [where, *named, *scopes]


@dataclass(frozen=True, slots=True)
class ClientArguments:
    """Everything that the constructor takes for credentials and options, names distinct."""

    credentials: tuple[Credential, ...]
    options: tuple[Option, ...]

    @property
    def credential_names(self) -> tuple[str, ...]:
        """Arguments that take a credential, each once."""
        return tuple(dict.fromkeys(c.argument for c in self.credentials))

    @property
    def option_names(self) -> tuple[str, ...]:
        """Arguments of options."""
        return tuple(option.name for option in self.options)


def plan_client_arguments(
    api: Api,
    config: TargetConfig,
    prefix: str,
    diagnostics: Diagnostics,
    members: frozenset[str] = frozenset(),
) -> ClientArguments:
    """Arguments for the schemes that operations use (for all declared ones when none is used).

    `prefix`: beginning of default environment variables (``ACME`` gives ``ACME_API_KEY``).  `members`:
    resources and methods of the client, which arguments would hide.  Note SDK657: an
    HTTP scheme that the runtime does not know.  Note SDK658: a name that had to change.
    """
    used = {
        name for operation in api.operations for requirement in operation.security for name in requirement
    }
    schemes = [s for s in api.security_schemes if s.name in used or s.name in config.client.auth]
    taken: set[str] = {*_TAKEN, *members}
    found: list[Credential] = []
    for scheme in schemes or api.security_schemes:
        found.append(_credential(scheme, config.client.auth.get(scheme.name), prefix, taken, diagnostics))
    taken |= {credential.argument for credential in found}
    options = [_option(option, taken, diagnostics) for option in config.client.options]
    taken |= client_attributes() | members
    if not config.client.base_url:
        options += [_variable(*pair, prefix, taken) for pair in base_server(api).variables]
    asking = TokenArguments("client_id", "client_secret", "scopes")
    if any(_asks(c) for c in found):
        given = (asking.client_id, asking.client_secret, asking.scopes)
        named = [identifiers.unique([name, f"oauth_{name}"], taken) for name in given]
        asking = TokenArguments(*named)
        options += [Option(name, (f"{prefix}_{name.upper()}",)) for name in named]
    credentials = tuple(replace(c, asking=asking) if _asks(c) else c for c in found)
    return ClientArguments(credentials, tuple(options))


def _asks(credential: Credential) -> bool:
    """Whether the client can get a token for a scheme by itself."""
    scheme = credential.scheme
    return credential.header is None and bool(scheme.token_url or scheme.discovery_url)


def base_server(api: Api) -> Server:
    """The server whose address is the default base URL: the first one with a whole address, else the first."""
    absolute = (server for server in api.servers if "://" in server.url or server.url.startswith("{"))
    return next(absolute, api.servers[0] if api.servers else Server(""))


def _variable(name: str, default: str, prefix: str, taken: set[str]) -> Option:
    wanted = identifiers.argument_name(name)
    argument = identifiers.unique([wanted, f"server_{wanted}"], taken)
    return Option(argument, (f"{prefix}_{argument.rstrip('_').upper()}",), variable=name, default=default)


_TAKEN = (
    "base_url",
    "default_headers",
    "default_query",
    "http_client",
    "max_retries",
    "self",
    "set_default_headers",
    "set_default_query",
    "timeout",
)


def default_security(api: Api) -> tuple[SecurityRequirement, ...]:
    """What most operations ask for: the default for requests that have no operation."""
    counted = Counter(operation.security for operation in api.operations)
    return counted.most_common(1)[0][0] if counted else ()


def _credential(
    scheme: SecurityScheme, own: AuthConfig | None, prefix: str, taken: set[str], diagnostics: Diagnostics
) -> Credential:
    if scheme.kind == "http" and (scheme.http_scheme or "bearer").lower() not in _SENT:
        message = f"credentials of {scheme.name} are sent as `Authorization: {scheme.http_scheme} ...`"
        diagnostics.note("SDK657", message, scheme.origin)
    if own is not None:
        # Two schemes may well be fed from one argument, so a configured name is not made unique.
        return Credential(scheme, own.argument, own.env, own.header)
    wanted = _argument(scheme)
    own_name = identifiers.argument_name(scheme.name).removesuffix("_auth")
    argument = identifiers.unique([wanted, own_name], taken)
    if argument != wanted:
        diagnostics.note(
            "SDK658", f"the credential of {scheme.name} is the argument `{argument}`", scheme.origin
        )
    return Credential(scheme, argument, (f"{prefix}_{argument.rstrip('_').upper()}",), None)


def _argument(scheme: SecurityScheme) -> str:
    if scheme.kind == "http" and (scheme.http_scheme or "").lower() in ("basic", "digest"):
        return "basic_auth" if (scheme.http_scheme or "").lower() == "basic" else "digest_auth"
    if scheme.kind == "mutualTLS":
        return "client_certificate"
    return "access_token" if scheme.kind in ("oauth2", "openIdConnect") else "api_key"


def _option(option: OptionConfig, taken: set[str], diagnostics: Diagnostics) -> Option:
    name = identifiers.unique([option.name, f"{option.name}_option"], taken)
    if name != option.name:
        diagnostics.note("SDK658", f"the option `{option.name}` is the argument `{name}`")
    types = tuple(_locator(place) for place in option.types)
    return Option(name, option.env, option.header, option.query, types=types)


def _locator(place: str) -> Import:
    module, _, name = place.partition(":")
    return Import(tuple(module.split(".")), name)


def option_code(option: Option) -> Code:
    """The runtime's `Option(...)`."""
    settings: list[tuple[str, object]] = [("name", option.name)]
    settings += [(key, value) for key, value in (("env", option.env), ("header", option.header)) if value]
    settings += [("query", option.query)] if option.query else []
    settings += [("variable", option.variable), ("default", option.default)] if option.variable else []
    return Code(f"Option({', '.join(f'{name}={literal(value)}' for name, value in settings)})")
