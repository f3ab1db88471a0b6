from __future__ import annotations

from tests.cases.kit import Case, plain


def check_events(case: Case) -> None:
    content = b'event: tick\ndata: {"n": 1}\n\n: comment\n\nevent: tick\ndata: {"n":\ndata:  2}\n\n'
    client, wire = case.client(plain(content, "text/event-stream"))
    with case.call(client, "watch") as stream:
        assert [event.n for event in stream] == [1, 2]
    assert wire.headers["accept"] == "text/event-stream"


def check_lines(case: Case) -> None:
    client, wire = case.client(plain(b'{"n": 1}\n\n{"n": 2}\n', "application/jsonl"))
    assert [tick.n for tick in case.call(client, "search", q="x")] == [1, 2]
    assert wire.line == "QUERY /lines"
    assert wire.body == {"q": "x"}
