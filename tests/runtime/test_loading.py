"""What is loaded when: nothing slow by an import, nothing at all inside an event loop after `warm_up`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.unmeasured import environment

ROOT = Path(__file__).resolve().parents[2]

_CALL = """
import asyncio, sys
import {package} as package
package.warm_up()
import httpx2

def answer(request):
    if b'"stream":true' in request.content:
        return httpx2.Response(200, headers={{"content-type": "text/event-stream"}}, content={events!r})
    return httpx2.Response(200, json={body!r})

async def main():
    client = package.AsyncOpenAI(
        api_key="k", http_client=httpx2.AsyncClient(transport=httpx2.MockTransport(answer))
    )
    before = set(sys.modules)
    ask = {{"model": "m", "messages": [{{"role": "user", "content": "x"}}]}}
    for _ in range(2):
        await client.chat.completions.create(**ask)
        async for event in await client.chat.completions.create(**ask, stream=True):
            event.choices
    print(sorted(set(sys.modules) - before))

asyncio.run(main())
"""


def run(code: str) -> str:
    """What a program prints that uses the generated package for OpenAI."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT / "generated" / "openai",
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_importing_the_client_loads_no_library() -> None:
    slow = (
        "pydantic",
        "httpx2",
        "typing_extensions",
        "asyncio",
        "ssl",
        "socket",
        "email",
        "pathlib",
        "mimetypes",
    )
    code = f"import sys; import openai_client; openai_client.OpenAI; print([m for m in {slow!r} if m in sys.modules])"
    assert run(code) == "[]"


def test_nothing_is_imported_in_an_event_loop_after_warming_up() -> None:
    chat = {"id": "c", "object": "chat.completion", "created": 1, "model": "m", "choices": []}
    chunk = b'data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[]}\n\n'
    code = _CALL.format(package="openai_client", body=chat, events=chunk + b"data: [DONE]\n\n")
    assert run(code) == "[]"
