"""Models: lossless, forgiving, explicit about what they do not know."""

from __future__ import annotations

import copy
import datetime
import json
import pickle
import warnings
from typing import Annotated, Any

import pydantic
import pytest
from sample import BaseModel
from sample._runtime.models import UnknownVariant, is_unknown, kept, tagged
from sample._runtime.parse import decoder_at, decoder_for
from sample._runtime.schemas import lenient_validator
from sample.types import Chat, Item, Message, ToolCall
from sample.types.chat import Group, Leaf, Note, Usage
from support import chat

CHATS = decoder_at("types.chat:Chat")

FITTING: list[dict[str, Any]] = [
    chat(),
    chat(extra=None, more={"x": [1, None]}, service_tier="never seen"),
    chat(items=[{"type": "tool_call", "name": "n", "arguments": {"a": [1]}, "schema": {"type": "object"}}]),
    chat(
        items=["text", [{"type": "message", "role": "r", "content": None, "scores": [1, 2.5]}], {"note": "n"}]
    ),
    chat(items=[{"type": "brand_new", "payload": {"deep": [1]}}, {"type": 7}, {"type": None}, {}]),
    chat(filter={"type": "and", "filters": [{"type": "or", "filters": []}, {"type": "eq", "value": True}]}),
    chat(updated="2024-01-02T03:04:05.123456789Z", day="2024-01-02", size="9223372036854775807"),
    chat(updated="2024-01-02T03:04:05+00:00", size=12, metadata={"k": "v"}),
    chat(either={"note": "n"}),
]
DEVIATING: list[Any] = [
    {},
    chat(id=None, created_at="soon", usage=None),
    chat(created_at=1.5, usage={"total_tokens": "3", "other": 1}),
    chat(
        items=[
            {"type": "message", "role": 1},
            {"type": "tool_call"},
            5,
            None,
            [1],
            [{"type": "message"}],
            {"type": "new"},
        ]
    ),
    chat(items=None),
    chat(items={"a": 1}),
    chat(items=[{"note": 3}]),
    chat(filter={"type": "and", "filters": [{"type": "eq"}, {"type": "like"}, 3]}),
    chat(updated="yesterday", day="2024-01-02T00:00:00", size="007", metadata={"k": 1}),
    chat(updated=5, size=1.5, day=20240102),
    chat(either={"total_tokens": "x"}),
    chat(either={"x": 1}),
    chat(either={"note": 1, "total_tokens": "2"}),
    chat(object="other"),
]


@pytest.mark.parametrize("body", FITTING + DEVIATING, ids=str)
def test_json_in_model_json_out_is_the_identity(body: dict[str, Any]) -> None:
    model = CHATS.decode(json.dumps(body).encode())
    assert type(model) is Chat
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert model.to_dict(mode="json") == body
        assert json.loads(model.to_json()) == body
        assert json.loads(model.model_dump_json(by_alias=True, exclude_unset=True)) == body
        model.model_dump()
    for twin in (
        pickle.loads(pickle.dumps(model)),
        copy.copy(model),
        copy.deepcopy(model),
        model.model_copy(deep=True),
    ):
        assert twin == model
        assert twin.to_dict(mode="json") == body
    again = CHATS.decode(json.dumps(model.to_dict(mode="json")).encode())
    assert again == model


@pytest.mark.parametrize("body", FITTING, ids=str)
def test_fitting_bodies_take_the_fast_path(body: dict[str, Any]) -> None:
    CHATS.decode(json.dumps(body).encode(), strict=True)


def test_members_are_chosen_by_tag() -> None:
    body = chat(items=[*FITTING[2]["items"], *FITTING[3]["items"], *FITTING[4]["items"]])
    items = CHATS.decode(json.dumps(body).encode()).items
    assert [type(item) for item in items[:4]] == [ToolCall, str, list, Note]
    assert items[0].schema_ == {"type": "object"}
    assert all(is_unknown(item) for item in items[4:])
    assert items[4].raw == {"type": "brand_new", "payload": {"deep": [1]}}
    assert items[4].payload == {"deep": [1]}


def test_a_known_tag_keeps_its_member_when_the_body_deviates() -> None:
    items = CHATS.decode(json.dumps(DEVIATING[3]).encode()).items
    assert [type(item) for item in items] == [Message, ToolCall, int, type(None), list, list, UnknownVariant]
    assert items[0].role == 1
    assert items[0].content is None
    assert items[1].arguments is None
    assert type(items[5][0]) is Message


def test_missing_fields_read_as_none_and_are_not_written() -> None:
    model = CHATS.decode(b"{}")
    assert model.id is model.usage is model.items is None
    assert model.to_dict() == {}


def test_untagged_unions_never_take_a_member_that_half_fits() -> None:
    assert type(CHATS.decode(json.dumps(chat(either={"note": "n"})).encode()).either) is Note
    assert type(CHATS.decode(json.dumps(chat(either={"total_tokens": "x"})).encode()).either) is Usage
    assert CHATS.decode(json.dumps(chat(either={"x": 1})).encode()).either == {"x": 1}
    assert (
        type(CHATS.decode(json.dumps(chat(either={"note": 1, "total_tokens": "2"})).encode()).either) is dict
    )


def test_recursive_unions() -> None:
    model = CHATS.decode(json.dumps(FITTING[5]).encode())
    assert type(model.filter) is Group
    assert [type(each) for each in model.filter.filters] == [Group, Leaf]


def test_scalars_have_python_values() -> None:
    model = CHATS.decode(json.dumps(FITTING[6]).encode())
    assert model.updated == datetime.datetime(2024, 1, 2, 3, 4, 5, 123456, tzinfo=datetime.UTC)
    assert model.day == datetime.date(2024, 1, 2)
    assert model.size == 9223372036854775807
    assert pickle.loads(pickle.dumps(model.updated)).wire == "2024-01-02T03:04:05.123456789Z"
    made = Chat.construct(size=5, updated=datetime.datetime(2024, 1, 2, tzinfo=datetime.UTC))
    assert made.to_dict(mode="json") == {"size": 5, "updated": "2024-01-02T00:00:00Z"}


def test_models_can_be_made_by_hand() -> None:
    call = ToolCall(type="tool_call", name="n", arguments={}, schema_={"a": 1})
    made = Chat(id="x", object="chat", items=[call, "text"], created_at=1, usage=Usage(total_tokens=1))
    assert made.items[0] is call
    assert made.to_dict()["items"] == [
        {"type": "tool_call", "name": "n", "arguments": {}, "schema": {"a": 1}},
        "text",
    ]
    assert "ToolCall(type='tool_call'" in repr(made)
    constructed = Chat.construct(id=5, items=[{"type": "message", "role": "user", "content": "c"}])
    assert type(constructed.items[0]) is Message
    assert constructed.id == 5


def test_the_types_work_inside_models_of_the_user() -> None:
    class Mine(pydantic.BaseModel):
        chat: Chat
        items: list[Item]

    parsed = CHATS.decode(json.dumps(FITTING[4]).encode())
    mine = Mine(chat=parsed, items=[{"type": "message", "role": "user", "content": "c"}, {"type": "zz"}])  # type: ignore[list-item]
    assert type(mine.items[0]) is Message
    assert is_unknown(mine.items[1])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert mine.model_dump(by_alias=True, exclude_unset=True)["chat"] == FITTING[4]
        mine.model_dump_json()
    assert "chat" in Mine.model_json_schema()["properties"]


def test_a_server_cannot_use_python_names() -> None:
    body = {"type": "tool_call", "name": "n", "arguments": {}, "schema_": {"a": 1}}
    model = decoder_for(ToolCall).decode(json.dumps(body).encode())
    assert model.schema_ is None
    assert model.to_dict(mode="json")["schema_"] == {"a": 1}


def test_half_surrogates_and_byte_order_marks() -> None:
    model = CHATS.decode(b'{"id": "\\ud83d", "object": "chat"}')
    assert model.id == "\ud83d"
    assert CHATS.decode(b"\xef\xbb\xbf" + json.dumps(chat()).encode()).id == "c1"


def test_tags_of_other_kinds_and_mismatched_tags() -> None:
    class On(BaseModel):
        flag: bool
        n: int

    class Two(BaseModel):
        flag: int

    union: Any = Annotated[On | Two, tagged("flag", (True,), (2, 3))]
    decoder = decoder_for(union)
    assert type(decoder.decode(b'{"flag": true, "n": 1}')) is On
    assert type(decoder.decode(b'{"flag": 2}')) is Two
    assert is_unknown(decoder.decode(b'{"flag": 9}'))
    with pytest.raises(TypeError, match="names 1 members"):
        decoder_for(Annotated[On | Two, tagged("flag", (2,))])


def test_older_pydantic_core_builds_the_same_lenient_validator(monkeypatch: pytest.MonkeyPatch) -> None:
    from sample._runtime import schemas

    real = schemas.SchemaValidator

    def without_switch(schema: Any, config: Any = None, **options: Any) -> Any:
        if options:
            raise TypeError
        return real(schema, config)

    monkeypatch.setattr(schemas, "SchemaValidator", without_switch)
    validator = lenient_validator(Chat.__pydantic_core_schema__)
    assert type(validator.validate_json(b'{"id": 1, "usage": {}}', strict=True)) is Chat
    assert Chat.__pydantic_complete__


class Kept(BaseModel):
    text: Annotated[str | None, kept("array", "object")] = None
    numbers: Annotated[list[float], kept("string")]


@pytest.mark.parametrize(
    "body",
    [
        {"text": "a", "numbers": [1.5]},
        {"text": [{"type": "x"}, 1], "numbers": "AAAA"},
        {"text": {"a": [None]}, "numbers": []},
        {"text": None, "numbers": ""},
    ],
)
def test_kept_types_take_the_fast_path_and_come_back(body: dict[str, Any]) -> None:
    decoder = decoder_for(Kept)
    assert decoder.decode(json.dumps(body).encode(), strict=True).to_dict(mode="json") == body
    with pytest.raises(ValueError, match="deviations"):
        decoder.decode(b'{"text": 1, "numbers": []}', strict=True)
    assert decoder.decode(b'{"text": 1, "numbers": 2}').to_dict() == {"text": 1, "numbers": 2}
