"""Helpers under familiar names: what each promises, with values of our own."""

from __future__ import annotations

import asyncio
import io
import json
import logging
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Annotated, Any, Generic, Literal, NotRequired, Optional, Required, TypeVar

import httpx2
import pytest
from sample._runtime.familiar import (
    arguments,
    construct,
    dates,
    event_streams,
    file_arguments,
    inspection,
    logging_names,
    multipart_bodies,
    paths,
    properties,
    proxies,
    pydantic_names,
    query_strings,
    response_names,
    transform,
    values,
)
from sample._runtime.models import BaseModel, is_unknown
from sample._runtime.responses import APIResponse
from sample._runtime.sentinels import NOT_GIVEN, omit
from sample._runtime.streaming import Stream
from typing_extensions import TypeAliasType, TypedDict

PropertyInfo = properties.PropertyInfo
T = TypeVar("T")
U = TypeVar("U")


# Annotations


class _Pair(Generic[T, U]): ...


class _Swapped(_Pair[U, T], Generic[T, U]): ...


class _Words(_Swapped[int, str]): ...


def test_kinds_of_annotations() -> None:
    assert inspection.is_list_type(list[int])
    assert inspection.is_list_type(list[int])
    assert inspection.is_sequence_type(Sequence[int])
    assert inspection.is_iterable_type(Iterable[int])
    assert inspection.is_union_type(int | None)
    assert inspection.is_union_type(Optional[int])  # noqa: UP045
    assert inspection.is_literal_type(Literal["a"])
    assert not inspection.is_literal_type("a")
    assert inspection.is_required_type(Required[int])
    assert inspection.is_not_required_type(NotRequired[int])
    assert inspection.is_type_alias_type(TypeAliasType("Name", str))
    assert not inspection.is_type_alias_type(str)
    assert inspection.strip_annotated_type(Required[Annotated[Annotated[int, "a"], "b"]]) is int


def test_type_arguments_are_followed_through_base_classes() -> None:
    found = [inspection.extract_type_var_from_base(_Words, generic_bases=(_Pair,), index=i) for i in (0, 1)]
    assert found == [str, int]
    with pytest.raises(RuntimeError, match="type argument at index 2"):
        inspection.extract_type_var_from_base(_Words, generic_bases=(_Pair,), index=2)
    with pytest.raises(RuntimeError, match="my own words"):
        inspection.extract_type_var_from_base(
            int, generic_bases=(_Pair,), index=0, failure_message="my own words"
        )
    with pytest.raises(RuntimeError, match="open"):
        inspection.extract_type_var_from_base(_Pair[T, int], generic_bases=(_Pair,), index=0)
    assert response_names.extract_response_type(APIResponse[str]) is str
    assert response_names.extract_response_type(response_names.BinaryAPIResponse) is bytes
    assert event_streams.extract_stream_chunk_type(Stream[int]) is int
    assert event_streams.is_stream_class_type(Stream[int])
    assert not event_streams.is_stream_class_type(int)


# Values and arguments


def test_values() -> None:
    assert values.is_given(None)
    assert not values.is_given(omit)
    assert not values.is_given(NOT_GIVEN)
    assert values.strip_not_given({"a": 1, "b": NOT_GIVEN}) == {"a": 1}
    assert values.flatten([[1], [2, 3]]) == [1, 2, 3]
    assert values.human_join(["a", "b", "c"]) == "a, b or c"
    assert (values.coerce_boolean("on"), values.coerce_boolean("no")) == (True, False)
    assert values.maybe_coerce_integer(None) is None
    assert values.maybe_coerce_float("1.5") == 1.5
    assert values.get_required_header({"X-One": "1"}, "x_one") == "1"
    with pytest.raises(ValueError, match="webhook-id"):
        values.get_required_header(httpx2.Headers(), "webhook-id")
    assert values.json_safe({"a": (date(2026, 1, 2), {3})}) == {"a": ["2026-01-02", [3]]}
    assert values.get_async_library() == "false"


def test_required_arguments_of_overloads() -> None:
    @arguments.required_args(["a", "b"], ["c"])
    def call(*, a: int | None = None, b: int | None = None, c: int | None = None) -> object:
        return a, b, c

    assert call(a=None, b=1) == (None, 1, None)
    assert call(c=None) == (None, None, None)
    with pytest.raises(TypeError, match=r"Expected either \('a' and 'b'\) or \('c'\)"):
        call(a=1)

    @arguments.required_args(["a"])
    def one(a: int = 0) -> int:
        return a

    with pytest.raises(TypeError, match="Missing required argument: 'a'"):
        one()
    with pytest.raises(TypeError, match=r"takes 1 argument\(s\) but 2"):
        one(1, 2)  # type: ignore[call-arg]


def test_signatures_are_compared() -> None:
    def source(a: int, b: str) -> None: ...

    def check(a: str) -> None: ...

    arguments.assert_signatures_in_sync(source, source)
    arguments.assert_signatures_in_sync(source, check, exclude_params={"a", "b"})
    with pytest.raises(AssertionError, match="2 errors"):
        arguments.assert_signatures_in_sync(source, check)
    assert arguments.function_has_argument(source, "b")
    assert asyncio.run(arguments.asyncify(len)("abc")) == 3


# Dates


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2026-03-04T05:06:07Z", datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)),
        ("2026-3-4 5:6", datetime(2026, 3, 4, 5, 6)),
        (
            "2026-03-04T05:06:07.1234567-0330",
            datetime(2026, 3, 4, 5, 6, 7, 123456, timezone(-timedelta(hours=3.5))),
        ),
        (1_700_000_000, datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)),
        (1_700_000_000_000, datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)),
        (b"1700000000.5", datetime(2023, 11, 14, 22, 13, 20, 500_000, UTC)),
        ("inf", datetime.max),
        (-(10**400), datetime.min),
    ],
)
def test_times(given: Any, expected: datetime) -> None:
    assert dates.parse_datetime(given) == expected


@pytest.mark.parametrize("text", ["", "x2026-03-04", "2026-13-01T00:00", "2026-03-04T00:00+25:00", "nan"])
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(ValueError, match=r"[a-z]"):
        dates.parse_datetime(text)


def test_dates() -> None:
    assert dates.parse_date("2026-3-4") == dates.parse_date(datetime(2026, 3, 4, 5)) == date(2026, 3, 4)
    assert dates.parse_date(0) == date(1970, 1, 1)
    with pytest.raises(ValueError, match="date"):
        dates.parse_date("2026-03-04T00:00")


# Request data


class _Inner(TypedDict, total=False):
    first_name: Annotated[str, PropertyInfo(alias="firstName")]
    at: Annotated[datetime | str, PropertyInfo(format="iso8601")]


class _Outer(TypedDict):
    inner: NotRequired[Annotated[_Inner, PropertyInfo(alias="IN")]]
    many: Required[list[_Inner]]
    by_name: dict[str, _Inner]
    file: Annotated[str | Any, PropertyInfo(format="base64")]
    hour: Annotated[datetime, PropertyInfo(format="custom", format_template="%H")]


def test_request_data_gets_its_wire_form(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"ab")
    when = datetime(2026, 1, 2, 3, tzinfo=UTC)
    data: Any = {
        "inner": {"first_name": "x", "at": when, "unknown": 1},
        "many": [{"first_name": "y"}, {"at": "today", "first_name": omit}],
        "by_name": {"first_name": {"first_name": "z"}},
        "file": tmp_path / "f",
        "hour": when,
    }
    expected = {
        "IN": {"firstName": "x", "at": "2026-01-02T03:00:00+00:00", "unknown": 1},
        "many": [{"firstName": "y"}, {"at": "today"}],
        "by_name": {"first_name": {"firstName": "z"}},
        "file": "YWI=",
        "hour": "03",
    }
    assert transform.transform(data, _Outer) == expected
    assert asyncio.run(transform.async_transform(data, _Outer)) == expected
    assert transform.maybe_transform(None, _Outer) is None
    assert transform.transform({"file": io.StringIO("ab")}, _Outer) == {"file": "YWI="}
    numbers = [1, 2]
    assert transform.transform(numbers, list[int]) is numbers
    assert transform.transform(iter([{"first_name": "x"}]), Iterable[_Inner]) == [{"firstName": "x"}]


def test_query_strings() -> None:
    data = {"a": {"b": [1, None, True]}, "c": "", "d": None}
    assert query_strings.stringify(data) == "a%5Bb%5D=1&a%5Bb%5D=true&c="
    writer = query_strings.Querystring(array_format="comma", nested_format="dots")
    assert writer.stringify_items(data) == [("a.b", "1,true"), ("c", "")]
    assert query_strings.parse("a=1&a=2") == {"a": ["1", "2"]}
    with pytest.raises(NotImplementedError, match="odd"):
        query_strings.stringify(data, array_format="odd")  # type: ignore[arg-type]


def test_path_templates() -> None:
    filled = paths.path_template("/v1/{a}/x?q={b}#{a}", a="s/t?", b="1&2#3 4")
    assert filled == "/v1/s%2Ft%3F/x?q=1%262%233%204#s/t?"
    assert paths.path_template("/{a}/{b}", a=None, b=True) == "/null/true"
    with pytest.raises(KeyError, match="b"):
        paths.path_template("/{b}", a=1)
    for values_ in ({"a": ".."}, {"a": "."}):
        with pytest.raises(ValueError, match="dot-segment"):
            paths.path_template("/v1/{a}/x", **values_)


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"abc")
    assert file_arguments.to_httpx_files({"f": path}) == {"f": ("a.txt", b"abc")}
    assert file_arguments.to_httpx_files([("f", ("n", path, "t"))]) == [("f", ("n", b"abc", "t"))]
    assert asyncio.run(file_arguments.async_to_httpx_files({"f": b"x"})) == {"f": b"x"}
    with pytest.raises(TypeError, match="FileContent"):
        file_arguments.to_httpx_files({"f": "text"})
    data = {"list": [{"f": b"1", "k": 1}, {"f": b"2"}], "one": b"3", "other": "x"}
    wanted = [["list", "<array>", "f"], ["one"], ["other", "deeper"], ["absent"]]
    copy = file_arguments.deepcopy_with_paths(data, wanted)
    found = file_arguments.extract_files(copy, paths=wanted, array_format="indices")
    assert found == [("list[0][f]", b"1"), ("list[1][f]", b"2"), ("one", b"3")]
    assert copy == {"list": [{"k": 1}, {}], "other": "x"}
    assert data["one"] == b"3"
    assert data["list"] == [{"f": b"1", "k": 1}, {"f": b"2"}]
    with pytest.raises(RuntimeError, match="`other`"):
        file_arguments.extract_files(data, paths=[["other"]])


def test_parts_of_a_multipart_body() -> None:
    encodings = {"sdp": ("application/sdp", False), "session": ("application/json", True)}
    body, parts, content, kind = multipart_bodies.encode_multipart(
        {"sdp": "v=0", "session": {"a": 1}, "rest": "x"}, {"session": {"a": 2}}, encodings, "sdp"
    )
    assert (body, content, kind) == ({"rest": "x"}, None, "multipart/form-data")
    assert parts == [
        ("sdp", (None, b"v=0", "application/sdp")),
        ("session", (None, b'{"a":2}', "application/json")),
    ]
    alone = multipart_bodies.encode_multipart({"sdp": "v=0", "session": omit}, None, encodings, "sdp")
    assert alone == (None, None, b"v=0", "application/sdp")


# Models


class _Cat(BaseModel):
    kind: Literal["cat"]
    lives: int


class _Dog(BaseModel):
    kind: Literal["dog"]
    name: str


Pet = Annotated[_Cat | _Dog, PropertyInfo(discriminator="kind")]


class _Home(BaseModel):
    pet: Pet
    since: datetime


def test_values_are_constructed_as_far_as_they_fit() -> None:
    home: Any = construct.construct_type(
        type_=_Home, value={"pet": {"kind": "dog"}, "since": "2026-01-02T00:00:00"}
    )
    assert type(home.pet) is _Dog
    assert home.pet.name is None
    assert home.since == datetime(2026, 1, 2)
    assert construct.construct_type(type_=Pet, value={"kind": "cat", "lives": "nine"}).lives == "nine"  # type: ignore[attr-defined]
    assert is_unknown(construct.construct_type(type_=Pet, value={"kind": "fish"}))
    assert construct.construct_type_unchecked(type_=_Cat, value=5) == 5  # type: ignore[comparison-overlap]
    assert construct.construct_type(type_=int, value={"a": 1}, metadata=["note"]) == {"a": 1}
    assert construct.build(_Cat, kind="cat").kind == "cat"
    assert str(_Dog(kind="dog", name="x")) == "_Dog(kind='dog', name='x')"


def test_values_are_validated() -> None:
    assert construct.validate_type(type_=list[int], value=["1"]) == [1]
    with pytest.raises(ValueError, match="name"):
        construct.validate_type(type_=_Dog, value={"kind": "dog"})
    assert construct.is_basemodel(_Dog | None)
    assert not construct.is_basemodel(dict)
    dog = _Dog(kind="dog", name="x")
    construct.add_request_id(dog, "r1")
    assert dog._request_id == "r1"
    assert dog.to_dict() == {"kind": "dog", "name": "x"}


def test_iterables_are_read_once() -> None:
    class Box(TypedDict):
        items: construct.EagerIterable[int]  # type: ignore[type-arg]

    class Holder(BaseModel):
        box: Box

    for given, kept in (((n for n in (1, 2)), [1, 2]), ((1, 2), (1, 2)), ("12", [1, 2])):
        holder = Holder.model_validate({"box": {"items": given}})
        assert holder.box["items"] == kept
        assert [holder.model_dump()["box"]["items"] for _ in "ab"] == [[1, 2]] * 2


def test_pydantic_under_other_names() -> None:
    dog = pydantic_names.parse_obj(_Dog, {"kind": "dog", "name": "x"})
    assert pydantic_names.model_dump(dog, exclude={"kind"}) == {"name": "x"}
    assert json.loads(pydantic_names.model_json(dog)) == dog.to_dict()
    fields = pydantic_names.get_model_fields(_Home)
    assert pydantic_names.field_outer_type(fields["since"]) is datetime
    assert pydantic_names.field_is_required(fields["pet"])
    assert pydantic_names.field_get_default(fields["pet"]) is None
    assert not pydantic_names.PYDANTIC_V1


# Others


def test_proxies_load_what_they_stand_for() -> None:
    class Numbers(proxies.LazyProxy[list[int]]):
        def __load__(self) -> list[int]:
            return [1]

    class Broken(proxies.LazyProxy[list[int]]):
        def __load__(self) -> list[int]:
            raise ImportError("nothing there")

    assert repr(Numbers()) == "[1]"
    assert Numbers().__as_proxied__().index(1) == 0
    assert isinstance(Numbers(), list)
    assert not isinstance(Broken(), list)


def test_logged_headers_are_hidden() -> None:
    record = logging.LogRecord(
        "x", 10, "", 1, "%s", ({"headers": {"API-Key": "s", "X": "v", "my-token": "t"}},), None
    )
    assert logging_names.SensitiveHeadersFilter().filter(record)
    assert record.args == {"headers": {"API-Key": "<redacted>", "X": "v", "my-token": "<redacted>"}}


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
def test_events_cut_anywhere(end: bytes) -> None:
    text = end.join(["event: é".encode(), "data: ü".encode(), b"", b"event: empty", b"", b"data: unfinished"])
    for cut in range(len(text)):
        found = list(event_streams.SSEDecoder().iter_bytes(iter([text[:cut], b"", text[cut:]])))
        assert [(event.event, event.data) for event in found] == [("é", "ü"), ("empty", "")]

    async def run() -> list[Any]:
        async def chunks() -> Any:
            yield text

        return [event.data async for event in event_streams.SSEDecoder().aiter_bytes(chunks())]

    assert asyncio.run(run()) == ["ü", ""]
