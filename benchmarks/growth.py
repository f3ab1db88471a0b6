"""How generation grows: synthetic documents from 10 to 10,000 operations, CPU and memory of whole processes.

    python benchmarks/growth.py [--sizes 10 100 1000 10000] [--plot growth.svg]

Every operation has a path parameter, a query parameter, a body and an answer of its own type.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from math import log, log10
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from generation import BIN, run


def document(operations: int) -> dict[str, Any]:
    """A document with that many operations and as many schemas."""
    paths: dict[str, Any] = {}
    schemas: dict[str, Any] = {}
    for number in range(operations):
        name = f"Thing{number}"
        schemas[name] = {
            "type": "object",
            "required": ["id"],
            "properties": {
                "id": {"type": "string"},
                "size": {"type": "integer"},
                "state": {"type": "string", "enum": ["open", "closed"]},
                "parent": {"$ref": f"#/components/schemas/Thing{number // 2}"},
            },
        }
        content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}
        paths[f"/group{number % 40}/things{number}/{{id}}"] = {
            "post": {
                "operationId": f"updateThing{number}",
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}},
                    {"name": "limit", "in": "query", "schema": {"type": "integer"}},
                ],
                "requestBody": {"content": content},
                "responses": {"200": {"description": "", "content": content}},
            }
        }
    info = {"title": "Things", "version": "1"}
    return {"openapi": "3.1.0", "info": info, "paths": paths, "components": {"schemas": schemas}}


def points(sizes: list[int]) -> list[tuple[int, float, float]]:
    """Operations, CPU seconds and megabytes of each size."""
    found: list[tuple[int, float, float]] = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            spec = Path(folder) / "api.json"
            spec.write_text(json.dumps(document(size)), encoding="utf-8")
            options = ["--spec", str(spec), "--package", "things", "--out", "OUT", "--quiet"]
            done = run([str(BIN / "sdkgen"), "generate", *options], Path(folder) / "out")
            if done.code:
                sys.exit(f"{size} operations: exit code {done.code}")
            found.append((size, done.cpu, done.megabytes))
            print(
                f"| {size:,} | {done.cpu:.1f} | {done.cpu / size * 1000:.1f} | {done.megabytes:.0f} |",
                flush=True,
            )
    return found


def exponent(found: list[tuple[int, float, float]]) -> float:
    """The power of the number of operations with which CPU grows between the two largest documents; 1 is linear."""
    (few, before, _), (many, after, _) = found[-2:]
    return log(after / before) / log(many / few)


def plot(found: list[tuple[int, float, float]]) -> str:
    """CPU seconds over operations, both axes logarithmic, as SVG."""

    def place(size: float, seconds: float) -> str:
        return f"{60 + 110 * (log10(size) - 1):.0f},{250 - 70 * log10(max(seconds, 0.1) * 10):.0f}"

    dots = "".join(
        f'<circle cx="{x}" cy="{y}" r="4"/><text x="{x}" y="{int(y) - 10}">{seconds:.1f} s</text>'
        for size, seconds, _ in found
        for x, y in [place(size, seconds).split(",")]
    )
    line = " ".join(place(size, seconds) for size, seconds, _ in found)
    labels = "".join(
        f'<text x="{place(size, 0.1).split(",")[0]}" y="275">{size:,}</text>' for size, _, _ in found
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 440 300" font-family="sans-serif" font-size="12">'
        f'<polyline points="{line}" fill="none" stroke="gray"/>{dots}{labels}'
        '<text x="150" y="295">operations (and as many schemas)</text></svg>\n'
    )


def main() -> None:
    """Measure, print a Markdown table, and draw it when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 100, 1000, 10_000])
    parser.add_argument("--plot", type=Path)
    options = parser.parse_args()
    print("| operations | CPU s | ms an operation | MB |\n| --- | --- | --- | --- |")
    found = points(options.sizes)
    if len(found) > 1:
        print(
            f"\nCPU grows with the power {exponent(found):.2f} from {found[-2][0]:,} to {found[-1][0]:,} operations"
        )
    if options.plot:
        options.plot.write_text(plot(found), encoding="utf-8")


if __name__ == "__main__":
    main()
