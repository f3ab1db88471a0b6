"""schemathesis, bounded, finds nothing to object to in the mock server.

Not part of the development set: `pip install schemathesis` in any environment and name its program in
SDKGEN_SCHEMATHESIS, or have `st` on the path.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostics
from generator.mock.app import MockApp, MockOptions
from generator.mock.serving import serving
from generator.spec import Document, load_document
from tests.samples.documents import target_document

PROGRAM = os.environ.get("SDKGEN_SCHEMATHESIS") or shutil.which("st")
NEEDS_MEMORY = "use_after_free,ensure_resource_availability,object_level_authorization"
"""Checks that expect a server to remember what was made and deleted."""

ALL = "examples,coverage,fuzzing"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(PROGRAM is None, reason="schemathesis is not installed"),
]


def run(
    folder: Path,
    document: Document,
    spec: Path,
    key: str,
    examples: int,
    phases: str = ALL,
    without: str = "",
) -> None:
    header = f"X-Shop-Key: {key}" if "shop" in spec.name else f"Authorization: Bearer {key}"
    bounds = ["--seed=1", f"--exclude-checks={NEEDS_MEMORY}{without}", f"--phases={phases}", "--no-color"]
    served = MockApp(document, options=MockOptions(key=key))
    with serving(served) as url:
        done = subprocess.run(
            [str(PROGRAM), "run", str(spec), "-u", url, "-H", header, "-n", str(examples), *bounds],
            capture_output=True,
            text=True,
            check=False,
            cwd=folder,  # it leaves a cache where it runs
        )
    assert done.returncode == 0, done.stdout[-4000:]


def test_shop(tmp_path: Path) -> None:
    """Parameters of all places and styles, forms, unions, streams."""
    spec = (Path(__file__).parent / "shop.yaml").resolve()
    run(tmp_path, load_document(spec, diagnostics=Diagnostics()), spec, "key123", 20)


def test_xai(tmp_path: Path) -> None:
    """A real document, whose overlays change words only.

    Its schemas of streams describe the JSON of events, where schemathesis takes them for frames; and it has bounds
    at the edge of 64 bits, which validators that compute with doubles cannot tell from the number above (coverage).
    """
    spec = Path("specs/xai/openapi.yaml").resolve()
    run(
        tmp_path,
        target_document("xai"),
        spec,
        "key123",
        5,
        "examples,fuzzing",
        ",response_schema_conformance",
    )
