"""Files, stores and administration: uploads, downloads, pages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

from openai_client import AsyncOpenAI, OpenAI, omit
from openai_client.pagination import SyncCursorPage
from openai_client.types import FileObject, VectorStore
from openai_client.types.admin.organization import Project


def upload(client: OpenAI, path: Path) -> str:
    """Upload a file and give its id."""
    made: FileObject = client.files.create(file=path, purpose="user_data")
    return made.id


def stores(client: OpenAI, after: str | None = None) -> list[VectorStore]:
    """All vector stores behind a cursor."""
    page: SyncCursorPage[VectorStore] = client.vector_stores.list(after=omit if after is None else after)
    found = list(page.data)
    while page.has_next_page():
        page = page.get_next_page()
        found += page.data
    return found


async def projects(client: AsyncOpenAI) -> AsyncIterator[Project]:
    """Every project of the organisation."""
    async for project in client.admin.organization.projects.list(limit=10):
        yield project


def download(client: OpenAI, file: str, into: Path) -> int:
    """Write a file's content, and give its length."""
    content = client.files.content(file)
    content.write_to_file(into)
    return len(content.read())


def raw(client: OpenAI) -> tuple[str | None, int]:
    """The id of a request, and how many models it lists."""
    response = client.models.with_raw_response.list()
    return response.headers.get("x-request-id"), len(response.parse().data)
