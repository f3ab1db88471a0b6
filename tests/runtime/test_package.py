"""The package as a whole: imports, laziness, events loops, processes, logging, sentinels."""

from __future__ import annotations

import asyncio
import copy
import logging
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx2
import pytest
import sample
from conftest import SITE
from sample._runtime import logs
from sample._runtime.warm_up import warm_up
from support import Server, ok

from tests.unmeasured import environment

CHECK = """
import sys
import sample
def loaded(*names): return [name for name in names if name in sys.modules]
assert not loaded("httpx2", "pydantic", "dataclasses", "sample.types", "sample._client"), sys.modules.keys()
client = sample.Sample(api_key="k")
client.chats, client.files
assert not loaded("httpx2", "pydantic", "sample.types.chat"), loaded("httpx2", "pydantic", "sample.types.chat")
from sample import *
assert Stream and omit is sample.omit
assert "Sample" in dir(sample) and sample.types.Chat.__name__ == "Chat"
"""


def test_importing_loads_nothing_heavy() -> None:
    subprocess.run([sys.executable, "-c", CHECK], cwd=SITE, env=environment(), check=True)


def test_unknown_names_raise() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'Nope'"):
        sample.Nope  # noqa: B018


def test_warm_up_loads_everything() -> None:
    code = "import sys; from sample._runtime.warm_up import warm_up; warm_up(); assert 'sample.types.chat' in sys.modules"
    subprocess.run([sys.executable, "-c", code], cwd=SITE, check=True)
    warm_up(validators=False)


def test_sentinels_are_single_and_false() -> None:
    for value in (sample.omit, sample.not_given):
        assert not value
        assert (
            copy.deepcopy(value)
            is copy.copy(value)
            is pickle.loads(pickle.dumps(value))
            is type(value)()
            is value
        )
    assert repr(sample.NOT_GIVEN) == "NOT_GIVEN"


def test_an_async_client_works_in_a_second_event_loop() -> None:
    client = sample.AsyncSample(api_key="k")
    pools = []

    async def run() -> None:
        pools.append(client._pool.get())
        assert client._pool.get() is pools[-1]
        await client.close()

    asyncio.run(run())
    client._pool._closed = False
    asyncio.run(run())
    assert pools[0] is not pools[1]
    assert client.is_closed()


def test_a_forked_process_gets_its_own_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    client = sample.Sample(api_key="k")
    first = client._pool.get()
    assert client._pool.get() is first
    monkeypatch.setattr(os, "getpid", lambda: -1)
    assert client._pool.get() is not first
    client.close()
    assert client.is_closed()


def test_a_closed_client_refuses() -> None:
    client = sample.Sample(api_key="k")
    client._pool.get()
    client.close()
    with pytest.raises(RuntimeError, match="closed"):
        client.chats.retrieve("x")


def test_logging_hides_credentials(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    assert logs.logger.name == "sample"
    monkeypatch.setenv("SAMPLE_LOG", "debug")
    server = Server(httpx2.Response(500), ok({"id": "f"}))
    with caplog.at_level(logging.DEBUG, logger="sample"):
        server.client(query_key="very-secret").files.upload("p", body={})
    assert "files.upload: retry 1 of 2" in caplog.text
    assert "very-secret" not in caplog.text
    assert logs.redacted_headers(
        {"X-Goog-Api-Key": "s", "x-ratelimit-remaining-tokens": "5", "Cookie": "c"}
    ) == {
        "X-Goog-Api-Key": "[redacted]",
        "x-ratelimit-remaining-tokens": "5",
        "Cookie": "[redacted]",
    }


def test_clients_do_not_pickle_and_show_no_key() -> None:
    client = sample.Sample(api_key="sk-abc")
    assert repr(client) == "<Sample base_url='https://api.sample.test/v1'>"
    with pytest.raises(TypeError, match="cannot be pickled"):
        pickle.dumps(client)


def test_deviating_results_still_carry_the_request_id() -> None:
    result: Any = Server(ok({"id": 3}, **{"x-request-id": "r"})).client().chats.retrieve("x")
    assert (result._request_id, result.id) == ("r", 3)
    assert result.copy is not None


def test_the_sample_type_checks(tmp_path: Path) -> None:
    user = Path(__file__).with_name("user_program.py")
    options = ["--strict", "--python-version", "3.11", "--cache-dir", str(tmp_path)]
    command = [sys.executable, "-m", "mypy", *options, str(SITE / "sample"), str(user)]
    done = subprocess.run(command, cwd=SITE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


test_the_sample_type_checks = pytest.mark.slow(test_the_sample_type_checks)


def test_http_clients_with_the_defaults() -> None:
    from sample._runtime import http_defaults

    with http_defaults.DefaultHttpxClient(timeout=3, http2=False) as client:
        assert client.follow_redirects
        assert client.timeout == httpx2.Timeout(3)
    assert http_defaults.DefaultAsyncHttpxClient().timeout == http_defaults.DEFAULT_TIMEOUT
    assert sample.Sample(api_key="k").auth_headers == {"Authorization": "Bearer k"}
