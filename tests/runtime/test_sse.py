"""The event stream decoders alone."""

from __future__ import annotations

import random

import pytest
from runtime.sse import Frame, LineDecoder, SSEDecoder, frame_decoder

CASES = [
    (b"data: a\n\ndata: b\n\n", [("a", None, None), ("b", None, None)]),
    (b"data:a\r\n\r\ndata:  b\r\r", [("a", None, None), (" b", None, None)]),
    (b"\xef\xbb\xbfdata: a\n\n", [("a", None, None)]),
    (b": comment\n\n:\n\ndata: a\n: inside\n\n", [("a", None, None)]),
    (b"event: e\ndata: a\ndata: b\ndata\ndata: c\n\n", [("a\nb\n\nc", "e", None)]),
    (
        b"id: 1\ndata: a\n\ndata: b\n\nid\ndata: c\n\nid: x\0\ndata: d\n\n",
        [("a", None, "1"), ("b", None, "1"), ("c", None, ""), ("d", None, "")],
    ),
    (b"event: e\n\ndata: a\n\n", [("a", None, None)]),
    (b"data:\n\ndata: \n\ndata: a\n\n", [("a", None, None)]),
    (b"\n\n\n\ndata: a\n\n\n\ndata: b\n\n\n", [("a", None, None), ("b", None, None)]),
    (b"unknown: x\nnocolon\ndata: a\n\n", [("a", None, None)]),
    (b"data: a", [("a", None, None)]),
    (b"data: a\n", [("a", None, None)]),
    (b"\xef\xbb\xbf", []),
    (b"", []),
    (b"data: " + b"x" * 300_000 + b"\n\n", [("x" * 300_000, None, None)]),
    (b"data: \xff\xc3\n\n", [("\ufffd\ufffd", None, None)]),
]


def frames(decoder: SSEDecoder | LineDecoder, chunks: list[bytes]) -> list[Frame]:
    found = [frame for chunk in chunks for frame in decoder.feed(chunk)]
    return found + list(decoder.flush())


def seen(found: list[Frame]) -> list[tuple[str, str | None, str | None]]:
    return [(frame.data.decode("utf-8", "replace"), frame.event, frame.id) for frame in found]


@pytest.mark.parametrize(("stream", "expected"), CASES)
def test_every_cut_gives_the_same_events(
    stream: bytes, expected: list[tuple[str, str | None, str | None]]
) -> None:
    assert seen(frames(SSEDecoder(), [stream])) == expected
    if len(stream) < 1000:
        assert seen(frames(SSEDecoder(), [stream[i : i + 1] for i in range(len(stream))])) == expected
        for cut in range(len(stream)):
            assert seen(frames(SSEDecoder(), [stream[:cut], stream[cut:]])) == expected
    source = random.Random(1)
    for _ in range(20):
        cuts = sorted(source.randrange(len(stream) + 1) for _ in range(6))
        pieces = [stream[a:b] for a, b in zip([0, *cuts], [*cuts, len(stream)], strict=True)]
        assert seen(frames(SSEDecoder(), pieces)) == expected


def test_retry_is_read() -> None:
    found = frames(SSEDecoder(), [b"retry: 10\ndata: a\n\nretry: x\ndata: b\n\n"])
    assert [frame.retry for frame in found] == [10, None]
    assert "data=b'a'" in repr(found[0])


def test_lines_and_sequences_of_json() -> None:
    assert [f.data for f in frames(frame_decoder("ndjson"), [b'{"a"', b":1}\r\n\n{}", b"\n3"])] == [
        b'{"a":1}',
        b"{}",
        b"3",
    ]
    assert [f.data for f in frames(frame_decoder("json-seq"), [b"\x1e{}\n\x1e", b"[1]\n"])] == [b"{}", b"[1]"]
