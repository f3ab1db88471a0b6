"""Samples of every response type, and an answer for every method, of every generated package."""

from __future__ import annotations

import asyncio
import importlib
import inspect
import warnings
from functools import lru_cache
from typing import Any

import pytest

from tests.operations.targets import TARGETS, target


@lru_cache
def kit(name: str) -> Any:
    return importlib.import_module(f"{target(name).package.__name__}.testing")


@lru_cache
def locators(name: str) -> tuple[str, ...]:
    rows = target(name).methods
    return tuple(dict.fromkeys(row[key] for row in rows for key in ("type", "event") if key in row))


def located(name: str, locator: str) -> Any:
    runtime = importlib.import_module(f"{target(name).package.__name__}._runtime.locate")
    return runtime.locate(locator)


@pytest.mark.parametrize("name", TARGETS)
def test_every_response_type_has_samples(name: str) -> None:
    """Small and full ones fit their type exactly, come back as they are, and are the same each time."""
    for locator in locators(name):
        type_ = located(name, locator)
        value = kit(name).make(type_)
        assert kit(name).make(type_) == value
        assert type(value).__name__ != "UnknownVariant", locator
        assert kit(name).full(type_) is not None, locator


@pytest.mark.parametrize("name", TARGETS)
def test_every_method_can_be_answered_with_samples(name: str) -> None:
    """Sync and async; streams where they are asked for."""
    calls = importlib.import_module("tests.operations.test_every_operation").calls(name)
    server = kit(name).FakeServer(strict=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for row in target(name).methods:
            for streamed in (False, True) if row.get("event") else (False,):
                arguments = calls.arguments(row, full=False)
                _call(server, row, {**arguments, "stream": True} if streamed else arguments)
    assert len(server.requests) >= 2 * len(target(name).methods)
    sent = {request.name for request in server.requests}
    operations = {row["operation"] for row in target(name).methods if dotted(row) in sent}
    # Methods with one template and the same resources in their path cannot be told apart: a handful of Google's.
    assert len({row["operation"] for row in target(name).methods} - operations) <= 8


def dotted(row: dict[str, Any]) -> str:
    return ".".join([*row["resource"], row["method"]])


def _call(server: Any, row: dict[str, Any], arguments: dict[str, Any]) -> None:
    def bound(client: Any) -> Any:
        for name in row["resource"]:
            client = getattr(client, name)
        return getattr(client, row["method"])

    result = bound(server.client())(**arguments)
    if type(result).__name__ == "Stream":
        assert list(result)

    async def later() -> None:
        answer = bound(server.async_client())(**arguments)
        if inspect.isawaitable(answer):
            answer = await answer
        if type(answer).__name__ == "AsyncStream":
            assert [event async for event in answer]

    asyncio.run(later())
