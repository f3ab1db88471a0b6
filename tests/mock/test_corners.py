"""The mock server at the edges of a document: unusual styles, media types, wishes and clients."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx2
import pytest

from generator.config import TargetConfig, WireConfig
from generator.diagnostics import Diagnostics
from generator.exchanges.operations import operations
from generator.exchanges.requests import RequestMaker
from generator.mock.app import MockApp
from generator.samples import Sampler
from generator.spec import Document, parse_document
from generator.testing.cassette import Interaction, Message

FIELDS: dict[str, Any] = {
    "type": "object",
    "required": ["n", "l", "o"],
    "properties": {
        "n": {"type": "integer"},
        "l": {"type": "array", "items": {"type": "string"}, "minItems": 2},
        "o": {"type": "object", "required": ["a"], "properties": {"a": {"type": ["string", "null"]}}},
    },
}


def parameter(name: str, schema: Any, place: str = "query", **others: Any) -> dict[str, Any]:
    return {"name": name, "in": place, "schema": schema, **others}


def post(kind: str, schema: Any, id: str, **others: Any) -> dict[str, Any]:
    body = {"required": True, "content": {kind: {"schema": schema} if schema is not None else {}}}
    return {
        "post": {"operationId": id, "requestBody": body, "responses": {"204": {"description": ""}}, **others}
    }


DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "T", "version": "1"},
    "servers": [{"url": "{root}/v1", "variables": {"root": {"default": "/api"}, "odd": 3}}],
    "paths": {
        "x-note": {},
        "/text": post("text/plain", {"type": "string"}, "text"),
        "/form": post("application/x-www-form-urlencoded", FIELDS, "form"),
        "/parts": post("multipart/form-data", FIELDS, "parts"),
        "/bare": post("multipart/form-data", None, "bare"),
        "/bytes": post("application/octet-stream", None, "bytes"),
        "/odd": {
            "get": {
                "operationId": "odd",
                "parameters": [
                    parameter("m", {"type": "integer"}, "path", style="matrix", required=True),
                    parameter("f", {"type": "object", "properties": {"a": {"type": "integer"}}}),
                    parameter("j", None, content={"application/json": {"schema": {"type": "array"}}}),
                    parameter(
                        "u", {"anyOf": [{"type": "array", "items": {"type": "integer"}}, {"const": "all"}]}
                    ),
                    parameter("Accept", {"type": "integer"}, "header"),
                    {"name": 3, "in": "query"},
                ],
                "security": [{"query": []}, {"gone": []}, {"tls": [], "cookie": []}],
                "responses": {
                    "x-note": 1,
                    "default": {
                        "description": "",
                        "content": {
                            "application/json": {"schema": {"type": "object"}, "example": 3},
                            "text/plain": {"schema": {"type": "string"}},
                        },
                    },
                },
            }
        },
        "/faulty": post("application/json", {"type": "string", "pattern": "(?<"}, "faulty"),
    },
    "components": {
        "securitySchemes": {
            "query": {"type": "apiKey", "in": "query", "name": "k"},
            "cookie": {"type": "apiKey", "in": "cookie", "name": "c"},
            "tls": {"type": "mutualTLS"},
        }
    },
}
DOCUMENT["paths"]["/odd/{m}"] = DOCUMENT["paths"].pop("/odd")
del DOCUMENT["paths"]["/odd/{m}"]["get"]["parameters"][2]["schema"]


def document() -> Document:
    return parse_document(json.dumps(DOCUMENT), diagnostics=Diagnostics(), name="d.json")


def ask(method: str, path: str, app: MockApp | None = None, **arguments: Any) -> httpx2.Response:
    async def send() -> httpx2.Response:
        transport = httpx2.ASGITransport(app or MockApp(document()))
        async with httpx2.AsyncClient(transport=transport, base_url="http://mock.test") as client:
            return await client.request(method, path, **arguments)

    return asyncio.run(send())


@pytest.mark.parametrize("arrays", ["repeat", "brackets"])
@pytest.mark.parametrize("objects", ["json", "brackets"])
def test_sample_requests_are_taken(arrays: Any, objects: Any) -> None:
    """Bodies of every kind, in every form that a client may be told to send."""
    config = TargetConfig(wire=WireConfig(multipart_arrays=arrays, multipart_objects=objects))
    described = document()
    app = MockApp(described, config)
    samples = RequestMaker(Sampler(described), config)
    for operation in operations(described):
        if operation.id in ("odd", "faulty"):
            continue
        made = samples.request(operation, full=True)
        answer = ask(made.method, made.url, app, headers=dict(made.headers), content=made.body)
        assert answer.status_code == 204, (operation.id, answer.text)


FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("path", "content", "kind", "words"),
    [
        ("/form", b"\xff=1", FORM, "body"),
        ("/text", b"\xff", "text/plain", "the body is no UTF-8 text"),
        ("/parts", b"--b", "multipart/form-data", "the body is no multipart form"),
        ("/form", b"n=x&l=1&l=2&o[a]=", FORM, "body /n: "),
        ("/form", b"n=1&l=1&l=2&o=text", FORM, "body /o: "),
        ("/form", b"n=1&l=1&l=2&o={", FORM, "body /o: "),
    ],
)
def test_bodies_that_are_refused(path: str, content: bytes, kind: str, words: str) -> None:
    heard: list[str] = []
    app = MockApp(document(), told=heard.append)
    assert ask("POST", path, app, content=content, headers={"content-type": kind}).status_code == 400
    assert words in heard[0]


def test_faulty_schemas_are_held_against_nobody() -> None:
    assert ask("POST", "/faulty", json=3).status_code == 204


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/odd/;m=3?k=x", {}, 200),
        ("/odd/;m=no?k=x", {}, 400),
        ("/odd/;m=3?k=x&f.a=1", {}, 200),
        ("/odd/;m=3?k=x&j=[1]", {}, 200),
        ("/odd/;m=3?k=x&u=all", {}, 200),
        ("/odd/;m=3?k=x&u=1&u=2", {}, 200),
        ("/odd/;m=3", {"cookie": "c=1"}, 200),
        ("/odd/;m=3", {}, 200),
        ("/odd/;m=3?k=x", {"accept": "text/*;q=1, x/y;q=odd, */*;q=0"}, 200),
        ("/odd/;m=3?k=x", {"accept": "image/png, text/html;q=0"}, 200),
        ("/odd/;m=3?k=x", {"prefer": "wait=-1"}, 200),
        ("/nowhere", {}, 404),
        ("/text", {}, 405),
    ],
)
def test_styles_credentials_and_wishes(path: str, headers: dict[str, str], status: int) -> None:
    heard: list[str] = []
    config = TargetConfig(wire=WireConfig(query_objects="dots"))
    answer = ask("GET", path, MockApp(document(), config, told=heard.append), headers=headers)
    assert answer.status_code == status, answer.text
    assert bool(heard) == (status >= 400)


@pytest.mark.parametrize("wish", ["delay=-1", "delay=9999", "stream-break=-1", "stream-cut=0", "code=x"])
def test_wishes_that_make_no_sense(wish: str) -> None:
    assert ask("GET", "/odd/;m=3?k=x", headers={"prefer": wish}).status_code == 400


def test_heads_have_no_body() -> None:
    described = parse_document(
        json.dumps(
            {
                "openapi": "3.1.0",
                "info": {"title": "T", "version": "1"},
                "paths": {"/h": {"head": {"operationId": "h", "responses": {"200": {"description": ""}}}}},
            }
        ),
        diagnostics=Diagnostics(),
        name="d.json",
    )
    answer = ask("HEAD", "/h", MockApp(described))
    assert (answer.status_code, answer.content) == (200, b"")


def test_bodies_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither what is announced nor what comes may be larger than the server takes."""
    monkeypatch.setattr("generator.mock.app._MOST_BYTES", 10)

    async def pieces() -> Any:
        for _ in range(4):
            yield b"12345"

    kind = {"content-type": "text/plain"}
    assert ask("POST", "/text", content=b"x" * 11, headers=kind).status_code == 413
    assert ask("POST", "/text", content=pieces(), headers=kind).status_code == 413


def test_recorded_streams() -> None:
    """They come event by event, whatever their line ends are."""
    for mark in (b"\n\n", b"\r\n\r\n"):
        body = b"data: 1" + mark + b"data: 2" + mark + b"rest"
        head = {"content-type": "text/event-stream"}
        known = Interaction("GET", "/odd/3", Message({}, b""), 200, Message(head, body), "odd/stream.yaml")
        app = MockApp(document(), fixtures={"odd": [known]})
        answer = ask(
            "GET", "/odd/;m=3?k=x", app, headers={"prefer": "example=stream", "accept": "text/event-stream"}
        )
        assert answer.content == body


def test_other_protocols_and_clients_that_leave() -> None:
    """A WebSocket is closed; a client that goes away in the middle gets no answer."""
    told: list[Any] = []

    async def send(message: Any) -> None:
        told.append(message)

    async def receive() -> Any:
        return {"type": "http.disconnect"}

    app = MockApp(document())
    asyncio.run(app({"type": "websocket", "path": "/"}, receive, send))
    assert told == [{"type": "websocket.close", "code": 1000}]
    scope = {"type": "http", "method": "POST", "path": "/text", "raw_path": b"/text", "query_string": b""}
    asyncio.run(app({**scope, "headers": [(b"content-type", b"text/plain")]}, receive, send))
    assert len(told) == 1
