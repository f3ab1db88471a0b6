"""Finished files of the last run, so that a run prints only those whose plan has changed.

A file depends on its template, its view, the generator and the user's templates, and on nothing else.  Views are frozen dataclasses of
text and numbers: their `repr` tells any two apart.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.identity import identity
from generator.plan.package import PlannedFile
from generator.render.fileset import FileSet


class Remembered:
    """The files in one place of the cache; without a place nothing is known and nothing is kept.

    `templates`: folder with templates of the user, which files depend on as well.
    """

    def __init__(self, place: Path | None, templates: Path | None = None) -> None:
        self._place = place
        self._keys: dict[str, str] = {}
        self._stamp = _stamp(templates) if place is not None else ""
        self._known: Mapping[str, list[str]] = _read(place, self._stamp) if place is not None else {}

    def find(self, planned: PlannedFile) -> bytes | None:
        """The content of a file that was printed from the same plan; None when there is none."""
        key, text = self._known.get(planned.path, ("", ""))
        return text.encode("utf-8") if key and key == self._key(planned) else None

    def keep(self, planned: Iterable[PlannedFile], files: FileSet) -> None:
        """Remember what was printed; a place that cannot be written is no reason to stop."""
        if self._place is None:
            return
        printed = {
            file.path: [self._key(file), files[file.path].decode("utf-8")]
            for file in planned
            if file.template is not None
        }
        temporary = self._place.with_suffix(f".{os.getpid()}")
        try:
            self._place.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps({"generator": self._stamp, "files": printed})
            temporary.write_text(text, encoding="utf-8")
            temporary.replace(self._place)
        except OSError:
            return

    def _key(self, planned: PlannedFile) -> str:
        """Hash of the plan of a file, made once."""
        if planned.path not in self._keys:
            self._keys[planned.path] = _hashed(planned)
        return self._keys[planned.path]


def _read(place: Path, stamp: str) -> Mapping[str, list[str]]:
    """What a file of the cache holds; nothing when it is missing, damaged or by another generator."""
    try:
        data = json.loads(place.read_text(encoding="utf-8"))
        if data["generator"] != stamp:
            return {}
        return {path: [str(key), str(text)] for path, (key, text) in data["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _stamp(templates: Path | None) -> str:
    """What every file depends on: the generator, and the user's templates byte for byte."""
    total = hashlib.sha256(identity().digest.encode())
    for path in sorted(templates.rglob("*")) if templates is not None else ():
        if path.is_file():
            total.update(f"\0{path.relative_to(templates or path).as_posix()}\0".encode())
            total.update(path.read_bytes())
    return total.hexdigest()


def _hashed(planned: PlannedFile) -> str:
    plan = repr((planned.template, planned.view, planned.classes))
    return hashlib.blake2b(plan.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
