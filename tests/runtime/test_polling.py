"""Waiting for something to be done: whose interval counts, and when it is too long."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

import pytest
from runtime.polling import Poll, checked_limit, poll, poll_async
from runtime.sentinels import not_given, omit

HINT = "openai-poll-after-ms"


@dataclass
class Clock:
    """Time that passes by sleeping."""

    now: float = 0.0
    slept: list[float] = field(default_factory=list[float])

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@dataclass
class Raw:
    """A raw response: what it parses to, and headers."""

    value: str
    headers: dict[str, str] = field(default_factory=dict[str, str])

    def parse(self) -> str:
        return self.value


def waiting(
    clock: Clock, answers: list[Raw], is_async: bool, **options: Any
) -> tuple[str, list[dict[str, str]]]:
    """Wait for `done` with these answers; the value, and the headers of each request."""
    wait: Poll[str] = Poll(lambda value: value != "done", subject="The job", clock=clock, **options)
    sent: list[dict[str, str]] = []

    def fetch(headers: dict[str, str]) -> Raw:
        sent.append(headers)
        return answers.pop(0) if len(answers) > 1 else answers[0]

    async def afetch(headers: dict[str, str]) -> Raw:
        return fetch(headers)

    async def asleep(seconds: float) -> None:
        clock.sleep(seconds)

    if is_async:
        return asyncio.run(poll_async(wait, afetch, asleep)), sent
    return poll(wait, fetch, clock.sleep), sent


both = pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])


@both
@pytest.mark.parametrize(
    ("hint", "slept"),
    [({}, 1.0), ({HINT: "2500"}, 2.5), ({HINT: "0"}, 0.0)]
    + [({HINT: odd}, 1.0) for odd in ("soon", "-1", "inf", "nan")],
)
def test_the_first_answer_says_how_long(is_async: bool, hint: dict[str, str], slept: float) -> None:
    """Its hint counts for the whole wait, and nonsense is no hint."""
    clock = Clock()
    answers = [Raw("queued", hint), Raw("running", {HINT: "9000"}), Raw("done")]
    value, sent = waiting(clock, answers, is_async)
    assert value == "done"
    assert clock.slept == [slept, slept]
    assert sent == [{"X-Stainless-Poll-Helper": "true"}] * 3


@both
def test_the_callers_interval_counts_more(is_async: bool) -> None:
    clock = Clock()
    _, sent = waiting(clock, [Raw("queued", {HINT: "9000"}), Raw("done")], is_async, interval_ms=50)
    assert clock.slept == [0.05]
    assert sent[0]["X-Stainless-Custom-Poll-Interval"] == "50"


@both
def test_the_limit(is_async: bool) -> None:
    """The last wait is cut to what is left."""
    clock = Clock()
    with pytest.raises(TimeoutError, match=r"The job was not done after 2.5 seconds"):
        waiting(clock, [Raw("queued")], is_async, limit=2.5)
    assert clock.slept == [1.0, 1.0, 0.5]


@both
def test_what_is_done_at_once_needs_no_time(is_async: bool) -> None:
    clock = Clock()
    assert waiting(clock, [Raw("done")], is_async, limit=1, interval_ms=None)[0] == "done"
    assert clock.slept == []


def test_limits() -> None:
    assert [checked_limit(given) for given in (None, omit, not_given, 0, 2.5)] == [None, None, None, 0, 2.5]
    for odd in (-1, float("inf"), float("nan")):
        with pytest.raises(ValueError, match="finite"):
            checked_limit(odd)
