"""From the words of a command line, or of pytest's options, to a contract that can be checked."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from generator.config_reader import discover_targets, read_config
from generator.contract.run import Contract
from generator.diagnostics import Diagnostics, UsageError

VARIABLE = "SDKGEN_RECORDINGS"
"""Environment variable that names the folder of recordings."""


def open_contract(
    target: str, *, root: Path = Path(), package: Path | None = None, spec: Path | None = None
) -> Contract:
    """The contract of a target below `root`.

    `package`: folder of its distribution, `generated/TARGET` by default; `spec`: another version of its document.
    Raises UsageError for a target or package that is not there.
    """
    known = discover_targets(root)
    if target not in known:
        there = ", ".join(sorted(known)) or "none below this folder"
        raise UsageError(f"unknown target {target}; there are: {there}")
    path = known[target]
    config = read_config(path, Diagnostics())
    distribution = package or root / "generated" / target
    if not (distribution / "operations.json").is_file():
        raise UsageError(f"{distribution}: no generated distribution here (sdkgen generate {target})")
    return Contract(config, path.parent, distribution, spec=spec)


def recording_folders(given: Sequence[Path], target: str, root: Path = Path()) -> list[Path]:
    """Where recordings lie: as given, else as the environment says, else the fixtures of the project.

    Raises UsageError when there are none.
    """
    named = os.environ.get(VARIABLE, "")
    fixtures = root / "tests" / "contract" / "fixtures" / target
    folders = list(given) or ([Path(named)] if named else [fixtures] if fixtures.is_dir() else [])
    if not folders:
        raise UsageError(f"no recordings: name a folder with --recordings, or in {VARIABLE}")
    for folder in folders:
        if not folder.exists():
            raise UsageError(f"{folder}: no such folder of recordings")
    return folders
