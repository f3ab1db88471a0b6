"""What a machine and a folder offer to the generator: each check says what it found and what to do.

Nothing here generates, and nothing is written; a check that fails does not stop the others.
"""

from __future__ import annotations

import enum
import importlib.metadata
import os
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import generator
from generator.config_reader import discover_targets, read_config
from generator.diagnostics import Diagnostics, Severity
from generator.paths import templates_dir

__all__ = ["Check", "Health", "examine"]

_DISTRIBUTION = "llm-sdk-generator"
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_EXTRA = re.compile(r"extra\s*==\s*['\"]([a-z0-9-]+)['\"]")


class Health(enum.Enum):
    """How a check ended.  MISSING: something optional is absent; BROKEN: generation cannot work."""

    FINE = "fine"
    MISSING = "missing"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the report.  `subject`: what was looked at; `found`: what was seen; `advice`: what to do, or empty."""

    subject: str
    health: Health
    found: str
    advice: str = ""


def examine(root: Path) -> list[Check]:
    """All checks, for the folder that holds `specs/` and `generated/`."""
    return [*_machine(), *_installation(), *_requirements(), *_folder(root)]


def _machine() -> Iterator[Check]:
    version = platform.python_version()
    recent = sys.version_info >= (3, 11)
    yield Check(
        "Python",
        Health.FINE if recent else Health.BROKEN,
        f"{version} ({platform.python_implementation()}, {platform.system()} {platform.machine()})",
        "" if recent else "Use Python 3.11 or newer.",
    )
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    yield Check("cores", Health.FINE, f"{cores}; formatting uses as many worker processes")
    free = shutil.disk_usage(tempfile.gettempdir()).free // 2**20
    roomy = free > 200
    advice = "" if roomy else "Make room: an SDK takes up to 20 MB while it is written."
    yield Check("disk", Health.FINE if roomy else Health.BROKEN, f"{free} MB free for scratch files", advice)


def _installation() -> Iterator[Check]:
    yield Check("sdkgen", Health.FINE, generator.__version__)
    try:
        count = sum(1 for path in templates_dir().rglob("*") if path.is_file())
        yield Check("templates", Health.FINE, f"{count} files")
    except FileNotFoundError as problem:
        yield Check(
            "templates", Health.BROKEN, str(problem), f"pip install --force-reinstall {_DISTRIBUTION}"
        )


def _requirements() -> Iterator[Check]:
    """Libraries the generator was installed for, by the metadata of its own distribution."""
    try:
        lines = importlib.metadata.requires(_DISTRIBUTION) or []
    except importlib.metadata.PackageNotFoundError:
        yield Check(
            "installation",
            Health.MISSING,
            "run from a folder, not installed",
            "pip install -e . to have it all",
        )
        return
    for line in lines:
        match = _NAME.match(line)
        extra = _EXTRA.search(line)
        group = extra.group(1) if extra else ""
        if match is None or match[0] == _DISTRIBUTION or group in ("dev", "bench"):
            continue
        yield _library(match[0], group)


def _library(name: str, extra: str) -> Check:
    subject = f"{name} (extra {extra})" if extra else name
    try:
        return Check(subject, Health.FINE, importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        if extra:
            return Check(
                subject,
                Health.MISSING,
                "not installed",
                f"pip install '{_DISTRIBUTION}[{extra}]' if you need it",
            )
        return Check(
            subject, Health.BROKEN, "not installed", f"pip install --force-reinstall {_DISTRIBUTION}"
        )


def _folder(root: Path) -> Iterator[Check]:
    targets = discover_targets(root)
    if not targets:
        yield Check(
            "targets",
            Health.MISSING,
            "no specs/*/sdk.yaml here",
            "Run in the folder of your targets, or use `sdkgen generate --spec FILE --package NAME --out DIR`.",
        )
    for name, path in sorted(targets.items()):
        yield _target(name, path, root / "generated" / name)


def _target(name: str, path: Path, out: Path) -> Check:
    subject = f"target {name}"
    diagnostics = Diagnostics()
    try:
        config = read_config(path, diagnostics)
    except Exception as problem:
        worst = [d.message for d in diagnostics if d.severity >= Severity.ERROR]
        return Check(
            subject,
            Health.BROKEN,
            (worst or [str(problem)])[0],
            f"Mend {path.name} and run `sdkgen doctor` again.",
        )
    if not (path.parent / config.spec).is_file():
        return Check(
            subject,
            Health.BROKEN,
            f"its document {config.spec} is missing",
            f"sdkgen import {name} --from FILE",
        )
    if not (out / "sdkgen.manifest.json").is_file():
        return Check(subject, Health.MISSING, f"{config.spec}; not generated yet", f"sdkgen generate {name}")
    return Check(
        subject, Health.FINE, f"{config.spec}; generated (whether it is fresh: sdkgen generate --check)"
    )
