"""The synthetic fixtures of each target through its client: none may find the client at fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.contract.targets import open_contract
from generator.contract.verdict import Outcome

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CASES = {"xai": "", "gemini": "", "openai": "stream success"}
"""Targets, and the cases that are enough for the largest one ("" takes all)."""


@pytest.mark.slow
@pytest.mark.parametrize("target", CASES)
def test_fixtures(target: str) -> None:
    """Request, result, sync and async; what boundary cases add to the document is drift."""
    contract = open_contract(target, root=ROOT)
    found = contract.traffic([HERE / "fixtures" / target])
    chosen = [e for e in found.exchanges if not CASES[target] or Path(e.name).stem in CASES[target].split()]
    assert found.foreign == ()
    assert len(chosen) >= len(contract.description.operations) / 2
    verdicts = [contract.check(exchange) for exchange in chosen]
    assert {v.name: v.problems for v in verdicts if v.outcome is Outcome.CLIENT} == {}
