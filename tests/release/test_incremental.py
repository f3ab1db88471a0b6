"""A run after a small change: only files that differ are written, and the tree is that of a cold run."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from generator.diagnostics import InputError
from tests.release.shop import command, document, sdkgen, write


def tree(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    write(tmp_path, document())
    sdkgen("generate", "--root", tmp_path, "-q", "--jobs", "1")
    return tmp_path


def test_one_schema_changed(shop: Path) -> None:
    out = shop / "generated/shop"
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()}
    data = document()
    data["components"]["schemas"]["Owner"]["properties"]["age"] = {"type": "integer"}
    write(shop, data)
    report = shop / "report.json"
    sdkgen("generate", "--root", shop, "-q", "--jobs", "1", "--report", report)
    written = json.loads(report.read_text())["targets"][0]["written"]
    assert written == ["sdkgen.manifest.json", "shop_client/types/owner.py"]
    touched = {path for path, time in before.items() if path.stat().st_mtime_ns != time}
    assert {path.relative_to(out).as_posix() for path in touched} == set(written)
    warm = tree(out)
    shutil.rmtree(out)
    shutil.rmtree(shop / ".cache")
    sdkgen("generate", "--root", shop, "-q", "--jobs", "1")
    assert tree(out) == warm


def test_code_of_the_user_stays_and_is_counted(shop: Path) -> None:
    own = shop / "generated/shop/shop_client/lib/mine.py"
    own.parent.mkdir()
    own.write_text("A = 1\nB = 2\n")
    data = document()
    data["components"]["schemas"]["Owner"]["properties"]["age"] = {"type": "integer"}
    write(shop, data)
    report = shop / "report.json"
    _, text = sdkgen("generate", "--root", shop, "--jobs", "1", "--report", report)
    assert own.read_text() == "A = 1\nB = 2\n"
    assert "2 lines of custom code" in text
    custom = json.loads(report.read_text())["targets"][0]["custom"]
    assert (custom["kept_files"], custom["kept_lines"]) == (1, 2)
    assert sdkgen("generate", "--root", shop, "--check", "-q")[0] == 0


def test_a_hand_edit_is_shown(shop: Path) -> None:
    edited = shop / "generated/shop/shop_client/types/owner.py"
    edited.write_text(edited.read_text() + "MINE = 1\n")
    code, _, said = command("generate", "--root", shop, "--check")
    assert (code, "edited: shop_client/types/owner.py" in said, "\n+MINE = 1\n" in said) == (3, True, True)
    with pytest.raises(InputError):
        command("generate", "--root", shop, "-q", "--jobs", "1")
    assert edited.read_text().endswith("MINE = 1\n")
