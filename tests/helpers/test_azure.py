"""Azure clients: where requests go, and with which credentials."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from tests.helpers.wire import Wire, ok, package, run

AZURE = {"api_version": "2024-10-21", "azure_endpoint": "https://name.openai.azure.com"}
CHAT: dict[str, Any] = {"model": "my gpt/4", "messages": []}


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "AZURE_OPENAI_API_KEY",
        "AZURE_OPENAI_AD_TOKEN",
        "AZURE_OPENAI_ENDPOINT",
        "OPENAI_API_VERSION",
    ):
        monkeypatch.delenv(name, raising=False)


def url(wire: Wire) -> str:
    return str(wire.requests[-1].url)


def test_deployments() -> None:
    """The model names the deployment, unless the client has one; other operations know none."""
    wire = Wire(ok({"id": "c", "data": [{"embedding": [1.0]}]}))
    client = wire.sync("AzureOpenAI", **AZURE)
    client.chat.completions.create(**CHAT)
    root = "https://name.openai.azure.com/openai"
    assert url(wire) == f"{root}/deployments/my%20gpt%2F4/chat/completions?api-version=2024-10-21"
    assert wire.body["model"] == "my gpt/4"
    client.models.list()
    assert url(wire) == f"{root}/models?api-version=2024-10-21"
    fixed = wire.sync("AzureOpenAI", **AZURE, azure_deployment="mine")
    assert str(fixed.base_url) == f"{root}/deployments/mine/"
    for client in (fixed, fixed.with_options(timeout=1).copy(max_retries=0)):
        client.embeddings.create(model="other", input="x", encoding_format="float")
        assert url(wire) == f"{root}/deployments/mine/embeddings?api-version=2024-10-21"
        client.files.retrieve("f")
        assert url(wire) == f"{root}/files/f?api-version=2024-10-21"
    with pytest.raises(ValueError, match="dot-segment"):
        wire.sync("AzureOpenAI", **AZURE).chat.completions.create(model="..", messages=[])


def test_helpers_and_uploads_are_routed_too() -> None:
    wire = Wire(ok({"text": "hello", "choices": []}))
    client = wire.sync("AzureOpenAI", **AZURE)
    client.audio.transcriptions.create(file=b"...", model="whisper")
    assert "/deployments/whisper/audio/transcriptions?" in url(wire)
    client.chat.completions.parse(model="m", messages=[])
    assert "/deployments/m/chat/completions?" in url(wire)
    client.chat.completions.with_raw_response.create(model="m", messages=[])
    assert "/deployments/m/chat/completions?" in url(wire)


def test_keys_and_tokens() -> None:
    wire = Wire(ok({"choices": []}))
    wire.sync("AzureOpenAI", **AZURE).chat.completions.create(**CHAT)
    assert wire.requests[-1].headers["api-key"] == "key"
    assert "authorization" not in wire.requests[-1].headers
    client = wire.sync("AzureOpenAI", **AZURE, api_key=None, azure_ad_token="entra")
    client.chat.completions.create(**CHAT)
    assert wire.requests[-1].headers["authorization"] == "Bearer entra"
    assert "api-key" not in wire.requests[-1].headers
    client.admin.organization.projects.list()
    assert wire.requests[-1].headers["authorization"] == "Bearer entra"
    assert "entra" not in repr(client)
    with pytest.raises(package().OpenAIError, match="Missing credentials"):
        wire.sync("AzureOpenAI", **AZURE, api_key=None)


@pytest.mark.parametrize("asynchronous", [False, True])
def test_token_providers_are_asked_at_every_attempt(asynchronous: bool) -> None:
    wire = Wire(httpx2.Response(500, headers={"retry-after-ms": "1"}), ok({"choices": []}))
    tokens = iter(["first", "second"])

    async def later() -> str:
        return next(tokens)

    provider: Any = later if asynchronous else lambda: next(tokens)
    options: dict[str, Any] = {
        **AZURE,
        "api_key": None,
        "azure_ad_token_provider": provider,
        "max_retries": 1,
    }
    if asynchronous:

        async def program() -> None:
            await wire.asynchronous("AsyncAzureOpenAI", **options).chat.completions.create(**CHAT)

        run(program())
    else:
        wire.sync("AzureOpenAI", **options).chat.completions.create(**CHAT)
    assert [r.headers["authorization"] for r in wire.requests] == ["Bearer first", "Bearer second"]


def test_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    azure = package().AzureOpenAI
    with pytest.raises(package().OpenAIError, match="API version"):
        azure(api_key="k", azure_endpoint="https://x.test")
    with pytest.raises(ValueError, match="AZURE_OPENAI_ENDPOINT"):
        azure(api_key="k", api_version="v")
    with pytest.raises(ValueError, match="mutually exclusive"):
        azure(api_key="k", api_version="v", base_url="https://x.test", azure_endpoint="https://x.test")
    monkeypatch.setenv("AZURE_OPENAI_ENDPOINT", "https://env.test/")
    monkeypatch.setenv("OPENAI_API_VERSION", "env")
    monkeypatch.setenv("AZURE_OPENAI_API_KEY", "env-key")
    client = azure()
    assert (client.api_key, str(client.base_url)) == ("env-key", "https://env.test/openai/")
    assert client.default_query == {"api-version": "env"}
    assert client.copy(api_version="other").default_query == {"api-version": "other"}
    moved = client.copy(base_url="https://gateway.test/x")
    assert str(moved.base_url) == "https://gateway.test/x/"
    assert moved.api_key == "env-key"


def test_redirects_lose_the_key() -> None:
    elsewhere = httpx2.Response(307, headers={"location": "https://elsewhere.test/openai/models"})
    wire = Wire(elsewhere, ok({"data": []}))
    http = httpx2.Client(transport=httpx2.MockTransport(wire.answer), follow_redirects=True)
    wire.sync("AzureOpenAI", **AZURE, http_client=http).models.list()
    assert wire.requests[0].headers["api-key"] == "key"
    assert "api-key" not in wire.requests[1].headers
