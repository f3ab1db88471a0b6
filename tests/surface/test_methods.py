"""Every method of the provider's package is a method here, takes the same arguments and sends the same request."""

from __future__ import annotations

import importlib
import inspect
import json
import sys
from functools import cache, reduce
from pathlib import Path
from typing import Any

import pytest

from tests.surface import official
from tests.surface.differences import MISSING_METHODS, PARAMETERS, REQUESTS

DISTRIBUTION = Path(__file__).parents[2] / "generated" / "openai"
FACTS = {method.key: method for method in official.read()}
VIEWS = ("", "with_raw_response", "with_streaming_response")


@cache
def package() -> Any:
    if str(DISTRIBUTION) not in sys.path:
        sys.path.insert(0, str(DISTRIBUTION))
    return importlib.import_module("openai_client")


@cache
def client(name: str) -> Any:
    return getattr(package(), name)(api_key="key", admin_api_key="key")


def method(name: str, key: str, view: str = "") -> Any:
    *path, last = key.split(".")
    resource = reduce(getattr, path, client(name))
    return getattr(getattr(resource, view) if view else resource, last)


@cache
def requests() -> dict[str, str]:
    """What our methods send, from the index of operations: dotted path to ``POST /path``."""
    index = json.loads((DISTRIBUTION / "operations.json").read_text())
    return {".".join((*each["resource"], each["method"])): each["http"] for each in index["methods"]}


def test_methods_that_are_missing() -> None:
    found = set()
    for key in FACTS:
        try:
            method("OpenAI", key)
        except AttributeError:
            found.add(key)
    assert sorted(found) == sorted(MISSING_METHODS)


@pytest.mark.parametrize("name", ["OpenAI", "AsyncOpenAI"])
def test_every_method_is_there_in_every_view(name: str) -> None:
    sent = requests()
    for key in FACTS.keys() - MISSING_METHODS.keys():
        for view in VIEWS if key in sent else VIEWS[:1]:
            assert callable(method(name, key, view)), (key, view)


@pytest.mark.parametrize("name", ["OpenAI", "AsyncOpenAI"])
def test_parameters(name: str) -> None:
    wrong: dict[str, object] = {}
    for key, fact in FACTS.items():
        if key in MISSING_METHODS or not fact.http or key not in requests():
            continue
        positional, required, optional = official.parameters(method(name, key))
        theirs = {*fact.required, *fact.optional}
        missing = tuple(sorted(theirs - {*required, *optional}))
        own = tuple(sorted({*required, *optional} - theirs))
        stated = PARAMETERS.get(key, ((), (), ""))
        needed = set(required) ^ set(fact.required)
        if positional != fact.positional or (missing, own) != stated[:2] or needed - {*missing, *own}:
            wrong[key] = (positional, missing, own, needed)
    assert wrong == {}


def test_requests() -> None:
    ours = requests()
    wrong = {
        key: (ours[key], f"{fact.http} {fact.path}")
        for key, fact in FACTS.items()
        if fact.http and key in ours and _shape(ours[key]) != _shape(f"{fact.http} {fact.path}")
    }
    assert {key: mine for key, (mine, _) in wrong.items()} == REQUESTS


def _shape(request: str) -> list[str]:
    """A request line with its path parameters unnamed: documents disagree on their names."""
    return ["{}" if piece.startswith("{") else piece for piece in request.split("/")]


def test_the_committed_facts_are_those_of_the_installed_package() -> None:
    openai = pytest.importorskip("openai", reason="the provider's package is not installed")
    stated = FACTS
    made = openai.OpenAI(api_key="key", admin_api_key="key")
    seen = {".".join((*path, name)): bound for path, name, bound in official.bound_methods(made)}
    assert seen.keys() == stated.keys()
    for key, bound in seen.items():
        fact = stated[key]
        assert official.parameters(bound) == (fact.positional, fact.required, fact.optional), key


def test_parameters_of_the_sync_and_the_async_client_are_the_same() -> None:
    for key in requests():
        assert inspect.signature(method("OpenAI", key)).parameters.keys() == (
            inspect.signature(method("AsyncOpenAI", key)).parameters.keys()
        ), key
