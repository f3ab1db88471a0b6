"""mypy --strict and pyright strict over everything that is or becomes ours: `python -m tests.typecheck [NAME ...]`.

Names: generator, runtime, programs, and the generated packages by target.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def places() -> Mapping[str, tuple[Path, tuple[Path, ...]]]:
    """Name to what is checked and the folders that its imports come from."""
    generated = sorted((ROOT / "generated").glob("*/*/py.typed"))
    roots = tuple(marker.parent.parent for marker in generated)
    found: dict[str, tuple[Path, tuple[Path, ...]]] = {
        "generator": (ROOT / "generator", (ROOT,)),
        "runtime": (ROOT / "templates" / "runtime", (ROOT / "templates",)),
    }
    found.update({m.parent.parent.name: (m.parent, (m.parent.parent,)) for m in generated})
    found["programs"] = (ROOT / "tests" / "programs", roots)
    return found


def mypy(path: Path, roots: tuple[Path, ...]) -> subprocess.CompletedProcess[str]:
    """Run mypy --strict from inside the first root, so that packages are found by their import names."""
    env_path = ":".join(map(str, roots))
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--python-version", "3.11"]
    command += ["--config-file", "/dev/null", "--cache-dir", str(ROOT / ".mypy_cache" / path.name), str(path)]
    return subprocess.run(
        command,
        cwd=roots[0],
        env={**_environment(), "MYPYPATH": env_path},
        capture_output=True,
        text=True,
        check=False,
    )


def pyright(path: Path, roots: tuple[Path, ...]) -> subprocess.CompletedProcess[str]:
    """Run pyright in strict mode with a configuration of its own."""
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "pyrightconfig.json"
        settings = {
            # pyright reads relative paths only, relative to the configuration.
            "include": [os.path.relpath(path, folder)],
            "extraPaths": [os.path.relpath(root, folder) for root in roots],
            "typeCheckingMode": "strict",
            "pythonVersion": "3.11",
            "reportPrivateUsage": "none",
        }
        config.write_text(json.dumps(settings), encoding="utf-8")
        command = [sys.executable, "-m", "pyright", "-p", str(config), "--pythonpath", sys.executable]
        return subprocess.run(command, env=_environment(), capture_output=True, text=True, check=False)


def _environment() -> dict[str, str]:
    return {**os.environ, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}


def main(names: list[str]) -> int:
    """Check the named places (all by default); prints what is wrong and returns the number of failures."""
    failures = 0
    for name, (path, roots) in places().items():
        if (names and name not in names) or not path.exists():
            continue
        for tool in (mypy, pyright):
            result = tool(path, roots)
            print(f"{tool.__name__:8} {name:10} {'ok' if result.returncode == 0 else 'FAILED'}", flush=True)
            if result.returncode:
                failures += 1
                print((result.stdout + result.stderr)[-6000:])
    return failures


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
