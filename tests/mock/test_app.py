"""The mock server on a small API: what it answers, what it refuses, what can be wished for."""

from __future__ import annotations

import asyncio
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import httpx2
import pytest

from generator.diagnostics import Diagnostics
from generator.mock.app import MockApp, MockOptions
from generator.mock.serving import serving
from generator.spec import load_document
from generator.testing.cassette import Interaction, Message

CUP = {"kind": "cup", "name": "blue", "price": 3}


@lru_cache
def app(**options: Any) -> MockApp:
    document = load_document(Path(__file__).parent / "shop.yaml", diagnostics=Diagnostics())
    return MockApp(document, options=MockOptions(**options))


def ask(method: str, path: str, *, served: MockApp | None = None, **arguments: Any) -> httpx2.Response:
    """One request with the key that the document asks for, unless other headers are given."""
    headers = {"x-shop-key": "k", **arguments.pop("headers", {})}

    async def send() -> httpx2.Response:
        transport = httpx2.ASGITransport(served or app())
        async with httpx2.AsyncClient(transport=transport, base_url="http://shop.test") as client:
            return await client.request(method, path, headers=headers, **arguments)

    return asyncio.run(send())


def test_answers_come_from_the_schema() -> None:
    """A valid value with stated headers; the last page; no body where there is none."""
    page = ask("GET", "/items")
    assert page.json()["has_more"] is False
    assert page.json()["data"][0]["kind"] == "cup"
    assert page.headers["x-total"] == "1"
    gone = ask("DELETE", "/v1/items/7")
    assert (gone.status_code, gone.content) == (204, b"")
    assert (
        ask("POST", "/pictures", files={"file": b"x"}, data={"size": "3"}).headers["content-type"]
        == "image/png"
    )


def test_answers_come_from_examples_that_are_valid() -> None:
    """The first good one, or the named one, good or not."""
    assert ask("POST", "/items", json=CUP).json() == {"kind": "cup", "name": "blue cup", "price": 3}
    wrong = ask("POST", "/items", json=CUP, headers={"prefer": "example=wrong"})
    assert wrong.json() == {"kind": "cup"}
    assert ask("POST", "/items", json=CUP, headers={"prefer": "example=none"}).status_code == 404


def test_accept_decides_between_media_types() -> None:
    """By quality, JSON when nothing is said."""
    assert ask("GET", "/items/1").headers["content-type"] == "application/json"
    text = ask("GET", "/items/1", headers={"accept": "application/json;q=0.5, text/plain"})
    assert text.headers["content-type"] == "text/plain"


REFUSED: list[tuple[str, str, dict[str, Any], int, str]] = [
    ("GET", "/nothing", {}, 404, "no operation GET /nothing"),
    ("PATCH", "/items", {}, 405, "takes GET, POST"),
    ("GET", "/items/5:sell", {}, 405, "takes POST"),
    ("GET", "/items?limit=0", {}, 400, "query limit: "),
    ("GET", "/items?limit=many", {}, 400, 'query limit: the value is not of type "integer"'),
    ("GET", "/items?ids=1,x", {}, 400, "query ids /1: "),
    ("GET", "/items?tags=a&tags=b&tags=c&tags=d", {}, 400, "query tags: "),
    ("GET", "/items?filter[price]=-1", {}, 400, "query filter /price: "),
    ("GET", "/items?sort=size", {}, 400, "query sort: "),
    ("GET", "/items", {"headers": {"x-trace": "no"}}, 400, "header X-Trace: "),
    ("GET", "/items/0", {}, 400, "path id: "),
    ("GET", "/items/1", {"headers": {"cookie": "session=ab"}}, 400, "cookie session: "),
    ("POST", "/items", {}, 400, "body: is missing"),
    (
        "POST",
        "/items",
        {"content": "{", "headers": {"content-type": "application/json"}},
        400,
        "body: the body is no JSON",
    ),
    (
        "POST",
        "/items",
        {"content": "x", "headers": {"content-type": "text/csv"}},
        415,
        "'text/csv' is none of",
    ),
    ("POST", "/items", {"json": {**CUP, "price": -1}}, 400, "body /price: "),
    ("POST", "/items", {"json": {**CUP, "colours": ["red", "green"]}}, 400, "body /colours/1: "),
    ("POST", "/items", {"json": {"kind": "book"}}, 400, '"title" is a required property'),
    ("POST", "/items", {"json": {"kind": "plate"}}, 400, "body"),
    ("POST", "/items", {"data": {"price": "cheap"}}, 400, "body /price: "),
    ("POST", "/pictures", {"files": {"file": b"x"}, "data": {"size": "300"}}, 400, "body /size: "),
    ("POST", "/pictures", {"files": {"file": b"x"}}, 400, '"size" is a required property'),
    ("GET", "/items", {"headers": {"prefer": "code=99"}}, 400, "Prefer: code"),
]


@pytest.mark.parametrize(
    ("method", "path", "arguments", "status", "words"),
    REFUSED,
    ids=[f"{r[0]} {r[1]} {r[4]}" for r in REFUSED],
)
def test_refusals_name_the_place(
    method: str, path: str, arguments: dict[str, Any], status: int, words: str
) -> None:
    """Status, a message with the pointer, in the shape that the document gives errors."""
    answer = ask(method, path, **dict(arguments))
    assert answer.status_code == status
    assert words in answer.json()["message"]
    assert answer.json()["code"] == status


TAKEN: list[tuple[str, str, dict[str, Any]]] = [
    ("GET", "/items?limit=5&tags=a&tags=b&ids=1,2&sort=name&filter[price]=1.5&filter[new]=true", {}),
    ("GET", "/items?tags=one", {}),
    ("GET", "/items?tags[]=a&tags[]=b", {}),
    ("GET", "/items/%31", {}),
    ("POST", "/items", {"data": {"price": "3.5", "name": "12", "new": "false"}}),
    (
        "POST",
        "/pictures",
        {"files": {"file": b"x"}, "data": {"size": "3", "about[author]": "me", "about[year]": "1990"}},
    ),
    ("POST", "/pictures", {"files": {"file": b"x"}, "data": {"size": "3", "about": '{"year": 1990}'}}),
]


@pytest.mark.parametrize(
    ("method", "path", "arguments"), TAKEN, ids=[f"{t[0]} {t[1]} {n}" for n, t in enumerate(TAKEN)]
)
def test_texts_are_read_as_the_types_of_the_schema(method: str, path: str, arguments: dict[str, Any]) -> None:
    """Numbers, booleans, lists and objects in queries and forms, in every usual spelling."""
    answer = ask(method, path, **dict(arguments))
    assert answer.status_code < 300, answer.text


def test_credentials() -> None:
    """One has to be there; with a key it has to be that one; operations without security ask for none."""
    nobody = {"x-shop-key": ""}
    assert ask("GET", "/items", headers=nobody).status_code == 401
    assert ask("POST", "/items/5:sell", headers=nobody).json() == {"sold": True}
    assert ask("GET", "/items", served=app(key="other")).status_code == 401
    assert ask("GET", "/items", served=app(key="k")).status_code == 200
    assert ask("GET", "/items", served=app(check=False), headers=nobody).status_code == 200


def test_strict() -> None:
    """Parameters that the document does not name are taken, unless strict."""
    assert ask("GET", "/items?mystery=1").status_code == 200
    assert "query mystery" in ask("GET", "/items?mystery=1", served=app(strict=True)).json()["message"]


def test_streams() -> None:
    """One event of each kind, named; the plain answer when the switch is off."""
    stream = ask("POST", "/events", json={"stream": True})
    assert stream.headers["content-type"] == "text/event-stream"
    assert (
        stream.text
        == 'event: started\ndata: {"type":"started","at":1}\n\nevent: ended\ndata: {"type":"ended"}\n\n'
    )
    assert ask("POST", "/events", json={"stream": False}).json() == {"count": 1}
    assert ask("GET", "/lines").text == '{"n":1}\n{"n":1}\n'


def test_wishes() -> None:
    """Status, boundary case, header; combined in one field or several; of others nothing is made."""
    late = ask("GET", "/items", headers={"prefer": 'code=503, retry-after="3"; respond-async, wait=1'})
    assert (late.status_code, late.headers["retry-after"], late.json()["code"]) == (503, "3", 503)
    assert ask("GET", "/items", headers={"prefer": "flavour=nulls"}).json()["next"] is None
    assert ask("GET", "/items", headers={"prefer": "flavour=empty"}).json()["data"] == []
    unknown = ask("GET", "/items", headers={"prefer": "flavour=unknown-variant"}).json()["data"][0]
    assert unknown["kind"] == "variant_from_the_future"
    broken = ask("GET", "/items", headers={"prefer": "broken-body"})
    with pytest.raises(json.JSONDecodeError):
        broken.json()


def test_delays_cuts_and_breaks_on_a_real_connection() -> None:
    """Over a socket: pieces of the wished size, an end without an end, a dropped answer."""
    with serving(app()) as url, httpx2.Client(base_url=url, headers={"x-shop-key": "k"}) as client:
        body = {"stream": True}
        with client.stream(
            "POST", "/events", json=body, headers={"prefer": "stream-cut=7, stream-delay=0.005"}
        ) as cut:
            pieces = list(cut.iter_raw())
        assert len(pieces) > 5
        assert b"".join(pieces).endswith(b'{"type":"ended"}\n\n')
        with pytest.raises(httpx2.RemoteProtocolError):
            client.post("/events", json=body, headers={"prefer": "stream-break=1"})
        with pytest.raises(httpx2.RemoteProtocolError):
            client.get("/items", headers={"prefer": "drop"})
        assert client.get("/items", headers={"prefer": "delay=0.05"}).elapsed.total_seconds() >= 0.05
        assert client.get("/items").status_code == 200


def test_fixtures_come_first() -> None:
    """A recorded answer is given where status and kind fit, or by its name; boundary fixtures by name only."""

    def fixture(name: str, status: int, body: bytes) -> Interaction:
        head = {"content-type": "application/json", "content-length": "999"}
        return Interaction(
            "GET", "/items", Message({}, b""), status, Message(head, body), f"items/{name}.yaml"
        )

    document = load_document(Path(__file__).parent / "shop.yaml", diagnostics=Diagnostics())
    known = [
        fixture("boundary-x", 200, b"[0]"),
        fixture("json-1", 200, b"[1]"),
        fixture("error-1", 429, b"[2]"),
    ]
    served = MockApp(document, fixtures={"listItems": known})
    assert ask("GET", "/items", served=served).json() == [1]
    assert ask("GET", "/items", served=served, headers={"prefer": "code=429"}).json() == [2]
    assert ask("GET", "/items", served=served, headers={"prefer": "example=boundary-x"}).json() == [0]
    assert "data" in ask("GET", "/items", served=served, headers={"prefer": "flavour=minimal"}).json()


def test_refused_requests_are_told() -> None:
    """Whoever started the server hears why a request was refused, without its values."""
    heard: list[str] = []
    document = load_document(Path(__file__).parent / "shop.yaml", diagnostics=Diagnostics())
    served = MockApp(document, told=heard.append)
    ask("POST", "/items", served=served, json={**CUP, "name": "", "price": "sk-secret"})
    assert heard[0].startswith("POST /items 400: body")
    assert "sk-secret" not in heard[0]
