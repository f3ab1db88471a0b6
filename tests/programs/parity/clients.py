"""Clients: options, raw and streamed answers, errors, Azure, calls by path, speech."""

from __future__ import annotations

from pathlib import Path

import httpx2
from openai_client import (
    APIConnectionError,
    APIStatusError,
    APITimeoutError,
    AsyncAzureOpenAI,
    AzureOpenAI,
    DefaultHttpxClient,
    NotFoundError,
    OpenAI,
    OpenAIError,
    Stream,
)
from openai_client.auth import k8s_service_account_token_provider
from openai_client.types import Model
from openai_client.types.audio import Transcription, TranscriptionVerbose
from openai_client.types.chat import ChatCompletion, ChatCompletionChunk


def make(key: str) -> OpenAI:
    """A client with a transport and headers of its own."""
    client = OpenAI(
        api_key=lambda: key,
        organization="org",
        timeout=httpx2.Timeout(20.0, connect=2.0),
        http_client=DefaultHttpxClient(follow_redirects=False),
        default_headers={"X-Team": "sky"},
    )
    return client.with_options(max_retries=5, default_query={"trace": "1"})


def workload() -> OpenAI:
    """A client in a cluster, whose data stays in Europe."""
    return OpenAI(
        workload_identity={
            "identity_provider_id": "idp",
            "service_account_id": "account",
            "provider": k8s_service_account_token_provider(),
        },
        data_residency="eu",
    )


def azure(token: str) -> AzureOpenAI:
    """A client of Azure."""
    return AzureOpenAI(
        api_version="2024-10-21",
        azure_endpoint="https://sky.openai.azure.com",
        azure_deployment="main",
        azure_ad_token_provider=lambda: token,
    )


async def azure_chat(client: AsyncAzureOpenAI) -> ChatCompletion:
    """Chat through Azure."""
    return await client.chat.completions.create(model="main", messages=[{"role": "user", "content": "hi"}])


def explain(client: OpenAI, model: str) -> str:
    """What is known of a model, or why nothing is."""
    try:
        found: Model = client.models.retrieve(model)
    except NotFoundError:
        return "no such model"
    except APIStatusError as error:
        return f"{error.status_code} {error.response.headers.get('x-request-id')} {error.message}"
    except (APITimeoutError, APIConnectionError) as error:
        return str(error.request.url)
    except OpenAIError as error:
        return str(error)
    return f"{found.id} {found._request_id} {found.to_json()}"


def raw(client: OpenAI) -> tuple[int, ChatCompletion]:
    """Status and value of an answer."""
    response = client.chat.completions.with_raw_response.create(
        model="gpt-5", messages=[{"role": "user", "content": "hi"}]
    )
    return response.status_code, response.parse()


def lines(client: OpenAI, file: str, into: Path) -> list[str]:
    """A download as it arrives."""
    with client.files.with_streaming_response.content(file) as response:
        response.stream_to_file(into)
    with client.files.with_streaming_response.content(file) as response:
        return list(response.iter_lines())


def chunks(client: OpenAI, stream: bool) -> int:
    """How many chunks an answer has; one when it is not streamed."""
    answer: ChatCompletion | Stream[ChatCompletionChunk] = client.chat.completions.create(
        model="gpt-5", messages=[{"role": "user", "content": "hi"}], stream=stream
    )
    if isinstance(answer, Stream):
        with answer:
            return sum(1 for _ in answer)
    return 1


def by_path(client: OpenAI) -> object:
    """A call that has no method."""
    return client.post("/sky", body={"blue": True}, cast_to=object, options={"max_retries": 0})


def transcribed(client: OpenAI, path: Path) -> tuple[str, float, str]:
    """A recording in three forms."""
    plain: Transcription = client.audio.transcriptions.create(model="whisper-1", file=path)
    with path.open("rb") as sound:
        whole: TranscriptionVerbose = client.audio.transcriptions.create(
            model="whisper-1", file=sound, response_format="verbose_json"
        )
    subtitles: str = client.audio.transcriptions.create(
        model="whisper-1", file=("sound.mp3", b"...", "audio/mpeg"), response_format="srt"
    )
    return plain.text, float(whole.duration), subtitles
