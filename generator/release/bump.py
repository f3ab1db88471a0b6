"""The next version (semver.org), from what the surface says.  In doubt the greater step is taken."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable
from typing import Literal

from generator.diagnostics import UsageError
from generator.diff.model import Level
from generator.surface.model import SurfaceChange

_VERSION = re.compile(r"(\d+)(?:\.(\d+))?(?:\.(\d+))?")


class Bump(enum.IntEnum):
    """How far a version moves."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3

    @property
    def label(self) -> str:
        """The lower-case word."""
        return self.name.lower()


def bump_of(
    changes: Iterable[SurfaceChange], *, differs: bool, policy: Literal["strict", "relaxed"] = "strict"
) -> Bump:
    """The step that a set of changes asks for.

    `differs`: whether any file of the package is another.  `policy`: whether code that only a strict type checker
    refuses (RISKY) makes a major step, or a minor one.
    """
    worst = max((change.level for change in changes), default=None)
    if worst is Level.BREAKING or (worst is Level.RISKY and policy == "strict"):
        return Bump.MAJOR
    if worst in (Level.RISKY, Level.ADDITIVE):
        return Bump.MINOR
    return Bump.PATCH if differs else Bump.NONE


def next_version(version: str, bump: Bump, before_1_0: Literal["major", "minor"] = "major") -> str:
    """The version after `version`; what follows its three numbers (a pre-release) goes.

    `before_1_0`: what a major step means while the first number is 0, where semver promises nothing (section 4).
    Raises UsageError for a version that does not begin with a number.
    """
    found = _VERSION.match(version)
    if found is None:
        raise UsageError(f"the version {version!r} does not begin with a number")
    major, minor, patch = (int(group or 0) for group in found.groups())
    if bump is Bump.MAJOR and (major > 0 or before_1_0 == "major"):
        return f"{major + 1}.0.0"
    if bump in (Bump.MAJOR, Bump.MINOR):
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}" if bump is Bump.PATCH else version
