"""The last steps of every printed Python file: parse, compare with the plan, format; over all cores."""

from __future__ import annotations

import ast
import hashlib
import os
import warnings
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import cast

import black
from black.mode import TargetVersion

from generator.concurrency import call_elsewhere
from generator.narrow import Data
from generator.render.filters import LINE_LENGTH

MODE = black.Mode(target_versions={TargetVersion.PY311}, line_length=LINE_LENGTH)
"""How generated Python is formatted."""

_STAMP = f"{version('black')}\0{MODE.get_cache_key()}"
"""What a formatted text depends on besides the text itself.  Read once: looking a version up parses metadata."""

_FEW = 16
"""Up to this many files, starting processes costs more than it saves."""


@dataclass(frozen=True, slots=True)
class Source:
    """A printed module.  `classes`: names of its top-level classes, None where they are not planned."""

    path: str
    text: str
    classes: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Finished:
    """A formatted module, or the diagnostic (code, message) that says why there is none."""

    path: str
    text: str
    problem: tuple[str, str] | None = None


def finish(source: Source, cache: Path | None = None) -> Finished:
    """Check and format one module.  `cache`: folder of formatted texts by the hash of what was printed."""
    known = _Cached(cache, source.text) if cache is not None else None
    problem = _problem(source)
    if problem is not None:
        return Finished(source.path, source.text, problem)
    if known is not None and (text := known.read()) is not None:
        return Finished(source.path, text)
    try:
        text = black.format_str(source.text, mode=MODE)
    except Exception as error:  # black raises its own, lib2to3's and Python's; each is a fault of ours.
        return Finished(source.path, source.text, ("SDK703", f"{type(error).__name__}: {error}"))
    if known is not None:
        known.store(text)
    return Finished(source.path, text)


def finish_all(
    sources: Sequence[Source], *, jobs: int | None = None, cache: Path | None = None
) -> list[Finished]:
    """`finish` for each module, in order, with `jobs` processes (default: one for each core)."""
    wanted = jobs if jobs is not None else os.cpu_count() or 1
    if wanted < 2 or len(sources) <= _FEW:
        return [finish(source, cache) for source in sources]
    by_path: dict[str, Finished] = {}
    with ThreadPoolExecutor(wanted) as pool:
        shares = [share for share in _shares(sources, wanted) if share]
        for results in pool.map(partial(_elsewhere, cache=cache), shares):
            by_path.update((result.path, result) for result in results)
    return [by_path[source.path] for source in sources]


def _shares(sources: Sequence[Source], count: int) -> list[list[Source]]:
    """The sources dealt out so that every share is about as long: the largest first, to whoever has least."""
    shares: list[list[Source]] = [[] for _ in range(count)]
    sizes = [0] * count
    for source in sorted(sources, key=lambda s: -len(s.text)):
        least = sizes.index(min(sizes))
        shares[least].append(source)
        sizes[least] += len(source.text)
    return shares


def _elsewhere(sources: list[Source], cache: Path | None) -> list[Finished]:
    """`finish` for each module in a child process."""
    job: Data = [str(cache) if cache else None, [[s.path, s.text, s.classes] for s in sources]]
    rows = cast("list[tuple[str, str, list[str] | None]]", call_elsewhere(finish_rows, job))
    return [
        Finished(path, text, (problem[0], problem[1]) if problem else None) for path, text, problem in rows
    ]


def finish_rows(job: Data) -> Data:
    """The other end of `_elsewhere`, in plain data."""
    cache, rows = cast("tuple[str | None, list[tuple[str, str, list[str] | None]]]", job)
    folder = Path(cache) if cache else None
    sources = [
        Source(path, text, tuple(classes) if classes is not None else None) for path, text, classes in rows
    ]
    return [[done.path, done.text, done.problem] for done in (finish(source, folder) for source in sources)]


def _problem(source: Source) -> tuple[str, str] | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", SyntaxWarning)
            tree = ast.parse(source.text)
            compile(tree, source.path, "exec", dont_inherit=True)
    except (SyntaxError, SyntaxWarning, ValueError, RecursionError, MemoryError) as error:
        return "SDK701", f"not valid Python: {error}"
    if source.classes is None:
        return None
    printed = sorted(node.name for node in tree.body if isinstance(node, ast.ClassDef))
    planned = sorted(source.classes)
    if printed != planned:
        lost, extra = sorted(set(planned) - set(printed)), sorted(set(printed) - set(planned))
        return "SDK702", f"classes differ from the plan: {lost} are missing, {extra} were not planned"
    return None


class _Cached:
    """One entry of the cache: black's version and mode, and the text, make its name."""

    def __init__(self, folder: Path, text: str) -> None:
        stamp = f"{_STAMP}\0{text}"
        self._path = folder / f"{hashlib.sha256(stamp.encode()).hexdigest()}.py"

    def read(self) -> str | None:
        """The formatted text, None when it is not there or not readable."""
        try:
            return self._path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def store(self, text: str) -> None:
        """Keep a text; a cache that cannot be written is no reason to stop."""
        temporary = self._path.with_suffix(f".{os.getpid()}")
        try:
            temporary.write_text(text, encoding="utf-8")
            temporary.replace(self._path)
        except OSError:
            return
