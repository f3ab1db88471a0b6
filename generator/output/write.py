"""Writing a distribution: everything is compared first, then only what differs is replaced.

Where folders can change places in one step (`swap`), a run that is killed leaves the old tree or the new one.
Elsewhere the order of a run makes interruptions harmless: staged files, journal, replacements, removals, manifest,
clean-up.  Files are whole at any moment; the journal tells the next run which hashes were ours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostics, InputError, Origin
from generator.output import disk, swap
from generator.output.edits import difference
from generator.output.manifest import MANIFEST, ManifestError, digest, read_manifest
from generator.output.paths import collisions, refusal, symlink_on
from generator.render.fileset import FileSet

_KEEP_IT = "move the change below `lib/`, or pass --force to lose it"

JOURNAL = "sdkgen.manifest.next.json"
"""The coming manifest while a run is in progress."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a run did, as sorted paths."""

    replaced: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Past:
    """What earlier runs left: paths by hash of the manifest, and of an interrupted run's journal."""

    files: Mapping[str, str]
    interrupted: Mapping[str, str]

    def ours(self, path: str, found: str) -> bool:
        """Whether contents of this hash at `path` are output of an earlier run."""
        return found in (self.files.get(path), self.interrupted.get(path))

    def knows(self, path: str) -> bool:
        """Whether an earlier run wrote, or was writing, this path."""
        return path in self.files or path in self.interrupted


@dataclass(frozen=True, slots=True)
class Changes:
    """What a run would do to a folder, as sorted paths.  `interrupted`: temporary files of a killed run to discard."""

    replaced: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]
    interrupted: tuple[str, ...]


def write(
    files: FileSet,
    root: Path,
    diagnostics: Diagnostics,
    *,
    force: bool = False,
    own_lib: bool = False,
    changes: Changes | None = None,
) -> Written:
    """Make the folder `root` hold `files` (with their manifest, see `with_manifest`).

    `changes`: what `prepare` has just said about the same files and folder.

    Raises InputError, before anything is touched, when `prepare` refuses; also when the disk does not take the files.
    Files that no manifest lists are never touched.
    """
    if changes is None:
        changes = prepare(files, root, diagnostics, force=force, own_lib=own_lib)
    if changes.replaced or changes.removed or changes.interrupted:
        _commit(files, root, changes.replaced, changes.removed, diagnostics)
        disk.discard(
            disk.temporary_of(root, path) for path in changes.interrupted if not symlink_on(root, path)
        )
    swap.discard(root)
    return Written(changes.replaced, changes.removed, changes.unchanged)


def prepare(
    files: FileSet, root: Path, diagnostics: Diagnostics, *, force: bool = False, own_lib: bool = False
) -> Changes:
    """Compare `files` with the folder `root`; nothing is touched.

    Raises InputError when a path is unusable, when a generated file was edited by hand or a foreign file is in the way
    (both unless `force`), or when the old manifest is damaged (unless `force`).  `own_lib`: see `refusal`.
    """
    _refuse_paths(files, root, diagnostics, own_lib)
    past = _past(root, diagnostics, force)
    changed: list[str] = []
    unchanged: list[str] = []
    problems = 0
    for path in sorted(files):
        found = disk.read(root / path)
        if found == files[path]:
            unchanged.append(path)
            continue
        changed.append(path)
        problems += (
            found is not None and not force and _is_guarded(path, found, files[path], past, diagnostics)
        )
    stale = [path for path in sorted({*past.files, *past.interrupted} - set(files)) if path != MANIFEST]
    removed: list[str] = []
    for path in stale:
        found = None if symlink_on(root, path) else disk.read(root / path)
        if found is None:
            continue
        removed.append(path)
        problems += not force and _is_guarded(path, found, None, past, diagnostics)
    if problems:
        raise InputError(f"{problems} files below {root.name} are not the generator's; nothing was written")
    return Changes(tuple(changed), tuple(removed), tuple(unchanged), tuple(past.interrupted))


def _refuse_paths(files: FileSet, root: Path, diagnostics: Diagnostics, own_lib: bool) -> None:
    problems = 0
    known: dict[str, bool] = {}
    for path in sorted(files):
        reason = refusal(path, own_lib=own_lib)
        if reason is None and (link := symlink_on(root, path, known)) is not None:
            reason = f"passes through the symbolic link {link!r}"
        if reason is None and (root / path).is_dir():
            reason = "is a folder on disk"
        if reason is not None:
            problems += 1
            diagnostics.fatal("SDK712", f"the path {path!r} {reason}", Origin(path))
    for first, second in collisions(files):
        problems += 1
        diagnostics.fatal(
            "SDK713", f"{first!r} and {second!r} cannot stand beside each other", Origin(second)
        )
    if problems:
        raise InputError(f"{problems} unusable paths; nothing was written")


def _past(root: Path, diagnostics: Diagnostics, force: bool) -> _Past:
    found: list[Mapping[str, str]] = []
    for name in (MANIFEST, JOURNAL):
        try:
            manifest = read_manifest(root / name)
        except ManifestError as error:
            if not force:
                raise diagnostics.fatal("SDK714", f"damaged manifest: {error}", Origin(name)) from error
            manifest = None
        found.append(manifest.files if manifest else {})
    return _Past(*found)


def _is_guarded(path: str, found: bytes, wanted: bytes | None, past: _Past, diagnostics: Diagnostics) -> bool:
    """Whether contents on disk belong to somebody else; says so."""
    if path == MANIFEST or past.ours(path, digest(found)):
        return False
    if past.knows(path):
        shown = difference(wanted, found, path)
        message = f"the generated file {path} was edited by hand" + (f"\n{shown}" if shown else "")
        diagnostics.fatal("SDK710", message, Origin(path), _KEEP_IT)
    else:
        diagnostics.fatal("SDK711", f"{path} exists and is not a generated file", Origin(path))
    return True


def _commit(
    files: FileSet, root: Path, changed: Sequence[str], removed: Sequence[str], diagnostics: Diagnostics
) -> None:
    staged: list[Path] = []
    try:
        if swap.is_possible(root) and swap.commit(files, root, changed, (*removed, JOURNAL)):
            return
        for path in changed:
            staged.append(disk.stage(root, path, files[path]))
        disk.replace(disk.stage(root, JOURNAL, files[MANIFEST]), root / JOURNAL)
        for path, temporary in zip(changed, staged, strict=True):
            if path != MANIFEST:
                disk.replace(temporary, root / path)
        for path in removed:
            disk.remove(root, path)
        for path, temporary in zip(changed, staged, strict=True):
            if path == MANIFEST:
                disk.replace(temporary, root / path)
        disk.remove(root, JOURNAL)
    except OSError as error:
        disk.discard(staged)
        reason = error.strerror or type(error).__name__
        raise diagnostics.fatal("SDK715", f"could not write below {root.name}: {reason}") from error
