"""Multipart bodies and media uploads."""

from __future__ import annotations

import asyncio
import email
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest
from runtime import multipart
from sample import errors
from support import Server, ok

Parts = list[tuple[str | None, str | None, str | None, bytes]]


def parts(request: httpx2.Request) -> Parts:
    """(name, file name, content type, content) of every part, read by the standard library."""
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
    message: Any = email.message_from_bytes(head + request.content)
    found: Parts = []
    for part in message.get_payload():
        name = part.get_param("name", header="content-disposition")
        declared = part.get_content_type() if "content-type" in part else None
        found.append((name, part.get_filename(), declared, part.get_payload(decode=True)))
    return found


def test_fields_and_files(tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(b"png")
    server = Server(ok({"id": "f"}))
    server.client().files.create(
        file=path,
        images=[b"1", ("two.txt", b"2"), ("three", io.BytesIO(b"3"), "text/css", {"X-A": "1"})],
        purpose="p",
        tags=["a", "b"],
        options={"x": [1]},
        expires_after={"anchor": "created", "seconds": 3, "none": None},
    )
    assert parts(server.last) == [
        ("purpose", None, None, b"p"),
        ("tags[]", None, None, b"a"),
        ("tags[]", None, None, b"b"),
        ("options", None, "application/json", b'{"x":[1]}'),
        ("expires_after[anchor]", None, None, b"created"),
        ("expires_after[seconds]", None, None, b"3"),
        ("file", "picture.png", "image/png", b"png"),
        ("images[]", "upload", "application/octet-stream", b"1"),
        ("images[]", "two.txt", "text/plain", b"2"),
        ("images[]", "three", "text/css", b"3"),
    ]
    assert b"X-A: 1" in server.last.content
    assert server.last.headers["content-length"] == str(len(server.last.content))
    assert "transfer-encoding" not in server.last.headers


def test_files_are_sent_again_from_their_start() -> None:
    file = io.BytesIO(b"skipped content")
    file.seek(8)
    server = Server(httpx2.Response(500), ok({"id": "f"}))
    server.client().files.create(file=("n", file))
    assert [parts(request)[0][3] for request in server.requests] == [b"content"] * 2
    assert len({request.headers["content-type"] for request in server.requests}) == 1


class Pipe(io.RawIOBase):
    """A file that cannot seek."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        out, self.data = self.data[:size], self.data[size:]
        return out


def test_a_pipe_is_sent_in_chunks_and_never_again() -> None:
    server = Server(httpx2.Response(500))
    with pytest.raises(errors.InternalServerError):
        server.client().files.create(file=("n", Pipe(b"abc")))  # type: ignore[arg-type]
    assert len(server.requests) == 1
    assert parts(server.last)[0][3] == b"abc"
    assert server.last.headers["transfer-encoding"] == "chunked"


def test_async_clients_read_files_off_the_loop(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"x" * 600_000)
    server = Server(ok({"id": "f"}))
    asyncio.run(server.async_client().files.create(file=path, images=[io.BytesIO(b"y")]))
    assert [len(part[3]) for part in parts(server.last)] == [600_000, 1]


@pytest.mark.parametrize("value", ["path/to/file", 3, io.StringIO("text")])
def test_what_is_no_file_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        Server(ok({"id": "f"})).client().files.create(file=value)


def test_names_cannot_break_out_of_their_header() -> None:
    server = Server(ok({"id": "f"}))
    server.client().files.create(file=('a"b\r\nX-Evil: 1\r\n.txt', b"1"), purpose="a\r\nb")
    assert b'filename="a%22b%0D%0AX-Evil: 1%0D%0A.txt"' in server.last.content
    with pytest.raises(ValueError, match="line breaks"):
        server.client().files.create(file=("a", b"1", "text/plain\r\nX-Evil: 1"))


def test_json_and_repeat_rules() -> None:
    rules = multipart.MultipartRules()
    body = multipart.form_data(
        {"a": [1, {"x": None}], "o": {"k": True}, "t": True, "n": None}, rules, [("f", b"1")]
    )
    text = b"".join(body.chunks()).replace(body.boundary.encode(), b"B")
    assert text == (
        b'--B\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'
        b'--B\r\nContent-Disposition: form-data; name="a"\r\nContent-Type: application/json\r\n\r\n{"x":null}\r\n'
        b'--B\r\nContent-Disposition: form-data; name="o"\r\nContent-Type: application/json\r\n\r\n{"k":true}\r\n'
        b'--B\r\nContent-Disposition: form-data; name="t"\r\n\r\ntrue\r\n'
        b'--B\r\nContent-Disposition: form-data; name="f"; filename="upload"\r\nContent-Type: application/octet-stream\r\n\r\n1\r\n'
        b"--B--\r\n"
    )


def upload(server: Server, run_async: bool, **arguments: Any) -> Any:
    if run_async:
        return asyncio.run(server.async_client(header_key="hk").files.upload("users/me", **arguments))
    return server.client(header_key="hk").files.upload("users/me", **arguments)


both = pytest.mark.parametrize("run_async", [False, True])


@both
def test_without_media_the_operation_is_an_ordinary_one(run_async: bool) -> None:
    server = Server(ok({"id": "f", "displayName": "n"}))
    body = {
        "display_name": "n",
        "labels": {"label_text": {"label_text": "x", "any_of": {"other_thing": 1}}},
        "fileOwner": {"label_text": "y"},
    }
    result = upload(server, run_async, body=body)
    assert result.display_name == "n"
    assert str(server.last.url) == "https://api.sample.test/v1/users/me/files"
    assert server.body == {
        "displayName": "n",
        "labels": {"label_text": {"labelText": "x", "anyOf": {"otherThing": 1}}},
        "fileOwner": {"labelText": "y"},
    }


@both
def test_small_media_goes_with_its_metadata(run_async: bool) -> None:
    server = Server(ok({"id": "f"}))
    upload(server, run_async, body={"display_name": "n"}, media=("a.txt", b"content"))
    assert str(server.last.url) == "https://api.sample.test/upload/v1/files?uploadType=multipart"
    assert server.last.headers["content-type"].startswith("multipart/related; boundary=")
    assert [part[2:] for part in parts(server.last)] == [
        ("application/json", b'{"displayName":"n"}'),
        ("text/plain", b"content"),
    ]
    upload(server, run_async, media=("a.txt", b"content"))
    assert str(server.last.url).endswith("uploadType=media")
    assert (server.last.content, server.last.headers["content-type"]) == (b"content", "text/plain")


class Session:
    """A server of resumable uploads that loses what `faults` says."""

    def __init__(self, faults: dict[int, Callable[[bytes], int | Exception]]) -> None:
        self.faults = faults
        self.data = b""
        self.ranges: list[str] = []
        self.start: httpx2.Request | None = None

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        if self.start is None:
            self.start = request
            return httpx2.Response(200, headers={"location": "https://api.sample.test/session?id=1"})
        assert str(request.url) == "https://api.sample.test/session?id=1"
        assert "x-goog-api-key" not in request.headers
        content_range = request.headers["content-range"]
        self.ranges.append(content_range)
        span, _, total = content_range.removeprefix("bytes ").partition("/")
        content = request.content
        fault = self.faults.pop(len(self.ranges), None)
        kept = len(content)
        status = 308
        if fault is not None:
            outcome = fault(content)
            if isinstance(outcome, Exception):
                raise outcome
            kept, status = outcome, 503
        if span != "*":
            assert int(span.split("-")[0]) == len(self.data)
            self.data += content[:kept]
        if status == 503:
            return httpx2.Response(503)
        if total == str(len(self.data)):
            return ok({"id": "done"})
        return httpx2.Response(308, headers={"range": f"bytes=0-{len(self.data) - 1}"} if self.data else {})


MEDIA = bytes(range(256)) * 80_000  # 20.48 MB: three chunks


@both
@pytest.mark.parametrize("source", ["bytes", "file", "pipe"])
def test_large_media_goes_in_chunks(run_async: bool, source: str) -> None:
    session = Session({})
    media: Any = {"bytes": MEDIA, "file": io.BytesIO(MEDIA), "pipe": Pipe(MEDIA)}[source]
    server = Server(session)
    assert upload(server, run_async, body={"display_name": "n"}, media=("v.mp4", media)).id == "done"
    assert session.start is not None
    assert str(session.start.url) == "https://api.sample.test/resumable/upload/v1/files?uploadType=resumable"
    assert session.start.headers["x-upload-content-type"] == "video/mp4"
    assert session.start.headers.get("x-upload-content-length") == (
        None if source == "pipe" else str(len(MEDIA))
    )
    assert session.start.content == b'{"displayName":"n"}'
    assert session.start.headers["x-goog-api-key"] == "hk"
    assert session.data == MEDIA
    total = "*" if source == "pipe" else str(len(MEDIA))
    assert session.ranges[0] == f"bytes 0-8388607/{total}"
    assert session.ranges[-1] == f"bytes 16777216-20479999/{len(MEDIA)}"


@both
def test_an_interrupted_upload_goes_on_where_it_was(run_async: bool) -> None:
    session = Session({2: lambda content: 262_144, 4: lambda content: httpx2.WriteError("cut")})
    server = Server(session)
    assert upload(server, run_async, media=("v.mp4", Pipe(MEDIA))).id == "done"
    assert session.data == MEDIA
    assert session.ranges[2] == "bytes */*"
    assert session.ranges[3].startswith("bytes 8650752-")
    assert len(server.slept) == 2


def test_an_upload_that_never_gets_on_fails() -> None:
    session = Session({})
    session.faults = dict.fromkeys(range(1, 99), lambda content: 0)
    with pytest.raises(errors.InternalServerError):
        upload(Server(session), False, media=("v.mp4", MEDIA))
    with pytest.raises(ValueError, match="at most 50000000"):
        upload(Server(session), False, media=("v.mp4", b"1" * 50_000_001))
