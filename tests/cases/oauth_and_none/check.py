from __future__ import annotations

import asyncio
import base64
import time
from typing import Any
from urllib.parse import parse_qs

import httpx2
import pytest

from tests.cases.kit import Answer, Case, ok, plain

EMPTY = plain(b"", "text/plain", 204)


def argument(case: Case, scheme: str) -> str:
    """Constructor argument of a scheme."""
    return {s.name: s.argument for s in case.module("_client")._DEFINITION.schemes}[scheme]


class Server:
    """Gives tokens `t1`, `t2`, ... and takes the last one only."""

    def __init__(self, life: object = 3600, in_body: bool = False) -> None:
        self.life = life
        self.in_body = in_body
        self.given = 0
        self.asked: list[dict[str, list[str]]] = []
        self.refused = 0

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        if request.url.path == "/id":
            return ok({"token_endpoint": "https://login.test/oauth/token"})
        if request.url.path.endswith("/token"):
            return self.token(request)
        if request.url.path == "/c":
            return EMPTY
        if request.headers.get("authorization") == f"Bearer t{self.given}":
            return httpx2.Response(200, json={"by": request.headers["authorization"]})
        self.refused += 1
        return httpx2.Response(401, json={"error": "no"})

    def token(self, request: httpx2.Request) -> httpx2.Response:
        form = parse_qs(request.content.decode())
        self.asked.append(form)
        pair = "Basic " + base64.b64encode(b"i%3Ad:s3cret%25").decode()
        proven = (
            form.get("client_secret") == ["s3cret%"]
            if self.in_body
            else request.headers.get("authorization") == pair
        )
        if not proven:
            return httpx2.Response(401, json={"error": "invalid_client", "error_description": "bad s3cret%"})
        self.given += 1
        return ok({"access_token": f"t{self.given}", "token_type": "bearer", "expires_in": self.life})


def connected(case: Case, server: Answer, **options: Any) -> Any:
    return case.client(server, **{"client_id": "i:d", "client_secret": "s3cret%", **options})


def check_tokens_are_sent_as_bearer(case: Case) -> None:
    client, wire = case.client(EMPTY, **{argument(case, "flow"): "t1", argument(case, "connect"): "t2"})
    case.call(client, "a")
    assert wire.headers["authorization"] == "Bearer t1"
    case.call(client, "b")
    assert wire.headers["authorization"] == "Bearer t2"
    case.call(client, "c")
    assert "authorization" not in wire.headers


def check_client_credentials(case: Case) -> None:
    """One token serves many calls and all copies of the client."""
    server = Server()
    client, wire = connected(case, server)
    assert case.call(client, "a")["by"] == "Bearer t1"
    assert case.call(client.with_options(timeout=3), "a")["by"] == "Bearer t1"
    assert server.asked == [{"grant_type": ["client_credentials"], "scope": ["read write"]}]
    assert wire.lines[0] == "POST /login/token"
    case.call(client, "c")
    assert "authorization" not in wire.headers
    client, _ = connected(case, server, scopes="other")
    case.call(client, "a")
    assert server.asked[-1]["scope"] == ["other"]


def check_renewal(case: Case) -> None:
    """A token is asked for again when its time is over, and once when the server no longer takes it."""
    server = Server(life="100")
    client, _ = connected(case, server)
    case.call(client, "a")
    with pytest.MonkeyPatch.context() as patch:
        now = time.monotonic()
        patch.setattr(time, "monotonic", lambda: now + 95)
        assert case.call(client, "a")["by"] == "Bearer t2"
        server.given += 1
        assert case.call(client, "a")["by"] == "Bearer t4"
    assert server.refused == 1
    client, _ = connected(case, lambda r: server(r) if r.url.path.endswith("/token") else ok({}, 401))
    with pytest.raises(case.package.AuthenticationError):
        case.call(client, "a")


def check_secret_in_the_body(case: Case) -> None:
    """Servers that do not read the header get the secret in the form."""
    server = Server(in_body=True)
    client, _ = connected(case, server)
    assert case.call(client, "a")["by"] == "Bearer t1"
    assert server.asked[-1]["client_id"] == ["i:d"]


def check_refusal(case: Case) -> None:
    client, _ = connected(case, Server(), client_secret="wrong-secret")
    with pytest.raises(case.package.TokensError, match="invalid_client") as caught:
        case.call(client, "a")
    assert "wrong-secret" not in str(caught.value) + repr(caught.value.__cause__)


def check_connect(case: Case) -> None:
    """OpenID Connect: the token address is in the discovery document."""
    server = Server()
    client, wire = connected(case, server)
    assert case.call(client, "b")["by"] == "Bearer t1"
    assert [str(r.url) for r in wire.requests[:2]] == [
        "https://api.test/id",
        "https://login.test/oauth/token",
    ]


def check_async(case: Case) -> None:
    """Many calls at once ask for one token."""
    server = Server()

    async def run() -> None:
        client, _ = case.async_client(server, client_id="i:d", client_secret="s3cret%")
        found = await asyncio.gather(*(case.call(client, "a") for _ in range(5)))
        assert [one["by"] for one in found] == ["Bearer t1"] * 5
        server.given += 1
        assert (await case.call(client, "a"))["by"] == "Bearer t3"

    asyncio.run(run())
    assert len(server.asked) == 2


def challenge(request: httpx2.Request) -> httpx2.Response:
    """A server that wants digest authentication (RFC 7616)."""
    if request.headers.get("authorization", "").startswith('Digest username="user"'):
        return ok({"by": "digest"})
    header = 'Digest realm="r", qop="auth", nonce="n", algorithm=SHA-256'
    return httpx2.Response(401, headers={"www-authenticate": header})


def check_digest(case: Case) -> None:
    client, wire = case.client(challenge, **{argument(case, "summary"): "user:pass"})
    assert case.call(client, "d") == {"by": "digest"}
    assert "pass" not in wire.headers["authorization"]
    assert 'uri="/d"' in wire.headers["authorization"]

    async def run() -> None:
        client, _ = case.async_client(challenge, **{argument(case, "summary"): "user:pass"})
        assert await case.call(client, "d") == {"by": "digest"}

    asyncio.run(run())
    client, _ = case.client(challenge)
    with pytest.raises(case.package.MissingCredentialsError, match="DIGEST_AUTH"):
        case.call(client, "d")


def check_certificate(case: Case) -> None:
    """Mutual TLS: a certificate of the client's own, or that of an HTTP client that the caller brings."""
    client, wire = case.client(EMPTY)
    case.call(client, "e")
    assert "authorization" not in wire.headers
    client = case.package.Client(
        client_certificate="no-such-file.pem", base_url="https://127.0.0.1:9", max_retries=0
    )
    with pytest.raises(case.package.TokensError, match="client_certificate"):
        case.call(client, "e")


def check_unknown_scheme(case: Case) -> None:
    client, wire = case.client(EMPTY, **{argument(case, "odd"): "value"})
    case.call(client, "f")
    assert wire.headers["authorization"] == "vapid value"


class Broken:
    """Fails in each of these ways when a token is asked for, and then works like another server."""

    def __init__(self, server: Server, *ways: Exception | int) -> None:
        self.server = server
        self.ways = list(ways)

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        if self.ways and request.url.path.endswith("/token"):
            way = self.ways.pop(0)
            if isinstance(way, Exception):
                raise way
            return httpx2.Response(way, headers={"retry-after": "3"}, json={})
        return self.server(request)


def check_asking_again(case: Case) -> None:
    """A token is asked for as often as anything else; errors that are none of the network go through."""
    slept: list[float] = []

    async def asleep(seconds: float) -> None:
        slept.append(seconds)

    def ask(is_async: bool, *ways: Exception | int, life: object = 3600, retries: int = 2) -> Any:
        made = case.async_client if is_async else case.client
        server = Broken(Server(life), *ways)
        client, _ = made(server, client_id="i:d", client_secret="s3cret%", max_retries=retries)
        client._sleep = asleep if is_async else slept.append
        found = case.call(client, "a")
        return asyncio.run(found) if is_async else found

    for is_async in (False, True):
        slept.clear()
        assert ask(is_async, httpx2.ConnectError("no"), 503, life=None)["by"] == "Bearer t1"
        assert slept[1] == 3
        with pytest.raises(case.package.APIConnectionError):
            ask(is_async, httpx2.ConnectError("no"), httpx2.ConnectError("no"), retries=1)
        with pytest.raises(case.package.TokensError, match="status 400"):
            ask(is_async, 400, 400)
        with pytest.raises(LookupError, match="odd"):
            ask(is_async, LookupError("odd"))


def check_nobody_to_ask(case: Case) -> None:
    client, _ = connected(case, ok({"issuer": "https://login.test"}))
    with pytest.raises(case.package.TokensError, match="names no token endpoint"):
        case.call(client, "b")


def check_tokens_of_the_caller_are_not_renewed(case: Case) -> None:
    server = Server()
    client, _ = connected(case, server, **{argument(case, "flow"): "mine"})
    with pytest.raises(case.package.AuthenticationError):
        case.call(client, "a")
    assert server.asked == []


def check_other_event_loops(case: Case) -> None:
    """Under trio no lock of asyncio is taken."""
    client, _ = case.async_client(Server(), client_id="i:d", client_secret="s3cret%")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(case.module("_runtime.oauth"), "current_loop", object)
        assert asyncio.run(case.call(client, "a"))["by"] == "Bearer t1"
