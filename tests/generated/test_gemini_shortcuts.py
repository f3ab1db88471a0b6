"""What the Gemini package adds to the document: contents as texts, answers as text, uploads by path, tools."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.operations.targets import target


@pytest.fixture(autouse=True)
def _package() -> None:
    target("gemini")


Handler = Callable[[httpx2.Request], httpx2.Response]


def client(answer: Handler) -> Any:
    from gemini_client import Gemini

    return Gemini(api_key="k", http_client=httpx2.Client(transport=httpx2.MockTransport(answer)))


def answer(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"candidates": [{"content": {"role": "model", "parts": list(parts)}}]}


CONTENT = {"role": "model", "parts": [{"text": "before"}]}


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ("hi", [{"role": "user", "parts": [{"text": "hi"}]}]),
        ({"text": "hi"}, [{"role": "user", "parts": [{"text": "hi"}]}]),
        (["a", {"text": "b"}], [{"role": "user", "parts": [{"text": "a"}, {"text": "b"}]}]),
        (CONTENT, [CONTENT]),
        ([CONTENT, "more"], [CONTENT, {"role": "user", "parts": [{"text": "more"}]}]),
        ([], []),
    ],
)
def test_contents_in_any_form(given: Any, sent: Any) -> None:
    requests: list[Any] = []

    def serve(request: httpx2.Request) -> httpx2.Response:
        requests.append(json.loads(request.content))
        return httpx2.Response(200, json=answer({"text": "yes"}))

    reply = client(serve).models.generate_content("gemini-2.5-flash", contents=given)
    assert requests[0]["contents"] == sent
    assert reply.text == "yes"


def test_what_is_no_content_is_refused() -> None:
    with pytest.raises(TypeError, match="a part is"):
        client(lambda _: httpx2.Response(200)).models.generate_content("m", contents=[7])


def test_text_without_thoughts_and_function_calls() -> None:
    parts = [
        {"text": "hm", "thought": True},
        {"text": "a"},
        {"functionCall": {"name": "f", "args": {"x": 1}}},
        {"text": "b"},
    ]
    reply = client(lambda _: httpx2.Response(200, json=answer(*parts))).models.generate_content(
        "m", contents="?"
    )
    assert reply.text == "ab"
    assert [call.name for call in reply.function_calls] == ["f"]
    assert (
        client(lambda _: httpx2.Response(200, json={})).models.generate_content("m", contents="?").text
        is None
    )


def test_embedding_takes_a_text() -> None:
    seen: list[Any] = []

    def serve(request: httpx2.Request) -> httpx2.Response:
        seen.append(json.loads(request.content))
        return httpx2.Response(200, json={"embedding": {"values": [1.0]}})

    client(serve).models.embed_content("m", content="a text")
    assert seen == [{"content": {"parts": [{"text": "a text"}]}}]


def test_a_function_is_a_tool() -> None:
    from gemini_client import function_tool, function_tools

    def weather(city: str, days: int = 1) -> str:
        """Forecast the weather.

        Args:
            city: Name of the city.
            days: How many days ahead.
        """
        return f"{city} {days}"

    tool = function_tool(weather)
    declared = function_tools([tool])["function_declarations"][0]
    assert declared["name"] == "weather"
    assert declared["description"] == "Forecast the weather."
    schema = declared["parameters_json_schema"]
    assert schema["required"] == ["city"]
    assert schema["properties"]["city"]["description"] == "Name of the city."
    parts = {"functionCall": {"name": "weather", "args": {"city": "Lima", "days": "3"}}}
    reply = client(lambda _: httpx2.Response(200, json=answer(parts))).models.generate_content(
        "m", contents="?", tools=[function_tools([tool])]
    )
    assert tool.run(reply.function_calls[0]) == "Lima 3"


def test_files_go_up_by_path_and_are_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("hello", "utf-8")
    states = iter(["PROCESSING", "ACTIVE"])

    def serve(request: httpx2.Request) -> httpx2.Response:
        if request.method == "GET":
            return httpx2.Response(200, json={"name": "files/x", "state": next(states)})
        return httpx2.Response(200, json={"file": {"name": "files/x", "state": "PROCESSING"}})

    made = client(serve)
    file = made.files.upload(file=path, display_name="Notes")
    assert file.name == "files/x"
    assert made.files.wait("files/x", interval=0.0).state == "ACTIVE"


def test_operations_are_waited_for() -> None:
    done = iter([False, True])
    paths: list[str] = []

    def serve(request: httpx2.Request) -> httpx2.Response:
        paths.append(request.url.path)
        return httpx2.Response(200, json={"name": "models/m/operations/1", "done": next(done)})

    assert client(serve).operations.wait("models/m/operations/1", interval=0.0).done
    assert paths == ["/v1beta/models/m/operations/1"] * 2
    with pytest.raises(ValueError, match="not the name"):
        client(serve).operations.get("../secrets")
    with pytest.raises(TimeoutError):
        client(lambda _: httpx2.Response(200, json={"done": False})).operations.wait("o", timeout=0.0)


def test_async_clients_have_all_of_it() -> None:
    from gemini_client import AsyncGemini

    async def serve(request: httpx2.Request) -> httpx2.Response:
        if "operations" in request.url.path:
            return httpx2.Response(200, json={"done": True})
        return httpx2.Response(200, json=answer({"text": request.url.path}))

    async def run() -> None:
        async with AsyncGemini(
            api_key="k", http_client=httpx2.AsyncClient(transport=httpx2.MockTransport(serve))
        ) as made:
            reply = await made.models.generate_content("m", contents="hi")
            assert reply.text == "/v1beta/models/m:generateContent"
            assert (await made.operations.wait("operations/1")).done

    asyncio.run(run())
