"""One recording in, one outcome out."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest

from generator.contract.verdict import Outcome
from tests.contract.shop import ORDER, Shop

GET = ("GET", "/orders/o1")
POST = ("POST", "/orders")


def test_everything_agrees(shop: Shop) -> None:
    """Request, answer, document and client are of one mind."""
    found = shop.verdict(POST, {"item": "tea", "count": 2}, ORDER)
    assert (found.outcome, found.problems, found.deviations) == (Outcome.CONFORMS, (), ())
    assert (found.typing.values, found.typing.strict, found.typing.untyped) == (1, 1, [])


@pytest.mark.parametrize(
    ("change", "outcome", "kind"),
    [
        ({"note": None}, Outcome.SURVIVES, "null"),
        ({"total": 2000}, Outcome.SURVIVES, "bound"),
        ({"status": "lost"}, Outcome.SURVIVES, "enum"),
        ({"total": "12"}, Outcome.SURVIVES, "type"),
        ({"colour": "red"}, Outcome.DOCUMENT, "undocumented"),
        ({"lines": [{"type": "gift", "for": "you"}]}, Outcome.DOCUMENT, "variant"),
        ({"lines": [{"type": "goods"}]}, Outcome.SURVIVES, "required"),
    ],
)
def test_drift_of_an_answer(shop: Shop, change: dict[str, Any], outcome: Outcome, kind: str) -> None:
    """What the server adds or bends is told apart from what the client loses."""
    found = shop.verdict(GET, None, {**ORDER, **change})
    assert found.problems == ()
    assert found.outcome is outcome
    assert [d.kind for d in found.deviations] == [kind]


def test_pointers_lead_to_the_schema_that_would_change(shop: Shop) -> None:
    """The place in the body and the place in the document."""
    (deviation,) = shop.verdict(
        GET, None, {**ORDER, "lines": [{"type": "service", "hours": 1, "who": "me"}]}
    ).deviations
    assert deviation.place == "/lines/0/who"
    assert deviation.pointer == "/components/schemas/Service"


def test_requests_that_the_document_does_not_know(shop: Shop) -> None:
    """A member that the server takes and the document does not name: the client needs `extra_body`."""
    found = shop.verdict(POST, {"item": "tea", "gift": True}, ORDER)
    assert found.outcome is Outcome.DOCUMENT
    assert [(d.side, d.kind, d.name) for d in found.deviations] == [("request", "undocumented", "gift")]


def test_a_refused_request_need_not_fit(shop: Shop) -> None:
    """The server said no: nothing is wrong with the document."""
    found = shop.verdict(POST, {"count": 0}, {"error": {"message": "no item"}}, status=400)
    assert (found.outcome, found.problems) == (Outcome.CONFORMS, ())


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"error": {"message": "slow down", "code": "rate"}}, "application/json"),
        (b"<html><b>Bad gateway</b></html>", "text/html"),
        (b"", "text/plain"),
        ({"detail": "no"}, "application/octet-stream"),
    ],
)
@pytest.mark.parametrize("status", [401, 404, 418, 429, 502])
def test_errors(shop: Shop, body: Any, kind: str, status: int) -> None:
    """Every error status is raised with its body, whatever the content type says."""
    found = shop.verdict(GET, None, body, status=status, kind=kind)
    assert (found.outcome, found.problems) == (Outcome.CONFORMS, ())


def test_query_and_lists(shop: Shop) -> None:
    """Booleans in the spelling of any client; lists as they were sent."""
    found = shop.verdict(("GET", "/orders/o%201?detailed=True&tags=a&tags=b"), None, ORDER)
    assert (found.outcome, found.problems) == (Outcome.CONFORMS, ())


def test_a_parameter_that_the_document_does_not_know(shop: Shop) -> None:
    """It goes as `extra_query`; the document lacks it."""
    found = shop.verdict(("GET", "/orders/o1?api-version=7"), None, ORDER)
    assert (found.outcome, found.problems) == (Outcome.DOCUMENT, ())


def test_a_file(shop: Shop) -> None:
    """Multipart bodies are compared part by part: files, texts, lists and objects."""
    lines = [
        ('name="title"', b"A cat"),
        ('name="labels"', b"x"),
        ('name="labels"', b"y"),
        ('name="file"; filename="cat.png"\r\nContent-Type: image/png', b"\x89PNG\r\n\x00\xff"),
    ]
    parts = b"".join(
        b"--B\r\nContent-Disposition: form-data; " + h.encode() + b"\r\n\r\n" + c + b"\r\n" for h, c in lines
    )
    found = shop.verdict(
        ("POST", "/pictures"), parts + b"--B--\r\n", {"id": "p1"}, sent_as="multipart/form-data; boundary=B"
    )
    assert (found.outcome, found.problems) == (Outcome.CONFORMS, ())


def test_bytes_nothing_and_compression(shop: Shop) -> None:
    """A binary answer, an answer without a body, a compressed one."""
    assert not shop.verdict(("GET", "/pictures/p1/content"), None, b"\x89PNG", kind="image/png").problems
    assert not shop.verdict(("DELETE", "/orders/o1"), None, None, status=204).problems
    packed = gzip.compress(json.dumps(ORDER).encode())
    found = shop.verdict(GET, None, packed, headers={"content-encoding": "gzip"})
    assert (found.outcome, found.problems) == (Outcome.CONFORMS, ())


def test_an_answer_of_another_kind(shop: Shop) -> None:
    """A page where the document promises JSON is the document's (or the server's) fault."""
    found = shop.verdict(GET, None, b"<html></html>", kind="text/html")
    assert found.outcome in (Outcome.DOCUMENT, Outcome.SURVIVES)
    assert [d.kind for d in found.deviations] == ["content"]


STEP = b'data: {"type":"step","step":1}'
DONE = b'data: {"type":"done","order":' + json.dumps(ORDER).encode() + b"}"


@pytest.mark.parametrize(
    "stream",
    [
        STEP + b"\n\n" + DONE + b"\n\ndata: [DONE]\n\n",
        STEP + b"\r\n\r\n" + DONE + b"\r\n\r\n",
        b": hello\n\nevent: step\nid: 4\n" + STEP + b"\n\nretry: 10\n\n" + DONE,
        b'\xef\xbb\xbfdata: {"type":\ndata: "step","step":1}\r\r' + DONE + b"\r\r",
        STEP + b'\n\nevent: error\ndata: {"error":{"message":"broken"}}\n\n',
        STEP + b'\n\ndata: {"error":"broken"}\n\n' + DONE + b"\n\n",
    ],
)
def test_streams(shop: Shop, stream: bytes) -> None:
    """Server-sent events of every spelling, with and without an end mark, with errors inside."""
    found = shop.verdict(POST, {"item": "tea", "stream": True}, stream, kind="text/event-stream")
    assert (found.outcome, found.problems) == (Outcome.CONFORMS, ())
    assert found.typing.strict == found.typing.values >= 1


def test_a_stream_that_breaks_off(shop: Shop) -> None:
    """Half an event at the end: the whole ones are given, then a typed error is raised."""
    found = shop.verdict(
        POST, {"item": "tea", "stream": True}, STEP + b"\n\n" + DONE[:30], kind="text/event-stream"
    )
    assert found.problems == ()


def test_other_hosts(shop: Shop) -> None:
    """The base path of a host is found from the recorded path."""
    path = shop.record("one", GET, None, ORDER)
    path.write_text(path.read_text("utf-8").replace("shop.test/v1", "other.test/deployments/x/shop"), "utf-8")
    contract = shop.contract()
    (exchange,) = contract.traffic([path]).exchanges
    assert exchange.match.base == "/deployments/x/shop"
    assert contract.check(exchange).problems == ()


def test_required_arguments_that_were_not_sent(shop: Shop) -> None:
    """A host that needs less than the document says is driven all the same."""
    found = shop.verdict(POST, {"count": 1}, ORDER)
    assert found.problems == ()
    assert [d.kind for d in found.deviations] == ["required"]


def test_recordings_of_other_apis_are_told(shop: Shop) -> None:
    """They are counted, not checked."""
    shop.record("elsewhere", ("GET", "/weather"), None, {})
    shop.record("getOrder/one", GET, None, ORDER)
    traffic = shop.contract().traffic([shop.folder])
    assert [f.name for f in traffic.foreign] == ["elsewhere.yaml"]
    assert [e.name for e in traffic.exchanges] == ["getOrder/one.yaml"]


def test_a_client_that_sends_something_else(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Our fault: the difference is named with its place."""
    contract = shop.contract()
    package: Any = contract.package
    original = type(package).bound

    def bound(self: Any, client: Any, method: Any) -> Any:
        call = original(self, client, method)
        return lambda **values: call(**{**values, "count": 7})

    monkeypatch.setattr(type(package), "bound", bound)
    (exchange,) = contract.traffic([shop.record("one", POST, {"item": "tea", "count": 2}, ORDER)]).exchanges
    found = contract.check(exchange)
    assert found.outcome is Outcome.CLIENT
    assert found.problems == ("body at /count: 7, not 2",)


def test_a_client_that_loses_something(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """A result that is not what came is a fault, and so is an async client that differs."""
    from generator.contract import outcome

    contract = shop.contract()
    original = outcome.plain
    monkeypatch.setattr(outcome, "plain", lambda result: {**original(result), "id": "o2"})
    (exchange,) = contract.traffic([shop.record("one", GET, None, ORDER)]).exchanges
    found = contract.check(exchange)
    assert (found.outcome, found.problems) == (Outcome.CLIENT, ('result at /id: "o2", not "o1"',))


def test_answers_of_the_other_kind(shop: Shop) -> None:
    """A stream that nobody asked for, and a body where a stream was asked for: the server's doing, not the client's."""
    found = shop.verdict(POST, {"item": "tea"}, STEP + b"\n\n", kind="text/event-stream")
    assert (found.outcome, found.deviations[0].kind) == (Outcome.DOCUMENT, "content")
    found = shop.verdict(POST, {"item": "tea", "stream": True}, ORDER)
    assert (found.outcome, found.deviations[0].kind) == (Outcome.DOCUMENT, "content")


def test_a_request_that_is_no_json(shop: Shop) -> None:
    """It is sent as it was, by its path."""
    found = shop.verdict(POST, b'{"item": ', {"error": {"message": "bad JSON"}}, status=400)
    assert (found.outcome, found.problems) == (Outcome.CONFORMS, ())
