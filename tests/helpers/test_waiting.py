"""Polling, uploads and batches of uploads."""

from __future__ import annotations

import asyncio
import io
import json
import threading
from email.parser import BytesParser
from pathlib import Path
from typing import Any
from unittest import mock

import httpx2
import pytest

from tests.helpers.wire import Wire, ok, run


def file_in(status: str, **headers: str) -> httpx2.Response:
    return ok({"id": "f", "object": "vector_store.file", "status": status}, **headers)


@pytest.mark.parametrize(
    ("interval", "header", "seconds"),
    [(None, None, 1.0), (None, "250", 0.25), (40, "250", 0.04), (None, "soon", 1.0)],
)
def test_intervals(interval: int | None, header: str | None, seconds: float) -> None:
    """The caller's interval, else the server's hint, else a second."""
    hints = {"openai-poll-after-ms": header} if header else {}
    wire = Wire(file_in("in_progress", **hints), file_in("in_progress"), file_in("completed"))
    files = wire.sync().vector_stores.files
    options = {} if interval is None else {"poll_interval_ms": interval}
    with mock.patch.object(files, "_sleep") as sleep:
        assert files.poll("f", vector_store_id="v", **options).status == "completed"
    assert [call.args[0] for call in sleep.call_args_list] == [seconds, seconds]
    sent = {request.headers.get("x-stainless-custom-poll-interval") for request in wire.requests}
    assert sent == {str(interval) if interval else None}


def test_deadline() -> None:
    files = Wire(file_in("in_progress")).sync().vector_stores.files
    with pytest.raises(TimeoutError, match="f was not done"):
        files.poll("f", vector_store_id="v", poll_interval_ms=1, max_wait_seconds=0.02)
    with pytest.raises(ValueError, match="finite"):
        files.create_and_poll("f", vector_store_id="v", max_wait_seconds=float("nan"))


def test_create_and_poll() -> None:
    wire = Wire(file_in("in_progress"), file_in("in_progress"), file_in("failed"))
    found = wire.sync().vector_stores.files.create_and_poll("f", vector_store_id="v", poll_interval_ms=1)
    assert found.status == "failed"
    assert [request.method for request in wire.requests] == ["POST", "GET", "GET"]


def test_cancellation() -> None:
    async def later() -> None:
        files = Wire(file_in("in_progress")).asynchronous().vector_stores.files
        task = asyncio.create_task(files.poll("f", vector_store_id="v", poll_interval_ms=60_000))
        await asyncio.sleep(0.05)
        task.cancel()
        await task

    with pytest.raises(asyncio.CancelledError):
        run(later())


def batch(active: int) -> httpx2.Response:
    return ok({"id": "b", "file_counts": {"in_progress": active, "completed": 1}, "status": "completed"})


@pytest.mark.parametrize("asynchronous", [False, True])
def test_batches_of_uploads(asynchronous: bool) -> None:
    """No more uploads at a time than wanted; the batch has the ids of all."""
    active, peak, lock = 0, 0, threading.Lock()

    def answer(request: httpx2.Request) -> httpx2.Response:
        nonlocal active, peak
        if request.url.path.endswith("/files"):
            with lock:
                active, peak = active + 1, max(peak, active + 1)
            with lock:
                active -= 1
            return ok({"id": f"up{len(wire.requests)}", "object": "file"})
        return batch(0 if request.method == "GET" else 1)

    wire = Wire(answer)
    arguments: dict[str, Any] = {
        "files": iter([io.BytesIO(b"1"), b"2", b"3"]),
        "file_ids": ["old"],
        "max_concurrency": 2,
    }
    if asynchronous:

        async def later() -> Any:
            return await wire.asynchronous().vector_stores.file_batches.upload_and_poll("v", **arguments)

        found = run(later())
    else:
        found = wire.sync().vector_stores.file_batches.upload_and_poll("v", **arguments)
    assert found.id == "b"
    assert peak <= 2
    posted = [r for r in wire.requests if r.url.path.endswith("/file_batches")]
    assert len(json.loads(posted[0].content)["file_ids"]) == 4
    with pytest.raises(ValueError, match="no file"):
        wire.sync().vector_stores.file_batches.upload_and_poll("v", files=[])


def test_files_and_videos() -> None:
    wire = Wire(ok({"id": "f", "status": "uploaded"}), ok({"id": "f", "status": "processed"}))
    assert wire.sync().files.wait_for_processing("f", poll_interval=0.001).status == "processed"
    with pytest.raises(RuntimeError, match="Giving up on waiting for file f"):
        Wire(ok({"id": "f", "status": "uploaded"})).sync().files.wait_for_processing(
            "f", poll_interval=0.001, max_wait_seconds=0
        )
    wire = Wire(*(ok({"id": "v", "status": status}) for status in ("queued", "in_progress", "completed")))
    with pytest.warns(DeprecationWarning, match="Sora API"):
        assert wire.sync().videos.create_and_poll(prompt="p", poll_interval_ms=1).status == "completed"


def part(request: httpx2.Request) -> bytes:
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
    [inner] = BytesParser().parsebytes(head + request.content).get_payload()
    data: bytes = inner.get_payload(decode=True)  # type: ignore[union-attr, assignment]
    return data


@pytest.mark.parametrize("asynchronous", [False, True])
@pytest.mark.parametrize("by_path", [False, True])
def test_uploads_in_parts(asynchronous: bool, by_path: bool, tmp_path: Path) -> None:
    path = tmp_path / "big.bin"
    path.write_bytes(b"abcdefgh")
    wire = Wire(lambda request: ok({"id": f"p{len(wire.requests)}", "status": "completed"}))
    source = {"file": path} if by_path else {"file": b"abcdefgh", "filename": "big.bin", "bytes": 8}
    arguments: dict[str, Any] = {**source, "mime_type": "text/plain", "purpose": "batch", "part_size": 3}
    if asynchronous:

        async def later() -> Any:
            return await wire.asynchronous().uploads.upload_file_chunked(**arguments)

        run(later())
    else:
        wire.sync().uploads.upload_file_chunked(**arguments)
    assert [part(request) for request in wire.requests[1:4]] == [b"abc", b"def", b"gh"]
    assert wire.body == {"part_ids": ["p2", "p3", "p4"]}
    with pytest.raises(TypeError, match="`bytes` argument"):
        wire.sync().uploads.upload_file_chunked(file=b"x", filename="x", mime_type="m", purpose="batch")
