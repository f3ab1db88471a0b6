"""Reading revisions of a git repository.  Nothing is ever checked out or changed.

git is run without a shell, and what the user gave is never taken for an option.
"""

from __future__ import annotations

import io
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import UsageError


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit that touched a file: its full hash, its date (ISO 8601, UTC) and the first line of its message."""

    id: str
    date: str
    title: str


def run(folder: Path, *arguments: str) -> bytes:
    """Standard output of git in a folder; UsageError with git's own words when it fails or is not there."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
    except OSError:
        raise UsageError("git is not installed, and a revision was asked for") from None
    if done.returncode:
        words = done.stderr.decode(errors="replace").strip().splitlines()
        raise UsageError(f"git: {words[-1] if words else 'failed'}")
    return done.stdout


def is_repository(folder: Path) -> bool:
    """Whether a folder is the root of a repository (a working tree or a bare one)."""
    if (folder / ".git").exists():
        return True
    return (folder / "HEAD").is_file() and (folder / "objects").is_dir() and (folder / "refs").is_dir()


def verify(folder: Path, revision: str) -> str:
    """The full hash of a revision; UsageError when there is none of that name."""
    if revision.startswith("-"):
        raise UsageError(f"{revision!r} is no revision")
    return (
        run(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        .decode()
        .strip()
    )


def show(folder: Path, commit: str, path: str) -> bytes | None:
    """A file of a commit by its path from the top of the repository; None when the commit has no such file."""
    kind = _kind(folder, commit, path)
    return run(folder, "cat-file", "blob", f"{commit}:{path}") if kind == "blob" else None


def extract(folder: Path, commit: str, path: str, into: Path) -> bool:
    """Write a file or folder of a commit below `into`, under the same path; False when the commit has none."""
    if not _kind(folder, commit, path):
        return False
    top = (
        run(folder, "rev-parse", "--show-toplevel").decode().strip() if not _is_bare(folder) else str(folder)
    )
    archive = run(Path(top), "archive", "--format=tar", commit, "--", path or ".")
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        tar.extractall(into, filter="data")
    return True


def commits(folder: Path, path: str, revision: str = "HEAD") -> list[Commit]:
    """The commits that changed a file, oldest first, along the first parents."""
    out = run(
        folder, "log", "--first-parent", "--reverse", "--date=format-local:%Y-%m-%d", "--format=%H%x09%cs%x09%s",
        verify(folder, revision), "--", path,
    )  # fmt: skip
    rows = (line.split("\t", 2) for line in out.decode(errors="replace").splitlines())
    return [Commit(*row) for row in rows if len(row) == 3]


def prefix(folder: Path) -> str:
    """The path of a folder from the top of its repository, with a slash at the end, "" for the top."""
    return run(folder, "rev-parse", "--show-prefix").decode().strip()


def _kind(folder: Path, commit: str, path: str) -> str:
    """``blob``, ``tree``, or "" for nothing."""
    try:
        return run(folder, "cat-file", "-t", f"{commit}:{path}").decode().strip()
    except UsageError:
        return ""


def _is_bare(folder: Path) -> bool:
    return run(folder, "rev-parse", "--is-bare-repository").strip() == b"true"
