"""The versions of a document over time: commits of a git repository, or files and folders by name."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator.diagnostics import Diagnostics, InputError, UsageError
from generator.diff import Comparison, compare
from generator.sources import git
from generator.sources.documents import extracted
from generator.sources.facts import read_facts
from generator.spec import Document

_NUMBER = re.compile(r"(\d+)")
_SUFFIXES = frozenset({".yaml", ".yml", ".json"})


@dataclass(frozen=True, slots=True)
class Version:
    """One version: `label` for reports, `note` what is said of it (first line of a commit message)."""

    label: str
    note: str
    read: Callable[[], Document]


@dataclass(frozen=True, slots=True)
class Step:
    """From one version to the next.  `problem`: why it could not be read; it is passed over then."""

    old: str
    new: str
    note: str
    comparison: Comparison | None
    problem: str = ""


def versions(
    place: Path, path: str, *, cache: Path | None, since: str = "", until: str = "HEAD"
) -> list[Version]:
    """All versions, oldest first.

    `place`: a repository (`path`: the document from its top; `since`: a revision whose successors count), or a folder
    with a version in each file, or in each folder when `path` says where in them.  Raises UsageError when there is
    none.
    """
    if git.is_repository(place):
        if not path:
            raise UsageError("--path has to say which file of the repository is the document")
        found = _committed(place, path, cache, since, until)
    else:
        found = _in_folder(place, path, cache)
    if not found:
        raise UsageError(f"{place} holds no version of {path or 'a document'}")
    return found


def steps(found: list[Version]) -> Iterator[Step]:
    """Compare each version with the one before it that could be read; equal neighbours are passed over."""
    last: Document | None = None
    before = ""
    for version in found:
        try:
            document = version.read()
        except (InputError, UsageError) as error:
            yield Step(before, version.label, version.note, None, str(error))
            continue
        if last is None:
            yield Step("", version.label, version.note, Comparison("", version.label))
        else:
            comparison = replace(compare(last, document), old=before, new=version.label)
            if comparison.changes or comparison.moved:
                yield Step(before, version.label, version.note, comparison)
        last, before = document, version.label


def _committed(repository: Path, path: str, cache: Path | None, since: str, until: str) -> list[Version]:
    commits = git.commits(repository, path, until)
    if since:
        start = git.verify(repository, since)
        known = {commit.id for commit in git.commits(repository, path, start)}
        later = [commit for commit in commits if commit.id not in known]
        # The last one before is where the first step starts from.
        commits = [*[commit for commit in commits if commit.id in known][-1:], *later]

    def reader(commit: git.Commit) -> Callable[[], Document]:
        def read() -> Document:
            with tempfile.TemporaryDirectory(prefix="sdkgen-") as temporary:
                file = extracted(repository, commit.id, path, Path(temporary))
                return read_facts(
                    file, diagnostics=Diagnostics(), name=f"{commit.id[:10]}:{path}", cache=cache
                )

        return read

    return [Version(f"{commit.date} {commit.id[:10]}", commit.title, reader(commit)) for commit in commits]


def _in_folder(folder: Path, path: str, cache: Path | None) -> list[Version]:
    """Versions by name, numbers in names by value: v2 stands before v10."""
    if not folder.is_dir():
        raise UsageError(f"there is no folder {folder}")
    entries = sorted(folder.iterdir(), key=lambda entry: _natural(entry.name))
    found: list[Version] = []
    for entry in entries:
        file = entry / path if path and entry.is_dir() else entry
        if file.is_file() and (file.suffix in _SUFFIXES or path) and not entry.name.startswith("."):
            found.append(Version(entry.name, "", _file_reader(file, entry.name, cache)))
    return found


def _file_reader(file: Path, name: str, cache: Path | None) -> Callable[[], Document]:
    return lambda: read_facts(file, diagnostics=Diagnostics(), name=name, cache=cache)


def _natural(name: str) -> list[tuple[int, int, str]]:
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in _NUMBER.split(name) if part]
