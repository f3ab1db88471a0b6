"""The programs of tests/programs/parity pass the type checker against the provider's package, with one name swapped.

Against ours they are checked with all other programs (`python -m tests.typecheck programs`).
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAMS = ROOT / "tests" / "programs" / "parity"


@pytest.mark.slow
def test_programs_fit_the_package_of_the_provider(tmp_path: Path) -> None:
    if importlib.util.find_spec("openai") is None:
        pytest.skip("the provider's package is not installed")
    for program in PROGRAMS.glob("*.py"):
        text = program.read_text(encoding="utf-8").replace("openai_client", "openai")
        (tmp_path / program.name).write_text(text, encoding="utf-8")
    cache = str(ROOT / ".mypy_cache" / "parity")
    options = ["--strict", "--config-file", os.devnull, "--cache-dir", cache, "--python-version", "3.11"]
    command = [sys.executable, "-m", "mypy", *options, str(tmp_path)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
