"""A release while it is only thought of: both comparisons, joined, and the version that they ask for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.config import ReleaseConfig, RenamedConfig
from generator.diff import Comparison, compare
from generator.release.bump import Bump, bump_of, next_version
from generator.release.causes import other_inputs, with_causes
from generator.release.renaming import renamed_names, with_kept_names
from generator.release.snapshot import Snapshot
from generator.surface.compare import compare_trees
from generator.surface.model import SurfaceChange

_OWN = frozenset({"_version.py"})
"""Files that follow the version instead of causing it."""


@dataclass(frozen=True, slots=True)
class Release:
    """`surface`: with causes.  `inputs`: what else than the document differs, in words.  `kept`: names that live on,
    where the configuration wants that.
    """

    target: str
    package: str
    old_version: str
    new_version: str
    bump: Bump
    surface: tuple[SurfaceChange, ...]
    document: Comparison
    inputs: tuple[str, ...]
    kept: tuple[RenamedConfig, ...]


def plan_release(old: Snapshot, new: Snapshot) -> Release:
    """Compare two moments of a target; the version steps on from that of the old one."""
    comparison = compare(old.document, new.document)
    compared = compare_trees(old.tree, new.tree, comparison.moved_places())
    surface = with_causes(compared, comparison, old.document, new.document)
    policy: ReleaseConfig = new.config.release
    kept: tuple[RenamedConfig, ...] = ()
    if policy.keep_names:
        kept = renamed_names(surface, compared.old.operations, compared.new.operations, "")
        surface = with_kept_names(surface, kept)
    bump = bump_of(surface, differs=_differs(old, new), policy=policy.policy)
    before = old.config.package.version
    version = next_version(before, bump, policy.before_1_0)
    return Release(
        new.config.target,
        new.tree.package,
        before,
        version,
        bump,
        surface,
        comparison,
        other_inputs(compared.old.inputs, compared.new.inputs),
        tuple(replace(each, since=version) for each in kept),
    )


def _differs(old: Snapshot, new: Snapshot) -> bool:
    first = {path: content for path, content in old.tree.files.items() if path not in _OWN}
    second = {path: content for path, content in new.tree.files.items() if path not in _OWN}
    return first != second
