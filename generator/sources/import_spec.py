"""Taking a vendor's document into `specs/<target>/`: its facts, and a record of where they come from.

Running the same import again gives the same bytes; nothing of the machine or the time goes into the files.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import generator
from generator.diagnostics import Diagnostics, InputError, Origin, UsageError
from generator.narrow import is_mapping
from generator.output import disk
from generator.spec.discovery.document import REST_KIND
from generator.spec.facts import Format, dump, strip
from generator.spec.identify import identify
from generator.spec.source import parse_source, read_source

RECORD = "source.json"
RECORD_FORMAT = 1
STORED: Mapping[Format, str] = {"openapi": "openapi.yaml", "discovery": "discovery.json"}
METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace", "query"})
PACKAGED = re.compile(r"(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)==(?P<version>[^:\s]+):(?P<path>[^:]+)\Z")


@dataclass(frozen=True, slots=True)
class Found:
    """The file to import, and how the record names it (without anything that differs between machines)."""

    path: Path
    named: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import came to.  `changed`: names of the files that differ from what was there before."""

    format: Format
    record: Mapping[str, object]
    changed: tuple[str, ...]


def run_import(
    target: str,
    source: str | Found,
    out_dir: Path,
    *,
    diagnostics: Diagnostics,
    sha256: str = "",
    check: bool = False,
) -> Imported:
    """Write the facts of a document and `source.json` into `out_dir`.

    `source`: what `locate` found, or a file, or ``NAME==VERSION:PATH`` for a file inside an installed distribution, where PATH is the end of
    its path there.  `sha256`: what the original must hash to.  With `check` nothing is written; `changed` says what
    would be.  Raises UsageError for a source that cannot be found, InputError for one that cannot be used.
    """
    found = locate(source) if isinstance(source, str) else source
    name = found.path.name
    document = read_source(found.path, diagnostics=diagnostics, name=name)
    original = found.path.read_bytes()
    digest = hashlib.sha256(original).hexdigest()
    if sha256 and digest != sha256.lower():
        raise diagnostics.fatal(
            "SDK101", f"the file hashes to {digest}, not to {sha256.lower()}", Origin(name)
        )
    format: Format = identify(document, diagnostics)
    data = document.data
    if not isinstance(data, dict):
        raise InputError(f"{name} holds no mapping")
    facts = strip(data, format)
    text = dump(facts, format)
    _read_back(text, facts, STORED[format], diagnostics)
    record = _record(target, found, original, format, facts, text)
    files = {
        STORED[format]: text.encode(),
        RECORD: (json.dumps(record, indent=2, ensure_ascii=False) + "\n").encode(),
    }
    changed = tuple(path for path, content in files.items() if disk.read(out_dir / path) != content)
    if not check:
        _write(out_dir, {path: files[path] for path in changed})
    return Imported(format, record, changed)


def locate(source: str) -> Found:
    """Find the file that `source` names; UsageError when there is none, or more than one."""
    packaged = PACKAGED.match(source)
    if packaged is None:
        path = Path(source)
        if not path.is_file():
            raise UsageError(f"there is no file {source!r} (a packaged one is written NAME==VERSION:PATH)")
        return Found(path, {"file": path.name})
    name, version, inside = packaged["name"], packaged["version"], packaged["path"].strip("/")
    try:
        distribution = importlib.metadata.distribution(name)
    except importlib.metadata.PackageNotFoundError:
        raise UsageError(f"the package {name} is not installed; install {name}=={version}") from None
    if distribution.version != version:
        raise UsageError(f"{name} {distribution.version} is installed, and {version} was asked for")
    matches = [file for file in distribution.files or () if f"/{file.as_posix()}".endswith(f"/{inside}")]
    if len(matches) != 1:
        raise UsageError(f"{len(matches)} files of {name} {version} end in {inside!r}; exactly one must")
    path = Path(str(distribution.locate_file(matches[0])))
    if not path.is_file():
        raise UsageError(f"{name} {version} lists {inside!r}, but the file is not there")
    return Found(path, {"package": name, "version": version, "path": inside})


def counts(facts: Mapping[str, object], format: Format) -> dict[str, int]:
    """Operations, named schemas and webhook operations of a document."""
    if format == "discovery":
        return {"operations": _methods(facts), "schemas": len(_mapping(facts, "schemas")), "webhooks": 0}
    return {
        "operations": _operations(_mapping(facts, "paths")),
        "schemas": len(_mapping(_mapping(facts, "components"), "schemas")),
        "webhooks": _operations(_mapping(facts, "webhooks")),
    }


def _operations(items: Mapping[str, object]) -> int:
    return sum(key in METHODS for item in items.values() if is_mapping(item) for key in item)


def _methods(node: Mapping[str, object]) -> int:
    below = (item for item in _mapping(node, "resources").values() if is_mapping(item))
    return len(_mapping(node, "methods")) + sum(map(_methods, below))


def _mapping(parent: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = parent.get(key)
    return value if is_mapping(value) else {}


def _record(
    target: str, found: Found, original: bytes, format: Format, facts: Mapping[str, object], text: str
) -> dict[str, object]:
    """The contents of `source.json`."""
    stored = text.encode()
    return {
        "format": RECORD_FORMAT,
        "target": target,
        "from": dict(found.named),
        "original": {
            **_kind(facts, format),
            "sha256": hashlib.sha256(original).hexdigest(),
            "bytes": len(original),
        },
        "stored": {
            "file": STORED[format],
            "sha256": hashlib.sha256(stored).hexdigest(),
            "bytes": len(stored),
        },
        "counts": counts(facts, format),
        "tool": {"name": "sdkgen", "version": generator.__version__},
    }


def _kind(facts: Mapping[str, object], format: Format) -> dict[str, object]:
    """What the document says of itself."""
    if format == "discovery":
        return {
            "kind": str(facts.get("kind", REST_KIND)),
            "version": str(facts.get("version", "")),
            "revision": str(facts.get("revision", "")),
        }
    version = _mapping(facts, "info").get("version", "")
    return {"kind": f"OpenAPI {facts.get('openapi')}", "version": str(version)}


def _read_back(text: str, facts: object, name: str, diagnostics: Diagnostics) -> None:
    """Make sure that the text says what it was made from, with the reader that will read it later."""
    again = parse_source(text, name=name, diagnostics=diagnostics)
    if again.data != facts:
        raise InputError(f"{name} would not read back as it was written; nothing was written")


def _write(out_dir: Path, files: Mapping[str, bytes]) -> None:
    """Stage everything first, then put it in place."""
    staged = {path: disk.stage(out_dir, path, content) for path, content in files.items()}
    for path, temporary in staged.items():
        disk.replace(temporary, out_dir / path)
