"""Finished files of the last run, so that a run prints only those whose plan has changed.

A file depends on its template, its view and the generator, and on nothing else.  Views are frozen dataclasses of
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
    """The files in one place of the cache; without a place nothing is known and nothing is kept."""

    def __init__(self, place: Path | None) -> None:
        self._place = place
        self._known: Mapping[str, list[str]] = _read(place) if place is not None else {}

    def __bool__(self) -> bool:
        return bool(self._known)

    def find(self, planned: PlannedFile) -> bytes | None:
        """The content of a file that was printed from the same plan; None when there is none."""
        key, text = self._known.get(planned.path, ("", ""))
        return text.encode("utf-8") if key and key == _key(planned) else None

    def keep(self, planned: Iterable[PlannedFile], files: FileSet) -> None:
        """Remember what was printed; a place that cannot be written is no reason to stop."""
        if self._place is None:
            return
        printed = {
            file.path: [_key(file), files[file.path].decode("utf-8")]
            for file in planned
            if file.template is not None
        }
        temporary = self._place.with_suffix(f".{os.getpid()}")
        try:
            self._place.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps({"generator": identity().digest, "files": printed})
            temporary.write_text(text, encoding="utf-8")
            temporary.replace(self._place)
        except OSError:
            return


def _read(place: Path) -> Mapping[str, list[str]]:
    """What a file of the cache holds; nothing when it is missing, damaged or by another generator."""
    try:
        data = json.loads(place.read_text(encoding="utf-8"))
        if data["generator"] != identity().digest:
            return {}
        return {path: [str(key), str(text)] for path, (key, text) in data["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _key(planned: PlannedFile) -> str:
    plan = repr((planned.template, planned.view, planned.classes))
    return hashlib.blake2b(plan.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
