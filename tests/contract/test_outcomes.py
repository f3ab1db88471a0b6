"""What a client made of an answer, against the answer."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from generator.contract.outcome import outcome_problems, same
from generator.contract.package import Package
from tests.contract.pieces import exchange, interaction, method, run, sent


class APIError(Exception): ...


class APIStatusError(APIError):
    def __init__(self, status: int, content: bytes, body: Any) -> None:
        super().__init__("refused")
        self.status_code = status
        self.response = SimpleNamespace(content=content)
        self.body = body


class NotFoundError(APIStatusError): ...


class InternalServerError(APIStatusError): ...


class APIResponseValidationError(APIError): ...


PACKAGE = cast(
    "Package",
    SimpleNamespace(
        module=SimpleNamespace(
            APIError=APIError,
            APIStatusError=APIStatusError,
            APIResponseValidationError=APIResponseValidationError,
        )
    ),
)


class Model:
    """A result that knows what it was made from."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def to_dict(self, mode: str) -> Any:
        assert mode == "json"
        return self.value


def problems(
    answer: bytes, kind_of_result: str = "json", *, status: int = 200, kind: str = "", **ran: Any
) -> list[str]:
    """What is said of a run that got this answer."""
    answered = {"content-type": kind or "application/json"}
    recorded = interaction(status=status, answer=answer, answered=answered)
    return outcome_problems(PACKAGE, exchange(recorded, method(result=kind_of_result)), run(sent(), **ran))


@pytest.mark.parametrize(
    ("answer", "kind", "result", "told"),
    [
        (b'{"a": 1}', "json", Model({"a": 1}), []),
        (b'{"a": 1}', "json", Model({"a": 2}), ["result at /a: 2, not 1"]),
        (b'[{"a": 1}]', "json", [Model({"a": 1})], []),
        (b"\x00", "binary", SimpleNamespace(content=b"\x00"), []),
        (b"\x00", "binary", SimpleNamespace(content=b""), ["the content differs"]),
        (b"", "none", None, []),
        (b"", "none", 3, ["int, not None"]),
        (b"text", "text", "text", []),
        (b'"text"', "text", "text", []),
        (b"text", "text", "other", ["the text differs"]),
        (b"text", "json", "text", []),
        (b" ", "json", None, []),
        (b" ", "json", Model({}), ["Model of an empty body"]),
        (b"{", "json", Model({}), ["Model of a body that is no JSON"]),
    ],
)
def test_results(answer: bytes, kind: str, result: Any, told: list[str]) -> None:
    assert problems(answer, kind, result=result) == told


def test_calls_that_failed() -> None:
    assert outcome_problems(PACKAGE, exchange(interaction()), run(error=OSError("no"))) == [
        "the call failed: OSError: no"
    ]
    assert problems(b"{}", error=ValueError("odd")) == ["ValueError: odd"]
    assert problems(b"{", error=APIResponseValidationError()) == []
    assert problems(b"{}", error=APIResponseValidationError()) == ["APIResponseValidationError: "]


@pytest.mark.parametrize(
    ("status", "content", "error", "told"),
    [
        (404, b'{"error": {"m": 1}}', NotFoundError(404, b'{"error": {"m": 1}}', {"m": 1}), []),
        (404, b'{"m": 1}', NotFoundError(404, b'{"m": 1}', {"m": 1}), []),
        (503, b"<p>", InternalServerError(503, b"<p>", "<p>"), []),
        (418, b"[]", APIStatusError(418, b"[]", []), []),
        (404, b"[]", None, ["no exception for status 404, not NotFoundError"]),
        (
            500,
            b"[]",
            NotFoundError(500, b"[]", []),
            ["NotFoundError: refused for status 500, not InternalServerError"],
        ),
        (
            404,
            b'{"error": {"m": 1}}',
            NotFoundError(405, b"", {"m": 2}),
            [
                "the error says status 405",
                "the error has not the whole body",
                "the error's body at /m: 2, not 1",
            ],
        ),
    ],
)
def test_errors(status: int, content: bytes, error: Any, told: list[str]) -> None:
    assert problems(content, status=status, error=error) == told


STREAM = b'event: a\ndata: {"n": 1}\n\nevent: b\ndata: {"n": 2}\n\ndata: [DONE]\n\n'


@pytest.mark.parametrize(
    ("answer", "ran", "told"),
    [
        (STREAM, {"events": [Model({"n": 1}), Model({"event": "b", "data": {"n": 2}})]}, []),
        (STREAM, {"events": [Model({"n": 3})]}, ["1 events, not 2", "event 0 at /n: 3, not 1"]),
        (STREAM, {"result": Model({})}, ["a stream of 2 events became Model (no exception)"]),
        (
            STREAM,
            {"events": [Model({"n": 1}), Model({"n": 2})], "error": APIError("late")},
            ["APIError: late in a stream without an error"],
        ),
        (b'data: {"error": {"m": 1}}\n\n', {"events": [], "error": APIError("m")}, []),
        (b'event: error\ndata: {"m": 1}\n\n', {"events": [], "error": APIError("m")}, []),
        (b"data: {half\n\n", {"events": [], "error": APIError("m")}, []),
        (b"data: {half\n\n", {"events": []}, ["no exception for a stream that ends with '{half'"]),
    ],
)
def test_streams(answer: bytes, ran: Any, told: list[str]) -> None:
    assert problems(answer, kind="text/event-stream", **ran) == told


def test_sync_and_async() -> None:
    one = run(sent(), result=SimpleNamespace(content=b"x"))
    assert same(one, run(sent(), result=SimpleNamespace(content=b"x"))) == []
    assert same(run(sent(), events=[Model(1)]), run(sent(), events=[Model(1)])) == []
    other = run(sent(verb="PUT"), events=[Model(1)], error=OSError("no"))
    assert same(one, other) == [
        "the async client sends something else",
        "the async client raises OSError: no, the sync one no exception",
        "the async client gives something else",
    ]
