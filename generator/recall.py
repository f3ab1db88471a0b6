"""What the last run made of which inputs, so that a run that would make the same says so at once.

A note is kept for each target in the cache folder.  It holds as long as the generator, the libraries that shape its
output, every input file and every generated file are, byte for byte, what they were.  This module imports nothing
heavy: a run with nothing to do is over before the stages would have been loaded.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic, Origin, Severity
from generator.identity import identity
from generator.output import disk
from generator.output.check import present
from generator.output.manifest import MANIFEST, ManifestError, digest, digest_tree, read_manifest

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Note:
    """What a run said.  `files`: how many it made; `account`: its counts as plain data; `findings`: as emitted."""

    files: int
    account: Mapping[str, Any]
    findings: tuple[Diagnostic, ...]


class Memory:
    """The notes in one cache folder about runs of this generator.  `now`: when the run began, in nanoseconds."""

    def __init__(self, folder: Path, now: int) -> None:
        self._folder = folder
        self._now = now
        known = identity()
        self._self, self._newest = known.digest, known.changed

    def recall(self, key: str, out: Path, *, alone: bool = False) -> Note | None:
        """The note of a run whose repetition would change nothing in the folder `out`, None when there is none.

        `key`: everything in the command line that shapes the output.  `alone`: nothing else may lie in the folder.
        """
        try:
            data = json.loads(self._place(key).read_text(encoding="utf-8"))
            if data["format"] != _FORMAT or data["generator"] != self._self:
                return None
            if any(_fingerprint(Path(path)) != known for path, known in data["inputs"].items()):
                return None
            if not _untouched(out, data["manifest"], alone=alone):
                return None
            return Note(data["files"], data["account"], tuple(_finding(row) for row in data["findings"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def keep(self, key: str, note: Note, inputs: Iterable[Path], out: Path) -> None:
        """Remember a run.  Nothing is kept when a file changed while it ran, or when the cache cannot be written."""
        try:
            paths = sorted({path.absolute() for path in inputs})
            newest = max((_changed(path) for path in paths), default=0)
            if max(newest, self._newest) >= self._now:
                return
            data = {
                "format": _FORMAT,
                "generator": self._self,
                "inputs": {str(path): _fingerprint(path) for path in paths},
                "manifest": digest((out / MANIFEST).read_bytes()),
                "files": note.files,
                "account": dict(note.account),
                "findings": [_row(finding) for finding in note.findings],
            }
            self._folder.mkdir(parents=True, exist_ok=True)
            place = self._place(key)
            temporary = place.with_suffix(f".{self._now}")
            temporary.write_text(json.dumps(data), encoding="utf-8")
            temporary.replace(place)
        except OSError:
            return

    def _place(self, key: str) -> Path:
        return self._folder / f"{digest(key.encode())}.run.json"


def _fingerprint(path: Path) -> str:
    """Hash of a file, or of all files below a folder with their names."""
    return digest_tree(path) if path.is_dir() else digest(path.read_bytes())


def _changed(path: Path) -> int:
    """When a file, or anything in a folder, changed last, in nanoseconds."""
    inside = list(path.rglob("*")) if path.is_dir() else []
    return max(found.stat().st_mtime_ns for found in [path, *inside])


def _untouched(out: Path, manifest: str, *, alone: bool) -> bool:
    """Whether a folder holds what its manifest lists, that manifest being the expected one."""
    if digest((out / MANIFEST).read_bytes()) != manifest:
        return False
    try:
        known = read_manifest(out / MANIFEST)
    except ManifestError:
        return False
    if known is None:
        return False
    for path, expected in known.files.items():
        found = disk.read(out / path)
        if found is None or digest(found) != expected:
            return False
    return not alone or all(path in known.files or path == MANIFEST for path in present(out))


def _row(finding: Diagnostic) -> list[object]:
    origin = finding.origin
    place = [origin.file, origin.pointer, origin.line]
    return [finding.code, int(finding.severity), finding.message, place, finding.hint]


def _finding(row: Sequence[Any]) -> Diagnostic:
    code, severity, message, (file, pointer, line), hint = row
    return Diagnostic(code, Severity(severity), message, Origin(file, pointer, line), hint)
