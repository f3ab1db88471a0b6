from __future__ import annotations

import pytest

from tests.cases.kit import Case, ok, plain


def check_json(case: Case) -> None:
    client, _ = case.client(ok({"a": 1}))
    for operation in ("json", "maybe", "only_default", "range"):
        assert case.call(client, operation).a == 1
    assert case.call(case.client(ok([{"a": 1}, {}]))[0], "list")[0].a == 1
    assert case.call(case.client(ok(7))[0], "scalar") == 7
    assert case.call(case.client(ok({"x": [1]}))[0], "unspecified") == {"x": [1]}


def check_text(case: Case) -> None:
    assert case.call(case.client(plain("ä".encode(), "text/plain; charset=utf-8"))[0], "text") == "ä"
    assert case.call(case.client(plain(b"<p>", "text/html"))[0], "html") == "<p>"


def check_bytes(case: Case) -> None:
    for operation in ("bytes", "audio"):
        answer = case.call(case.client(plain(b"\x00\xff", "audio/mpeg"))[0], operation)
        assert answer.read() == b"\x00\xff"


def check_nothing(case: Case) -> None:
    client, _ = case.client(plain(b"", "text/plain", 204))
    assert case.call(client, "none") is None
    assert case.call(client, "maybe") is None
    assert case.call(case.client(plain(b"", "text/plain"))[0], "head") is None


def check_several_successes(case: Case) -> None:
    """Each status has its type, also where the types do not differ in shape; ranges are less than numbers."""
    types = case.package.types
    answers = (
        ok({"result": "r"}),
        ok({"job": "j"}, 202),
        ok({"done": True}, 203),
        ok([1, 2], 207),
        ok({}, 206),
    )
    client, _ = case.client(*answers)
    got = [case.call(client, "several") for _ in answers]
    assert (got[0].result, got[1].job) == ("r", "j")
    assert [type(value).__name__ for value in got[:3]] == [
        "Done",
        "Later",
        "SeveralCreateNonAuthoritativeResponse",
    ]
    assert got[3] == [1, 2]
    assert isinstance(got[4], types.Done)


def check_errors(case: Case) -> None:
    client, _ = case.client(ok({"code": "gone"}, 404, **{"x-request-id": "r1"}))
    with pytest.raises(case.package.NotFoundError) as caught:
        case.call(client, "several")
    assert caught.value.status_code == 404
    assert caught.value.body == {"code": "gone"}
    assert caught.value.request_id == "r1"
    assert isinstance(caught.value, case.package.APIStatusError)
