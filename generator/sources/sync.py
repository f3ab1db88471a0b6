"""Taking the newest original of a target's document: fetch, strip, compare, and only then write."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.config_reader import read_config
from generator.diagnostics import Diagnostics, InputError, UsageError
from generator.diff import Comparison, compare
from generator.narrow import is_object
from generator.output import disk
from generator.sources.facts import facts_of
from generator.sources.fetch import obtain
from generator.sources.import_spec import RECORD, Found, Imported, run_import
from generator.spec import load_document
from generator.spec.overlay import Effect, effects

_FILE = "sdk.yaml"


@dataclass(frozen=True, slots=True)
class Synced:
    """What a synchronisation found.

    `named`: where the document came from.  `changed`: names of files in the target's folder that differ.
    `comparison`: None for a first import.  `effects`: of the actions of the overlays on the new document.
    """

    named: Mapping[str, str]
    changed: tuple[str, ...]
    comparison: Comparison | None
    effects: tuple[Effect, ...]


def sync(
    target: str,
    folder: Path,
    *,
    source: str = "",
    sha256: str = "",
    check: bool = False,
    diagnostics: Diagnostics,
) -> Synced:
    """Bring the document of a target up to date with where it came from, or with `source`.

    `sha256`: what the original must hash to.  With `check` nothing is written.  Raises Unreachable when the source
    does not answer, UsageError when there is none, InputError for a document that cannot be used; the folder is then
    as it was.
    """
    with tempfile.TemporaryDirectory(prefix="sdkgen-") as temporary:
        fetched, trial = Path(temporary) / "fetched", Path(temporary) / target
        fetched.mkdir()
        found = obtain(source or recorded_source(folder), fetched)
        done = run_import(target, found, trial, diagnostics=diagnostics, sha256=sha256)
        document = trial / _stored(done)
        old = folder / _stored(done)
        comparison = None
        if old.is_file():
            quiet = Diagnostics()
            before = facts_of(load_document(old, diagnostics=quiet, name="stored"))
            after = facts_of(load_document(document, diagnostics=quiet, name=_shown(found)))
            comparison = replace(compare(before, after), old="stored", new=_shown(found))
        contents = {name: (trial / name).read_bytes() for name in (_stored(done), RECORD)}
        changed = tuple(name for name, content in contents.items() if disk.read(folder / name) != content)
        reported = _effects(folder, document, diagnostics)
        if not check:
            for name in changed:
                disk.replace(disk.stage(folder, name, contents[name]), folder / name)
    return Synced(found.named, changed, comparison, tuple(reported))


def recorded_source(folder: Path) -> str:
    """Where the record says that the document came from, in the form of ``--from``.

    Raises UsageError when that was a file, which has no place on other machines, or when there is no record.
    """
    try:
        data: object = json.loads((folder / RECORD).read_bytes())
    except (OSError, ValueError):
        raise UsageError(
            f"{folder.name} has no {RECORD}: say with --from where the document comes from"
        ) from None
    named = data.get("from") if is_object(data) else None
    if is_object(named) and isinstance(named.get("url"), str):
        return str(named["url"])
    if is_object(named) and isinstance(named.get("package"), str):
        return f"{named['package']}=={named.get('version', '')}:{named.get('path', '')}"
    if is_object(named) and named.get("origin"):
        raise UsageError(f"the document of {folder.name} is {named['origin']}: there is nothing to fetch")
    raise UsageError(f"the document of {folder.name} came from a file: give it with --from FILE")


def _stored(done: Imported) -> str:
    stored = done.record["stored"]
    assert is_object(stored)
    return str(stored["file"])


def _shown(found: Found) -> str:
    named = found.named
    if "package" in named:
        return f"{named['package']}=={named['version']}:{named['path']}"
    return named.get("url") or named.get("file", found.path.name)


def _effects(folder: Path, document: Path, diagnostics: Diagnostics) -> list[Effect]:
    """The effects of the configured overlays; none for a target without configuration."""
    if not (folder / _FILE).is_file():
        return []
    try:
        config = read_config(folder / _FILE, Diagnostics())
        overlays = [folder / name for name in (*config.overlays, *config.docs_overlays)]
        return effects(load_document(document, diagnostics=Diagnostics()), overlays, diagnostics=diagnostics)
    except InputError:
        return []
