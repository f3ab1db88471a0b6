"""Documents reduced to what can be compared, and kept by the hash of their bytes.

Reading three megabytes of YAML takes a second, reading its facts back a tenth of that: a history of hundreds of
versions is compared in pairs, and each version stands in two of them.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from pathlib import Path

import generator
from generator.diagnostics import Diagnostics, InputError
from generator.narrow import Data
from generator.output import disk
from generator.spec import Document, load_document, parse_document
from generator.spec.facts.openapi import KINDS
from generator.spec.facts.walk import Kinds, strip_as
from generator.spec.load import build

_EXTENSIONS = {
    "schema": ("x-extensible-enum",),
    "operation": ("x-stability-level", "x-sunset"),
}
"""Extensions that say something to a client, by kind of object."""

_KINDS: Kinds = {
    name: dataclasses.replace(
        kind, extensions={**kind.extensions, **dict.fromkeys(_EXTENSIONS.get(name, ()))}
    )
    for name, kind in KINDS.items()
}


def read_facts(
    path: Path, *, diagnostics: Diagnostics, name: str = "", cache: Path | None = None
) -> Document:
    """The document at a path without its wording.

    `name`: how messages and results call it.  `cache`: a folder for the facts of what was read before.  Raises
    InputError with FATAL findings for what is no document.
    """
    name = name or str(path)
    entry = _entry(path, cache) if cache is not None else None
    if entry is not None and (text := disk.read(entry)) is not None:
        try:
            return parse_document(text.decode(), diagnostics=Diagnostics(), name=name)
        except (InputError, UnicodeDecodeError):
            entry.unlink(missing_ok=True)
    document = facts_of(load_document(path, diagnostics=diagnostics, name=name))
    if entry is not None and len(document.file_names) == 1 and not document.broken:
        _keep(entry, document)
    return document


def facts_of(document: Document) -> Document:
    """The document without descriptions, summaries and examples (of its first file)."""
    data: Data = strip_as(dict(document.basis.data), "openapi", _KINDS)
    assert isinstance(data, dict)
    return build(dataclasses.replace(document.basis, data=data), diagnostics=Diagnostics())


def _entry(path: Path, cache: Path) -> Path | None:
    try:
        content = path.read_bytes()
    except OSError:
        return None
    key = hashlib.sha256(f"{generator.__version__} {path.suffix}\0".encode() + content).hexdigest()
    return cache / key[:2] / f"{key}.json"


def _keep(entry: Path, document: Document) -> None:
    """Write the facts; a disk that refuses only costs time later."""
    try:
        text = json.dumps(document.basis.data, ensure_ascii=True, allow_nan=False)
        temporary = disk.stage(entry.parent, entry.name, text.encode())
        disk.replace(temporary, entry)
    except (OSError, ValueError, TypeError):
        return
