"""Work on another core: functions of plain data in a new interpreter, or half of the work in a copy of this process.

A plain child process imports only the module that it is told to (never the caller's main module, as multiprocessing
does), needs no semaphores, and is safe beside threads, such as that of a progress display.  A copy (`both`) needs no
way to hand its work over; it exists on Linux only.
"""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import warnings
from collections.abc import Callable
from importlib import import_module
from typing import TypeVar

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


_T = TypeVar("_T")


def both(first: Callable[[], _T], second: Callable[[], _T]) -> tuple[_T, _T]:
    """The results of two functions, the second one run in a copy of this process.

    The result of `second` has to be picklable, and the function may not print.  Where processes cannot be copied, or
    the copy dies, `second` runs here.
    """
    if sys.platform != "linux":
        return first(), second()
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        # Python warns of threads; those of ours only wait for child processes or draw a spinner.
        warnings.simplefilter("ignore")
        try:
            copy = os.fork()
        except OSError:
            os.close(reading)
            os.close(writing)
            return first(), second()
    if copy == 0:
        _work_and_exit(second, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        try:
            mine = first()
            data = pipe.read()
        finally:
            pipe.close()
            _, status = os.waitpid(copy, 0)
    return mine, pickle.loads(data) if status == 0 else second()


def _work_and_exit(function: Callable[[], object], writing: int) -> None:
    """The other side of `both`: leaves without running anything that belongs to the parent."""
    code = 1
    try:
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(function(), pipe, protocol=pickle.HIGHEST_PROTOCOL)
        code = 0
    finally:
        os._exit(code)
