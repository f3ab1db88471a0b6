"""Requests per second of `sdkgen mock` beside its peers, steady and Prism, on one document.

    python benchmarks/mock.py openapi.yml --steady node_modules/.bin/steady --prism node_modules/.bin/prism

All servers run at the same time and take the load in turn, round by round, so that a slow moment of the machine hits
all of them.  The load: some kept-alive connections, each with one request in flight.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

CHAT = {"model": "gpt-4o", "messages": [{"role": "user", "content": "Say hello in French."}]}
HOST = "127.0.0.1"


@dataclass(frozen=True)
class Load:
    """One kind of request and the statuses that are a right answer to it."""

    name: str
    method: str
    path: str
    body: object = None
    right: tuple[int, ...] = (200,)

    def wire(self, port: int) -> bytes:
        content = json.dumps(self.body).encode() if self.body is not None else b""
        head = f"{self.method} {self.path} HTTP/1.1\r\nHost: {HOST}:{port}\r\nAuthorization: Bearer key\r\n"
        head += "Accept: application/json\r\n"
        if content:
            head += f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n"
        return head.encode() + b"\r\n" + content


LOADS = (
    Load("GET, a list", "GET", "/models"),
    Load("POST, checked JSON", "POST", "/chat/completions", CHAT),
    Load("POST, refused", "POST", "/chat/completions", {**CHAT, "temperature": 9}, (400, 422)),
    Load("GET, query", "GET", "/files?limit=5&order=asc"),
)


@dataclass
class Server:
    name: str
    command: Sequence[str]
    port: int
    process: subprocess.Popen[bytes] | None = None
    start_seconds: float = 0.0
    rates: dict[str, list[float]] = field(default_factory=dict)
    wrong: dict[str, int] = field(default_factory=dict)
    memory: int = 0


async def answer(reader: asyncio.StreamReader) -> int:
    """Read one answer; gives its status."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    status = int(head[9:12])
    if b"transfer-encoding: chunked" in head:
        while size := int((await reader.readline()).partition(b";")[0], 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    elif b"content-length:" in head:
        length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
        await reader.readexactly(length)
    return status


async def one(port: int, load: Load, until: float, counts: dict[str, int]) -> None:
    reader, writer = await asyncio.open_connection(HOST, port)
    wire = load.wire(port)
    while time.perf_counter() < until:
        writer.write(wire)
        status = await answer(reader)
        counts["right" if status in load.right else "wrong"] += 1
    writer.close()


async def measure(port: int, load: Load, connections: int, seconds: float) -> tuple[float, int]:
    counts = {"right": 0, "wrong": 0}
    start = time.perf_counter()
    await asyncio.gather(*(one(port, load, start + seconds, counts) for _ in range(connections)))
    return sum(counts.values()) / (time.perf_counter() - start), counts["wrong"]


def wait(server: Server, seconds: float = 240.0) -> None:
    start = time.perf_counter()
    while time.perf_counter() - start < seconds:
        try:
            urllib.request.urlopen(f"http://{HOST}:{server.port}/models", timeout=5).close()
        except urllib.error.HTTPError:
            break
        except OSError:
            time.sleep(0.2)
            continue
        break
    server.start_seconds = time.perf_counter() - start


def memory_of(process: subprocess.Popen[bytes]) -> int:
    """Resident megabytes, 0 where the system does not tell."""
    try:
        text = Path(f"/proc/{process.pid}/status").read_text()
    except OSError:
        return 0
    return int(text.partition("VmRSS:")[2].split()[0]) // 1024


def servers(options: argparse.Namespace) -> list[Server]:
    spec = str(options.spec)
    found = [
        Server(
            "sdkgen mock",
            [sys.executable, "-m", "generator", "mock", "--spec", spec, "-q", "--port", "4701"],
            4701,
        )
    ]
    if options.steady:
        brackets = [f"--validator-{kind}-format=brackets" for kind in ("query-array", "query-object")]
        found.append(Server("steady", [options.steady, "--host", HOST, "-p", "4702", *brackets, spec], 4702))
    if options.prism:
        found.append(
            Server("Prism", [options.prism, "mock", "-v", "fatal", "-h", HOST, "-p", "4703", spec], 4703)
        )
    return found


def report(found: Sequence[Server], loads: Sequence[Load]) -> str:
    lines = ["| server | start s | MB | " + " | ".join(load.name for load in loads) + " |"]
    lines.append("| --- |" + " --- |" * (len(loads) + 2))
    for server in found:
        rates = []
        for load in loads:
            rate = f"{statistics.median(server.rates[load.name]):,.0f}"
            rates.append(rate + (" (wrong status)" if server.wrong[load.name] else ""))
        lines.append(
            f"| {server.name} | {server.start_seconds:.1f} | {server.memory} | {' | '.join(rates)} |"
        )
    return "\n".join(lines)


def settle(found: Sequence[Server], loads: Sequence[Load], options: argparse.Namespace) -> None:
    for number in range(options.rounds + 1):
        for load in loads:
            for server in found:
                rate, wrong = asyncio.run(measure(server.port, load, options.connections, options.seconds))
                if number:  # the first round warms up
                    server.rates.setdefault(load.name, []).append(rate)
                    server.wrong[load.name] = server.wrong.get(load.name, 0) + wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("spec", type=Path)
    parser.add_argument("--steady", default="")
    parser.add_argument("--prism", default="")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--connections", type=int, default=16)
    options = parser.parse_args()
    found = servers(options)
    quiet: Mapping[str, int] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        for server in found:
            server.process = subprocess.Popen(server.command, **quiet)
            wait(server)
        settle(found, LOADS, options)
        for server in found:
            server.memory = memory_of(server.process) if server.process is not None else 0
    finally:
        for server in found:
            if server.process is not None:
                server.process.terminate()
    print(report(found, LOADS))


if __name__ == "__main__":
    main()
