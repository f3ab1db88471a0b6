"""Finding configuration files, and reading one."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from generator.config import TargetConfig
from generator.config_reader.checks import Checker
from generator.config_reader.decode import decode_target
from generator.config_reader.located import LIMITS, locate
from generator.config_reader.parts import with_parts
from generator.config_reader.renamed import with_renamed
from generator.diagnostics import Diagnostics, Origin, Severity
from generator.spec.source import read_source

FILE_NAME = "sdk.yaml"
FOLDER_NAME = "specs"


def discover_targets(root: Path) -> dict[str, Path]:
    """The configured targets below `root`: folder name to `specs/<name>/sdk.yaml`, sorted by name."""
    folder = root / FOLDER_NAME
    if not folder.is_dir():
        return {}
    files = ((entry.name, entry / FILE_NAME) for entry in folder.iterdir())
    return {name: file for name, file in sorted(files) if file.is_file()}


def read_config(path: Path, diagnostics: Diagnostics) -> TargetConfig:
    """Read and check one configuration file and its parts; `target` defaults to the name of its folder.

    All problems are reported before the function gives up.  Raises :class:`generator.diagnostics.InputError` when
    there are any (finding SDK800; SDK1xx when the file cannot be read): a configuration is written by the user, so
    nothing in it is guessed.
    """
    found = Diagnostics()
    try:
        first = locate(read_source(path, diagnostics=found, limits=LIMITS))
        source = with_parts(first, path.parent, found)
        config = decode_target(source, found)
        Checker(source, path.parent, found).check(config)
    finally:
        diagnostics.extend(found)
    count = sum(item.severity >= Severity.ERROR for item in found)
    if count:
        noun = "problem" if count == 1 else "problems"
        raise diagnostics.fatal("SDK800", f"the configuration has {count} {noun}", Origin(str(path)))
    config = config if config.target else dataclasses.replace(config, target=path.resolve().parent.name)
    return with_renamed(config, diagnostics, Origin(str(path), "/renamed"))
