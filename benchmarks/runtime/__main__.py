"""Generated packages beside the official ones.

    python -m benchmarks.runtime [--runs 3] [--full] [--only small]

Every figure is the CPU time of a fresh process, the clients alternating in each round; medians.  `--full` adds the slow
rows (async streams, embeddings as numbers, type checkers).  Peers that are not installed are left out.
"""

from __future__ import annotations

import argparse
import compileall
import importlib.util
import math
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.runtime.calls import LENIENT
from benchmarks.runtime.programs import PROGRAMS, typed

ROOT = Path(__file__).resolve().parents[2]
GENERATED = {"openai": "openai_client", "gemini": "gemini_client"}
SITE = ROOT / ".cache" / "bench" / "site"
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (SITE, ROOT)))}
Measure = Callable[[str, int], float]


@dataclass(frozen=True)
class Row:
    """One line of the table: what is measured for ours, the peer and the floor, in which unit, with which goal."""

    name: str
    clients: tuple[str, str, str]
    measure: Measure
    unit: str
    goal: float
    is_slow: bool = False


def install() -> None:
    """Copy the generated packages to `SITE` and compile them, as pip did for the peers."""
    for target, package in GENERATED.items():
        manifest = ROOT / "generated" / target / "sdkgen.manifest.json"
        mark = SITE / f"{target}.json"
        if mark.is_file() and mark.read_bytes() == manifest.read_bytes():
            continue
        shutil.rmtree(SITE / package, ignore_errors=True)
        shutil.copytree(manifest.parent / package, SITE / package)
        compileall.compile_dir(SITE / package, quiet=2, workers=0)
        shutil.copy(manifest, mark)


def in_process(metric: str) -> Measure:
    """A metric of `calls`."""

    def measure(client: str, port: int) -> float:
        command = [sys.executable, "-m", "benchmarks.runtime.calls", client, metric, str(port)]
        done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False, cwd=ROOT)
        if done.returncode:
            raise RuntimeError(done.stderr.strip().splitlines()[-1])
        return float(done.stdout)

    return measure


def usage(code: str, port: int) -> tuple[float, float]:
    """CPU milliseconds and peak megabytes of a process that runs `code`."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(read)
        # The child of a child, so that its peak is not that of another.
        done = subprocess.run([sys.executable, "-c", code, str(port)], env=ENVIRONMENT, check=False, cwd=ROOT)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        os.write(write, f"{(used.ru_utime + used.ru_stime) * 1e3} {used.ru_maxrss / 1024}".encode())
        os._exit(done.returncode)
    os.close(write)
    with os.fdopen(read) as pipe:
        text = pipe.read()
    if os.waitpid(pid, 0)[1]:
        raise RuntimeError("the measured program failed")
    cpu, memory = map(float, text.split())
    return cpu, memory


def of_process(program: str, which: int) -> Measure:
    """CPU (0) or memory (1) of a whole program; nan where a client has none."""

    def measure(client: str, port: int) -> float:
        code = PROGRAMS[program].get(client)
        return usage(code, port)[which] if code is not None else math.nan

    return measure


def checking(checker: str) -> Measure:
    """CPU milliseconds of a type checker on a short program, without its cache; the program must be without faults."""

    def measure(client: str, port: int) -> float:
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "program.py").write_text(typed(client), encoding="utf-8")
            # Without its interpreter named, pyright looks for the packages of another one.
            words = (
                ["--strict", "--cache-dir", os.devnull]
                if checker == "mypy"
                else ["--pythonpath", sys.executable]
            )
            command = [sys.executable, "-m", checker, *words, "program.py"]
            code = f"import subprocess; subprocess.run({command!r}, cwd={folder!r}, stdout=-3, check=True)"
            return usage(code, port)[0]

    return measure


OPENAI, GEMINI = ("openai_client", "openai", "floor"), ("gemini_client", "google", "floor")
# What our client spends on a body that deviates from the document, to what it spends on one that does not.
FAST = ("openai_client", "fast path", "openai")
ROWS = (
    Row("import", OPENAI, of_process("import", 0), "ms", 0.10),
    Row("first answer", OPENAI, of_process("first answer", 0), "ms", 0.45),
    Row("first token", OPENAI, of_process("first token", 0), "ms", 0.45),
    Row("memory after the first answer", OPENAI, of_process("first answer", 1), "MB", 0.70),
    Row("memory, every resource touched", OPENAI, of_process("all resources", 1), "MB", 0.50),
    Row("small call", OPENAI, in_process("small call"), "us", 0.45),
    Row("60 messages, 20 tools", OPENAI, in_process("60 messages, 20 tools"), "us", 0.12),
    Row("192 KB response", OPENAI, in_process("192 KB response"), "us", 0.15),
    Row("500 items", OPENAI, in_process("500 items"), "us", 0.15),
    Row("embeddings, floats", OPENAI, in_process("embeddings, floats"), "us", 0.10, is_slow=True),
    Row("embeddings, base64", OPENAI, in_process("embeddings, base64"), "us", 0.60),
    Row("stream event", OPENAI, in_process("stream event"), "us", 0.12),
    Row("stream event, async", OPENAI, in_process("stream event, async"), "us", 0.12, is_slow=True),
    Row("50 concurrent", OPENAI, in_process("50 concurrent"), "us", 0.55),
    Row("parse a chat completion", OPENAI, in_process("parse a chat completion"), "us", 0.10),
    Row("parse a chunk", OPENAI, in_process("parse a chunk"), "us", 0.10),
    Row("parse a Response", OPENAI, in_process("parse a Response"), "us", 0.10),
    *(Row(name, FAST, in_process(name), "us", 3.0) for name in LENIENT),
    Row("gemini: import", GEMINI, of_process("import", 0), "ms", 0.10),
    Row("gemini: first answer", GEMINI, of_process("first answer", 0), "ms", 0.45),
    Row("gemini: first token", GEMINI, of_process("first token", 0), "ms", 0.45),
    Row("gemini: memory after the first answer", GEMINI, of_process("first answer", 1), "MB", 0.70),
    Row("gemini: small call", GEMINI, in_process("gemini: small call"), "us", 0.45),
    Row("gemini: stream event", GEMINI, in_process("gemini: stream event"), "us", 0.12, is_slow=True),
    Row("gemini: parse an answer", GEMINI, in_process("gemini: parse an answer"), "us", 0.10),
    Row("mypy --strict", OPENAI, checking("mypy"), "ms", 0.80, is_slow=True),
    Row("pyright", OPENAI, checking("pyright"), "ms", 0.80, is_slow=True),
)


@contextmanager
def served() -> Iterator[int]:
    """The port of a running server."""
    command = [sys.executable, "-m", "benchmarks.runtime.server"]
    with subprocess.Popen(
        command, env=ENVIRONMENT, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield int(process.stdout.readline())
        process.stdin.close()


def line(row: Row, port: int, runs: int) -> str:
    """One line of the Markdown table."""
    taken: dict[str, list[float]] = {client: [] for client in row.clients}
    for _ in range(runs):
        for client in row.clients:
            taken[client].append(row.measure(client, port))
    ours, peer, floor = (statistics.median(taken[client]) for client in row.clients)
    bare = f"{floor:,.1f} | {floor / peer:.2f}" if not math.isnan(floor) else "- | -"
    return (
        f"| {row.name} | {ours:,.1f} {row.unit} | {peer:,.1f} | {ours / peer:.2f} | {row.goal:.2f} | {bare} |"
    )


def main() -> None:
    """Measure and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--budget", type=float, default=0, help="seconds after which no further row is begun")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    missing = [name for name in ("openai", "google.genai", "httpx2") if not importlib.util.find_spec(name)]
    if missing:
        sys.exit(f"not installed: {', '.join(missing)} (make bench installs them)")
    install()
    print("| work | ours | official | ratio | goal | floor | its ratio |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    start = time.monotonic()
    with served() as port:
        for row in ROWS:
            if options.only in row.name and (options.full or not row.is_slow):
                if options.budget and time.monotonic() - start > options.budget:
                    sys.exit(
                        f"stopped before {row.name!r} after {options.budget} s; `make bench-full` has no limit"
                    )
                print(line(row, port, options.runs), flush=True)


if __name__ == "__main__":
    main()
