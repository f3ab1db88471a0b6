"""The few operations on files: each leaves a file either as it was or whole."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)


def read(path: Path) -> bytes | None:
    """Contents of a file, None when there is none."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def temporary_of(root: Path, path: str) -> Path:
    """The temporary file of `path`.  Its name is fixed, so a later run finds what a killed one left."""
    target = root / path
    return target.with_name(f".{target.name}.sdkgen-tmp")


def stage(root: Path, path: str, content: bytes) -> Path:
    """Write `content` to the temporary file of `path`, in the same folder (made when missing), and return it."""
    temporary = temporary_of(root, path)
    temporary.parent.mkdir(parents=True, exist_ok=True)
    temporary.unlink(missing_ok=True)
    create(temporary, content)
    return temporary


def create(path: Path, content: bytes) -> None:
    """Write a file that is not there yet."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW | _BINARY
    with os.fdopen(os.open(path, flags, 0o666), "wb") as file:
        file.write(content)


def replace(temporary: Path, target: Path) -> None:
    """Put a staged file in its place in one step."""
    temporary.replace(target)


def remove(root: Path, path: str) -> None:
    """Remove a file, and the folders above it (below `root`) that hold nothing else but bytecode."""
    target = root / path
    target.unlink(missing_ok=True)
    folder = target.parent
    while folder != root and _holds_nothing(folder):
        cache = folder / "__pycache__"
        if cache.is_dir():
            for compiled in cache.iterdir():
                compiled.unlink()
            cache.rmdir()
        folder.rmdir()
        folder = folder.parent


def discard(staged: Iterable[Path]) -> None:
    """Forget staged files; errors are ignored, because one is being reported already."""
    for temporary in staged:
        try:
            temporary.unlink(missing_ok=True)
        except OSError:
            continue


def _holds_nothing(folder: Path) -> bool:
    entries = list(folder.iterdir())
    if not entries:
        return True
    cache = entries[0]
    if len(entries) > 1 or cache.name != "__pycache__" or cache.is_symlink() or not cache.is_dir():
        return False
    return all(entry.suffix == ".pyc" for entry in cache.iterdir())
