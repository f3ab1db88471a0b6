"""Which paths a run may touch: relative, below the root, through no symbolic link, distinct on every file system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

USER_FOLDER = "lib"
"""Folder of the distribution and of the import package that belongs to the user.

A run writes into the one of the import package only what the target's own custom code holds."""

_COMPONENT = re.compile(r"[A-Za-z0-9_.][A-Za-z0-9_.+-]*")
_DEVICES = frozenset(
    ["aux", "con", "nul", "prn", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))]
)


def refusal(path: str, *, own_lib: bool = False) -> str | None:
    """Why `path` may not be generated, or None.

    `own_lib`: the root is an import package itself, and its `lib/` is that of the target's custom code.

    Components are plain ASCII names: no separators of other systems, no drive, no `..`, no device name of Windows,
    no trailing dot.
    """
    if not path or path.startswith("/"):
        return "is not relative"
    parts = path.split("/")
    for part in parts:
        if part in ("", ".", ".."):
            return "is not a plain path"
        if not _COMPONENT.fullmatch(part) or part.endswith("."):
            return f"has the unusable component {part!r}"
        if part.partition(".")[0].lower() in _DEVICES:
            return f"has the component {part!r}, a device on Windows"
    if parts[0] == USER_FOLDER and len(parts) > 1 and not own_lib:
        return f"lies in `{USER_FOLDER}/`, which belongs to the user"
    return None


def is_users(path: str) -> bool:
    """Whether a path lies in a folder of the user: `lib/...` or `<package>/lib/...`."""
    parts = path.split("/")
    return USER_FOLDER in parts[: min(2, len(parts) - 1)]


def collisions(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of paths that cannot stand beside each other: equal without case, or one a folder of the other."""
    seen: dict[str, str] = {}
    ordered = sorted(paths)
    for path in ordered:
        key = _folded(path)
        if key in seen:
            yield seen[key], path
        seen.setdefault(key, path)
    for path in ordered:
        for parent in parents(path):
            other = seen.get(_folded(parent))
            if other is not None:
                yield other, path
    yield from _folder_collisions(ordered)


def parents(path: str) -> tuple[str, ...]:
    """The folders that a path lies in, the innermost first."""
    folder = path.rpartition("/")[0]
    return (folder, *parents(folder)) if folder else ()


def symlink_on(root: Path, path: str, known: dict[str, bool] | None = None) -> str | None:
    """The first component of `path` below `root` that is a symbolic link, as a path relative to the root.

    `known`: what is known of folders already, for many paths in a row.
    """
    known = {} if known is None else known
    for place in (*reversed(parents(path)), path):
        if place not in known:
            known[place] = (root / place).is_symlink()
        if known[place]:
            return place
    return None


def _folder_collisions(ordered: list[str]) -> Iterator[tuple[str, str]]:
    folders: dict[str, str] = {}
    for path in ordered:
        for parent in parents(path):
            spelled = folders.setdefault(_folded(parent), parent)
            if spelled != parent:
                yield spelled, path


@lru_cache(maxsize=16_384)
def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
