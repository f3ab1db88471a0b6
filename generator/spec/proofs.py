"""What a validator found, remembered by the hash of what it read.

openapi-spec-validator takes seconds for a large document and says the same every time; an entry that cannot be
read or written only costs these seconds again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from generator.spec import external
from generator.spec.external import Finding, validate_data


def validate_once(data: Mapping[str, Any], cache: Path | None) -> Sequence[Finding]:
    """The findings of `validate_data`, from the folder `cache` when the same data was validated before.

    Plain data in and out, so that it can run in a worker process.
    """
    if cache is None:
        return validate_data(data)
    entry = cache / f"{_key(data)}.findings.json"
    known = _read(entry)
    if known is not None:
        return known
    found = validate_data(data)
    if not any(finding.crashed for finding in found):
        _store(entry, found)
    return found


def _key(data: Mapping[str, Any]) -> str:
    """Hash of the data, of the validator's version, and of our preparation for it."""
    stamp = hashlib.sha256(Path(external.__file__).read_bytes())
    stamp.update(version("openapi-spec-validator").encode())
    stamp.update(json.dumps(data, ensure_ascii=True, default=repr).encode())
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
