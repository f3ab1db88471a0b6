"""Helpers under familiar names where they are used rarely."""

from __future__ import annotations

import asyncio
import base64
import io
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any, Generic, Literal, TypeVar

import pydantic
import pytest
from runtime.accumulate import accumulate_delta
from runtime.familiar import (
    event_streams,
    file_arguments,
    inspection,
    properties,
    pydantic_names,
    transform,
    values,
)
from runtime.files import file_from_path
from runtime.models import BaseModel
from runtime.realtime.backlog import SendQueue
from runtime.realtime.errors import WebSocketQueueFullError
from runtime.scalars import WireDateTime
from runtime.sentinels import NOT_GIVEN
from runtime.strict_schema import strict_schema


def test_questions_about_values() -> None:
    asked = [values.is_dict, values.is_tuple, values.is_mapping, values.is_sequence, values.is_iterable]
    things = ({}, (), "ab", {1}, 3)
    answers = [[ask(thing) for ask in asked] for thing in things]
    assert answers == [
        [True, False, True, False, True],
        [False, True, False, True, True],
        [False, False, False, True, True],
        [False, False, False, False, True],
        [False] * 5,
    ]
    assert (values.is_tuple_t((1,)), values.is_mapping_t({}), values.is_sequence_t([1])) == (True,) * 3


def test_small_conversions(tmp_path: Path) -> None:
    assert values.strip_not_given(None) is None
    assert values.strip_not_given([1]) == [1]
    assert values.strip_not_given({"a": NOT_GIVEN, "b": None}) == {"b": None}
    assert values.coerce_integer("12") == 12
    assert [values.maybe_coerce_boolean(text) for text in (None, "true", "no")] == [None, True, False]
    assert (values.removeprefix("abc", "ab"), values.removesuffix("abc", "bc")) == ("c", "a")
    (tmp_path / "f.txt").write_bytes(b"x")
    assert values.file_from_path(tmp_path / "f.txt") == file_from_path(tmp_path / "f.txt") == ("f.txt", b"x")


def test_required_headers() -> None:
    assert values.get_required_header({"x-request-id": "1"}, "X-Request-Id") == "1"

    class Getter:
        def get_header(self, name: str) -> str | None:
            return {"x-one": "1"}.get(name.lower())

    assert values.get_required_header({"X-Other": "2"}, "x-other") == "2"
    with pytest.raises(ValueError, match="Could not find x-none header"):
        values.get_required_header({"a": "b", "X-None": None}, "x-none")


def test_caches_and_iterators() -> None:
    calls: list[int] = []

    @values.lru_cache(maxsize=2)
    def double(number: int) -> int:
        calls.append(number)
        return 2 * number

    assert [double(1), double(1), calls] == [2, 2, [1]]
    left = iter((1, 2))
    values.consume_sync_iterator(left)
    assert list(left) == []

    async def numbers() -> AsyncIterator[int]:
        yield 1

    async def main() -> list[int]:
        left = numbers()
        await values.consume_async_iterator(left)
        return [each async for each in left]

    assert asyncio.run(main()) == []


# Files


def test_files_as_arguments(tmp_path: Path) -> None:
    path = tmp_path / "f.txt"
    path.write_bytes(b"x")
    assert file_arguments.to_httpx_files(None) is None
    assert file_arguments.to_httpx_files({"a": path, "b": b"y"}) == {"a": ("f.txt", b"x"), "b": b"y"}
    assert file_arguments.to_httpx_files([("a", path)]) == [("a", ("f.txt", b"x"))]
    assert asyncio.run(file_arguments.async_to_httpx_files(None)) is None
    with pytest.raises(TypeError, match="Unexpected file type input"):
        file_arguments.to_httpx_files(3)
    assert [file_arguments.is_base64_file_input(each) for each in (path, io.BytesIO(), b"")] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("query", "path", "taken", "left"),
    [
        ({"a": b"1", "b": 2}, ["a"], [("a", b"1")], {"b": 2}),
        ({"a": [b"1", b"2"]}, ["a", "<array>"], [("a[]", b"1"), ("a[]", b"2")], {}),
        ({"a": b"1"}, ["a", "<array>"], [], {"a": b"1"}),
        ({"a": [{"f": b"1"}, {}]}, ["a", "<array>", "f"], [("a[][f]", b"1")], {"a": [{}, {}]}),
        ({"a": 3}, ["a", "<array>", "f"], [], {"a": 3}),
        ({"a": [[b"1"]]}, ["a", "<array>", "<array>"], [], {"a": [[b"1"]]}),
        ({"a": 3}, ["b", "c"], [], {"a": 3}),
    ],
)
def test_files_are_taken_out(query: Any, path: list[str], taken: Any, left: Any) -> None:
    copied = file_arguments.deepcopy_with_paths(query, [path])
    assert file_arguments.extract_files(copied, paths=[path]) == taken
    assert copied == left


# Types


class Cat(pydantic.BaseModel):
    kind: Literal["cat"] = pydantic.Field(alias="type")


class Dog(pydantic.BaseModel):
    kind: Literal["dog", "wolf"] = pydantic.Field(alias="type")


class Plain(pydantic.BaseModel):
    kind: str = ""


def test_how_members_are_told_apart() -> None:
    tagged = properties.discriminated(Cat | Annotated[Dog | Plain, "x"] | int, "kind")
    assert repr(tagged) == "tagged('type', ('cat',), ('dog', 'wolf'), ())"
    assert properties.discriminated(Cat, "kind") is None
    assert properties.discriminated(Cat | int, "other") is None


T = TypeVar("T")


class Box(Generic[T]): ...


class IntBox(Box[int]): ...


class Other: ...


class Both(Other, IntBox): ...


def test_arguments_of_annotations() -> None:
    assert inspection.extract_type_arg(dict[str, int], 1) is int
    with pytest.raises(RuntimeError, match="type argument at index 2"):
        inspection.extract_type_arg(dict[str, int], 2)
    assert inspection.extract_type_var_from_base(Both, index=0, generic_bases=(Box,)) is int


class Late(pydantic.BaseModel):
    later: Later


class Later(pydantic.BaseModel):
    n: int = 1


def test_names_of_pydantic() -> None:
    assert pydantic_names.get_model_fields(Late)["later"].annotation is Later
    assert (
        pydantic_names.parse_obj(Later, {"n": 2}).n
        == pydantic_names.model_parse_json(Later, '{"n": 2}').n
        == 2
    )
    made = Later(n=3)
    assert pydantic_names.model_copy(made) == made
    assert pydantic_names.model_json_schema(Later)["title"] == "Later"
    assert pydantic_names.get_model_config(Later) == {}


def test_transformed_values() -> None:
    info = transform.PropertyInfo
    assert asyncio.run(transform.async_maybe_transform(None, object)) is None
    assert transform.transform(Later(n=2), Later) == {"n": 2}
    day = Annotated[date, "other", info(format="custom", format_template="%d.%m.")]
    assert transform.transform(date(2026, 1, 2), day) == "02.01."
    stamped = Annotated[datetime, info(format="iso8601")]
    assert transform.transform(datetime(2026, 1, 2, tzinfo=UTC), stamped) == "2026-01-02T00:00:00+00:00"
    file = Annotated[io.IOBase, info(format="base64")]
    assert transform.transform(io.StringIO("ab"), file) == base64.b64encode(b"ab").decode()

    class Odd(io.IOBase):
        def read(self) -> int:
            return 3

    with pytest.raises(TypeError, match="Could not read bytes"):
        transform.transform(Odd(), file)


def test_lines_of_events() -> None:
    decoder = event_streams.SSEDecoder()
    found = [
        decoder.decode(line)
        for line in ("event: a", "id: 1", "id: \0", "retry: 5", "retry: x", "odd: 1", "data: d", "")
    ]
    event = found[-1]
    assert found[:-1] == [None] * 7
    assert event is not None
    assert (event.event, event.id, event.retry, event.data) == ("a", "1", 5, "d")
    assert decoder.decode("") is None


# Parts that helpers share


def test_deltas() -> None:
    whole = accumulate_delta({"u": {"n": 1}, "t": "a"}, {"u": {"n": 2}, "t": 3})
    assert whole == {"u": {"n": 3}, "t": "a"}
    grown = accumulate_delta(
        {"l": [{"index": 0, "t": "a"}]}, {"l": [{"index": 2, "t": "c"}, {"index": 0, "t": "b"}]}
    )
    assert grown == {"l": [{"index": 0, "t": "ab"}, {"index": 2, "t": "c"}]}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "object", "properties": {"a": True}}, {"a": {}}),
        (
            {"type": "object", "properties": {"a": {"allOf": [{"type": "string"}], "description": "d"}}},
            {"a": {"type": "string", "description": "d"}},
        ),
        ({"type": "object", "properties": {"a": {"allOf": [True]}}}, {"a": {}}),
    ],
)
def test_strict_schemas(schema: Any, expected: Any) -> None:
    assert strict_schema(schema)["properties"] == expected


def test_schemas_that_cannot_be_strict() -> None:
    for odd in ({"type": "object", "properties": {"a": 3}}, {"$ref": "#/$defs/x", "$defs": {"x": 3}}):
        with pytest.raises(TypeError, match="is no schema"):
            strict_schema(odd)
    assert strict_schema({"type": "object"}) == {"type": "object", "additionalProperties": False}


class Dated(BaseModel):
    when: WireDateTime


def test_dates_without_a_text() -> None:
    bare = WireDateTime(2026, 1, 2)
    assert type(bare.__reduce_ex__(2)[0](*bare.__reduce_ex__(2)[1])) is WireDateTime


# Frames that wait


@pytest.mark.parametrize("keep", [True, False])
def test_frames_that_could_not_be_sent(keep: bool) -> None:
    """The failed one goes to the front again, or gives its room back."""

    def fail(data: Any) -> None:
        raise OSError("broken")

    async def afail(data: Any) -> None:
        fail(data)

    for is_async in (False, True):
        queue = SendQueue(6)
        queue.enqueue("äb")
        queue.enqueue(b"cd")
        with pytest.raises(WebSocketQueueFullError):
            queue.enqueue("xx")
        if is_async:
            with pytest.raises(OSError, match="broken"):
                asyncio.run(queue.flush_async(afail, requeue_failed=keep))
        else:
            with pytest.raises(OSError, match="broken"):
                queue.flush_sync(fail, requeue_failed=keep)
        assert len(queue) == (2 if keep else 1)
        assert queue.drain() == (["äb", b"cd"] if keep else [b"cd"])
        queue.enqueue("sixsix")
        assert queue.drain() == ["sixsix"]


def test_a_cancelled_frame_may_be_on_its_way() -> None:
    queue = SendQueue()

    async def forever(data: Any) -> None:
        await asyncio.Event().wait()

    async def main() -> None:
        queue.enqueue("a")
        task = asyncio.create_task(queue.flush_async(forever))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(main())
    assert not queue
