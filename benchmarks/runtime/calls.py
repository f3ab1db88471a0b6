"""One measurement in a fresh process: what a client spends on one kind of work.

    python -m benchmarks.runtime.calls CLIENT METRIC PORT      prints CPU microseconds a unit

Clients: `openai_client`, `openai`, `gemini_client`, `google`, and `floor`: httpx2 with json or pydantic-core alone.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any

from benchmarks.runtime import bodies

MODEL = "gpt-5.4-mini"


def cpu(work: Callable[[], object], count: int, warm: int) -> float:
    """CPU microseconds of one call, after some that do not count."""
    for _ in range(warm):
        work()
    start = time.process_time()
    for _ in range(count):
        work()
    return (time.process_time() - start) / count * 1e6


def openai_like(name: str, metric: str, port: int) -> float:
    """The packages with the surface of `openai`."""
    module: Any = importlib.import_module(name)
    url = f"http://127.0.0.1:{port}/v1"
    client = module.OpenAI(api_key="k", base_url=url)
    create, small = client.chat.completions.create, bodies.messages(1)
    if metric == "small call":
        return cpu(lambda: create(model=MODEL, messages=small), 400, 40)
    if metric == "60 messages, 20 tools":
        many, tools = bodies.messages(60), bodies.tools(20)
        return cpu(lambda: create(model=MODEL, messages=many, tools=tools), 80, 10)
    if metric == "192 KB response":
        return cpu(lambda: client.responses.retrieve("resp_1"), 30, 4)
    if metric == "500 items":
        return cpu(lambda: client.responses.input_items.list("resp_1").data, 30, 4)
    if metric == "embeddings, floats":
        embed = client.embeddings.create
        return cpu(lambda: embed(model="e", input="x", encoding_format="float").data, 6, 2)
    if metric == "embeddings, base64":
        return cpu(lambda: client.embeddings.create(model="e", input="x").data[0].embedding[0], 20, 3)
    if metric == "stream event":
        create(model=MODEL, messages=small)
        return streaming(lambda: create(model=MODEL, messages=small, stream=True), bodies.CHUNKS)
    if metric in ("stream event, async", "50 concurrent"):
        return asyncio.run(openai_async(module, url, metric))
    return parsing(name, metric)


def streaming(begin: Callable[[], Any], events: int) -> float:
    """CPU microseconds of one event, when what the first event loads and builds is there."""
    next(iter(begin()))
    return cpu(lambda: sum(1 for _ in begin()), 1, 0) / events


async def openai_async(module: Any, url: str, metric: str) -> float:
    """Metrics inside an event loop."""
    client = module.AsyncOpenAI(api_key="k", base_url=url)
    create, small = client.chat.completions.create, bodies.messages(1)

    async def stream() -> None:
        async for _ in await create(model=MODEL, messages=small, stream=True):
            pass

    async def many() -> None:
        await asyncio.gather(*(create(model=MODEL, messages=small) for _ in range(50)))

    if metric == "50 concurrent":
        return await cpu_async(many, 8, 2) / 50
    begun = await create(model=MODEL, messages=small, stream=True)
    await anext(aiter(begun))
    await begun.close()
    return await cpu_async(stream, 1, 0) / bodies.CHUNKS


async def cpu_async(work: Callable[[], Awaitable[object]], count: int, warm: int) -> float:
    """`cpu` for coroutines."""
    for _ in range(warm):
        await work()
    start = time.process_time()
    for _ in range(count):
        await work()
    return (time.process_time() - start) / count * 1e6


PARSED = {
    "parse a chat completion": (bodies.CHAT, 2000, "chat", "ChatCompletion"),
    "parse a chunk": (bodies.chunk(1), 3000, "chat", "ChatCompletionChunk"),
    "parse a Response": (bodies.response(), 30, "responses", "Response"),
    "gemini: parse an answer": (bodies.generated(), 2000, "", "GenerateContentResponse"),
}
LENIENT = {
    "lenient chat completion": ("parse a chat completion", bodies.without(bodies.CHAT, "created")),
    "lenient chunk": ("parse a chunk", bodies.without(bodies.chunk(1), "created")),
    "lenient Response": ("parse a Response", bodies.without(bodies.response(), "created_at")),
}
"""Bodies that lack a required field, and the rows of those that have it."""


def parsing(name: str, metric: str) -> float:
    """Bytes to a model, without a connection."""
    if metric in LENIENT:
        metric, value = LENIENT[metric]
        _, count, place, cls = PARSED[metric]
        value, name = (PARSED[metric][0], "openai_client") if name == "fast path" else (value, name)
    else:
        value, count, place, cls = PARSED[metric]
    data = json.dumps(value).encode()
    home = {"google": "google.genai.types"}.get(name, ".".join(filter(None, (name, "types", place))))
    model = getattr(importlib.import_module(home), cls)
    if name == "google":
        return cpu(lambda: model._from_response(response=json.loads(data), kwargs={}), count, count // 10)
    if name == "openai":
        construct = importlib.import_module("openai._models").construct_type
        return cpu(lambda: construct(value=json.loads(data), type_=model), count, count // 10)
    decode = importlib.import_module(f"{name}._runtime.parse").decoder_for(model).decode
    return cpu(lambda: decode(data), count, count // 10)


def gemini_like(name: str, metric: str, port: int) -> float:
    """`gemini_client` and `google-genai`, each called its own way."""
    if metric in PARSED:
        return parsing(name, metric)
    call, stream = gemini_calls(name, f"http://127.0.0.1:{port}")
    if metric == "gemini: small call":
        return cpu(call, 300, 30)
    call()
    return streaming(stream, bodies.CHUNKS // 4)


def gemini_calls(name: str, url: str) -> tuple[Callable[[], object], Callable[[], Any]]:
    """A plain call, and what begins a stream."""
    module: Any = importlib.import_module("google.genai" if name == "google" else name)
    if name == "google":
        client = module.Client(api_key="k", http_options={"base_url": url})
        plain = {"model": "gemini-2.5-flash", "contents": "Say hello."}
        return (
            lambda: client.models.generate_content(**plain),
            lambda: client.models.generate_content_stream(**plain),
        )
    client = module.Gemini(api_key="k", base_url=url)
    contents = [{"role": "user", "parts": [{"text": "Say hello."}]}]
    generate, stream = client.models.generate_content, client.models.stream_generate_content
    return (
        lambda: generate(model="gemini-2.5-flash", contents=contents),
        lambda: stream(model="gemini-2.5-flash", contents=contents),
    )


def floor(metric: str, port: int) -> float:
    """The same work with the bare libraries; nan where there is no floor to speak of."""
    import httpx2

    url = f"http://127.0.0.1:{port}/v1"
    client = httpx2.Client()
    chat = f"{url}/chat/completions"
    small = {"model": MODEL, "messages": bodies.messages(1)}
    large = {"model": MODEL, "messages": bodies.messages(60), "tools": bodies.tools(20)}
    if metric == "small call":
        return cpu(lambda: client.post(chat, json=small).json(), 400, 40)
    if metric == "60 messages, 20 tools":
        return cpu(lambda: client.post(chat, json=large).json(), 80, 10)
    if metric == "192 KB response":
        return cpu(lambda: client.get(f"{url}/responses/resp_1").json(), 30, 4)
    if metric == "500 items":
        return cpu(lambda: client.get(f"{url}/responses/resp_1/input_items").json(), 30, 4)
    if metric.startswith("embeddings"):
        wish = {"model": "e", "input": "x", "encoding_format": "base64" if "base64" in metric else "float"}
        return cpu(lambda: client.post(f"{url}/embeddings", json=wish).json(), 6, 2)
    if metric == "stream event":
        client.post(chat, json=small).json()
        return cpu(lambda: lines(client, chat, {**small, "stream": True}), 1, 0) / bodies.CHUNKS
    if metric == "gemini: small call":
        return cpu(lambda: client.post(f"{url}/models/x:generateContent", json=small).json(), 300, 30)
    if metric == "50 concurrent":
        return asyncio.run(floor_concurrent(chat, small))
    return float("nan")


async def floor_concurrent(url: str, body: object) -> float:
    """Fifty bare calls at once."""
    import httpx2

    async with httpx2.AsyncClient() as client:

        async def many() -> None:
            await asyncio.gather(*(client.post(url, json=body) for _ in range(50)))

        return await cpu_async(many, 8, 2) / 50


def lines(client: Any, url: str, body: object) -> int:
    """Read a stream as lines of JSON."""
    count = 0
    with client.stream("POST", url, json=body) as response:
        for line in response.iter_lines():
            if line.startswith("data: {"):
                json.loads(line[6:])
                count += 1
    return count


def measure(client: str, metric: str, port: int) -> float:
    """CPU microseconds a unit."""
    if client == "floor":
        return floor(metric, port)
    if metric in LENIENT:
        return parsing(client, metric)
    if client in ("google", "gemini_client"):
        return gemini_like(client, metric, port)
    return openai_like(client, metric, port)


if __name__ == "__main__":
    print(measure(sys.argv[1], sys.argv[2], int(sys.argv[3])))
