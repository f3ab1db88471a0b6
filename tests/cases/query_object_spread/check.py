from __future__ import annotations

from tests.cases.kit import Case, plain


def check_form_and_explode_are_the_default_of_queries(case: Case) -> None:
    client, wire = case.client(plain(b"", "text/plain", 204))
    case.call(client, "find", range={"min": 1, "max": 2})
    assert wire.line == "GET /find?min=1&max=2"
    case.call(client, "find", stated={"low": 1})
    assert wire.line == "GET /find?low=1"
