"""A release while it is only thought of: both comparisons, joined, and the version that they ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.config import ReleaseConfig
from generator.diff import Comparison, compare
from generator.release.bump import Bump, bump_of, next_version
from generator.release.causes import other_inputs, with_causes
from generator.release.snapshot import Snapshot
from generator.surface.compare import compare_trees
from generator.surface.model import SurfaceChange

_OWN = frozenset({"_version.py"})
"""Files that follow the version instead of causing it."""


@dataclass(frozen=True, slots=True)
class Release:
    """`surface`: with causes.  `inputs`: what else than the document differs, in words.  `old_operations`,
    `new_operations`: dotted methods to (operation id, ``METHOD /path``).
    """

    target: str
    package: str
    old_version: str
    new_version: str
    bump: Bump
    surface: tuple[SurfaceChange, ...]
    document: Comparison
    inputs: tuple[str, ...]
    old_operations: Mapping[str, tuple[str, str]]
    new_operations: Mapping[str, tuple[str, str]]


def plan_release(old: Snapshot, new: Snapshot) -> Release:
    """Compare two moments of a target; the version steps on from that of the old one."""
    comparison = compare(old.document, new.document)
    compared = compare_trees(old.tree, new.tree)
    surface = with_causes(compared, comparison, old.document, new.document)
    policy: ReleaseConfig = new.config.release
    bump = bump_of(surface, differs=_differs(old, new), policy=policy.policy)
    before = old.config.package.version
    return Release(
        new.config.target,
        new.tree.package,
        before,
        next_version(before, bump, policy.before_1_0),
        bump,
        surface,
        comparison,
        other_inputs(compared.old.inputs, compared.new.inputs),
        compared.old.operations,
        compared.new.operations,
    )


def _differs(old: Snapshot, new: Snapshot) -> bool:
    first = {path: content for path, content in old.tree.files.items() if path not in _OWN}
    second = {path: content for path, content in new.tree.files.items() if path not in _OWN}
    return first != second
