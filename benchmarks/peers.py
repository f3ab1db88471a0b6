"""The same documents through sdkgen and its peers: which are accepted, how much of them comes out, does it import?

    python benchmarks/peers.py FOLDER_OR_FILE... [--sample 24] [--peer-python PYTHON] [--report peers.md]

Peers: openapi-python-client (whole clients) and datamodel-code-generator (models only).  Each program runs in a process
of its own with its defaults.  `--peer-python` is the interpreter that has the peers installed.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sweep import PACKAGE, Process, documents, examine, run, spread

IMPORT_TREE = """
import importlib, pkgutil, sys
package = importlib.import_module(sys.argv[1])
for module in pkgutil.walk_packages(getattr(package, "__path__", []), sys.argv[1] + "."):
    importlib.import_module(module.name)
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one program made of one document: accepted at all, operations in the output, whether all of it imports."""

    accepted: bool
    operations: int
    imports: bool
    seconds: float


def by_sdkgen(document: Path, total: int) -> Outcome:
    """Our own program, by the same measure as the others."""
    result = examine(document, [document], 600.0, False)
    operations = result.operations or (total if not result.fault else 0)
    return Outcome(result.stage != "generate", operations, not result.fault, result.seconds)


def by_client(document: Path, python: str) -> Outcome:
    """openapi-python-client: one module an operation."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        command = [python, "-m", "openapi_python_client", "generate", "--path", str(document)]
        made = run([*command, "--meta", "none", "--output-path", PACKAGE], folder, 600.0)
        modules = [p for p in folder.glob(f"{PACKAGE}/api/*/*.py") if p.stem != "__init__"]
        return Outcome(bool(modules), len(modules), bool(modules) and _imports(folder, python), made.seconds)


def by_models(document: Path, python: str) -> Outcome:
    """datamodel-code-generator: models, no operations."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        command = [
            python,
            "-m",
            "datamodel_code_generator",
            "--input",
            str(document),
            "--input-file-type",
            "openapi",
        ]
        command += ["--output", f"{PACKAGE}.py", "--output-model-type", "pydantic_v2.BaseModel"]
        made = run(command, folder, 600.0)
        good = made.code == 0
        return Outcome(good, 0, good and _imports(folder, python), made.seconds)


def _imports(folder: Path, python: str) -> bool:
    done: Process = run([python, "-c", IMPORT_TREE, PACKAGE], folder, 600.0)
    return done.code == 0


def operations_in(document: Path) -> int:
    """Operations that a document has, by its text alone."""
    found = subprocess.run(
        [sys.executable, "-m", "generator", "inspect", str(document)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).resolve().parent.parent,
    )
    said = re.search(r"operations: (\d+)", found.stdout)
    return int(said[1]) if said else 0


def row(name: str, outcomes: Sequence[Outcome], total: int, makes_operations: bool) -> str:
    """One line of the table."""
    count = len(outcomes)
    made = f"{sum(o.operations for o in outcomes):,} of {total:,}" if makes_operations else "-"
    accepted, imports = sum(o.accepted for o in outcomes), sum(o.imports for o in outcomes)
    seconds = statistics.median(o.seconds for o in outcomes)
    return f"| {name} | {accepted} of {count} | {made} | {imports} of {count} | {seconds:.1f} |"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("places", nargs="+", type=Path, help="folders or files")
    parser.add_argument("--sample", type=int, default=24, help="documents, spread over their sizes")
    parser.add_argument("--peer-python", default=sys.executable, help="interpreter that has the peers")
    parser.add_argument("--report", type=Path, help="file that receives the table as well")
    options = parser.parse_args()
    every = [
        path for path in documents([p.resolve() for p in options.places], "") if "discovery" not in path.name
    ]
    rows: dict[str, list[Outcome]] = {
        "sdkgen": [],
        "openapi-python-client": [],
        "datamodel-code-generator": [],
    }
    total = 0
    for document in spread(every, options.sample):
        count = operations_in(document)
        total += count
        rows["sdkgen"].append(by_sdkgen(document, count))
        rows["openapi-python-client"].append(by_client(document, options.peer_python))
        rows["datamodel-code-generator"].append(by_models(document, options.peer_python))
        print(document.name, count, *(each[-1] for each in rows.values()), file=sys.stderr, flush=True)
    lines = ["| program | documents accepted | operations made | all of it imports | median CPU s |"]
    lines += ["| --- | --- | --- | --- | --- |"]
    lines += [row(name, found, total, name != "datamodel-code-generator") for name, found in rows.items()]
    text = "\n".join(lines) + "\n"
    print(text)
    if options.report is not None:
        options.report.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
