"""The corpus of hostile and awkward documents, by its own scorer.

The corpus is not part of the repository; SDKGEN_HOSTILE names its folder.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = os.environ.get("SDKGEN_HOSTILE", "")
ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.slow
@pytest.mark.skipif(not FOLDER, reason="SDKGEN_HOSTILE is not set: the corpus is not at hand")
def test_every_document_ends_as_it_should(tmp_path: Path) -> None:
    report = tmp_path / "score.json"
    # One root for all: most files of the packages are the same, and are formatted once.
    command = (
        f"{sys.executable} -m generator generate --spec {{spec}} --package {{package}} --out {{out}} "
        f"--root {tmp_path} --quiet"
    )
    words = [
        sys.executable,
        str(Path(FOLDER) / "score.py"),
        "--generator-cmd",
        command,
        "--json",
        str(report),
    ]
    words += ["--jobs", "2", "--python", sys.executable]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert report.is_file(), done.stdout[-2000:] + done.stderr[-2000:]
    assert "FAIL" not in done.stdout, "\n".join(line for line in done.stdout.splitlines() if "FAIL" in line)
    assert json.loads(report.read_text(encoding="utf-8"))
