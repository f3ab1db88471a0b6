"""The runtime, copied byte for byte into each package."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.plan.client.names import RUNTIME
from generator.plan.package import PlannedFile

OPTIONAL = ("familiar", "realtime")
"""Folders that the rest of the runtime never imports."""


def runtime_files(folder: Path, package: str, optional: frozenset[str]) -> Iterator[PlannedFile]:
    """A verbatim copy of each Python file of `folder`, by path; bytecode and other leavings stay behind.

    `optional`: those of the optional folders to copy.
    """
    for path in sorted(folder.rglob("*.py")):
        inside = path.relative_to(folder).as_posix()
        part = inside.partition("/")[0]
        if part in OPTIONAL and part not in optional:
            continue
        yield PlannedFile(f"{package}/{RUNTIME}/{inside}", None, content=path.read_bytes())
