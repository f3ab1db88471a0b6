"""Which generator this is: what it prints depends on its sources, its templates, its libraries and Python alone."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

import generator
from generator.paths import templates_dir

_LIBRARIES = (
    "black",
    "datamodel-code-generator",
    "jinja2",
    "jsonpath-rfc9535",
    "openapi-spec-validator",
    "pyyaml",
)
"""Third-party packages whose version may change what is printed or found."""


@dataclass(frozen=True, slots=True)
class Identity:
    """`digest`: hash of all that shapes the output.  `changed`: time of the latest change to it, in nanoseconds."""

    digest: str
    changed: int


@cache
def identity() -> Identity:
    """The generator that runs; read once."""
    total = hashlib.sha256(f"{generator.__version__}\0{sys.version}".encode())
    for name in _LIBRARIES:
        total.update(f"\0{name} {version(name)}".encode())
    newest = 0
    for path in (*_sources(), *_templates(templates_dir())):
        newest = max(newest, path.stat().st_mtime_ns)
        total.update(f"\0{path.name}\0".encode())
        total.update(path.read_bytes())
    return Identity(total.hexdigest(), newest)


def _sources() -> list[Path]:
    own = Path(__file__).parent
    return sorted(path for kind in ("*.py", "*.json") for path in own.rglob(kind))


def _templates(root: Path) -> list[Path]:
    return sorted(p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
