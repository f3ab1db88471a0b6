"""How much of recorded traffic takes the fast path: bodies and events that fit their types as they are.

    python -m benchmarks.runtime.traffic RECORDINGS      a Markdown table, a row for each folder of recordings

The others are read by the forgiving validator; the rows "lenient ..." of the run time table say what that costs.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from generator.contract.targets import open_contract

ROOT = Path(__file__).resolve().parents[2]
TARGETS = {"openai": ("openai", "compatible-"), "gemini": ("gemini",)}
"""Target to the beginnings of the folders that speak its protocol."""


def counted(folder: Path) -> tuple[Counter[str], Counter[str]]:
    """Bodies and events by their folder: all of them, and those that fit."""
    values: Counter[str] = Counter()
    fast: Counter[str] = Counter()
    for target, beginnings in TARGETS.items():
        contract = open_contract(target, root=ROOT)
        for exchange in contract.traffic([folder]).exchanges:
            home = exchange.name.partition("/")[0]
            if home.startswith(beginnings):
                typing = contract.check(exchange).typing
                values[home] += typing.values
                fast[home] += typing.strict
    return values, fast


def main() -> None:
    """Count and print."""
    values, fast = counted(Path(sys.argv[1]))
    print("| recordings | bodies and events | fast path | share |\n| --- | --- | --- | --- |")
    for home, count in sorted(values.items()):
        if count:
            print(f"| {home} | {count:,} | {fast[home]:,} | {fast[home] / count:.1%} |")
    print(f"| all | {values.total():,} | {fast.total():,} | {fast.total() / values.total():.1%} |")


if __name__ == "__main__":
    main()
