"""Real traffic through the generated clients: the same request leaves, and what comes back is typed and lossless.

Recordings are not part of the repository; SDKGEN_RECORDINGS names their folder.
"""

from __future__ import annotations

import os
from functools import cache, lru_cache
from pathlib import Path

import pytest

from generator.contract.exchange import Exchange
from generator.contract.run import Contract
from generator.contract.targets import VARIABLE, open_contract
from generator.contract.verdict import Outcome, Verdict

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = os.environ.get(VARIABLE, "")
pytestmark = pytest.mark.skipif(not FOLDER, reason=f"{VARIABLE} is not set: no recorded traffic to replay")
HOSTS = {"openai": ("openai/", "compatible-"), "gemini": ("gemini/",)}
"""Folders of recordings that a target has to reproduce."""
UNTYPED = {"openai/": 0.02, "compatible-": 0.05, "gemini/": 0.0}
"""At most so many fields without a type for each typed one."""


@lru_cache
def contract(target: str) -> Contract:
    return open_contract(target, root=ROOT)


@lru_cache
def exchanges(target: str) -> dict[str, Exchange]:
    found = contract(target).traffic([Path(FOLDER)]).exchanges if FOLDER else ()
    return {e.name: e for e in found if e.name.startswith(HOSTS[target])}


@cache
def verdict(target: str, name: str) -> Verdict:
    return contract(target).check(exchanges(target)[name])


CASES = [(target, name) for target in HOSTS for name in exchanges(target)]


@pytest.mark.parametrize(("target", "name"), CASES)
def test_recording(target: str, name: str) -> None:
    """Sync and async clients reproduce the recording: request, result, error; no member of a union is wrong."""
    found = verdict(target, name)
    assert found.problems == ()
    assert found.outcome is not Outcome.CLIENT


@pytest.mark.parametrize(("target", "hosts"), [(t, h) for t, hosts in HOSTS.items() for h in hosts])
def test_typing(target: str, hosts: str) -> None:
    """Bodies and events fit their types as they are, and hardly any field is without one."""
    typings = [verdict(target, name).typing for name in exchanges(target) if name.startswith(hosts)]
    assert sum(t.strict for t in typings) >= 0.95 * sum(t.values for t in typings)
    assert sum(len(t.untyped) for t in typings) <= UNTYPED[hosts] * sum(t.fields for t in typings)
