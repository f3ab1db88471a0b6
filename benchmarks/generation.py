"""Generation side by side: sdkgen, openapi-python-client and datamodel-code-generator on the same document.

    python benchmarks/generation.py [--runs 3] [--spec specs/openai/openapi.yaml] [--quick] [--incremental]

Each program runs as a whole process, in turn, so that a slow moment of the machine hits all of them.
Prints medians of wall and CPU seconds, peak memory of the largest process, and what came out.
"""

from __future__ import annotations

import argparse
import compileall
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
_TARGET = "openai"
_QUICK = ("sdkgen --spec", "openapi-python-client")
_CHANGE = """
  - target: $.components.schemas.Embedding.properties
    update: {measured: {type: string}}
"""


@dataclass(frozen=True)
class Run:
    """One finished process: wall and CPU seconds, peak resident memory in MB, exit code."""

    wall: float
    cpu: float
    megabytes: float
    code: int


def tool(name: str) -> str:
    """A program of this environment, else one on the path."""
    own = BIN / name
    return str(own) if own.exists() else shutil.which(name) or name


def programs(spec: Path) -> dict[str, list[str]]:
    """Command lines by name; `OUT` stands for an empty folder."""
    sdkgen = [tool("sdkgen"), "generate"]
    return {
        "sdkgen (target openai)": [*sdkgen, "openai", "--out", "OUT", "--no-cache", "--quiet", "--root", str(ROOT)],
        "sdkgen --spec": [*sdkgen, "--spec", str(spec), "--package", "bench", "--out", "OUT", "--no-cache", "--quiet"],
        "openapi-python-client": [
            tool("openapi-python-client"), "generate", "--path", str(spec), "--output-path", "OUT/client",
        ],
        "datamodel-code-generator": [
            tool("datamodel-codegen"), "--input", str(spec), "--input-file-type", "openapi",
            "--output-model-type", "pydantic_v2.BaseModel", "--output", "OUT/models.py",
        ],
    }  # fmt: skip


def run(command: list[str], out: Path) -> Run:
    """Run one program; its output is thrown away."""
    words = [word.replace("OUT", str(out)) for word in command]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(wall, cpu, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status))


def incremental() -> list[tuple[str, Run]]:
    """The largest target cold, with nothing changed, with one schema changed, and all targets; in a copy, with its own cache."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(ROOT / "specs", root / "specs")
        command = [tool("sdkgen"), "generate", _TARGET, "--quiet", "--root", folder]
        found = [("cold", run(command, root)), ("nothing changed", run(command, root))]
        overlay = root / "specs" / _TARGET / "drift.overlay.yaml"
        text = overlay.read_text(encoding="utf-8")
        overlay.write_text(text.rstrip("\n") + _CHANGE, encoding="utf-8")
        found.append(("one schema changed", run(command, root)))
        shutil.rmtree(root / "generated")
        everything = [tool("sdkgen"), "generate", "--no-cache", "--quiet", "--root", folder]
        found.append(("all targets, cold", run(everything, root)))
    return found


def print_incremental(rounds: list[list[tuple[str, Run]]]) -> None:
    """A second table: medians of CPU seconds, and their share of the cold run."""
    print("\n| run | CPU s | of cold | wall s | of cold | exit |\n| --- | --- | --- | --- | --- | --- |")
    cold = statistics.median(rows[0][1].cpu for rows in rounds)
    long = statistics.median(rows[0][1].wall for rows in rounds)
    for number, (name, last) in enumerate(rounds[-1]):
        cpu = statistics.median(rows[number][1].cpu for rows in rounds)
        wall = statistics.median(rows[number][1].wall for rows in rounds)
        print(f"| {name} | {cpu:.2f} | {cpu / cold:.2f} | {wall:.1f} | {wall / long:.2f} | {last.code} |")


def measure(spec: Path, runs: int, *, quick: bool = False) -> dict[str, tuple[list[Run], int, int]]:
    """All runs by program, with lines and operations of the last output."""
    chosen = {name: c for name, c in programs(spec).items() if not quick or name in _QUICK}
    results: dict[str, tuple[list[Run], int, int]] = {name: ([], 0, 0) for name in chosen}
    for _ in range(runs):
        for name, command in chosen.items():
            with tempfile.TemporaryDirectory() as folder:
                out = Path(folder)
                finished = run(command, out)
                text = [p.read_text(encoding="utf-8") for p in out.rglob("*.py")]
                lines = sum(t.count("\n") for t in text)
                results[name] = ([*results[name][0], finished], lines, operations(name, text))
    return results


def operations(name: str, modules: list[str]) -> int:
    """How many operations the output offers, read from its source."""
    if name.startswith("sdkgen"):
        return sum(len(re.findall(r"^_[A-Z0-9_]+: \w*Operation\[", text, re.MULTILINE)) for text in modules)
    if name == "openapi-python-client":
        return sum(len(re.findall(r"^def sync_detailed\(", text, re.MULTILINE)) for text in modules)
    return 0


def main() -> None:
    """Measure and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="sdkgen and openapi-python-client alone")
    parser.add_argument("--spec", type=Path, default=ROOT / "specs" / "openai" / "openapi.yaml")
    parser.add_argument(
        "--incremental", action="store_true", help="what a second run and several targets cost"
    )
    options = parser.parse_args()
    # As pip leaves the peers; Python may have been told not to write such files.
    compileall.compile_dir(ROOT / "generator", quiet=2)
    if options.incremental:
        print_incremental([incremental() for _ in range(options.runs)])
        return
    missing = [n for n, c in programs(options.spec).items() if not shutil.which(c[0])]
    if missing:
        sys.exit(f"not installed: {', '.join(missing)} (make bench installs them)")
    results = measure(options.spec, options.runs, quick=options.quick)
    peer = statistics.median(r.wall for r in results["openapi-python-client"][0])
    print("| program | wall s | to openapi-python-client | CPU s | MB | lines | operations | exit |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for name, (runs, lines, count) in results.items():
        wall = statistics.median(r.wall for r in runs)
        cpu = statistics.median(r.cpu for r in runs)
        memory = statistics.median(r.megabytes for r in runs)
        print(
            f"| {name} | {wall:.1f} | {wall / peer:.2f} | {cpu:.1f} | {memory:.0f} | {lines:,} "
            f"| {count or '-'} | {runs[-1].code} |"
        )


if __name__ == "__main__":
    main()
