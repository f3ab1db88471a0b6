"""Where a vendored package goes: its folder, and the name under which that folder is imported."""

from __future__ import annotations

import keyword
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import UsageError


@dataclass(frozen=True, slots=True)
class Place:
    """`root`: the folder that has to be on the path for `name` to be imported from `folder`."""

    folder: Path
    name: str
    root: Path


def place_of(folder: Path, name: str = "") -> Place:
    """The place of a package.

    `name`: dotted; by default the packages around the folder are found by their `__init__.py`.  Raises UsageError
    when the name is none, or does not end like the folder.
    """
    folder = folder.absolute()
    parts = name.split(".") if name else _found(folder)
    for part in parts:
        if not part.isidentifier() or keyword.iskeyword(part):
            raise UsageError(f"{'.'.join(parts)!r} cannot be imported: {part!r} is no name of Python")
    if list(folder.parts[-len(parts) :]) != parts:
        raise UsageError(
            f"{name} is not what {folder} is imported as; the folder has to end in {'/'.join(parts)}"
        )
    return Place(folder, ".".join(parts), folder.parents[len(parts) - 1])


def _found(folder: Path) -> list[str]:
    parts = [folder.name]
    parent = folder.parent
    while (parent / "__init__.py").is_file() or parent.name.startswith("_vendor"):
        parts.insert(0, parent.name)
        parent = parent.parent
    return parts
