"""Many documents, one after the other: does each give a complete package whose modules all import?

    python benchmarks/sweep.py FOLDER_OR_FILE... [--only REGEX] [--sample 40] [--jobs 2] [--mypy] [--report sweep.md]

Every OpenAPI 3 and Google Discovery document found is generated in a temporary folder by a process of its own;
a second process imports every module of the result; with `--mypy` a third checks it in strict mode.
The report is Markdown: totals, failures with their first message, the slowest documents, and the exponent of cost
(CPU seconds and megabytes against operations + schemas, least squares on logarithms).
"""

from __future__ import annotations

import argparse
import json
import math
import os
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "swept"
KINDS = re.compile(rb"""["']?(openapi["']?\s*:\s*["']?3\.|kind["']\s*:\s*["']discovery#restDescription)""")
"""What one of the first or last lines of a document that sdkgen reads looks like."""

IMPORT_ALL = f"""
import importlib, pkgutil, sys, warnings
warnings.simplefilter("error", SyntaxWarning)
package = importlib.import_module("{PACKAGE}")
for module in pkgutil.walk_packages(package.__path__, "{PACKAGE}."):
    importlib.import_module(module.name)
package.warm_up()
"""


@dataclass(frozen=True, slots=True)
class Process:
    """A finished process: exit code, CPU seconds of it and its children, peak resident memory in MB, what it said."""

    code: int
    seconds: float
    megabytes: float
    said: str


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one document.  `size` is operations + schemas; `fault` is empty for a good one."""

    name: str
    stage: str = "good"
    fault: str = ""
    size: int = 0
    operations: int = 0
    seconds: float = 0.0
    megabytes: float = 0.0


def documents(places: Iterable[Path], only: str) -> Iterator[Path]:
    """The documents below some folders, in order of size, smallest first."""
    found: list[Path] = []
    for place in places:
        files = [place] if place.is_file() else place.rglob("*")
        found += (f for f in files if f.suffix in {".json", ".yaml", ".yml"} and re.search(only, str(f)))
    for file in sorted(found, key=lambda f: (f.stat().st_size, str(f))):
        if KINDS.search(file.read_bytes()):
            yield file


def spread(files: Sequence[Path], count: int) -> list[Path]:
    """`count` of the files, evenly over their sizes, with the smallest and the largest; all when there are fewer."""
    if count <= 0 or count >= len(files):
        return list(files)
    step = (len(files) - 1) / max(count - 1, 1)
    return [files[round(index * step)] for index in range(count)]


def run(command: Sequence[str], folder: Path, timeout: float) -> Process:
    """Run one program in `folder`; one that takes longer than `timeout` seconds is ended with code -9."""
    with tempfile.TemporaryFile("w+", errors="replace") as output:
        environment = {
            **os.environ,
            "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        process = subprocess.Popen(
            ["timeout", "--signal=KILL", str(timeout), *command],
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env=environment,
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = usage.ru_utime + usage.ru_stime
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        return Process(process.returncode, seconds, usage.ru_maxrss / 1024, output.read())


def examine(document: Path, places: Sequence[Path], timeout: float, mypy: bool) -> Result:
    """Generate one document, account for its operations, import the result and perhaps type-check it."""
    name = min((str(document.relative_to(p)) for p in places if document.is_relative_to(p)), key=len)
    result = Result(document.name if name == "." else name)
    with tempfile.TemporaryDirectory(prefix="sweep-") as temporary:
        folder = Path(temporary)
        report = folder / "report.json"
        command = [sys.executable, "-m", "generator", "generate", "--spec", str(document.resolve())]
        command += ["--package", PACKAGE, "--out", str(folder), "--quiet", "--no-cache", "--jobs", "1"]
        made = run([*command, "--report", str(report)], folder, timeout)
        result = replace(result, seconds=made.seconds, megabytes=made.megabytes)
        if made.code:
            return replace(result, stage="generate", fault=f"exit {made.code}: {_last(made.said)}")
        account = json.loads(report.read_text())["targets"][0]
        result = replace(
            result,
            size=account["api"]["operations"] + account["api"]["schemas"],
            operations=account["api"]["operations"],
        )
        missing = {k: n for k, n in account["document"].items() if account["api"][k] < n}
        if missing:
            return replace(result, stage="complete", fault=f"fewer than {missing}")
        imported = run([sys.executable, "-c", IMPORT_ALL], folder, timeout)
        if imported.code:
            return replace(result, stage="import", fault=_last(imported.said))
        return _checked(result, folder, timeout) if mypy else result


def _checked(result: Result, folder: Path, timeout: float) -> Result:
    # A cache for each worker: two checks of packages of one name would spoil a common one.
    cache = Path(tempfile.gettempdir()) / f"sweep-mypy-{threading.current_thread().name}"
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--no-error-summary"]
    checked = run([*command, "--cache-dir", str(cache), PACKAGE], folder, timeout)
    if checked.code == 0:
        return result
    lines = [line for line in checked.said.splitlines() if ": error:" in line]
    return replace(
        result, stage="mypy", fault=f"{len(lines)} errors, first: {lines[0] if lines else checked.code}"
    )


def _last(said: str) -> str:
    """What a failed program said last, and for sdkgen its first fatal finding: on one line, at most 300 characters."""
    lines = [line.strip() for line in said.strip().splitlines() if line.strip()]
    fatal = [line for line in lines if " fatal " in f" {line} "]
    return " | ".join([*fatal[:1], *lines[-2:]])[:300]


def exponent(points: Iterable[tuple[float, float]]) -> float:
    """Slope of log(y) over log(x): 1 means that cost grows like size.  NaN for fewer than three points."""
    logs = [(math.log(x), math.log(y)) for x, y in points if x > 0 and y > 0]
    if len(logs) < 3:
        return math.nan
    mean_x = sum(x for x, _ in logs) / len(logs)
    mean_y = sum(y for _, y in logs) / len(logs)
    spread_x = sum((x - mean_x) ** 2 for x, _ in logs)
    return sum((x - mean_x) * (y - mean_y) for x, y in logs) / spread_x if spread_x else math.nan


def markdown(results: Sequence[Result], mypy: bool) -> str:
    """The report."""
    stages = ["generate", "complete", "import", *(["mypy"] if mypy else [])]
    lines = ["| documents | " + " | ".join(stages) + " |", "| --- |" + " --- |" * len(stages)]
    left, cells = len(results), []
    for stage in stages:
        left -= sum(r.stage == stage for r in results)
        cells.append(str(left))
    lines += [f"| {len(results)} | " + " | ".join(cells) + " |", ""]
    for fault in (r for r in results if r.fault):
        lines.append(f"- `{fault.name}` fails at {fault.stage}: {fault.fault.replace('`', chr(39))}")
    slow = sorted(results, key=lambda r: -r.seconds)[:10]
    lines += ["", "| slowest | operations + schemas | CPU seconds | MB |", "| --- | --- | --- | --- |"]
    lines += [f"| {r.name} | {r.size} | {r.seconds:.1f} | {r.megabytes:.0f} |" for r in slow]
    large = [r for r in results if r.size >= 300]
    lines += [
        "",
        f"Operations: {sum(r.operations for r in results)}.  Exponent of cost from 300 operations + schemas on"
        f" ({len(large)} documents): CPU seconds {exponent((r.size, r.seconds) for r in large):.2f},"
        f" memory {exponent((r.size, r.megabytes) for r in large):.2f}.",
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Command line: exit 1 when a document failed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("places", nargs="+", type=Path, help="folders or files")
    parser.add_argument("--only", default="", help="regular expression that paths have to match")
    parser.add_argument("--sample", type=int, default=0, help="this many, spread over their sizes")
    parser.add_argument("--jobs", type=int, default=2, help="documents at a time")
    parser.add_argument("--timeout", type=float, default=900.0, help="seconds a program may take")
    parser.add_argument("--mypy", action="store_true", help="type-check every package")
    parser.add_argument("--report", type=Path, help="file that receives the report as well")
    options = parser.parse_args()
    places = [place.resolve() for place in options.places]
    chosen = spread(list(documents(places, options.only)), options.sample)
    work = partial(examine, places=places, timeout=options.timeout, mypy=options.mypy)
    results: list[Result] = []
    with ThreadPoolExecutor(options.jobs) as pool:
        for result in pool.map(work, chosen):
            results.append(result)
            print(
                f"{result.stage:9} {result.seconds:6.1f} s {result.size:6} {result.name} {result.fault}",
                file=sys.stderr,
                flush=True,
            )
    text = markdown(results, options.mypy)
    print(text)
    if options.report is not None:
        options.report.parent.mkdir(parents=True, exist_ok=True)
        options.report.write_text(text, encoding="utf-8")
    return int(any(r.fault for r in results))


if __name__ == "__main__":
    raise SystemExit(main())
