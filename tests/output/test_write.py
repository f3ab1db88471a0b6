"""Writing a distribution: what is replaced, what is removed, what stops a run."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostics, InputError
from generator.output import disk, swap
from generator.output.manifest import MANIFEST, FileSet, Stamp, with_manifest
from generator.output.write import JOURNAL, Written, write

STAMP = Stamp("1.0", "pets", {"spec": "0" * 64})


def put(
    root: Path, files: dict[str, bytes], *, force: bool = False, diagnostics: Diagnostics | None = None
) -> Written:
    """Write files with their manifest."""
    return write(
        with_manifest(files, STAMP), root, Diagnostics() if diagnostics is None else diagnostics, force=force
    )


def codes(diagnostics: Diagnostics) -> list[str]:
    """Codes found."""
    return [d.code for d in diagnostics]


def snapshot(root: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_first_run_writes_everything(tmp_path: Path) -> None:
    """An empty folder gets all files and the manifest, and nothing else."""
    done = put(tmp_path / "out", {"a.py": b"1", "pkg/b.py": b"2"})
    assert done.replaced == ("a.py", "pkg/b.py", MANIFEST)
    assert snapshot(tmp_path / "out").keys() == {"a.py", "pkg/b.py", MANIFEST}


def test_second_run_touches_nothing(tmp_path: Path) -> None:
    """The same files again: no file is replaced."""
    put(tmp_path, {"a.py": b"1"})
    before = (tmp_path / "a.py").stat().st_mtime_ns
    done = put(tmp_path, {"a.py": b"1"})
    assert done.replaced == ()
    assert done.unchanged == ("a.py", MANIFEST)
    assert (tmp_path / "a.py").stat().st_mtime_ns == before


def test_changed_and_removed(tmp_path: Path) -> None:
    """Only what differs is replaced; what the old manifest lists and the new set lacks goes, with its empty folder."""
    put(tmp_path, {"a.py": b"1", "pkg/sub/b.py": b"2", "same.py": b"s"})
    done = put(tmp_path, {"a.py": b"11", "same.py": b"s"})
    assert done.replaced == ("a.py", MANIFEST)
    assert done.removed == ("pkg/sub/b.py",)
    assert not (tmp_path / "pkg").exists()


def test_bytecode_does_not_keep_a_folder(tmp_path: Path) -> None:
    """A folder in which only bytecode is left goes too."""
    put(tmp_path, {"pkg/b.py": b"2"})
    (tmp_path / "pkg/__pycache__").mkdir()
    (tmp_path / "pkg/__pycache__/b.cpython-311.pyc").write_bytes(b"x")
    put(tmp_path, {"a.py": b"1"})
    assert not (tmp_path / "pkg").exists()


def test_foreign_files_stay(tmp_path: Path) -> None:
    """Files that no manifest lists are left alone, also in folders that lose their generated files."""
    put(tmp_path, {"pkg/b.py": b"2"})
    (tmp_path / "pkg/mine.py").write_text("mine")
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib/helper.py").write_text("mine")
    put(tmp_path, {"a.py": b"1"})
    assert (tmp_path / "pkg/mine.py").read_text() == "mine"
    assert (tmp_path / "lib/helper.py").read_text() == "mine"


def test_edited_file_stops_the_run(tmp_path: Path) -> None:
    """A generated file edited by hand: nothing is written at all, the file is named."""
    put(tmp_path, {"a.py": b"1", "b.py": b"2"})
    (tmp_path / "a.py").write_bytes(b"edited")
    before = snapshot(tmp_path)
    diagnostics = Diagnostics()
    with pytest.raises(InputError):
        put(tmp_path, {"a.py": b"11", "b.py": b"22"}, diagnostics=diagnostics)
    assert snapshot(tmp_path) == before
    assert codes(diagnostics) == ["SDK710"]
    assert "a.py" in str(next(iter(diagnostics)))
    put(tmp_path, {"a.py": b"11", "b.py": b"22"}, force=True)
    assert (tmp_path / "a.py").read_bytes() == b"11"


def test_edited_file_is_not_removed(tmp_path: Path) -> None:
    """A file that is not generated any more, but was edited, stops the run too."""
    put(tmp_path, {"a.py": b"1", "b.py": b"2"})
    (tmp_path / "b.py").write_bytes(b"edited")
    with pytest.raises(InputError):
        put(tmp_path, {"a.py": b"1"})
    assert (tmp_path / "b.py").read_bytes() == b"edited"


def test_edit_that_equals_the_new_output(tmp_path: Path) -> None:
    """A hand edit that is what would be written anyway is no reason to stop."""
    put(tmp_path, {"a.py": b"1"})
    (tmp_path / "a.py").write_bytes(b"2")
    assert put(tmp_path, {"a.py": b"2"}).replaced == (MANIFEST,)


def test_foreign_file_in_the_way(tmp_path: Path) -> None:
    """A file that the generator did not write is not overwritten."""
    (tmp_path / "a.py").write_text("mine")
    diagnostics = Diagnostics()
    with pytest.raises(InputError):
        put(tmp_path, {"a.py": b"1"}, diagnostics=diagnostics)
    assert codes(diagnostics) == ["SDK711"]
    assert (tmp_path / "a.py").read_text() == "mine"


@pytest.mark.parametrize(
    "path",
    [
        "/etc/x",
        "../x",
        "a/../b",
        "a//b",
        "C:/x",
        "a\\b",
        "a/\u202e.py",
        "nul.py",
        "x.",
        "lib/x.py",
        "",
    ],
)
def test_unusable_paths(tmp_path: Path, path: str) -> None:
    """Paths that leave the folder, that some system cannot hold, or that belong to the user are refused."""
    diagnostics = Diagnostics()
    with pytest.raises(InputError):
        put(tmp_path, {path: b"1", "fine.py": b"2"}, diagnostics=diagnostics)
    assert "SDK712" in codes(diagnostics)
    assert snapshot(tmp_path) == {}


@pytest.mark.parametrize("pair", [("a.py", "A.py"), ("x/a.py", "X/b.py"), ("x", "x/a.py")])
def test_colliding_paths(tmp_path: Path, pair: tuple[str, str]) -> None:
    """Paths that one file system cannot hold together are refused."""
    diagnostics = Diagnostics()
    with pytest.raises(InputError):
        put(tmp_path, dict.fromkeys(pair, b"1"), diagnostics=diagnostics)
    assert "SDK713" in codes(diagnostics)


def test_symbolic_links_are_not_followed(tmp_path: Path) -> None:
    """Neither a linked folder nor a linked file is written through."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.py").write_text("theirs")
    root = tmp_path / "out"
    root.mkdir()
    (root / "pkg").symlink_to(elsewhere, target_is_directory=True)
    diagnostics = Diagnostics()
    with pytest.raises(InputError):
        put(root, {"pkg/a.py": b"1"}, force=True, diagnostics=diagnostics)
    assert codes(diagnostics) == ["SDK712"]
    assert (elsewhere / "a.py").read_text() == "theirs"


def test_folder_linked_after_a_run_is_not_cleaned(tmp_path: Path) -> None:
    """A stale path that leads through a symbolic link is left alone."""
    root, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    put(root, {"pkg/a.py": b"1"})
    (root / "pkg").rename(elsewhere)
    (root / "pkg").symlink_to(elsewhere, target_is_directory=True)
    put(root, {"b.py": b"1"})
    assert (elsewhere / "a.py").read_bytes() == b"1"


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"format": 9}',
        '{"format":1,"generator":"","target":"","inputs":{},"files":{"../../x":"0"}}',
    ],
)
def test_damaged_manifest(tmp_path: Path, text: str) -> None:
    """A manifest that is damaged, or lists paths outside of the folder, stops the run unless forced."""
    put(tmp_path, {"a.py": b"1"})
    (tmp_path / MANIFEST).write_text(text)
    diagnostics = Diagnostics()
    with pytest.raises(InputError):
        put(tmp_path, {"a.py": b"2"}, diagnostics=diagnostics)
    assert codes(diagnostics) == ["SDK714"]
    put(tmp_path, {"a.py": b"2"}, force=True)


def test_interrupted_run_is_taken_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that dies between two files leaves whole files; a later run with other output does not call them edited."""
    monkeypatch.setattr(swap, "is_possible", lambda root: False)
    put(tmp_path, {"a.py": b"1", "b.py": b"1", "c.py": b"1"})
    real = disk.replace

    def dies(temporary: Path, target: Path) -> None:
        if target.name == "b.py":
            raise KeyboardInterrupt
        real(temporary, target)

    monkeypatch.setattr(disk, "replace", dies)
    with pytest.raises(KeyboardInterrupt):
        put(tmp_path, {"a.py": b"2", "b.py": b"2", "c.py": b"1", "d.py": b"2"})
    assert (tmp_path / "a.py").read_bytes() == b"2"
    assert (tmp_path / "b.py").read_bytes() == b"1"
    assert (tmp_path / JOURNAL).exists()
    monkeypatch.setattr(disk, "replace", real)
    put(tmp_path, {"a.py": b"3", "b.py": b"3", "c.py": b"1"})
    assert snapshot(tmp_path).keys() == {"a.py", "b.py", "c.py", MANIFEST}


@pytest.mark.parametrize("swapped", [True, False])
def test_failure_while_staging_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, swapped: bool
) -> None:
    """A disk that is full while files are staged leaves the folder as it was."""
    put(tmp_path, {"a.py": b"1"})
    before = snapshot(tmp_path)
    real = disk.create

    def full(path: Path, content: bytes) -> None:
        if "b.py" in path.name:
            raise OSError(28, "No space left on device")
        real(path, content)

    monkeypatch.setattr(swap, "is_possible", lambda root: swapped)
    monkeypatch.setattr(disk, "create", full)
    diagnostics = Diagnostics()
    with pytest.raises(InputError):
        put(tmp_path, {"a.py": b"2", "b.py": b"2"}, diagnostics=diagnostics)
    assert snapshot(tmp_path) == before
    assert codes(diagnostics) == ["SDK715"]


def test_manifest_is_the_same_for_the_same_files(tmp_path: Path) -> None:
    """Order of files and inputs does not show; there is no time and no absolute path in it."""
    one: FileSet = with_manifest({"b": b"2", "a": b"1"}, Stamp("1", "t", {"y": "1", "x": "2"}))
    two: FileSet = with_manifest({"a": b"1", "b": b"2"}, Stamp("1", "t", {"x": "2", "y": "1"}))
    assert one[MANIFEST] == two[MANIFEST]
    assert list(json.loads(one[MANIFEST])) == ["format", "generator", "target", "inputs", "files"]


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="permissions do not bind this user")
def test_read_only_folder(tmp_path: Path) -> None:
    """A refusal of the operating system is a diagnostic."""
    tmp_path.chmod(0o500)
    diagnostics = Diagnostics()
    with pytest.raises(InputError):
        put(tmp_path / "out", {"a.py": b"1"}, diagnostics=diagnostics)
    assert codes(diagnostics) == ["SDK715"]


class Killed(BaseException):
    """Stands for a signal that nothing handles."""


@pytest.mark.skipif(
    not swap.is_possible(Path("nowhere")), reason="folders cannot change places in one step here"
)
def test_a_kill_at_any_step_leaves_the_old_tree_or_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files of the user are there in both; the next run cleans up what the killed one left beside the folder."""
    root = tmp_path / "out"
    old = {"a.py": b"1", "b/b.py": b"1", "c/c.py": b"1"}
    new = {"a.py": b"2", "b/b.py": b"1", "d/d.py": b"2"}
    outcomes: set[str] = set()
    for step in range(200):
        shutil.rmtree(tmp_path, ignore_errors=True)
        put(root, old)
        (root / "lib").mkdir()
        (root / "lib/mine.py").write_bytes(b"mine")
        before = snapshot(root)
        calls = 0
        dead = False

        def counted(real: Callable[..., None], limit: int = step) -> Callable[..., None]:
            def call(*arguments: object, **named: object) -> None:
                nonlocal calls, dead
                if dead:
                    return
                calls += 1
                if calls > limit:
                    dead = True
                    raise Killed
                real(*arguments, **named)

            return call

        with monkeypatch.context() as patch:
            for module, name in (
                (disk, "create"),
                (os, "link"),
                (swap, "_exchange"),
                (swap, "discard"),
                (shutil, "copystat"),
            ):
                patch.setattr(module, name, counted(getattr(module, name)))
            try:
                put(root, new)
                finished = True
            except Killed:
                finished = False
        after = snapshot(root)
        assert after["lib/mine.py"] == b"mine"
        whole = {path: content for path, content in after.items() if path not in (MANIFEST, "lib/mine.py")}
        assert whole in (old, new), step
        assert whole == new or after == before
        outcomes.add("new" if whole == new else "old")
        put(root, new)
        assert not [each for each in tmp_path.iterdir() if each != root]
        if finished:
            break
    assert finished
    assert outcomes == {"old", "new"}


def test_a_file_system_that_cannot_exchange_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unable(first: Path, second: Path) -> None:
        raise OSError(22, "Invalid argument")

    monkeypatch.setattr(swap, "_exchange", unable)
    put(tmp_path / "out", {"a.py": b"1", "b.py": b"1"})
    put(tmp_path / "out", {"a.py": b"2"})
    assert snapshot(tmp_path / "out").keys() == {"a.py", MANIFEST}
    assert (tmp_path / "out/a.py").read_bytes() == b"2"
    assert [each.name for each in tmp_path.iterdir()] == ["out"]


def test_folders_go_also_where_nothing_is_exchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """File by file: a folder with bytecode alone goes, one with anything else stays."""
    monkeypatch.setattr(sys, "platform", "plan9")
    put(tmp_path, {"a/b/c.py": b"1", "d/e.py": b"1", "f/g.py": b"1", "h/i.py": b"1", "k.py": b"1"})
    for name in ("a/b/__pycache__/c.pyc", "f/__pycache__/mine.txt", "h/mine.py", "h/__pycache__/i.pyc"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    put(tmp_path, {"k.py": b"1"})
    assert snapshot(tmp_path).keys() == {
        "k.py",
        MANIFEST,
        "f/__pycache__/mine.txt",
        "h/mine.py",
        "h/__pycache__/i.pyc",
    }
    assert not (tmp_path / "a").exists()
    assert not (tmp_path / "d").exists()


def test_trees_that_are_not_exchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Links, repositories, and the folder that the process stands in: they are written into, file by file."""
    root = tmp_path / "out"
    put(root, {"a.py": b"1"})
    (tmp_path / "link").symlink_to(root)
    (root / ".git").mkdir()
    before = root.stat().st_ino
    put(root, {"a.py": b"2"})
    assert root.stat().st_ino == before
    (root / ".git").rmdir()
    with monkeypatch.context() as patch:
        patch.chdir(root)
        put(root, {"a.py": b"3"})
        assert root.stat().st_ino == before
    assert not swap.is_possible(tmp_path / "link")
    assert not swap.is_possible(root / "a.py")
    assert not swap.is_possible(Path("/"))
