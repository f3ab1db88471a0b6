"""Changes that people made in generated files, to be shown; and the code of their own beside them, to be counted."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.output import disk
from generator.output.manifest import MANIFEST, ManifestError, read_manifest
from generator.output.paths import USER_FOLDER, is_users

LONGEST = 40
"""Lines of a difference that are shown."""


def difference(wanted: bytes | None, found: bytes, path: str) -> str:
    """What is on disk against what a run would write, as a unified diff; "" for what is no text.

    `wanted` is None for a file that is no longer generated.
    """
    try:
        before, after = (wanted or b"").decode().splitlines(), found.decode().splitlines()
    except UnicodeDecodeError:
        return ""
    lines = list(
        difflib.unified_diff(before, after, f"generated/{path}", f"on disk/{path}", lineterm="", n=1)
    )
    if len(lines) > LONGEST:
        lines = [*lines[:LONGEST], f"... {len(lines) - LONGEST} more lines"]
    return "\n".join("".join(c if c.isprintable() or c == "\t" else "?" for c in line) for line in lines)


@dataclass(frozen=True, slots=True)
class OwnCode:
    """Files of the user below a distribution that the generator leaves alone, and their lines."""

    files: int = 0
    lines: int = 0


def own_code(root: Path) -> OwnCode:
    """The files in `lib/` folders that no run has written.  Bytecode and hidden files do not count."""
    try:
        manifest = read_manifest(root / MANIFEST)
    except ManifestError:
        manifest = None
    listed: Mapping[str, str] = manifest.files if manifest is not None else {}
    files = lines = 0
    for home in (root, *(each for each in _folders(root) if not each.is_symlink())):
        for path in sorted((home / USER_FOLDER).rglob("*")):
            relative = path.relative_to(root).as_posix()
            hidden = any(
                part.startswith(".") or part == "__pycache__" for part in path.relative_to(root).parts
            )
            if hidden or relative in listed or not is_users(relative) or not path.is_file():
                continue
            files += 1
            lines += (disk.read(path) or b"").count(b"\n")
    return OwnCode(files, lines)


def _folders(root: Path) -> list[Path]:
    return sorted(each for each in root.iterdir() if each.is_dir()) if root.is_dir() else []
