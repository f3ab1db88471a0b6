"""Where connections go, and with which credentials."""

from __future__ import annotations

import inspect
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.realtime.server import Server, client, package, playing, run

PLACES = [
    ("realtime", {"model": "m"}, "/v1/realtime?model=m"),
    ("realtime", {"call_id": "c/1"}, "/v1/realtime?call_id=c%2F1"),
    ("realtime.translations", {"model": "m"}, "/v1/realtime/translations?model=m"),
    ("beta.realtime", {"model": "m"}, "/v1/realtime?model=m"),
    ("responses", {}, "/v1/responses"),
    ("beta.responses", {}, "/v1/responses"),
    ("live", {}, "/v1/live/sessions"),
    (
        "live.sideband",
        {"session_id": "s/1", "graceful_close": True},
        "/v1/live/sessions/s%2F1/attach?graceful_close=true",
    ),
    ("live.forks", {"session_id": "s"}, "/v1/live/sessions/s/fork"),
]


def opened(api: Any, path: str, **arguments: Any) -> None:
    """Open a connection and close it."""
    for name in path.split("."):
        api = getattr(api, name)
    with api.connect(**arguments):
        pass


def quiet(socket: Any) -> None:
    """A server that only listens."""


@pytest.fixture
def server() -> Any:
    with playing(quiet) as playing_server:
        yield playing_server


@pytest.mark.parametrize(("place", "arguments", "path"), PLACES)
def test_paths(server: Server, place: str, arguments: dict[str, Any], path: str) -> None:
    opened(client(server), place, **arguments)
    assert server.paths == [path]


def test_everything_of_the_client_holds(server: Server) -> None:
    """Default headers and query, options, copies, and what the call itself adds."""
    api = client(
        server,
        organization="org",
        default_headers={"X-A": "1", "X-B": "1"},
        default_query={"a": "1", "b": "1"},
    ).with_options(default_headers={"X-C": "1"}, api_key="ek_short_lived")
    opened(api, "realtime", model="m", extra_query={"b": "2"}, extra_headers={"X-B": "2"})
    assert parse_qs(urlsplit(server.paths[0]).query) == {"a": ["1"], "b": ["2"], "model": ["m"]}
    headers = server.headers[0]
    wanted = {"X-A": "1", "X-B": "2", "X-C": "1", "OpenAI-Organization": "org"}
    assert {name: headers[name] for name in wanted} == wanted
    assert headers["Authorization"] == "Bearer ek_short_lived"
    assert headers["User-Agent"].startswith("OpenAI/Python")
    assert "Content-Type" not in headers


def test_beta_header(server: Server) -> None:
    opened(client(server), "beta.realtime", model="m")
    assert server.headers[0]["OpenAI-Beta"] == "realtime=v1"


@pytest.mark.parametrize("scheme", ["ws", "http"])
def test_a_base_url_of_its_own(server: Server, scheme: str) -> None:
    url = server.url.replace("http", scheme).replace("/v1", "/elsewhere?tenant=t")
    api = client(server, base_url="https://rest.example/v1?only=rest", websocket_base_url=url)
    opened(api, "realtime", model="m")
    assert urlsplit(server.paths[0]).path == "/elsewhere/realtime"
    assert parse_qs(urlsplit(server.paths[0]).query) == {"tenant": ["t"], "model": ["m"]}


def test_who_says_a_parameter(server: Server) -> None:
    """The connection, else the base URL, else the client."""
    defaults = {"route": "client", "tenant": "client", "own": "client", "filter": {"a": "1"}}
    url = server.url + "?route=a&route=b&tenant=url&filter%5Bb%5D=2"
    opened(client(server, base_url=url, default_query=defaults), "realtime", extra_query={"tenant": "call"})
    assert parse_qs(urlsplit(server.paths[0]).query) == {
        "route": ["a", "b"],
        "tenant": ["call"],
        "own": ["client"],
        "filter[b]": ["2"],
    }


def test_azure_with_a_base_url_of_its_own(server: Server) -> None:
    api = package().AzureOpenAI(
        api_key="azure",
        api_version="v",
        azure_endpoint="https://rest.example",
        azure_deployment="fixed",
        websocket_base_url=server.url,
    )
    opened(api, "realtime", model="m", extra_query={"api-version": "other"})
    assert urlsplit(server.paths[0]).path == "/v1/realtime"
    assert parse_qs(urlsplit(server.paths[0]).query) == {"api-version": ["v"], "deployment": ["fixed"]}


def test_keys_from_functions(server: Server) -> None:
    async def key() -> str:
        return "asked"

    async def talk() -> None:
        api = client(server, "AsyncOpenAI", api_key=key)
        async with api.realtime.connect(model="m"):
            pass

    opened(client(server, api_key=lambda: "given"), "realtime", model="m")
    run(talk())
    assert [headers["Authorization"] for headers in server.headers] == ["Bearer given", "Bearer asked"]


def test_hooks_of_subclasses(server: Server) -> None:
    class Signed(package().OpenAI):  # type: ignore[misc]
        def _prepare_request(self, request: Any) -> None:
            request.headers["X-Signature"] = "s"

    opened(Signed(api_key="k", base_url=server.url), "realtime", model="m")
    assert server.headers[0]["X-Signature"] == "s"


@pytest.mark.parametrize(
    ("deployment", "expected"), [(None, "m"), ("fixed", "fixed")], ids=["by model", "by client"]
)
def test_azure(server: Server, deployment: str | None, expected: str) -> None:
    root = server.url.removesuffix("/v1")
    options = {"api_version": "2025-01-01", "azure_endpoint": root, "azure_deployment": deployment}
    keyed = package().AzureOpenAI(api_key="azure", **options)
    token = package().AzureOpenAI(azure_ad_token_provider=lambda: "entra", **options)
    for api in (keyed, token):
        opened(api, "realtime", model="m", extra_query={"deployment": "other"})
    for path in server.paths:
        assert urlsplit(path).path == "/openai/realtime"
        assert parse_qs(urlsplit(path).query) == {"api-version": ["2025-01-01"], "deployment": [expected]}
    assert server.headers[0]["api-key"] == "azure"
    assert server.headers[1]["Authorization"] == "Bearer entra"


@pytest.mark.parametrize(
    "place", ["realtime", "realtime.translations", "beta.realtime", "responses", "beta.responses", "live"]
)
def test_signatures_are_those_of_the_official_package(place: str) -> None:
    for theirs, ours in pairs():
        for step in place.split("."):
            theirs, ours = getattr(theirs, step, None), getattr(ours, step)
        if not hasattr(theirs, "connect"):
            pytest.skip("the installed release has no such connection")
        assert shape(ours.connect) == shape(theirs.connect)


@cache
def pairs() -> list[tuple[Any, Any]]:
    """Clients of the official package, sync and async, each with ours; making one of theirs takes a while."""
    official = pytest.importorskip("openai")
    names = ("OpenAI", "AsyncOpenAI")
    return [(getattr(official, name)(api_key="k"), getattr(package(), name)(api_key="k")) for name in names]


def shape(function: Any) -> list[tuple[str, Any, bool]]:
    """Names, kinds and whether there is a default."""
    parameters = inspect.signature(function).parameters.values()
    return sorted((p.name, str(p.kind), p.default is inspect.Parameter.empty) for p in parameters)
