"""Comparing without writing."""

from __future__ import annotations

from pathlib import Path

from generator.diagnostics import Diagnostics
from generator.output.check import Drift, check
from generator.output.manifest import MANIFEST, Stamp, digest_tree, with_manifest
from generator.output.write import write


def test_all_kinds_of_drift(tmp_path: Path) -> None:
    """Every difference is named by its kind; folders of the user and hidden files are not looked at."""
    old = with_manifest({"a.py": b"1", "b.py": b"1", "gone.py": b"1", "same.py": b"1"}, Stamp("1", "t"))
    write(old, tmp_path, Diagnostics())
    assert check(old, tmp_path) == []
    (tmp_path / "b.py").write_bytes(b"edited")
    (tmp_path / "other.py").write_bytes(b"x")
    (tmp_path / "pkg/lib").mkdir(parents=True)
    (tmp_path / "pkg/lib/mine.py").write_bytes(b"x")
    (tmp_path / ".hidden").write_bytes(b"x")
    new = with_manifest({"a.py": b"2", "b.py": b"1", "new.py": b"1", "same.py": b"1"}, Stamp("1", "t"))
    assert check(new, tmp_path) == [
        Drift("a.py", "changed"),
        Drift("b.py", "edited"),
        Drift("gone.py", "stale"),
        Drift("new.py", "missing"),
        Drift("other.py", "foreign"),
        Drift(MANIFEST, "changed"),
    ]


def test_missing_folder(tmp_path: Path) -> None:
    """A folder that is not there lacks everything."""
    files = with_manifest({"a.py": b"1"}, Stamp("1", "t"))
    assert [d.kind for d in check(files, tmp_path / "none")] == ["missing", "missing"]


def test_digest_of_a_folder(tmp_path: Path) -> None:
    """Names and contents count, bytecode does not."""
    (tmp_path / "a").write_bytes(b"1")
    first = digest_tree(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__/a.pyc").write_bytes(b"x")
    assert digest_tree(tmp_path) == first
    (tmp_path / "a").rename(tmp_path / "b")
    assert digest_tree(tmp_path) != first
