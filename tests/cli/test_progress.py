"""Long work tells how far it is, and how fast."""

from __future__ import annotations

from itertools import count

import pytest

from generator.progress import Tally


def test_a_tally_tells_pieces_and_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = count(0.0, 0.25)
    monkeypatch.setattr("time.perf_counter", lambda: next(clock))
    told: list[str] = []
    tally = Tally("recordings", 40, told.append, pause=0.5)
    for _ in range(4):
        tally.step()
    assert told == ["2 of 40 recordings, 4 a second", "4 of 40 recordings, 4 a second"]
    assert tally.finish() == "4 recordings in 1.2 s, 3 a second"


def test_slow_pieces_are_counted_in_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = count(0.0, 3.0)
    monkeypatch.setattr("time.perf_counter", lambda: next(clock))
    told: list[str] = []
    tally = Tally("versions", None, told.append)
    tally.step()
    assert told == ["1 versions, 3.0 s each"]


def test_nothing_to_do_has_no_rate() -> None:
    assert Tally("versions", 0, lambda _: None).finish().endswith("0 a second")
