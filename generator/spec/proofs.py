"""openapi-spec-validator beside the other stages, its findings remembered by the hash of what it read.

It takes seconds for a large document and says the same every time; an entry that cannot be read or written only
costs these seconds again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, cast

from generator.concurrency import call_elsewhere
from generator.narrow import Data
from generator.spec import external
from generator.spec.external import Finding, unproved, validate_data

_SMALL = 150_000
"""Characters of JSON below which a child process costs more than it saves."""


@dataclass(frozen=True, slots=True)
class Validation:
    """A validation that runs beside other work; `result()` waits for it."""

    data: Mapping[str, Any]
    pending: Future[list[Finding]] | None = None

    def result(self) -> Sequence[Finding]:
        """The findings; those of a small document are made now."""
        return validate_data(self.data) if self.pending is None else self.pending.result()


def start_validation(data: Mapping[str, Any], cache: Path | None) -> Validation:
    """Validate on another core what is worth it; `cache` is a folder of earlier findings."""
    # A schema that is plain before a change and after it makes no difference to what is remembered.
    text = json.dumps(unproved(data), ensure_ascii=True, default=repr)
    if len(text) < _SMALL:
        return Validation(data)
    executor = ThreadPoolExecutor(1)
    pending = executor.submit(_validated, text, cache)
    executor.shutdown(wait=False)
    return Validation(data, pending)


def findings_of(job: Data) -> Data:
    """`validate_data` in plain data, for a child process: the text of a document in, rows of findings out."""
    data: dict[str, Any] = json.loads(str(job))
    return [[finding.message, list(finding.tokens), finding.crashed] for finding in validate_data(data)]


def _validated(text: str, cache: Path | None) -> list[Finding]:
    entry = cache / f"{_key(text)}.findings.json" if cache is not None else None
    known = _read(entry) if entry is not None else None
    if known is not None:
        return known
    rows = cast("list[tuple[str, list[str], bool]]", call_elsewhere(findings_of, text))
    found = [Finding(message, tuple(tokens), crashed) for message, tokens, crashed in rows]
    if entry is not None and not any(finding.crashed for finding in found):
        _store(entry, found)
    return found


def _key(text: str) -> str:
    """Hash of the data, of the validator's version, and of our preparation for it."""
    stamp = hashlib.sha256(Path(external.__file__).read_bytes())
    stamp.update(version("openapi-spec-validator").encode())
    stamp.update(text.encode())
    return stamp.hexdigest()


def _read(entry: Path) -> list[Finding] | None:
    try:
        rows = json.loads(entry.read_text(encoding="utf-8"))
        return [Finding(str(row["message"]), tuple(map(str, row["tokens"]))) for row in rows]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _store(entry: Path, found: Sequence[Finding]) -> None:
    rows = [{"message": finding.message, "tokens": list(finding.tokens)} for finding in found]
    temporary = entry.with_suffix(f".{os.getpid()}")
    try:
        entry.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(json.dumps(rows), encoding="utf-8")
        temporary.replace(entry)
    except OSError:
        return
