from __future__ import annotations

from tests.cases.kit import Case, sse


def check_the_usual_mark_ends_a_stream(case: Case) -> None:
    client, _ = case.client(sse({"delta": "a"}, "[DONE]"))
    assert [piece.delta for piece in case.call(client, "watch")] == ["a"]
