"""Recorded requests as arguments, and requests that left against those that were recorded."""

from __future__ import annotations

from typing import Any

import pytest

from generator.contract.arguments import NotDrivable, Pipe, arguments, by_path, camel, fields_of
from generator.contract.payloads import Part
from generator.contract.sent import first_difference, request_problems
from tests.contract.pieces import FORM, URL, exchange, form, interaction, method, run, sent

NAMED = 'Content-Disposition: form-data; name="{}"'
RELATED = "multipart/related; boundary=b"
META = "Content-Type: application/json"
MEDIA = "Content-Type: image/png"


@pytest.mark.parametrize(
    ("ours", "theirs", "told"),
    [
        (b'{"a": 1, "b": [1, {"c": true}]}', b'{"b": [1.0, {"c": true}], "a": 1}', []),
        (b'{"a": 1}', b'{"a": true}', ["body at /a: 1, not true"]),
        (b'{"a": [1, 2]}', b'{"a": [1, 3]}', ["body at /a/1: 2, not 3"]),
        (b'{"a": [1]}', b'{"a": [1, 3]}', ["body at /a: [1], not [1, 3]"]),
        (b'{"a": 1, "z": 2}', b'{"a": 1}', ["body at /z: not in the recording"]),
        (b'{"a": 1}', b'{"a": 1, "z": 2}', ["body at /z: missing"]),
        (b"1", b'"' + b"x" * 100 + b'"', [f'body at the top: 1, not "{"x" * 76}...']),
        (b"no json", b"other", ["body b'no json', not b'other'"]),
        (b"{}", b"", []),
        (b"", b"{}", []),
        (b"", b"[]", ["body b'', not b'[]'"]),
    ],
)
def test_json_bodies(ours: bytes, theirs: bytes, told: list[str]) -> None:
    assert request_problems(exchange(interaction(theirs)), run(sent(ours))) == told


def test_members_in_either_spelling_of_proto_json() -> None:
    recorded = exchange(interaction(b'{"top_k": [{"max_age": 1}]}'))
    leaving = run(sent(b'{"topK": [{"maxAge": 1}]}'))
    assert request_problems(recorded, leaving, proto=True) == []
    assert request_problems(recorded, leaving) == ["body at /topK: not in the recording"]
    other = run(sent(b'{"topK": 3}'))
    assert request_problems(recorded, other, proto=True) == ['body at /topK: 3, not [{"maxAge": 1}]']


@pytest.mark.parametrize(
    ("ours", "theirs", "told"),
    [
        ([("a", b"1"), ("b", b"x")], [("b", b"x"), ("a", b"1")], []),
        ([("a", b'{"x": 1, "y": 2}')], [("a", b'{"y":2,"x":1}')], []),
        (
            [("a[x]", b"true"), ("l[]", b"1"), ("l[]", b"2")],
            [("a[x]", b"true"), ("l", b"1"), ("l", b"2")],
            [],
        ),
        (
            [("a", b"1"), ("c", b"1"), ("e", b"1")],
            [("a", b"2"), ("b", b"1"), ("e", b"1")],
            ["form fields differ: b, c, a"],
        ),
    ],
)
def test_forms(ours: Any, theirs: Any, told: list[str]) -> None:
    left, right = (form(*((NAMED.format(name), text) for name, text in fields)) for fields in (ours, theirs))
    assert request_problems(exchange(interaction(right, FORM)), run(sent(left, FORM))) == told


def test_urlencoded_forms() -> None:
    kind = "application/x-www-form-urlencoded"
    recorded = exchange(interaction(b"a=1&b=2", kind))
    assert request_problems(recorded, run(sent(b"b=2&a=1", kind))) == []
    assert request_problems(recorded, run(sent(b"a=1", kind))) == ["form fields differ: b"]
    assert request_problems(exchange(interaction(b"", "")), run(sent(form(), FORM))) == []


def test_everything_around_the_body() -> None:
    recorded = exchange(interaction(b"{}", uri=f"{URL}?a=True&b=1&key=secret", **{"openai-beta": "x"}))
    good = sent(b"{}", url=f"{URL}?b=1&a=true", **{"openai-beta": "x"})
    assert request_problems(recorded, run(good)) == []
    assert request_problems(recorded, run(error=TypeError("no"))) == ["nothing was sent: TypeError: no"]
    assert request_problems(recorded, run()) == ["nothing was sent: no request"]
    odd = sent(b"{}", "text/plain; charset=utf-8", url="https://api.example/v2?c=1", verb="PUT")
    assert request_problems(recorded, run(odd, odd)) == [
        "method PUT, not POST",
        "path /v2, not /v1/things",
        "query [('c', '1')], not [('a', 'true'), ('b', '1')]",
        "header openai-beta: '', not 'x'",
        "header content-type: 'text/plain', not 'application/json'",
        "2 requests were sent instead of one",
    ]
    assert request_problems(exchange(interaction(b"", "text/plain")), run(sent(b"", "a/b"))) == []
    merging = exchange(interaction(b"{}", "application/merge-patch+json"))
    assert request_problems(merging, run(sent(b"{}"))) == []


def test_uploads() -> None:
    """Metadata and media are compared, not how a session cuts them."""
    whole = form((META, b'{"a": 1}'), (MEDIA, b"png"))
    simple = exchange(interaction(whole, RELATED, uri="https://x/resumable/upload/f"), upload=True)
    url = "https://y/upload/f"
    assert request_problems(simple, run(sent(whole, RELATED, url=url))) == []
    other = form((META, b'{"a": 1}'), (MEDIA, b"gif"))
    assert request_problems(simple, run(sent(other, RELATED, url=url))) == ["metadata or media differ"]
    bare = exchange(interaction(b"png", "image/png", uri=url), upload=True)
    assert request_problems(bare, run(sent(b"png", url=url))) == []
    assert request_problems(bare, run(sent(b"gif", url=url))) == ["the media differs"]
    media = interaction(b"pngpng", "image/png", uri=url)
    session = exchange(interaction(b'{"a": 1}', uri=url), upload=True, sending=media)
    pieces = [sent(b"png", url=url), sent(b"png", url=url)]
    assert request_problems(session, run(sent(b'{"a": 1}', url=url), *pieces)) == []
    assert request_problems(session, run(sent(b"", url=url), pieces[0])) == [
        "metadata at /a: missing",
        "the media differs",
    ]


def test_the_first_difference() -> None:
    assert first_difference({"a": [1, {"b": None}]}, {"a": [1.0, {"b": None}]}) == ""
    assert first_difference(True, 1) == "at the top: true, not 1"


# From a recording to arguments


def test_queries_and_headers() -> None:
    taken = method(
        ("limit", "query"), ("include", "query"), ("filter", "query"), ("q", "query"), ("X-Beta", "header")
    )
    uri = f"{URL}?fixed=1&limit=3&include[]=a&include[]=b&filter[x]=1&q=TRUE&odd=1&odd=2&odd=3&api_key=s"
    found = arguments(exchange(interaction(b"", "", uri=uri, **{"x-beta": "on"}), taken))
    assert found == {
        "limit_": "3",
        "include_": ["a", "b"],
        "filter_": {"x": "1"},
        "q_": True,
        "extra_query": {"odd": ["1", "2", "3"]},
        "X-Beta_": "on",
    }


@pytest.mark.parametrize(
    ("body", "kind", "taken", "expected"),
    [
        (
            b'{"a": 1, "z": 2, "stream": true}',
            "application/json",
            [("a", "body")],
            {"a_": 1, "extra_body": {"z": 2}, "stream": True},
        ),
        (b"[1]", "application/json", [("a", "body")], {"extra_body": [1]}),
        (b"[1]", "application/json", [("body", "whole")], {"body_": [1]}),
        (b"raw", "text/plain", [("body", "whole")], {"body_": b"raw"}),
        (b"{}", "application/json", [], {}),
        (
            b'{"top_k": 1, "x_y": 2}',
            "application/json",
            [("topK", "body")],
            {"topK_": 1, "extra_body": {"x_y": 2}},
        ),
        (
            b"a=1&b=2",
            "application/x-www-form-urlencoded",
            [("a", "body")],
            {"a_": "1", "extra_body": {"b": "2"}},
        ),
    ],
)
def test_bodies(body: bytes, kind: str, taken: Any, expected: dict[str, Any]) -> None:
    made_by = method(*taken, event="events:Event")
    assert arguments(exchange(interaction(body, kind), made_by), proto=True) == expected


def test_fields_of_forms() -> None:
    parts = [
        Part("a[b]", b"1"),
        Part("a[c][]", b"2"),
        Part("l", b"1"),
        Part("l", b"2"),
        Part("f", b"\x00", "f.bin"),
        Part("g", b"x", "g.txt", "text/plain; charset=utf-8"),
        Part("j", b'{"x": 1}', None, "application/json"),
        Part("k", b"{", None, "application/json"),
        Part("[]", b"odd"),
    ]
    assert fields_of(parts) == {
        "a": {"b": "1", "c": ["2"]},
        "l": ["1", "2"],
        "f": ("f.bin", b"\x00", "application/octet-stream"),
        "g": ("g.txt", b"x", "text/plain"),
        "j": {"x": 1},
        "k": "{",
        "[]": ["odd"],
    }
    with pytest.raises(NotDrivable, match="a value and an object"):
        fields_of([Part("a", b"1"), Part("a[b]", b"2")])


def test_requests_that_no_arguments_make() -> None:
    raw = exchange(interaction(b"raw", "text/plain"))
    with pytest.raises(NotDrivable, match="another content type"):
        arguments(raw)
    assert by_path(raw) == {
        "content": b"raw",
        "options": {"headers": {"Content-Type": "text/plain"}, "params": {}},
    }
    with pytest.raises(NotDrivable, match="says nothing of id_"):
        arguments(exchange(interaction(), method(("id", "path"))))
    with pytest.raises(NotDrivable, match="takes no media"):
        arguments(exchange(interaction(), upload=True))
    lonely = exchange(interaction(form((META, b"{}")), RELATED), method(("file", "media")), upload=True)
    with pytest.raises(NotDrivable, match="an upload of 1 parts"):
        arguments(lonely)


def test_uploads_as_arguments() -> None:
    taken = method(("file", "media"), ("a", "body"))
    uri = f"{URL}?uploadType=multipart"
    both = exchange(
        interaction(form((META, b'{"a": 1}'), (MEDIA, b"png")), RELATED, uri=uri), taken, upload=True
    )
    assert arguments(both) == {"a_": 1, "file_": ("media", b"png", "image/png")}
    bare = exchange(interaction(b"png", "image/png"), taken, upload=True)
    assert arguments(bare) == {"file_": ("media", b"png", "image/png")}
    opened = {"x-goog-upload-url": "https://x/session"}
    for recorded, sending, content in (
        (interaction(b'{"a": 1}', answered=opened), None, b"media"),
        (interaction(b'{"a": 1}'), interaction(b"png", "image/png"), b"png"),
    ):
        made = arguments(exchange(recorded, taken, upload=True, sending=sending))
        assert made["a_"] == 1
        pipe = made["file_"][1]
        assert isinstance(pipe, Pipe)
        assert (pipe.read(2), pipe.read(), pipe.read()) == (content[:2], content[2:], b"")


def test_camel() -> None:
    assert [camel(word) for word in ("a_b_c", "already", "with_1")] == ["aBC", "already", "with_1"]
