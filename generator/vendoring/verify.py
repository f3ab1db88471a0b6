"""Importing a package where it was put, in another interpreter.

The packages around it are stood in for: their code belongs to somebody else and is not run.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass

from generator.diagnostics import UsageError
from generator.narrow import is_object
from generator.vendoring.place import Place

_PROGRAM = """
import importlib, json, sys, types
root, name, modules = json.load(sys.stdin)
parts = name.split(".")
folder = root
for depth, part in enumerate(parts[:-1], 1):
    folder = f"{folder}/{part}"
    package = types.ModuleType(".".join(parts[:depth]))
    package.__path__ = [folder]
    sys.modules[package.__name__] = package
sys.path.insert(0, root)
failed, needs = {}, {}
for module in modules:
    full = f"{name}.{module}" if module else name
    try:
        found = importlib.import_module(full)
        if found.__name__ != full:
            failed[full] = f"is imported as {found.__name__}"
    except ModuleNotFoundError as error:
        if error.name and error.name.partition(".")[0] != parts[0]:
            needs[full] = error.name
        else:
            failed[full] = str(error)
    except Exception as error:
        failed[full] = f"{type(error).__name__}: {error}"
print(json.dumps({"failed": failed, "needs": needs}))
"""

_PATIENCE = 600
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Verified:
    """Modules that could not be imported, with the reason; and those that need a library that is not installed."""

    modules: int
    failed: dict[str, str]
    needs: dict[str, str]


def verify(place: Place, files: Iterable[str], python: str = "") -> Verified:
    """Import every module of a package under its name.  `python`: the interpreter, by default this one.

    Raises UsageError when it cannot be run.
    """
    modules = sorted(path.removesuffix(".py").replace("/", ".") for path in files if path.endswith(".py"))
    names = [module.removesuffix("__init__").removesuffix(".") for module in modules]
    job = json.dumps([str(place.root), place.name, sorted(set(names))])
    try:
        done = subprocess.run(
            [python or sys.executable, "-I", "-B", "-c", _PROGRAM],
            input=job.encode(),
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
        data: object = json.loads(done.stdout.splitlines()[-1]) if done.stdout else None
    except (OSError, subprocess.SubprocessError, ValueError):
        data = None
    if not is_object(data):
        raise UsageError(f"{python or 'this Python'} could not be run to import {place.name}")
    return Verified(len(names), dict(data["failed"]), dict(data["needs"]))
