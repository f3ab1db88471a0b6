"""The generated packages, their documents, and their operation indexes."""

from __future__ import annotations

import importlib
import json
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from generator.config_reader import read_config
from generator.contract.description import Description, read_description
from generator.contract.index import read_index
from generator.diagnostics import Diagnostics

ROOT = Path(__file__).resolve().parent.parent.parent
TARGETS = ("openai", "gemini", "xai")


@dataclass(frozen=True)
class Target:
    """One generated distribution."""

    name: str
    package: ModuleType
    client: str
    description: Description
    methods: tuple[dict[str, Any], ...]
    schemes: tuple[str, ...]


@lru_cache
def target(name: str) -> Target:
    """Import the committed package of a target and read the document that it was made from."""
    folder = ROOT / "generated" / name
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
    index = json.loads((folder / "operations.json").read_text(encoding="utf-8"))
    diagnostics = Diagnostics()
    spec = ROOT / "specs" / name
    config = read_config(spec / "sdk.yaml", diagnostics)
    description = read_description(config, spec, read_index(folder), diagnostics)
    return Target(
        name=name,
        package=importlib.import_module(index["package"]),
        client=config.client.name,
        description=description,
        methods=tuple(index["methods"]),
        schemes=tuple(auth.argument for auth in config.client.auth.values()),
    )
