from __future__ import annotations

import httpx2
import pytest

from tests.cases.kit import Case, ok, plain

SOON = {"retry-after-ms": "1"}


def check_again_after_a_failure(case: Case) -> None:
    client, wire = case.client(ok({}, 503, **SOON), ok({}, 429, **SOON), ok({"k": 1}), max_retries=2)
    case.call(client, "x", a=1)
    assert len(wire.requests) == 3
    assert len({request.headers["idempotency-key"] for request in wire.requests}) == 1
    assert {request.content for request in wire.requests} == {b'{"a":1}'}


def check_not_for_ever(case: Case) -> None:
    client, wire = case.client(ok({}, 500, **SOON), max_retries=1)
    with pytest.raises(case.package.InternalServerError):
        case.call(client, "x")
    assert len(wire.requests) == 2


def check_not_after_a_mistake_of_the_caller(case: Case) -> None:
    client, wire = case.client(ok({"error": {"message": "no"}}, 400), max_retries=2)
    with pytest.raises(case.package.BadRequestError, match="no"):
        case.call(client, "x")
    assert len(wire.requests) == 1


def check_connection_errors(case: Case) -> None:
    def broken(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("refused", request=request)

    client, _ = case.client(broken)
    with pytest.raises(case.package.APIConnectionError):
        case.call(client, "x")


def check_an_answer_that_is_no_json(case: Case) -> None:
    client, _ = case.client(plain(b"<html>", "text/html"))
    with pytest.raises(case.package.APIError):
        case.call(client, "x")
