"""Credentials of Azure: a key, an Entra token, or a function that gives the token; exactly one of them counts."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from .._runtime.definition import ClientDefinition, Scheme
from .._runtime.errors import SDKError
from .._runtime.narrow import is_awaitable

__all__ = [
    "API_KEY_SENTINEL",
    "KEY",
    "TOKEN",
    "MutuallyExclusiveAuthError",
    "TokenProvider",
    "azure_definition",
    "chosen",
    "only_one",
    "refuse_workloads",
]

KEY, TOKEN = "ApiKeyAuth", "EntraToken"
API_KEY_SENTINEL = "<no key: this client sends a token>"
"""Passed as a key it stands for none."""


class MutuallyExclusiveAuthError(SDKError):
    """More than one kind of credential was passed."""

    def __init__(self) -> None:
        super().__init__(
            "The `api_key`, `azure_ad_token` and `azure_ad_token_provider` arguments are mutually exclusive"
        )


class TokenProvider:
    """A function for tokens whose results are checked.  `original`: the caller's."""

    def __init__(self, original: Callable[[], Any]) -> None:
        self.original = original

    def __call__(self) -> Any:
        """The token, or an awaitable of it.  Raises ValueError for what is no token; the value is not shown."""
        value = self.original()
        return _awaited(value) if is_awaitable(value) else _plain(value)


async def _awaited(value: Awaitable[Any]) -> str:
    return _plain(await value)


def _plain(value: object) -> str:
    # Nothing of a subclass is trusted here: its methods may raise with the token in their message.
    if not isinstance(value, str) or not str.__len__(value):
        raise ValueError("Expected `azure_ad_token_provider` argument to return a non-empty string.")
    return str.__str__(value)


def azure_definition(base: ClientDefinition) -> ClientDefinition:
    """What is constant about clients of Azure: its credentials, without variables of the environment."""
    key = Scheme(
        name=KEY,
        kind="apiKey",
        argument="api_key",
        location="header",
        param="api-key",
    )
    token = Scheme(name=TOKEN, kind="http", argument="azure_ad_token")
    return dataclasses.replace(
        base,
        name="AzureOpenAI",
        base_url="",
        base_url_env=None,
        schemes=(key, token),
        security=((TOKEN,), (KEY,)),
    )


def only_one(key: object, token: object, provider: object) -> dict[str, Any]:
    """The credential that a caller passed, by scheme; empty for none.  Raises MutuallyExclusiveAuthError for more."""
    given: list[tuple[str, Any]] = [
        (KEY, None if key == API_KEY_SENTINEL else key),
        (TOKEN, token),
        (TOKEN, provider),
    ]
    passed = [(scheme, value) for scheme, value in given if value is not None]
    if len(passed) > 1:
        raise MutuallyExclusiveAuthError
    return dict(passed)


def chosen(key: object, token: object, provider: object) -> Mapping[str, Any]:
    """The credential to use: the caller's, else the environment's token, else its key."""
    found = only_one(key, token, provider)
    for scheme, variable in ((TOKEN, "AZURE_OPENAI_AD_TOKEN"), (KEY, "AZURE_OPENAI_API_KEY")):
        if not found and os.environ.get(variable):
            found[scheme] = os.environ[variable]
    value = found.get(TOKEN)
    if callable(value) and not isinstance(value, TokenProvider):
        found[TOKEN] = TokenProvider(value)
    return found


def refuse_workloads(identity: object) -> None:
    """Azure exchanges no tokens of workloads.  Raises SDKError for any."""
    if identity is not None:
        raise SDKError("X.509 workload identity is not supported by Azure clients, and no other one is")
