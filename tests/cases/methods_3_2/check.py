from __future__ import annotations

from tests.cases.kit import Case, plain


def check_every_http_method(case: Case) -> None:
    client, wire = case.client(plain(b"", "text/plain", 204))
    verbs = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query", "copy"]
    for verb in verbs:
        assert case.call(client, verb) is None
    assert wire.lines == [f"{verb.upper()} /m" for verb in verbs]
