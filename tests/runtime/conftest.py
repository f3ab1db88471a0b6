"""Puts the runtime where tests can import it: alone as `runtime`, and inside the hand-made package `sample`."""

from __future__ import annotations

import atexit
import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
TEMPLATES = HERE.parent.parent / "templates"


def _assemble() -> Path:
    """A folder with the sample package as it would be installed."""
    folder = Path(tempfile.mkdtemp(prefix="sdkgen-sample-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(HERE / "sample", folder / "sample", ignore=ignore)
    shutil.copytree(TEMPLATES / "runtime", folder / "sample" / "_runtime", ignore=ignore)
    return folder


SITE = _assemble()
sys.path[:0] = [str(TEMPLATES), str(SITE)]
sys.path.append(str(HERE))
