"""Replacing a whole folder in one step, so that a run that is killed leaves the old tree or the new one.

The new tree is built beside the old one: files that stay, those of other people included, are linked into it, not
copied.  Then both folders change places (Linux: ``renameat2`` with ``RENAME_EXCHANGE``), and the old one is removed.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from generator.output import disk
from generator.render.fileset import FileSet

MOST = 20_000
"""Files in a folder beyond which linking costs more than it is worth."""

_WRITERS = 4
"""Files that are written at the same time."""

_UNABLE = frozenset({errno.EINVAL, errno.ENOSYS, errno.EXDEV, errno.EPERM, errno.EOPNOTSUPP, errno.EBUSY})
"""What file systems say that cannot exchange folders."""

_AT_FDCWD = -100
_EXCHANGE = 2


def is_possible(root: Path) -> bool:
    """Whether a folder can be swapped: a plain folder or none, not a mount, not one that this process stands in."""
    if not sys.platform.startswith("linux") or not hasattr(ctypes.CDLL(None), "renameat2"):
        return False
    if root.is_symlink() or (root.exists() and not root.is_dir()):
        return False
    real = root.resolve()
    if os.path.ismount(real) or Path.cwd().is_relative_to(real):
        return False
    if any((real / name).exists() for name in (".git", ".hg")):
        return False  # A repository of its own: its files are none of our business.
    parent = next(each for each in real.parents if each.is_dir())
    if not os.access(parent, os.W_OK):
        return False
    return sum(1 for _, _, names in os.walk(real) for _ in names) <= MOST


def next_of(root: Path) -> Path:
    """The folder in which the new tree is built.  Its name is fixed, so a later run finds what a killed one left."""
    real = root.resolve()
    return real.with_name(f".{real.name}.sdkgen-next")


def commit(files: FileSet, root: Path, changed: Collection[str], gone: Collection[str]) -> bool:
    """Make `root` hold the tree with the `changed` files of `files` and without those that are `gone`.

    False, with the old tree in place, where the file system cannot do it.  Raises OSError, likewise, for other reasons.
    """
    real, new = root.resolve(), next_of(root)
    discard(root)
    real.parent.mkdir(parents=True, exist_ok=True)
    new.mkdir()
    try:
        if real.is_dir():
            _link(real, new, frozenset((*changed, *gone)))
            shutil.copystat(real, new)
        for folder in {path.rpartition("/")[0] for path in changed}:
            (new / folder).mkdir(parents=True, exist_ok=True)
        with ThreadPoolExecutor(_WRITERS) as pool:
            # The file system works on several at once; the first error is raised here.
            paths = sorted(changed)
            list(pool.map(disk.create, [new / path for path in paths], [files[path] for path in paths]))
        if real.is_dir():
            _exchange(new, real)
        else:
            new.rename(real)
    except OSError as error:
        if error.errno in _UNABLE:
            return False
        raise
    finally:
        discard(root)
    return True


def discard(root: Path) -> None:
    """Remove what lies beside the folder: a tree that never took its place, or one that gave it up."""
    shutil.rmtree(next_of(root), ignore_errors=True)


def _link(source: Path, target: Path, without: frozenset[str], prefix: str = "") -> None:
    """The same files again; folders that would be left with nothing but bytecode are not made."""
    for entry in sorted(os.scandir(source), key=lambda each: each.name):
        path, new = f"{prefix}{entry.name}", target / entry.name
        if entry.is_symlink():
            new.symlink_to(Path(entry.path).readlink())
        elif entry.is_dir():
            if entry.name == "__pycache__":
                continue
            is_touched = any(gone.startswith(f"{path}/") for gone in without)
            if is_touched and _is_left_empty(Path(entry.path), f"{path}/", without):
                continue
            new.mkdir()
            _link(Path(entry.path), new, without, f"{path}/")
            shutil.copystat(entry.path, new)
        elif path not in without:
            try:
                os.link(entry.path, new, follow_symlinks=False)
            except OSError:
                shutil.copy2(entry.path, new, follow_symlinks=False)


def _is_left_empty(folder: Path, prefix: str, without: frozenset[str]) -> bool:
    """Whether a folder held files of ours and keeps none of anybody's."""
    found = [path for path in folder.rglob("*") if not path.is_dir() or path.is_symlink()]
    if not found:
        return False
    left = [path for path in found if f"{prefix}{path.relative_to(folder).as_posix()}" not in without]
    return all(path.parent.name == "__pycache__" and path.suffix == ".pyc" for path in left)


def _exchange(first: Path, second: Path) -> None:
    """Two folders change names in one step."""
    library = ctypes.CDLL(None, use_errno=True)
    if library.renameat2(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _EXCHANGE):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(second))
