from __future__ import annotations

from tests.cases.kit import Case, plain


def check_headers(case: Case) -> None:
    client, wire = case.client(plain(b"", "text/plain", 204))
    client.now.retrieve(x_trace=7, x_flag=False, x_list=["a", "b"])
    assert wire.headers["x-trace"] == "7"
    assert wire.headers["x-flag"] == "false"
    assert wire.headers["x-list"] == "a,b"
    assert "cookie" not in wire.headers


def check_cookies(case: Case) -> None:
    client, wire = case.client(plain(b"", "text/plain", 204))
    client.now.retrieve(x_trace=7, x_flag=True, session_id="s", page=3)
    assert set(wire.headers["cookie"].split("; ")) == {"session id=s", "page=3"}


def check_header_that_the_specification_says_to_ignore(case: Case) -> None:
    assert "accept" not in case.client()[0].now.retrieve.__kwdefaults__
