"""What a user names as a document: a file, a folder of them, or either at a revision (``REV:path``)."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from generator.config_reader import read_config
from generator.diagnostics import Diagnostics, InputError, UsageError
from generator.sources import git
from generator.sources.facts import read_facts
from generator.spec import Document

_SUFFIXES = frozenset({".yaml", ".yml", ".json"})
_ELSEWHERE = re.compile(rb"""\$ref["']?\s*:\s*["']?[^#"'\s]""")
"""A reference that does not begin with ``#``: the description has more files."""

_NOT_DOCUMENTS = frozenset({"sdk.yaml", "source.json", "package.json", "sdkgen.manifest.json"})


@contextmanager
def opened(named: str, *, folder: Path = Path()) -> Generator[Path]:
    """The file or folder that `named` means; what stands in a revision is put in a temporary folder meanwhile.

    `folder`: where paths start.  Raises UsageError when there is no such thing.
    """
    path = folder / named
    if path.exists():
        yield path
        return
    revision, colon, inside = named.partition(":")
    if not colon or not revision:
        raise UsageError(f"there is no file or folder {named!r} (a revision is written REV:path)")
    with tempfile.TemporaryDirectory(prefix="sdkgen-") as temporary:
        yield extracted(folder, revision, inside, Path(temporary))


def extracted(folder: Path, revision: str, path: str, into: Path) -> Path:
    """A file or folder of a revision below `into`.  Paths start at the top of the repository, or, with ``./``, here."""
    commit = git.verify(folder, revision)
    if path.startswith("./"):
        path = git.prefix(folder) + path[2:]
    path = path.strip("/")
    if not git.extract(folder, commit, path, into):
        raise UsageError(f"{revision} has no {path!r}")
    found = into / path
    if found.is_file() and _ELSEWHERE.search(found.read_bytes()):
        git.extract(folder, commit, path.rpartition("/")[0], into)
    return found


def documents(
    path: Path, *, shown: str, diagnostics: Diagnostics, cache: Path | None = None
) -> dict[str, Document]:
    """The documents of a file or folder by their path from the folder ("" for a file).

    A folder with an ``sdk.yaml`` holds the document that this names.  `shown`: what the user called it.  Raises
    InputError for a file that is no document; in a folder such files are passed over.
    """
    if path.is_file():
        return {"": read_facts(path, diagnostics=diagnostics, name=shown, cache=cache)}
    found: dict[str, Document] = {}
    for file in _candidates(path):
        relative = file.relative_to(path).as_posix()
        try:
            found[relative] = read_facts(
                file, diagnostics=Diagnostics(), name=f"{shown.rstrip('/')}/{relative}", cache=cache
            )
        except InputError:
            continue
    return found


def _candidates(folder: Path) -> list[Path]:
    """Files that may be documents, sorted; of a target's folder only its document."""
    known = ((each.parent, _configured(each)) for each in sorted(folder.rglob("sdk.yaml")))
    configured = {home: path for home, path in known if path is not None}
    found: list[Path] = [*configured.values()]
    for file in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        inside = any(parent in configured for parent in file.parents)
        if file.suffix in _SUFFIXES and file.name not in _NOT_DOCUMENTS and not hidden and not inside:
            found.append(file)
    return sorted(found)


def _configured(path: Path) -> Path | None:
    try:
        document = path.parent / read_config(path, Diagnostics()).spec
    except InputError:
        return None
    return document if document.is_file() else None
