"""Processes whose own loading is what a test looks at."""

from __future__ import annotations

import os


def environment() -> dict[str, str]:
    """The environment without what starts measuring in child processes: coverage loads a good part of the library."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
