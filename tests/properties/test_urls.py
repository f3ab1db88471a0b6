"""URLs of the runtime: what is written is what every reader of URLs reads."""

from __future__ import annotations

from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from runtime.query import QueryWriter
from runtime.urls import expand_path, origin_of

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SCALARS = TEXT | st.integers() | st.booleans()
LISTS = st.lists(TEXT, min_size=1, max_size=4)


def as_text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


@given(params=st.dictionaries(TEXT, SCALARS, max_size=5))
def test_scalars(params: dict[str, object]) -> None:
    query = QueryWriter().write(params, {})
    assert parse_qsl(query, keep_blank_values=True) == [
        (name, as_text(value)) for name, value in params.items()
    ]
    assert query.isascii()
    assert not set(query) & set(' #?\r\n"<>')


@given(name=TEXT, items=LISTS)
def test_lists(name: str, items: list[str]) -> None:
    repeated = QueryWriter().write({name: items}, {})
    assert parse_qsl(repeated, keep_blank_values=True) == [(name, item) for item in items]
    brackets = QueryWriter(arrays="brackets").write({name: items}, {})
    assert [value for _, value in parse_qsl(brackets, keep_blank_values=True)] == items
    commas = QueryWriter().write({name: items}, {name: ("form", False)})
    assert [unquote(part) for part in commas.partition("=")[2].split(",")] == items


@given(name=TEXT, value=st.dictionaries(TEXT, TEXT, min_size=1, max_size=4))
def test_objects(name: str, value: dict[str, str]) -> None:
    deep = QueryWriter().write({name: value}, {name: ("deepObject", True)})
    assert parse_qsl(deep, keep_blank_values=True) == [
        (f"{name}[{key}]", inner) for key, inner in value.items()
    ]
    spread = QueryWriter().write({name: value}, {name: ("form", True)})
    assert parse_qsl(spread, keep_blank_values=True) == list(value.items())


@given(values=st.tuples(SCALARS, TEXT))
def test_a_path_has_the_segments_of_its_template(values: tuple[object, str]) -> None:
    assume(all(value != "" for value in values))
    path = expand_path("/v1/a/{x}/b/{y}:do", {"x": values[0], "y": values[1]}, {})
    assert path.isascii()
    parts = urlsplit(f"https://host{path}")
    assert (parts.query, parts.fragment) == ("", "")
    segments = parts.path.split("/")
    assert [unquote(s) for s in segments[3:6:2]] == [as_text(values[0]), f"{values[1]}:do"]
    assert len(segments) == 6
    assert not {".", ".."} & set(segments)


@given(value=TEXT.filter(bool))
def test_resource_names_keep_their_slashes_and_stay_below(value: str) -> None:
    path = expand_path("/v1/{+name}:go", {"name": f"models/{value}"}, {})
    assert path.startswith("/v1/models/")
    assert path.isascii()
    parts = urlsplit(f"https://host{path}")
    assert (parts.query, parts.fragment) == ("", "")
    assert (
        not {".", ".."} & {unquote(segment) for segment in parts.path.split("/") if "%25" not in segment}
        or "%2E" in path
    )


@pytest.mark.parametrize("style", ["simple", "label", "matrix"])
@given(items=st.lists(TEXT.filter(bool), min_size=1, max_size=4))
def test_lists_in_paths(style: str, items: list[str]) -> None:
    path = expand_path("/{x}", {"x": items}, {"x": (style, False)})
    text = path[1:].removeprefix(".").removeprefix(";x=") if style != "simple" else path[1:]
    assert [unquote(part) for part in text.split(",")] == items


@given(host=st.from_regex(r"[A-Za-z][A-Za-z0-9.]{0,8}", fullmatch=True), tail=TEXT)
def test_origins(host: str, tail: str) -> None:
    assert origin_of(f"HTTPS://{host}:443/{tail}") == f"https://{host.lower()}"
    assert origin_of(f"https://user:pw@{host}") == f"https://{host.lower()}"
    assert origin_of(f"https://{host}@other.test/") == "https://other.test"
