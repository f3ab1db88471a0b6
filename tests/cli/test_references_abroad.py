"""References that leave the folder of the document: refused, unless the user allows the place."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from generator.spec.remote import is_origin, permits

from .running import Command

SPEC = """\
openapi: 3.1.0
info: {{title: Abroad, version: "1"}}
servers: [{{url: "https://a.test"}}]
paths:
  /a: {{get: {{operationId: a, responses: {{"200": {{description: ok, content: {{application/json: {{schema: {{$ref: '{ref}'}}}}}}}}}}}}}}
"""
FILES = {
    "/s/a.json": b'{"type": "object", "properties": {"b": {"$ref": "b.json#/deep"}}}',
    "/s/b.json": b'{"deep": {"type": "object", "properties": {"inner": {"type": "integer"}}}}',
    "/s/out.json": b'{"$ref": "../secret.json"}',
    "/secret.json": b'{"type": "string"}',
}


class Handler(BaseHTTPRequestHandler):
    seen: list[str] = []  # noqa: RUF012

    def do_GET(self) -> None:
        Handler.seen.append(self.path)
        if self.path == "/s/moved.json":
            self.send_response(302)
            self.send_header("Location", "/secret.json")
            self.end_headers()
            return
        content = FILES.get(self.path)
        self.send_response(200 if content is not None else 404)
        self.end_headers()
        self.wfile.write(content or b"")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    Handler.seen.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def written(folder: Path, reference: str) -> Path:
    spec = folder / "home" / "api.yaml"
    spec.parent.mkdir(exist_ok=True)
    spec.write_text(SPEC.format(ref=reference), "utf-8")
    return spec


def generate(sdkgen: Command, spec: Path, *options: str | Path) -> tuple[int, str, str]:
    out = spec.parent.parent / "out"
    ran = sdkgen(
        "generate", "--spec", spec, "--package", "abroad", "--out", out, "-q", "--no-cache", *options
    )
    made = "".join(path.read_text("utf-8") for path in out.rglob("types/*.py")) if out.exists() else ""
    return ran.code, ran.err, made


def test_nothing_is_fetched_by_default(sdkgen: Command, tmp_path: Path, server: str) -> None:
    code, said, made = generate(sdkgen, written(tmp_path, f"{server}/s/a.json"))
    assert (code, made) == (1, "")
    assert "--allow-remote" in said
    assert Handler.seen == []


def test_an_allowed_address_is_followed(sdkgen: Command, tmp_path: Path, server: str) -> None:
    """References inside a fetched file are relative to it."""
    code, said, made = generate(
        sdkgen, written(tmp_path, f"{server}/s/a.json"), "--allow-remote", f"{server}/s"
    )
    assert code == 0, said
    assert "inner: int" in made
    assert sorted(Handler.seen) == ["/s/a.json", "/s/b.json"]


@pytest.mark.parametrize(
    "path", ["s/out.json", "s/moved.json", "s/%2e%2e/secret.json", "s/gone.json", "sneaky.json"]
)
def test_the_list_is_not_left(sdkgen: Command, tmp_path: Path, server: str, path: str) -> None:
    """By a reference in a fetched file, a redirect, dots in the path, or a name that only begins alike."""
    code, said, made = generate(
        sdkgen, written(tmp_path, f"{server}/{path}"), "--allow-remote", f"{server}/s/"
    )
    assert (code, made) == (1, "")
    assert server in said
    assert "/secret.json" not in Handler.seen


def test_another_folder(sdkgen: Command, tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "thing.json").write_text(
        '{"type": "object", "properties": {"near": {"type": "integer"}}}'
    )
    spec = written(tmp_path, "../shared/thing.json")
    code, said, made = generate(sdkgen, spec)
    assert (code, made) == (1, "")
    assert "--allow-ref-root" in said
    code, said, made = generate(sdkgen, spec, "--allow-ref-root", tmp_path)
    assert code == 0, said
    assert "near: int" in made
    (tmp_path / "shared" / "thing.json").unlink()
    (tmp_path / "shared" / "thing.json").symlink_to("/etc/hostname")
    assert generate(sdkgen, spec, "--allow-ref-root", tmp_path)[0] == 1


def test_misuse(sdkgen: Command, tmp_path: Path) -> None:
    spec = written(tmp_path, "#/x")
    assert generate(sdkgen, spec, "--allow-remote", "file:///etc")[0] == 2
    assert generate(sdkgen, spec, "--allow-ref-root", tmp_path / "gone")[0] == 2


@pytest.mark.parametrize(
    ("allowed", "url", "expected"),
    [
        ("https://a.test/x", "https://a.test/x/y.json", True),
        ("https://a.test", "https://a.test:443/y", True),
        ("https://a.test/x", "https://a.test/xy", False),
        ("https://a.test", "http://a.test/y", False),
        ("https://a.test", "https://a.test.evil.test/y", False),
        ("https://a.test", "https://user@a.test/y", False),
        ("https://a.test", "https://a.test\\@evil.test/y", False),
        ("https://a.test/x", "https://a.test/x/../y", False),
        ("https://a.test/x", "https://a.test/x/%2e%2e/y", False),
        ("https://a.test", "file:///etc/passwd", False),
        ("https://a.test", "y.json", False),
    ],
)
def test_what_an_address_permits(allowed: str, url: str, expected: bool) -> None:
    assert permits([allowed], url) is expected


def test_origins() -> None:
    good = "https://a.test/x"
    bad = (
        "ftp://a.test",
        "https://",
        "https://k@a.test",
        "https://a.test/?q",
        "https://a.test/#f",
        "a.test",
        "https://a.test:x/",
    )
    assert is_origin(good)
    assert not any(is_origin(text) for text in bad)
