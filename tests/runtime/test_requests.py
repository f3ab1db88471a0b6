"""What a call puts on the wire."""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Mapping
from typing import Any

import httpx2
import pytest
from sample import Omit, Sample, SampleError, not_given, omit
from sample._runtime.errors import MissingCredentialsError
from sample.types import Chat, Message
from support import CHAT, Server, chat, ok


def test_a_call_sends_method_url_headers_and_body() -> None:
    server = Server(ok())
    result = server.client().chats.create(messages=[{"role": "user"}], model="m")
    request = server.last
    assert isinstance(result, Chat)
    assert result.to_dict(mode="json") == CHAT
    assert (request.method, str(request.url)) == ("POST", "https://api.sample.test/v1/chats")
    assert request.content == b'{"messages":[{"role":"user"}],"model":"m"}'
    headers = request.headers
    assert headers["authorization"] == "Bearer sk-test-key"
    assert headers["content-type"] == headers["accept"] == "application/json"
    assert headers["user-agent"] == "Sample/Python 1.2.3"
    assert headers["host"] == "api.sample.test"
    assert headers["content-length"] == str(len(request.content))
    assert len(headers["idempotency-key"]) == 36
    assert "sample-organization" not in headers


def test_omitted_parameters_are_left_out_and_none_is_null() -> None:
    server = Server(ok())
    client = server.client()
    client.chats.create(messages=[], model=omit, stream=None)
    assert server.body == {"messages": [], "stream": None}
    client.chats.create(messages=[{"a": omit, "b": [omit, 1, {"c": not_given}], "d": None}])
    assert server.body == {"messages": [{"b": [1, {}], "d": None}]}


def test_bodies_may_hold_models_dates_mappings_and_iterables() -> None:
    class Frozen(Mapping[str, Any]):
        def __getitem__(self, key: str) -> Any:
            return {"x": 1}[key]

        def __iter__(self) -> Any:
            return iter(["x"])

        def __len__(self) -> int:
            return 1

    server = Server(ok())
    message = Message(type="message", role="user", content=None)
    messages: Any = (
        m for m in [message, Frozen(), {"t": datetime.date(2024, 1, 2), "s": {1}, "b": b"ab", "e": "\ud83d"}]
    )
    server.client().chats.create(messages=messages)
    assert server.body == {
        "messages": [
            {"type": "message", "role": "user", "content": None},
            {"x": 1},
            {"t": "2024-01-02", "s": [1], "b": "YWI=", "e": "\ud83d"},
        ]
    }


def test_unsendable_bodies_raise() -> None:
    client = Server(ok()).client()
    with pytest.raises(TypeError):
        client.chats.create(messages=[{"x": object()}])
    with pytest.raises(ValueError, match="not JSON compliant"):
        client.chats.create(messages=[{"x": float("nan")}])


def test_extra_arguments_win() -> None:
    server = Server(ok())
    client = server.client(default_headers={"X-A": "1", "X-B": "2"}, default_query={"q": 1, "r": True})
    client.chats.create(
        messages=[],
        extra_headers={"x-a": "3", "X-B": Omit(), "Idempotency-Key": "mine", "User-Agent": "me"},
        extra_query={"q": "two words", "list": [1, 2], "deep": {"a": {"b": None, "c": 1}}},
        extra_body={"model": "other"},
    )
    request = server.last
    assert request.headers["x-a"] == "3"
    assert "x-b" not in request.headers
    assert request.headers["user-agent"] == "me"
    assert request.headers["idempotency-key"] == "mine"
    assert server.body == {"messages": [], "model": "other"}
    assert request.url.query == b"q=two%20words&r=true&list%5B%5D=1&list%5B%5D=2&deep%5Ba%5D%5Bc%5D=1"


def test_constant_headers_and_query_arrays() -> None:
    server = Server(ok())
    server.client().chats.retrieve("a/b?c", include=["x", "y"])
    assert (
        str(server.last.url) == "https://api.sample.test/v1/chats/a%2Fb%3Fc?include%5B%5D=x&include%5B%5D=y"
    )
    assert server.last.headers["sample-beta"] == "v2"
    assert "idempotency-key" not in server.last.headers


def test_empty_path_parameters_are_refused() -> None:
    with pytest.raises(ValueError, match="Expected a non-empty value for `chat_id` but received ''"):
        Server(ok()).client().chats.retrieve("")


def test_options_come_from_arguments_then_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMPLE_API_KEY", " env-key ")
    monkeypatch.setenv("SAMPLE_ORG_ID", "org")
    monkeypatch.setenv("SAMPLE_BASE_URL", "https://other.test/v9/")
    monkeypatch.setenv("SAMPLE_CUSTOM_HEADERS", "X-One: 1\nX-Two: a:b")
    server = Server(ok())
    client = server.client(api_key=None)
    client.chats.create(messages=[])
    assert str(server.last.url) == "https://other.test/v9/chats"
    assert str(client.base_url) == "https://other.test/v9/"
    headers = server.last.headers
    assert headers["authorization"] == "Bearer env-key"
    assert (headers["sample-organization"], headers["x-one"], headers["x-two"]) == ("org", "1", "a:b")
    assert client.organization == "org"


def test_changed_attributes_take_effect() -> None:
    server = Server(ok())
    client = server.client()
    client.chats.create(messages=[])
    client.api_key = "sk-other"
    client.organization = "o2"
    client.base_url = "https://b.test/"
    client.chats.create(messages=[])
    assert server.last.headers["authorization"] == "Bearer sk-other"
    assert server.last.headers["sample-organization"] == "o2"
    assert str(server.last.url) == "https://b.test/chats"


def test_missing_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMPLE_API_KEY", raising=False)
    with pytest.raises(SampleError, match=r"`api_key`.*`SAMPLE_API_KEY`"):
        Sample()
    server = Server(ok())
    with pytest.raises(MissingCredentialsError, match="`admin_api_key`"):
        server.client().chats.delete("x")
    assert server.requests == []
    server.client().chats.delete("x", extra_headers={"Authorization": "Bearer own"})
    assert server.last.headers["authorization"] == "Bearer own"
    server.client().chats.delete("x", extra_headers={"Authorization": Omit()})
    assert "authorization" not in server.last.headers
    server.client(admin_api_key="adm").chats.delete("x")
    assert server.last.headers["authorization"] == "Bearer adm"


def test_an_operation_takes_the_first_scheme_it_has_a_key_for() -> None:
    server = Server(ok({"data": []}))
    server.client().chats.list()
    assert server.last.headers["authorization"] == "Bearer sk-test-key"
    server.client(admin_api_key="adm").chats.list()
    assert server.last.headers["authorization"] == "Bearer adm"
    server = Server(ok({"id": "f"}))
    server.client(header_key="hk").files.upload("p", body={})
    assert server.last.headers["x-goog-api-key"] == "hk"
    assert "authorization" not in server.last.headers
    server.client(query_key="q k").files.upload("p", body={})
    assert server.last.url.query == b"key=q%20k"


def test_callable_keys_are_asked_for_each_attempt() -> None:
    keys = iter(["one", "two"])
    server = Server(httpx2.Response(503), ok())
    server.client(api_key=lambda: next(keys)).chats.retrieve("x")
    assert [request.headers["authorization"] for request in server.requests] == ["Bearer one", "Bearer two"]

    async def key() -> str:
        return "async"

    server = Server(ok())
    asyncio.run(server.async_client(api_key=key).chats.retrieve("x"))
    assert server.last.headers["authorization"] == "Bearer async"


def test_bad_keys_never_show() -> None:
    for key in ("sk-sécret-value", "sk-secret\nvalue"):
        with pytest.raises(SampleError) as caught:
            Server(ok()).client(api_key=key).chats.retrieve("x")
        assert key not in repr(caught.value)


def test_copies_share_connections_and_change_what_is_given() -> None:
    server = Server(ok())
    client = server.client(default_headers={"X-A": "1"}, organization="o", max_retries=5, timeout=3.0)
    copied = client.with_options(max_retries=1, default_headers={"X-B": "2"}, api_key="sk-2")
    copied.chats.create(messages=[])
    headers = server.last.headers
    assert (headers["x-a"], headers["x-b"], headers["authorization"]) == ("1", "2", "Bearer sk-2")
    assert (copied.max_retries, copied.timeout, copied.organization) == (1, 3.0, "o")
    assert client.api_key == "sk-test-key"
    client.copy(set_default_headers={}).chats.create(messages=[])
    assert "x-a" not in server.last.headers
    with pytest.raises(ValueError, match="mutually exclusive"):
        client.copy(default_headers={}, set_default_headers={})


def test_timeouts() -> None:
    server = Server(ok())
    client = server.client()
    client.chats.create(messages=[])
    assert server.last.extensions["timeout"] == {"connect": 5.0, "read": 600.0, "write": 600.0, "pool": 600.0}
    client.chats.create(messages=[], timeout=2)
    assert server.last.extensions["timeout"]["connect"] == 2
    client.chats.create(messages=[], timeout=httpx2.Timeout(7, read=1))
    assert server.last.extensions["timeout"]["read"] == 1
    client.chats.create(messages=[], timeout=None)
    assert server.last.extensions["timeout"]["read"] is None
    assert client.timeout == httpx2.Timeout(600, connect=5.0)


def test_a_client_of_the_caller_keeps_its_own_settings() -> None:
    server = Server(ok())
    http = httpx2.Client(
        transport=httpx2.MockTransport(server),
        headers={"X-Theirs": "1"},
        params={"p": "1"},
        timeout=9,
        cookies={"c": "1"},
    )
    client = Sample(api_key="sk-k", http_client=http)
    client.chats.create(messages=[])
    assert server.last.headers["x-theirs"] == "1"
    assert server.last.headers["cookie"] == "c=1"
    assert server.last.headers["content-type"] == "application/json"
    assert server.last.headers["content-length"] == "15"
    assert server.last.url.query == b"p=1"
    assert server.last.extensions["timeout"]["read"] == 9
    with client:
        assert not client.is_closed()
    assert client.is_closed()
    assert http.is_closed
    with pytest.raises(TypeError, match="Invalid `http_client`"):
        Sample(api_key="k", http_client=httpx2.AsyncClient())  # type: ignore[arg-type]


def test_calls_by_path() -> None:
    server = Server(ok())
    client = server.client()
    assert isinstance(client.get("/chats/1", cast_to=Chat), Chat)
    assert (
        client.post("chats", cast_to=dict[str, object], body={"a": 1}, options={"headers": {"X": "1"}})
        == CHAT
    )
    assert server.last.headers["x"] == "1"
    assert server.body == {"a": 1}
    assert isinstance(
        client.get("/x", cast_to=httpx2.Response, options={"params": {"a": [1, 2]}}), httpx2.Response
    )
    assert server.last.url.query == b"a%5B%5D=1&a%5B%5D=2"
    assert client.patch("/x", cast_to=str, content=b"raw").startswith("{")
    assert server.last.content == b"raw"
    assert client.put("/x", cast_to=bytes, body={}, options={"idempotency_key": "k"}).startswith(b"{")
    assert server.last.headers["idempotency-key"] == "k"
    assert client.delete("/x", cast_to=None) is None
    assert client.get("https://elsewhere.test/x", cast_to=object) == CHAT
    server.answers = [ok([chat(), chat()])]
    assert [type(item) for item in client.get("/x", cast_to=list[Chat])] == [Chat, Chat]
    assert asyncio.run(server.async_client().post("/x", cast_to=list[Chat], body={}))[0].id == "c1"


def test_redirects_drop_credentials_on_the_way_to_another_origin() -> None:
    away = httpx2.Response(307, headers={"location": "https://evil.test/x"})
    server = Server(away, ok({"id": "f"}))
    server.client(header_key="secret-key").files.upload("p", body={"a": 1})
    assert server.last.url.host == "evil.test"
    assert server.body == {"a": 1}
    assert "x-goog-api-key" not in server.last.headers
    named = httpx2.Response(302, headers={"location": "https://user:word@evil.test/x"})
    server = Server(named, ok())
    answer = server.client().chats.with_raw_response.retrieve("x")
    assert "authorization" not in server.last.headers
    assert [step.status_code for step in answer.http_response.history] == [302]
    server = Server(httpx2.Response(302, headers={"location": "/v1/other"}), ok())
    server.client().chats.retrieve("x")
    assert server.last.headers["authorization"] == "Bearer sk-test-key"
    assert server.last.url.path == "/v1/other"


def test_the_base_url_must_be_http() -> None:
    with pytest.raises(SampleError, match="http"):
        Sample(api_key="k", base_url="file:///etc")
