"""Where the files of a surface come from: a distribution, a folder of a project, and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics import UsageError
from generator.surface.dump import Tree, dump

FILES = {
    "acme/__init__.py": b"__all__ = ['A']\nclass A:\n    x: int\n",
    "operations.json": b'{"methods": [3, {"resource": 1}]}',
}


def written(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def test_a_package_inside_of_a_project(tmp_path: Path) -> None:
    """Its index stands in it or beside it; hidden files and bytecode are none of its modules."""
    folder = written(tmp_path, {**FILES, "acme/.hidden/x.py": b"(", "acme/__pycache__/y.py": b"("})
    whole, inside = Tree.of_folder(folder), Tree.of_folder(folder / "acme")
    assert whole.package == inside.package == "acme"
    assert dump(whole).entries.keys() == dump(inside).entries.keys() != set()


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"a/__init__.py": b"", "b/__init__.py": b""}, "2 import packages"),
        ({"a.py": b""}, "0 import packages"),
        ({"a/__init__.py": b"def ("}, "is no Python"),
    ],
)
def test_trees_without_a_surface(tmp_path: Path, files: dict[str, bytes], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        dump(Tree.of_folder(written(tmp_path, files)))


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no folder"):
        Tree.of_folder(tmp_path / "gone")


def test_an_index_that_is_damaged(tmp_path: Path) -> None:
    """The surface is read without it."""
    damaged = {**FILES, "operations.json": b"{"}
    assert dump(Tree.of_folder(written(tmp_path, damaged))).operations == {}
