"""A target at one moment: its package, its document as generated from, its configuration."""

from __future__ import annotations

import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from generator.config import TargetConfig
from generator.config_reader import discover_targets, read_config
from generator.diagnostics import Diagnostics, UsageError
from generator.pipeline import Job, read
from generator.progress import Progress
from generator.sources import git
from generator.sources.facts import facts_of
from generator.spec import Document
from generator.surface.dump import Tree


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`document`: after overlays, without words."""

    config: TargetConfig
    tree: Tree
    document: Document


@contextmanager
def at_revision(root: Path, revision: str, target: str) -> Generator[Path]:
    """A temporary folder that holds specs/ and generated/ of a target as they were at a revision of git."""
    commit = git.verify(root, revision)
    prefix = git.prefix(root)
    with tempfile.TemporaryDirectory(prefix="sdkgen-") as temporary:
        for part in ("specs", "generated"):
            if not git.extract(root, commit, f"{prefix}{part}/{target}", Path(temporary)):
                raise UsageError(f"{revision} has no {part}/{target}")
        yield Path(temporary) / prefix


def snapshot(root: Path, target: str, diagnostics: Diagnostics) -> Snapshot:
    """The target below a folder that holds specs/ and generated/.  Raises UsageError when one is missing."""
    configuration = discover_targets(root).get(target)
    if configuration is None:
        raise UsageError(f"there is no target {target!r} below {root.name or 'this folder'}/specs")
    config = read_config(configuration, diagnostics)
    job = Job(config, configuration.parent / config.spec, folder=configuration.parent)
    document = facts_of(read(replace(job, foreign=True), diagnostics, Progress()))
    return Snapshot(config, Tree.of_folder(root / "generated" / target), document)
