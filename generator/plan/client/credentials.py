"""Constructor arguments of a client: credentials and options, with the names that users type."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from generator.config import AuthConfig, OptionConfig, TargetConfig
from generator.diagnostics import Diagnostics
from generator.ir.api import Api, SecurityRequirement, SecurityScheme
from generator.plan import identifiers
from generator.plan.code import Code, literal

_SENT = frozenset(["basic", "bearer"])
"""HTTP schemes (RFC 7235) whose credential is one string."""


@dataclass(frozen=True, slots=True)
class Credential:
    """A security scheme and the argument that carries its credential; several schemes may share one argument."""

    scheme: SecurityScheme
    argument: str
    env: tuple[str, ...]
    header: str | None

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
        return Code(f"Scheme({', '.join(f'{name}={literal(value)}' for name, value in settings)})")


@dataclass(frozen=True, slots=True)
class ClientArguments:
    """Everything that the constructor takes for credentials and options, names distinct."""

    credentials: tuple[Credential, ...]
    options: tuple[OptionConfig, ...]

    @property
    def credential_names(self) -> tuple[str, ...]:
        """Arguments that take a credential, each once."""
        return tuple(dict.fromkeys(c.argument for c in self.credentials))

    @property
    def option_names(self) -> tuple[str, ...]:
        """Arguments of options."""
        return tuple(option.name for option in self.options)


def plan_client_arguments(
    api: Api, config: TargetConfig, prefix: str, diagnostics: Diagnostics
) -> ClientArguments:
    """Arguments for the schemes that operations use (for all declared ones when none is used).

    `prefix`: beginning of default environment variables (``ACME`` gives ``ACME_API_KEY``).  Warning SDK657: a kind of
    credential that the client cannot send.  Note SDK658: a name that had to change.
    """
    used = {
        name for operation in api.operations for requirement in operation.security for name in requirement
    }
    schemes = [s for s in api.security_schemes if s.name in used or s.name in config.client.auth]
    taken: set[str] = set(_TAKEN)
    found: list[Credential] = []
    for scheme in schemes or api.security_schemes:
        found.append(_credential(scheme, config.client.auth.get(scheme.name), prefix, taken, diagnostics))
    taken |= {credential.argument for credential in found}
    options = tuple(_option(option, taken, diagnostics) for option in config.client.options)
    return ClientArguments(tuple(found), options)


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
    is_sent = scheme.kind != "mutualTLS" and (
        scheme.kind != "http" or (scheme.http_scheme or "bearer").lower() in _SENT
    )
    if not is_sent:
        diagnostics.warning(
            "SDK657", f"the client cannot send {scheme.name} credentials by itself", scheme.origin
        )
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
    if scheme.kind == "http" and (scheme.http_scheme or "").lower() == "basic":
        return "basic_auth"
    return "access_token" if scheme.kind in ("oauth2", "openIdConnect") else "api_key"


def _option(option: OptionConfig, taken: set[str], diagnostics: Diagnostics) -> OptionConfig:
    name = identifiers.unique([option.name, f"{option.name}_option"], taken)
    if name == option.name:
        return option
    diagnostics.note("SDK658", f"the option `{option.name}` is the argument `{name}`")
    return OptionConfig(name, option.env, option.header, option.query)


def option_code(option: OptionConfig) -> Code:
    """The runtime's `Option(...)`."""
    settings: list[tuple[str, object]] = [("name", option.name)]
    settings += [(key, value) for key, value in (("env", option.env), ("header", option.header)) if value]
    settings += [("query", option.query)] if option.query else []
    return Code(f"Option({', '.join(f'{name}={literal(value)}' for name, value in settings)})")
