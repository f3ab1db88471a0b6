"""The three targets, generated in memory once a process."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator.config import PackageConfig, TargetConfig
from generator.config_reader import read_config
from generator.diagnostics import Diagnostics
from generator.pipeline import Generated, Job, generate
from generator.progress import Progress

ROOT = Path(__file__).resolve().parents[2]
TARGETS = ("gemini", "openai", "xai")
CACHE = ROOT / ".cache" / "sdkgen"
"""Formatted texts by their hash, shared with the command."""


@dataclass(frozen=True)
class Built:
    """What a run gave and said."""

    generated: Generated
    diagnostics: Diagnostics

    @property
    def files(self) -> dict[str, bytes]:
        """Contents by path."""
        return dict(self.generated.files)

    @property
    def methods(self) -> list[dict[str, Any]]:
        """The index of operations."""
        index: dict[str, list[dict[str, Any]]] = json.loads(self.files["operations.json"])
        return index["methods"]

    def findings(self) -> list[str]:
        """Severity, code and pointer of each finding, sorted."""
        return sorted(f"{d.severity.label} {d.code} {d.origin.pointer}".rstrip() for d in self.diagnostics)

    def counts(self) -> dict[str, object]:
        """Both sides of the census, and the number of files."""
        return self.generated.account.as_json()


def spec_of(target: str) -> Path:
    """The stored document of a target."""
    folder = ROOT / "specs" / target
    return folder / read_config(folder / "sdk.yaml", Diagnostics()).spec


def run(job: Job) -> Built:
    """Generate in memory."""
    diagnostics = Diagnostics()
    return Built(generate(job, diagnostics, Progress()), diagnostics)


@lru_cache
def configured(target: str) -> Built:
    """The target as `sdkgen generate TARGET` makes it."""
    folder = ROOT / "specs" / target
    config = read_config(folder / "sdk.yaml", Diagnostics())
    return run(Job(config, folder / config.spec, folder, cache=CACHE))


def plain(target: str) -> Built:
    """The document alone, as `sdkgen generate --spec FILE --package plain_TARGET` makes it."""
    config = TargetConfig(target=f"plain_{target}", package=PackageConfig(name=f"plain_{target}"))
    return run(Job(config, spec_of(target), words="upstream", cache=CACHE))


def digest(files: dict[str, bytes]) -> str:
    """One hash over names and contents."""
    total = hashlib.sha256()
    for path in sorted(files):
        total.update(path.encode() + b"\0" + hashlib.sha256(files[path]).digest())
    return total.hexdigest()
