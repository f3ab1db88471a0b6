from __future__ import annotations

import warnings

import pytest

from tests.cases.kit import Case, plain


def check_every_operation_has_a_method(case: Case) -> None:
    lines = sorted(case.methods().values())
    assert lines == sorted(
        [
            "GET /a", "POST /a", "GET /b", "PUT /b", "GET /b/{id}", "DELETE /b/{id}", "GET /b/{other}",
            "GET /with-options", "GET /types", "GET /copy", "GET /close", "GET /", "GET /{all}",
        ]
    )  # fmt: skip


def check_methods_are_distinct_and_callable(case: Case) -> None:
    client, wire = case.client(plain(b"", "text/plain", 204))
    for path, http in case.methods().items():
        method = client
        for name in path.split("."):
            method = getattr(method, name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            method(**{name: "v" for name in ("id", "other", "all") if f"{{{name}}}" in http})
        sent = http.replace("{id}", "v").replace("{other}", "v").replace("{all}", "v")
        assert wire.line == sent


def check_deprecated(case: Case) -> None:
    client, _ = case.client(plain(b"", "text/plain", 204))
    with pytest.warns(DeprecationWarning, match="deprecated"):
        case.call(client, "weird id/with:signs")


def check_client_keeps_its_own_methods(case: Case) -> None:
    client, _ = case.client()
    assert client.with_options(max_retries=5).max_retries == 5
    assert client.copy().max_retries == client.max_retries
    client.close()
