"""Work on another core: functions of plain data, run in a new interpreter.

A plain child process imports only the module that it is told to (never the caller's main module, as multiprocessing
does), needs no semaphores, and is safe beside threads, such as that of a progress display.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module

from generator.narrow import Data

_WORKER = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from generator.concurrency import work; work(sys.argv[2])"
)

Function = Callable[[Data], Data]
"""What can run elsewhere: JSON data in, JSON data out."""


def call_elsewhere(function: Function, job: Data) -> Data:
    """The result of `function(job)` from a child process.

    Where no child can be started, or it dies, the function runs here.  `function` has to be a plain function of a
    module.
    """
    where = f"{function.__module__}:{function.__qualname__}"
    try:
        done = subprocess.run(
            [sys.executable, "-c", _WORKER, json.dumps(sys.path), where],
            input=json.dumps(job).encode("ascii"),
            stdout=subprocess.PIPE,
            check=True,
        )
        result: Data = json.loads(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError, TypeError):
        return function(job)
    return result


def work(where: str) -> None:
    """The other end: a job on standard input, the result on standard output."""
    module, _, name = where.partition(":")
    function: Function = getattr(import_module(module), name)
    sys.stdout.write(json.dumps(function(json.load(sys.stdin))))
