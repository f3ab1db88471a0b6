"""mypy --strict over the packages of all cases at once: what is generated type-checks, whatever the document."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cases import kit

ROOT = kit.HERE.parent.parent


def shared(folder: Path, package: str) -> None:
    """Put one copy of the runtime behind all packages: it is checked elsewhere, and once is enough."""
    runtime = folder / package / "_runtime"
    for module in sorted(runtime.rglob("*.py")):
        if module.stem != "__init__":
            name = ".".join(module.relative_to(runtime).with_suffix("").parts)
            module.write_text(f"from runtime.{name} import *\n", encoding="utf-8")


@pytest.mark.slow
def test_all_packages_are_typed(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No finding of mypy in any package."""
    cache = kit.shared_cache(tmp_path_factory.getbasetemp())
    roots = []
    for name in kit.names():
        case = kit.build(name, tmp_path, cache)
        shared(case.folder, f"case_{name}")
        roots.append(case.folder)
    (tmp_path / "mypy.ini").write_text("[mypy]\nstrict = True\n", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--config-file",
        "mypy.ini",
        "--no-error-summary",
        "--cache-dir",
        ".mypy",
    ]
    packages = [f"-pcase_{name}" for name in kit.names()]
    path = ":".join(map(str, [*roots, ROOT / "templates"]))
    done = subprocess.run(
        [*command, *packages],
        cwd=tmp_path,
        env={"MYPYPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
