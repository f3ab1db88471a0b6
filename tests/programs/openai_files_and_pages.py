"""Uploads, downloads, pages, raw responses, errors."""

from __future__ import annotations

from pathlib import Path

import openai_client
from openai_client import AsyncOpenAI, OpenAI


def upload(client: OpenAI, path: Path) -> str:
    """A file by path."""
    return client.files.create(file=path, purpose="assistants").id


def upload_bytes(client: OpenAI) -> str:
    """A file from memory, with a name."""
    return client.files.create(file=("notes.txt", b"text", "text/plain"), purpose="assistants").id


def download(client: OpenAI, file_id: str) -> bytes:
    """The content of a file."""
    return client.files.content(file_id).read()


def all_files(client: OpenAI) -> list[str]:
    """Every file of every page."""
    return [file.id for file in client.files.list(limit=2)]


async def all_files_async(client: AsyncOpenAI) -> list[str]:
    """The same with the async client."""
    return [file.id async for file in client.files.list(limit=2)]


def request_id(client: OpenAI) -> str | None:
    """The raw response in hand."""
    response = client.models.with_raw_response.retrieve("gpt-4o")
    model = response.parse()
    return f"{model.id} {response.headers.get('x-request-id')}"


def status(client: OpenAI) -> int:
    """The status of a failed call."""
    try:
        client.models.retrieve("missing")
    except openai_client.NotFoundError as error:
        return error.status_code
    except openai_client.APIConnectionError:
        return 0
    return 200
