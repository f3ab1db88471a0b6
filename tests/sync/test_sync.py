"""`sdkgen sync`: files, URLs, packages that do not answer; overlays that grew old."""

from __future__ import annotations

import hashlib
import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.diagnostics import InputError, UsageError
from generator.sources import fetch
from generator.sources.fetch import is_safe
from tests.release.shop import command, document, sdkgen

OVERLAY = """overlay: 1.0.0
info: {title: fixes, version: "1"}
actions:
  - target: $.components.schemas.Item.properties.state
    update: {type: string}
  - target: $.components.schemas.Item
    update: {x-sdkgen-note: kept}
  - target: $.components.schemas.Gone
    remove: true
"""


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """specs/shop with an older document."""
    old = document()
    del old["components"]["schemas"]["Item"]["properties"]["owner"]
    (tmp_path / "old.json").write_text(json.dumps(old))
    (tmp_path / "new.json").write_text(json.dumps(document()))
    assert sdkgen("sync", "shop", "--from", tmp_path / "old.json", "--root", tmp_path, "-q")[0] == 0
    (tmp_path / "specs/shop/sdk.yaml").write_text("spec: openapi.yaml\noverlays: [fixes.overlay.yaml]\n")
    (tmp_path / "specs/shop/fixes.overlay.yaml").write_text(OVERLAY)
    return tmp_path


def state(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "specs/shop").iterdir()}


def test_a_file_is_compared_and_stored(target: Path) -> None:
    before = state(target)
    code, text = sdkgen("sync", "shop", "--from", target / "new.json", "--check", "--root", target)
    assert (code, state(target)) == (3, before)
    assert "Item.owner: added, optional" in text
    code, text = sdkgen("sync", "shop", "--from", target / "new.json", "--root", target)
    assert (code, "sdkgen generate shop" in text) == (0, True)
    record = json.loads((target / "specs/shop/source.json").read_text())
    assert record["from"] == {"file": "new.json"}
    assert record["original"]["sha256"] == hashlib.sha256((target / "new.json").read_bytes()).hexdigest()
    assert "nothing new" in sdkgen("sync", "shop", "--from", target / "new.json", "--root", target)[1]


def test_old_overlay_actions_are_named(target: Path) -> None:
    _, _, said = command("sync", "shop", "--from", target / "new.json", "--check", "--root", target)
    lines = [line for line in said.splitlines() if "the action on" in line]
    assert len(lines) == 2
    assert "Item.properties.state is no longer needed" in lines[0]
    assert "schemas.Gone no longer fits the document" in lines[1]


def test_another_hash_is_refused(target: Path) -> None:
    before = state(target)
    with pytest.raises(InputError):
        sdkgen("sync", "shop", "--from", target / "new.json", "--sha256", "0" * 64, "--root", target)
    assert state(target) == before


def test_a_file_has_no_place_to_go_back_to(target: Path) -> None:
    with pytest.raises(UsageError, match="--from"):
        sdkgen("sync", "shop", "--root", target)
    assert "nothing to fetch" in sdkgen("sync", "--root", target)[1]


@pytest.fixture
def server(target: Path) -> Iterator[str]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/away":
                self.send_response(302)
                self.send_header("Location", "http://elsewhere.example/x")
                self.end_headers()
                return
            self.send_response(200 if self.path == "/api.json" else 404)
            self.end_headers()
            self.wfile.write((target / "new.json").read_bytes())

        def log_message(self, *_: object) -> None:
            return

    running = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()
    thread.join()


def test_a_url_is_remembered(target: Path, server: str) -> None:
    assert sdkgen("sync", "shop", "--from", f"{server}/api.json", "--root", target, "-q")[0] == 0
    record = json.loads((target / "specs/shop/source.json").read_text())
    assert record["from"] == {"url": f"{server}/api.json"}
    assert "nothing new" in sdkgen("sync", "--root", target)[1]


@pytest.mark.parametrize("path", ["/missing", "/away"])
def test_what_does_not_answer_changes_nothing(target: Path, server: str, path: str) -> None:
    before = state(target)
    code, _, said = command("sync", "shop", "--from", f"{server}{path}", "--root", target)
    assert (code, "nothing was changed" in said) == (1, True)
    assert state(target) == before


def test_offline_packages(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "_wheel", lambda name, into: (None, "no network"))
    before = state(target)
    code, _, said = command("sync", "shop", "--from", "not-there-at-all==1:api.yaml", "--root", target)
    assert (code, state(target)) == (1, before)
    assert "could not be fetched (no network)" in said


def test_only_safe_addresses() -> None:
    assert is_safe("https://a.example/x")
    assert is_safe("http://127.0.0.1:1/x")
    for bad in (
        "http://a.example/x",
        "https://u:p@a.example/x",
        "file:///etc/passwd",
        "ftp://a/x",
        "https://",
    ):
        assert not is_safe(bad)
    with pytest.raises(UsageError):
        fetch.obtain("file:///etc/passwd", Path())
