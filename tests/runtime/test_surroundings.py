"""What the runtime finds out about the machine and the event loop that it runs in."""

from __future__ import annotations

import asyncio
import platform
import sys
from types import SimpleNamespace
from typing import Any

import pytest
from runtime import waiting
from runtime.platform_facts import get_architecture, get_platform, platform_headers


@pytest.mark.parametrize(
    ("system", "described", "expected"),
    [
        ("Darwin", "macOS-14", "MacOS"),
        ("Darwin", "iPhone-OS", "iOS"),
        ("Linux", "linux-android", "Android"),
        ("Windows", "Windows-11", "Windows"),
        ("FreeBSD", "FreeBSD-14", "FreeBSD"),
        ("Plan9", "plan9-4", "Other:plan9-4"),
        ("", "", "Unknown"),
    ],
)
def test_systems(monkeypatch: pytest.MonkeyPatch, system: str, described: str, expected: str) -> None:
    monkeypatch.setattr(platform, "system", lambda: system)
    monkeypatch.setattr(platform, "platform", lambda: described)
    assert get_platform() == expected


@pytest.mark.parametrize(
    ("release", "expected"), [({"ID": "OpenBSD"}, "OpenBSD"), ({"ID": "debian"}, "Linux"), (None, "Linux")]
)
def test_distributions(monkeypatch: pytest.MonkeyPatch, release: Any, expected: str) -> None:
    def read() -> Any:
        if release is None:
            raise OSError
        return release

    monkeypatch.setattr(platform, "system", lambda: "Linux")
    monkeypatch.setattr(platform, "platform", lambda: "linux-6")
    monkeypatch.setattr(platform, "freedesktop_os_release", read)
    assert get_platform() == expected


@pytest.mark.parametrize(
    ("machine", "width", "expected"),
    [
        ("AMD64", 2**63, "x64"),
        ("aarch64", 2**63, "arm64"),
        ("i686", 2**31, "x32"),
        ("riscv64", 2**63, "other:riscv64"),
        ("", 2**63, "unknown"),
    ],
)
def test_processors(monkeypatch: pytest.MonkeyPatch, machine: str, width: int, expected: str) -> None:
    monkeypatch.setattr(platform, "machine", lambda: machine)
    monkeypatch.setattr(sys, "maxsize", width)
    assert get_architecture() == expected


def test_a_system_that_does_not_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> str:
        raise OSError

    for name in ("system", "machine"):
        monkeypatch.setattr(platform, name, fail)
    assert (get_platform(), get_architecture()) == ("Unknown", "unknown")


def test_headers_say_which_loop() -> None:
    async def inside() -> dict[str, str]:
        return platform_headers("1.2.3", "async")

    platform_headers.cache_clear()
    assert asyncio.run(inside())["Async"] == "async:asyncio"
    assert platform_headers("1.2.3")["Async"] == "false"
    platform_headers.cache_clear()


class Trio:
    """What the runtime asks of trio, while it runs."""

    def __init__(self) -> None:
        self.lowlevel = SimpleNamespace(in_trio_run=lambda: True, current_trio_token=lambda: "token")
        self.to_thread = self
        self.said: list[Any] = []

    async def sleep(self, seconds: float) -> None:
        self.said.append(seconds)

    async def run_sync(self, function: Any) -> Any:
        self.said.append("thread")
        return function()

    def move_on_after(self, seconds: float) -> Any:
        self.said.append(("within", seconds))
        return self

    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...


async def use_all() -> tuple[str, Any, int, list[str]]:
    """Everything that waits, once."""
    done: list[str] = []

    async def work() -> None:
        done.append("begun")
        await waiting.async_sleep(0)
        done.append("ended")

    await waiting.within(5, work)
    return waiting.async_library(), waiting.current_loop(), await waiting.in_thread(lambda: 7), done


def test_asyncio() -> None:
    library, loop, value, done = asyncio.run(use_all())
    assert (library, value, done) == ("asyncio", 7, ["begun", "ended"])
    assert isinstance(loop, asyncio.AbstractEventLoop)


def test_trio(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of asyncio is asked inside of trio."""
    trio = Trio()
    monkeypatch.setitem(sys.modules, "trio", trio)
    waited = use_all()
    with pytest.raises(StopIteration) as stopped:
        waited.send(None)
    assert stopped.value.value == ("trio", "token", 7, ["begun", "ended"])
    assert trio.said == [("within", 5), 0, "thread"]


def test_work_is_stopped_when_its_time_is_over() -> None:
    reached: list[str] = []

    async def work() -> None:
        reached.append("begun")
        await asyncio.Event().wait()
        reached.append("ended")

    asyncio.run(waiting.within(0.001, work))
    assert reached == ["begun"]


def test_no_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    assert waiting.async_library() == "unknown"
    monkeypatch.delitem(sys.modules, "asyncio")
    assert waiting.async_library() == "unknown"
