"""The manifest: which files a run wrote, from what.  Same input, same bytes: no times, no absolute paths."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.narrow import is_object
from generator.output.paths import refusal
from generator.render.fileset import FileSet

MANIFEST = "sdkgen.manifest.json"
"""Name of the manifest in the distribution's folder."""

FORMAT = 1
"""Version of the manifest's own layout."""


class ManifestError(ValueError):
    """The manifest on disk is not one."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a distribution was made from: generator version, target, and sha256 by the name of each input.

    `vendored`: the folder is an import package inside another project.
    """

    generator: str
    target: str
    inputs: Mapping[str, str] = field(default_factory=dict[str, str])
    vendored: bool = False


@dataclass(frozen=True, slots=True)
class Manifest:
    """A parsed manifest; `files` maps a path to the sha256 of its contents."""

    files: Mapping[str, str]
    stamp: Stamp


def digest(content: bytes) -> str:
    """Hexadecimal sha256."""
    return hashlib.sha256(content).hexdigest()


def digest_tree(root: Path) -> str:
    """One sha256 over a folder: names and contents of its files, in order of their paths.  Bytecode is left out."""
    total = hashlib.sha256()
    for path in sorted(p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        total.update(f"{path.relative_to(root).as_posix()}\0{digest(path.read_bytes())}\n".encode())
    return total.hexdigest()


def with_manifest(files: FileSet, stamp: Stamp) -> FileSet:
    """The same files and the manifest that lists them (itself excepted)."""
    listed = {path: digest(files[path]) for path in sorted(files) if path != MANIFEST}
    content = {
        "format": FORMAT,
        "generator": stamp.generator,
        "target": stamp.target,
        **({"vendored": True} if stamp.vendored else {}),
        "inputs": dict(sorted(stamp.inputs.items())),
        "files": listed,
    }
    text = json.dumps(content, indent=2, ensure_ascii=True) + "\n"
    return {**{path: files[path] for path in listed}, MANIFEST: text.encode()}


def read_manifest(path: Path) -> Manifest | None:
    """The manifest at `path`, None when there is none; raises ManifestError when it is damaged.

    Paths that a run could not have written (absolute, climbing) make a manifest damaged: it decides what is removed.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return None
    try:
        return _parsed(json.loads(raw))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ManifestError(str(error)) from error


def _parsed(data: dict[str, object]) -> Manifest:
    if data["format"] != FORMAT:
        raise ManifestError(f"format {data['format']!r} is not {FORMAT}")
    files = _strings(data["files"])
    vendored = data.get("vendored") is True
    for path in files:
        if (reason := refusal(path, own_lib=vendored)) is not None:
            raise ManifestError(f"the path {path!r} {reason}")
    return Manifest(
        files, Stamp(str(data["generator"]), str(data["target"]), _strings(data["inputs"]), vendored)
    )


def _strings(value: object) -> dict[str, str]:
    if not is_object(value) or not all(isinstance(x, str) for pair in value.items() for x in pair):
        raise ManifestError("a mapping of strings is expected")
    return value
