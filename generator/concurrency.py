"""Worker processes for the two stages that are long: validating and formatting."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Generator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager


@contextmanager
def process_pool(jobs: int | None = None) -> Generator[ProcessPoolExecutor]:
    """A pool of `jobs` workers, by default one per available core.

    Workers are forked where the platform can (they start in milliseconds, with all modules loaded).
    """
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() and os.name == "posix" else "spawn"
    workers = jobs or os.cpu_count() or 1
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context(method)) as pool:
        yield pool
