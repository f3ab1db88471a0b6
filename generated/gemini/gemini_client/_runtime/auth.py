"""Credentials: where they come from, which of them an operation uses, and how they are sent."""

from __future__ import annotations

import base64
import os
from collections.abc import Awaitable, Callable, Mapping
from typing import Literal, TypeAlias

from .definition import ClientDefinition, Scheme
from .errors import MissingCredentialsError, SDKError

__all__ = ["Carrier", "Credential", "carry", "choose", "credential_from", "missing_at_construction"]

Credential: TypeAlias = str | Callable[[], str] | Callable[[], Awaitable[str]] | None
"""A key, or a function that gives the current one (asked before every attempt)."""
Carrier: TypeAlias = tuple[Literal["header", "query", "cookie"], str, str]
"""Place, name and value."""


def credential_from(scheme: Scheme, given: object) -> object:
    """The credential passed by the caller, else the first environment variable of the scheme that is set."""
    if given is not None:
        return given
    for variable in scheme.env:
        value = os.environ.get(variable, "").strip()
        if value:
            return value
    return None


def _describe(schemes: tuple[Scheme, ...]) -> str:
    pairs = [f"`{s.client_id}` and `{s.client_secret}`" for s in schemes if s.client_id and s.client_secret]
    arguments = list(dict.fromkeys([*(f"`{scheme.argument}`" for scheme in schemes), *pairs]))
    variables = list(dict.fromkeys(f"`{name}`" for scheme in schemes for name in scheme.env))
    text = f"pass {' or '.join(arguments)} to the client"
    return f"{text}, or set the {' or '.join(variables)} environment variable" if variables else text


def missing_at_construction(definition: ClientDefinition) -> SDKError:
    """The error for a client without any credential."""
    return SDKError(f"Missing credentials: please {_describe(definition.schemes)}.")


def choose(
    definition: ClientDefinition, security: tuple[tuple[str, ...], ...] | None, has: Callable[[Scheme], bool]
) -> tuple[Scheme, ...]:
    """The schemes of the first alternative for which all credentials are there.

    Raises MissingCredentialsError when there is no such alternative.
    """
    alternatives = definition.security if security is None else security
    known = {scheme.name: scheme for scheme in definition.schemes}
    usable = [alternative for alternative in alternatives if all(name in known for name in alternative)]
    for alternative in usable:
        schemes = tuple(known[name] for name in alternative)
        # A certificate may as well be part of an HTTP client that the caller brought.
        if all(has(scheme) or scheme.kind == "mutualTLS" for scheme in schemes):
            return schemes
    if not usable:
        return ()
    wanted = tuple(dict.fromkeys(known[name] for alternative in usable for name in alternative))
    raise MissingCredentialsError(
        f"Could not resolve authentication method for this operation: please {_describe(wanted)}."
    )


def _checked(scheme: Scheme, value: object) -> str:
    """The credential as text that can stand in a header.  The message never shows it."""
    if not isinstance(value, str) or not value:
        raise MissingCredentialsError(f"The credential `{scheme.argument}` must be a non-empty string.")
    if scheme.location != "query" and not (value.isascii() and value.isprintable()):
        raise SDKError(f"The credential `{scheme.argument}` has characters that cannot be sent in a header.")
    return value


def carry(scheme: Scheme, value: object) -> Carrier | None:
    """Where and how the credential of a scheme is sent; None when it is not part of a request (mutual TLS, digest)."""
    if scheme.kind == "mutualTLS" or scheme.is_digest:
        return None
    text = _checked(scheme, value)
    if scheme.kind == "apiKey":
        return scheme.location or "header", scheme.param or "Authorization", text
    if scheme.kind == "http" and scheme.http_scheme.lower() == "basic":
        return "header", "Authorization", "Basic " + base64.b64encode(text.encode()).decode("ascii")
    if scheme.kind == "http" and scheme.http_scheme.lower() != "bearer":
        return "header", "Authorization", f"{scheme.http_scheme} {text}"
    return "header", scheme.param or "Authorization", f"Bearer {text}"


def option_values(definition: ClientDefinition, given: Mapping[str, object]) -> dict[str, object]:
    """Every option's value: the caller's, else the environment's, else None."""
    values: dict[str, object] = {}
    for option in definition.options:
        value = given.get(option.name)
        if value is None:
            value = next((os.environ[name] for name in option.env if os.environ.get(name)), option.default)
        values[option.name] = value
    return values
