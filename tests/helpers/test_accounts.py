"""Constructor arguments of the OpenAI clients beyond keys: workloads, regions, certificates; types by `response_format`."""

from __future__ import annotations

import importlib
import json
from typing import Any

import httpx2
import pytest

from tests.helpers.wire import Wire, ok, package, run

EXCHANGE = "https://mtls.auth.openai.com/oauth/token"
LISTED = {"object": "list", "data": []}


def certified(**rest: Any) -> Any:
    """The identity of a certificate."""
    from_package = importlib.import_module(f"{package().__name__}.auth")
    return from_package.x509_workload_identity(identity_provider_id="i", service_account_id="s", **rest)


def client(wire: Wire, **arguments: Any) -> Any:
    """A sync client over a wire."""
    transport = httpx2.MockTransport(wire.answer)
    return package().OpenAI(http_client=httpx2.Client(transport=transport), max_retries=0, **arguments)


def token(text: str, **rest: Any) -> httpx2.Response:
    return ok({"access_token": text, "expires_in": 3600, **rest})


def test_certificates_exchange_over_their_own_connection() -> None:
    wire = Wire(token("one"), ok(LISTED), ok(LISTED))
    made = client(wire, workload_identity=certified())
    made.models.list()
    made.with_options(timeout=3).models.list()
    assert [str(request.url) for request in wire.requests] == [
        EXCHANGE,
        "https://mtls.api.openai.com/v1/models",
        "https://mtls.api.openai.com/v1/models",
    ]
    assert wire.requests[1].headers["authorization"] == "Bearer one"
    assert "authorization" not in wire.requests[0].headers
    assert json.loads(wire.requests[0].content)["subject_token_type"].endswith(":x509")


def test_a_refused_token_is_replaced_once() -> None:
    wire = Wire(token("one"), ok({}, 401), token("two"), ok({}, 401))
    with pytest.raises(package().AuthenticationError):
        client(wire, workload_identity=certified()).models.list()
    assert [r.headers.get("authorization") for r in wire.requests] == [None, "Bearer one", None, "Bearer two"]


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (token("a b"), "valid Bearer access_token"),
        (token("a", token_type="MAC"), "Bearer token type"),
        (token("a", expires_in="soon"), "expires_in"),
        (ok({"error": "invalid_grant", "error_description": "secret words"}, 400), "^(?!.*secret)"),
        (ok({}, 302, location="https://other.example"), "status 302"),
    ],
)
def test_exchanges_that_fail(answer: httpx2.Response, problem: str) -> None:
    with pytest.raises(package().OpenAIError, match=problem):
        client(Wire(answer), workload_identity=certified()).models.list()


@pytest.mark.parametrize(
    "identity",
    [{"provider": 1}, {"client_id": "c"}, {"private_key": "secret"}, {"refresh_buffer_seconds": -1.0}],
)
def test_identities_that_make_no_sense(identity: dict[str, Any]) -> None:
    with pytest.raises(package().OpenAIError) as caught:
        package().OpenAI(workload_identity={**certified(), **identity})
    assert "secret" not in str(caught.value)


def test_tokens_of_certificates_stay_where_they_belong() -> None:
    wire = Wire(token("one"))
    made = client(wire, workload_identity=certified())
    for url in ("http://mtls.api.openai.com/v1/models", "https://other.example/v1/models"):
        with pytest.raises(package().OpenAIError, match=r"HTTPS|origin"):
            made.get(url, cast_to=object)
    for name in ("Host", "X_API_Key"):
        with pytest.raises(package().OpenAIError):
            made.models.list(extra_headers={name: "other.example"})
    assert not wire.requests
    with pytest.raises(package().OpenAIError, match="HTTPS"):
        made.with_options(base_url="http://other.example")


def test_async_clients_exchange_without_a_thread() -> None:
    wire = Wire(token("one"), ok(LISTED))

    async def listed() -> str:
        async def answer(request: httpx2.Request) -> httpx2.Response:
            return wire.answer(request)

        transport = httpx2.AsyncClient(transport=httpx2.MockTransport(answer))
        made = package().AsyncOpenAI(workload_identity=certified(), http_client=transport)
        return str((await made.models.list()).object)

    assert run(listed()) == "list"


def test_one_way_to_prove_who_asks() -> None:
    openai = package()
    with pytest.raises(openai.OpenAIError, match="mutually exclusive"):
        openai.OpenAI(api_key="k", workload_identity=certified())
    keyed = openai.OpenAI(workload_identity=certified()).copy(api_key="k")
    assert (keyed.workload_identity, str(keyed.base_url)) == (None, "https://api.openai.com/v1/")
    assert str(keyed.copy(workload_identity=certified()).base_url) == "https://mtls.api.openai.com/v1/"


def test_regions() -> None:
    openai = package()
    made = openai.OpenAI(api_key="k", data_residency="eu", websocket_base_url=None)
    assert str(made.copy().base_url) == "https://eu.api.openai.com/v1/"
    assert str(made.copy(base_url="https://x.example").base_url) == "https://x.example/"
    assert str(made.copy(data_residency="us").base_url) == "https://us.api.openai.com/v1/"
    for wrong in ({"base_url": "https://x.example"}, {"websocket_base_url": "wss://x.example"}):
        with pytest.raises(ValueError, match="mutually exclusive"):
            openai.OpenAI(api_key="k", data_residency="eu", **wrong)
    with pytest.raises(ValueError, match="Invalid `data_residency`"):
        openai.OpenAI(api_key="k", data_residency="moon")
    with pytest.raises(openai.OpenAIError, match="mTLS"):
        openai.OpenAI(workload_identity=certified(), data_residency="jp")


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        (None, "Transcription"),
        ("json", "Transcription"),
        ("verbose_json", "TranscriptionVerbose"),
        ("diarized_json", "TranscriptionDiarized"),
        ("srt", "str"),
    ],
)
def test_transcriptions_have_the_type_that_was_asked_for(form: str | None, kind: str) -> None:
    body = {"text": "hi", "segments": [], "duration": 1.0, "language": "en", "task": "transcribe"}
    wire = Wire(httpx2.Response(200, text="1") if kind == "str" else ok(body))
    chosen = {} if form is None else {"response_format": form}
    made = client(wire, api_key="k", _strict_response_validation=True)
    found = made.audio.transcriptions.create(file=b"x", model="whisper-1", **chosen)
    assert type(found).__name__ == kind
