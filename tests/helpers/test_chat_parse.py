"""`chat.completions.parse`: what is sent, and what comes back."""

from __future__ import annotations

import dataclasses
import pickle
import warnings
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError
from typing_extensions import TypedDict

from tests.helpers.wire import Wire, ok, package, run


class Place(BaseModel):
    city: str
    celsius: float | None = None


@dataclasses.dataclass
class PlaceData:
    city: str
    celsius: float | None = None


class PlaceKeys(TypedDict):
    city: str
    celsius: float | None


def completion(content: str | None = None, finish: str = "stop", **message: Any) -> dict[str, Any]:
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": content, "refusal": None, **message},
        "finish_reason": finish,
        "logprobs": None,
    }
    return {"id": "c", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}


def call(name: str, arguments: str) -> dict[str, Any]:
    return {"id": "call", "type": "function", "function": {"name": name, "arguments": arguments}}


TEXT = '{"city":"Oslo","celsius":4}'
ASK: dict[str, Any] = {"model": "m", "messages": [{"role": "user", "content": "where?"}]}


@pytest.mark.parametrize(
    ("form", "value"),
    [
        (Place, Place(city="Oslo", celsius=4)),
        (PlaceData, PlaceData("Oslo", 4)),
        (PlaceKeys, {"city": "Oslo", "celsius": 4.0}),
        (TypeAdapter(Place), Place(city="Oslo", celsius=4)),
    ],
)
def test_types(form: Any, value: object) -> None:
    wire = Wire(ok(completion(TEXT)))
    parsed = wire.sync().chat.completions.parse(**ASK, response_format=form)
    assert parsed.choices[0].message.parsed == value
    assert isinstance(parsed, package().types.chat.ParsedChatCompletion)
    assert isinstance(parsed, package().types.chat.ChatCompletion)
    sent = wire.body["response_format"]
    assert sent["type"] == "json_schema"
    assert sent["json_schema"]["strict"] is True
    schema = sent["json_schema"]["schema"]
    assert schema["required"] == ["city", "celsius"]
    assert schema["additionalProperties"] is False

    async def later() -> Any:
        return (
            await Wire(ok(completion(TEXT)))
            .asynchronous()
            .chat.completions.parse(**ASK, response_format=form)
        )

    assert run(later()).choices[0].message.parsed == value


def test_results_are_ordinary_models() -> None:
    """They dump without warnings, pickle, keep their request id, and can be sent back."""
    wire = Wire(ok({**completion(TEXT), "extra": [1]}, **{"x-request-id": "r"}))
    client = wire.sync()
    parsed = client.chat.completions.parse(**ASK, response_format=Place)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        dumped = parsed.to_dict(mode="json")
        assert "Oslo" in parsed.model_dump_json()
    assert dumped["extra"] == [1]
    assert dumped["choices"][0]["message"]["parsed"] == {"city": "Oslo", "celsius": 4.0}
    assert parsed._request_id == "r"
    assert pickle.loads(pickle.dumps(parsed)) == parsed
    messages = [*ASK["messages"], parsed.choices[0].message]
    client.chat.completions.create(model="m", messages=messages)
    assert wire.body["messages"][1] == {"role": "assistant", "content": TEXT, "refusal": None}


def test_tools() -> None:
    """Typed tools give typed arguments, strict ones plain data, unknown ones nothing."""

    class Look(BaseModel):
        """Look somewhere."""

        where: str

    strict = {"type": "function", "function": {"name": "plain", "strict": True, "parameters": {}}}
    tools = [package().pydantic_function_tool(Look), strict]
    calls = [call("Look", '{"where":"up"}'), call("plain", '{"a":1}'), call("else", "{")]
    wire = Wire(ok(completion(finish="tool_calls", tool_calls=calls)))
    parsed = wire.sync().chat.completions.parse(**ASK, tools=iter(tools))
    values = [c.function.parsed_arguments for c in parsed.choices[0].message.tool_calls]
    assert values == [Look(where="up"), {"a": 1}, None]
    assert wire.body["tools"][0]["function"]["description"] == "Look somewhere."
    with pytest.raises(ValueError, match="`loose` is not strict"):
        wire.sync().chat.completions.parse(**ASK, tools=[{"type": "function", "function": {"name": "loose"}}])


def test_outcomes_without_content() -> None:
    errors = package()
    refused = Wire(ok(completion(refusal="no"))).sync().chat.completions.parse(**ASK, response_format=Place)
    assert (refused.choices[0].message.parsed, refused.choices[0].message.refusal) == (None, "no")
    with pytest.raises(errors.LengthFinishReasonError) as cut:
        Wire(ok(completion('{"ci', "length"))).sync().chat.completions.parse(**ASK, response_format=Place)
    assert cut.value.completion.choices[0].message.content == '{"ci'
    assert pickle.loads(pickle.dumps(cut.value)).completion == cut.value.completion
    with pytest.raises(errors.ContentFilterFinishReasonError):
        Wire(ok(completion(None, "content_filter"))).sync().chat.completions.parse(
            **ASK, response_format=Place
        )
    with pytest.raises(ValidationError):
        Wire(ok(completion('{"town":1}'))).sync().chat.completions.parse(**ASK, response_format=Place)


def test_forms_that_are_sent_as_they_are() -> None:
    wire = Wire(ok(completion("{}")))
    form = {"type": "json_object"}
    parsed = wire.sync().chat.completions.parse(**ASK, response_format=form)
    assert wire.body["response_format"] == form
    assert parsed.choices[0].message.parsed is None
    wire.sync().chat.completions.parse(**ASK)
    assert "response_format" not in wire.body
    with pytest.raises(TypeError, match="Unsupported response_format"):
        wire.sync().chat.completions.parse(**ASK, response_format=int)
    with pytest.raises(TypeError, match="You tried to pass a `BaseModel` class"):
        wire.sync().chat.completions.create(**ASK, response_format=Place)


def test_raw_responses_parse_too() -> None:
    wire = Wire(ok(completion(TEXT), **{"x-request-id": "r"}))
    raw = wire.sync().chat.completions.with_raw_response.parse(**ASK, response_format=Place)
    assert raw.request_id == "r"
    assert raw.parse().choices[0].message.parsed == Place(city="Oslo", celsius=4)

    async def later() -> Any:
        client = Wire(ok(completion(TEXT))).asynchronous()
        return await client.chat.completions.with_raw_response.parse(**ASK, response_format=Place)

    assert run(later()).parse().choices[0].message.parsed.city == "Oslo"


def test_the_old_place() -> None:
    wire = Wire(ok(completion(TEXT)))
    assert (
        wire.sync().beta.chat.completions.parse(**ASK, response_format=Place).choices[0].message.parsed.city
        == "Oslo"
    )
    assert type(wire.asynchronous().beta.chat.completions).__name__ == "AsyncCompletions"
