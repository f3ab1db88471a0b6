from __future__ import annotations

from typing import Any

import pytest

from tests.cases.kit import Case, Wire, plain

EMPTY = plain(b"", "text/plain", 204)


def sent(case: Case, operation: str, **credentials: str) -> Wire:
    client, wire = case.client(EMPTY, **credentials)
    case.call(client, operation)
    return wire


def names(case: Case) -> dict[str, str]:
    """Constructor argument of each scheme."""
    schemes = case.module("_client")._DEFINITION.schemes
    return {scheme.name: scheme.argument for scheme in schemes}


def keys(case: Case, *schemes: str) -> dict[str, Any]:
    return {names(case)[scheme]: f"{scheme}-secret" for scheme in schemes}


def check_places(case: Case) -> None:
    assert sent(case, "bearer", **keys(case, "token")).headers["authorization"] == "Bearer token-secret"
    assert sent(case, "header", **keys(case, "head")).headers["x-key"] == "head-secret"
    assert sent(case, "query", **keys(case, "ask")).line == "GET /query?key=ask-secret"
    assert sent(case, "cookie", **keys(case, "crumb")).headers["cookie"] == "sid=crumb-secret"
    basic = sent(case, "basic", **{names(case)["login"]: "user:pass"})
    assert basic.headers["authorization"] == "Basic dXNlcjpwYXNz"


def check_combinations(case: Case) -> None:
    both = sent(case, "both", **keys(case, "head", "ask"))
    assert (both.headers["x-key"], both.line) == ("head-secret", "GET /both?key=ask-secret")
    either = sent(case, "either", **keys(case, "token"))
    assert either.headers["authorization"] == "Bearer token-secret"
    assert "x-key" not in either.headers


def check_no_more_than_asked_for(case: Case) -> None:
    everything = keys(case, "token", "head", "ask", "crumb")
    for operation in ("open", "header"):
        wire = sent(case, operation, **everything)
        assert "authorization" not in wire.headers
        assert "key=" not in wire.line
        assert "cookie" not in wire.headers
    assert "authorization" not in sent(case, "optional", **keys(case, "head")).headers


def check_missing(case: Case) -> None:
    client, wire = case.client(EMPTY)
    case.call(client, "open")  # What needs no credential works without any.
    wire.requests.clear()
    with pytest.raises(case.package.MissingCredentialsError, match="SECURITY_API_KEY"):
        case.call(client, "bearer")
    client, wire = case.client(EMPTY, **keys(case, "head"))
    with pytest.raises(case.package.MissingCredentialsError):
        case.call(client, "bearer")
    assert wire.requests == []


def check_environment(case: Case) -> None:
    scheme = next(s for s in case.module("_client")._DEFINITION.schemes if s.name == "token")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(scheme.env[0], "from-outside")
        assert sent(case, "bearer").headers["authorization"] == "Bearer from-outside"


def check_secrets_stay_out_of_sight(case: Case) -> None:
    client, _ = case.client(EMPTY, **keys(case, "token", "head", "ask"))
    assert "secret" not in repr(client)
