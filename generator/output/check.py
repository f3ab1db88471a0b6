"""Comparing a folder with what a run would write, touching nothing (`--check`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generator.output import disk
from generator.output.manifest import MANIFEST, ManifestError, digest, read_manifest
from generator.output.paths import is_users
from generator.render.fileset import FileSet

_IGNORED = frozenset(["__pycache__", "build", "dist"])


@dataclass(frozen=True, slots=True, order=True)
class Drift:
    """One difference.

    ``missing``: not on disk.  ``changed``: a run would write something else.  ``edited``: changed by hand since it
    was generated.  ``stale``: generated earlier, not any more.  ``foreign``: in nobody's list.
    """

    path: str
    kind: Literal["missing", "changed", "edited", "stale", "foreign"]


def check(files: FileSet, root: Path) -> list[Drift]:
    """All differences between `files` (with their manifest) and the folder, sorted by path.

    Files in folders of the user (`lib/`) that no run has written, hidden files and build leavings are nobody's business.
    """
    listed = _listed(root)
    drifts = [Drift(path, kind) for path in files if (kind := _compared(files[path], root, path, listed))]
    for path in present(root):
        if path not in files and (path in listed or not is_users(path)):
            drifts.append(Drift(path, "stale" if path in listed else "foreign"))
    return sorted(drifts)


def _compared(
    wanted: bytes, root: Path, path: str, listed: dict[str, str]
) -> Literal["missing", "changed", "edited"] | None:
    found = disk.read(root / path)
    if found is None:
        return "missing"
    if found == wanted:
        return None
    return "edited" if path in listed and listed[path] != digest(found) else "changed"


def _listed(root: Path) -> dict[str, str]:
    try:
        manifest = read_manifest(root / MANIFEST)
    except ManifestError:
        return {}  # The damaged manifest itself shows up as changed.
    return dict(manifest.files) if manifest else {}


def present(root: Path) -> Iterator[str]:
    """Paths below a folder that are the generator's business, in order."""
    if not root.is_dir():
        return
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if any(p in _IGNORED or p.startswith(".") or p.endswith(".egg-info") for p in parts):
            continue
        relative = "/".join(parts)
        if path.is_file() or path.is_symlink():
            yield relative
