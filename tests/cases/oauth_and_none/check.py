from __future__ import annotations

from tests.cases.kit import Case, plain


def check_tokens_are_sent_as_bearer(case: Case) -> None:
    schemes = {s.name: s.argument for s in case.module("_client")._DEFINITION.schemes}
    client, wire = case.client(
        plain(b"", "text/plain", 204), **{schemes["flow"]: "t1", schemes["connect"]: "t2"}
    )
    case.call(client, "a")
    assert wire.headers["authorization"] == "Bearer t1"
    case.call(client, "b")
    assert wire.headers["authorization"] == "Bearer t2"
    case.call(client, "c")
    assert "authorization" not in wire.headers
