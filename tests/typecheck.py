"""mypy --strict and pyright strict over everything that is or becomes ours: `python -m tests.typecheck [NAME ...]`.

Names: generator, runtime, programs, and the generated packages by target.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def places() -> Mapping[str, tuple[Path, Path]]:
    """Name to what is checked and the folder that its imports come from."""
    generated = sorted((ROOT / "generated").glob("*/*/py.typed"))
    return {
        "generator": (ROOT / "generator", ROOT),
        "runtime": (ROOT / "templates" / "runtime", ROOT / "templates"),
        **{m.parent.parent.name: (m.parent, m.parent.parent) for m in generated},
        "programs": (ROOT / "tests" / "programs", ROOT),
    }


def roots() -> list[Path]:
    """The folders that imports come from; the same in every run, so that one cache serves all."""
    return list(dict.fromkeys(root for _, root in places().values()))


def mypy(paths: Sequence[Path]) -> subprocess.CompletedProcess[str]:
    """Run mypy --strict once over all paths: libraries and packages are read once, whoever imports them."""
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--python-version", "3.11"]
    command += ["--config-file", os.devnull, "--explicit-package-bases", *map(str, paths)]
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**_environment(), "MYPYPATH": os.pathsep.join(map(str, roots()))},
        capture_output=True,
        text=True,
        check=False,
    )


def pyright(paths: Sequence[Path]) -> subprocess.CompletedProcess[str]:
    """Run pyright in strict mode once over all paths, with a configuration of its own."""
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "pyrightconfig.json"
        settings = {
            # pyright reads relative paths only, relative to the configuration.
            "include": [os.path.relpath(path, folder) for path in paths],
            "extraPaths": [os.path.relpath(root, folder) for root in roots()],
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
    known = places()
    if unknown := sorted(set(names) - set(known)):
        print(f"unknown: {', '.join(unknown)}; there are {', '.join(known)}")
        return len(unknown)
    failures = 0
    paths = {name: path for name, (path, _) in known.items() if not names or name in names}
    runs = [(mypy, "", list(paths.values())), *((pyright, name, [path]) for name, path in paths.items())]
    for tool, name, each in runs:
        result = tool(each)
        print(f"{tool.__name__:8} {name:10} {'ok' if result.returncode == 0 else 'FAILED'}", flush=True)
        if result.returncode:
            failures += 1
            print((result.stdout + result.stderr)[-20000:])
    return failures


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
