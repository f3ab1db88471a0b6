"""Failures: which exception, what it says, and what it never says."""

from __future__ import annotations

import copy
import json
import pickle
import traceback
from typing import Any

import httpx2
import pytest
from sample import SampleError, errors
from sample._runtime import errors as runtime_errors
from support import Server, ok

CLASSES = [
    (400, errors.BadRequestError),
    (401, errors.AuthenticationError),
    (403, errors.PermissionDeniedError),
    (404, errors.NotFoundError),
    (409, errors.ConflictError),
    (422, errors.UnprocessableEntityError),
    (429, errors.RateLimitError),
    (500, errors.InternalServerError),
    (599, errors.InternalServerError),
    (418, errors.APIStatusError),
    (304, errors.APIStatusError),
    (302, errors.APIStatusError),
]


def fail(answer: Any, **options: Any) -> Any:
    with pytest.raises(SampleError) as caught:
        Server(answer).client(**{"max_retries": 0, **options}).chats.retrieve("x")
    return caught.value


@pytest.mark.parametrize(("status", "cls"), CLASSES)
def test_status_decides_the_class(status: int, cls: type[Exception]) -> None:
    error = fail(
        ok(
            {"error": {"message": "bad", "code": "c", "param": "p", "type": "t"}},
            status,
            **{"x-request-id": "r1"},
        )
    )
    assert type(error) is cls
    assert isinstance(error, errors.APIError)
    assert (error.status_code, error.code, error.param, error.type) == (status, "c", "p", "t")
    assert error.request_id == "r1"
    assert error.body == {"message": "bad", "code": "c", "param": "p", "type": "t"}
    assert str(error) == error.message == f"Error code: {status} - bad"
    assert error.response.status_code == status
    assert error.request.url.path == "/v1/chats/x"


@pytest.mark.parametrize(
    ("content", "message", "body"),
    [
        (b'{"error": "words"}', "Error code: 400 - words", "words"),
        (b'{"detail": "words"}', "Error code: 400 - words", {"detail": "words"}),
        (
            b'{"detail": [{"msg": "words", "loc": []}]}',
            "Error code: 400 - words",
            {"detail": [{"msg": "words", "loc": []}]},
        ),
        (
            b'[{"error": {"code": 400, "message": "words"}}]',
            "Error code: 400 - words",
            [{"error": {"code": 400, "message": "words"}}],
        ),
        (b"<h1>no</h1>", "Error code: 400", "<h1>no</h1>"),
        (b"", "Error code: 400", ""),
        (b'{"error": {"message": null}}', "Error code: 400", {"message": None}),
        (b"\xff\xfe", "Error code: 400", "\ufffd\ufffd"),
    ],
)
def test_the_body_is_read_whatever_its_content_type(content: bytes, message: str, body: object) -> None:
    error = fail(httpx2.Response(400, content=content, headers={"content-type": "application/octet-stream"}))
    assert (str(error), error.body) == (message, body)


@pytest.mark.parametrize(
    ("raised", "cls"),
    [
        (httpx2.ConnectError("refused sk-test-key"), errors.APIConnectionError),
        (httpx2.ReadTimeout("slow"), errors.APITimeoutError),
        (httpx2.RemoteProtocolError("Illegal header value b'Bearer sk-test-key'"), errors.APIConnectionError),
        (OSError(104, "reset"), errors.APIConnectionError),
    ],
)
def test_connection_failures_have_a_clean_cause(raised: Exception, cls: type[Exception]) -> None:
    error = fail(raised)
    assert type(error) is cls
    assert type(error.__cause__) in (type(raised), ConnectionError)
    assert getattr(error.__cause__, "_request", None) is None
    assert "sk-test-key" not in "".join(traceback.format_exception(error))
    assert error.__context__ is None


def test_other_exceptions_pass_through() -> None:
    with pytest.raises(ZeroDivisionError):
        Server(ZeroDivisionError()).client().chats.retrieve("x")


def test_no_key_in_any_text_of_a_status_error() -> None:
    error = fail(ok({"error": {"message": "Incorrect key sk-test-key given"}}, 401))
    assert "sk-test-key" not in repr(error) + str(error) + str(error.args) + "".join(
        traceback.format_exception(error)
    )


@pytest.mark.parametrize(
    "answer",
    [
        ok({"error": {"message": "m", "code": "c"}}, 429, **{"x-request-id": "r"}),
        httpx2.ConnectError("x"),
        httpx2.PoolTimeout("x"),
        httpx2.Response(200, content=b"{", headers={"content-type": "application/json"}),
    ],
)
def test_errors_pickle_and_copy_without_credentials(answer: Any) -> None:
    error = fail(answer)
    for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert type(twin) is type(error)
        assert str(twin) == str(error)
        assert twin.body == error.body
        assert twin.request.url == error.request.url
        assert twin.request.headers["authorization"] == "[redacted]"
        if isinstance(error, errors.APIStatusError):
            assert twin.response.json() == error.response.json()
            assert (twin.status_code, twin.request_id, twin.code) == (429, "r", "c")
    assert b"sk-test-key" not in pickle.dumps(error)


@pytest.mark.parametrize("content", [b"{", b"<html>", b"\xff", b"[" * 900 + b"]" * 900, b"", b"nope"])
def test_a_body_that_is_no_json_raises(content: bytes) -> None:
    error = fail(httpx2.Response(200, content=content, headers={"content-type": "application/json"}))
    assert type(error) is errors.APIResponseValidationError
    assert error.body == content.decode("utf-8", "replace")
    assert error.status_code == 200
    html = fail(httpx2.Response(200, content=b"<html>", headers={"content-type": "text/html"}))
    assert type(html) is errors.APIResponseValidationError


def test_a_text_answer_is_given_as_text_unless_strict() -> None:
    answer = httpx2.Response(200, content=b"plain words", headers={"content-type": "text/plain"})
    assert Server(answer).client().chats.retrieve("x") == "plain words"  # type: ignore[comparison-overlap]
    fail(answer, _strict_response_validation=True)
    odd = httpx2.Response(
        200, content=json.dumps({"id": 1}).encode(), headers={"content-type": "application/octet-stream"}
    )
    assert Server(odd).client().chats.retrieve("x").to_dict() == {"id": 1}
    assert Server(httpx2.Response(204)).client().chats.retrieve("x") is None  # type: ignore[func-returns-value]


def test_a_strict_client_refuses_deviations() -> None:
    error = fail(ok({"id": 1}), _strict_response_validation=True)
    assert type(error) is errors.APIResponseValidationError
    assert "id" in str(error)


def test_the_tree_of_exceptions() -> None:
    assert errors.SampleError is runtime_errors.SDKError
    assert issubclass(errors.APITimeoutError, errors.APIConnectionError)
    assert issubclass(errors.APIConnectionError, errors.APIError)
    assert issubclass(errors.APIResponseValidationError, errors.APIError)
