"""What must hold for any document: it is refused with findings, or it becomes a package that imports."""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from generator.config import PackageConfig, TargetConfig
from generator.diagnostics import Diagnostics, InputError, Severity
from generator.output.paths import refusal
from generator.pipeline import Generated, Job, generate
from generator.progress import Progress

RUNTIME = Path(__file__).resolve().parents[2] / "templates"


def generated(document: Any, folder: Path) -> tuple[Generated | None, str]:
    """The package of a document (None when it was refused), and its name."""
    name = "fuzzed"
    spec = folder / "api.json"
    spec.write_text(json.dumps(document), "utf-8")
    diagnostics = Diagnostics()
    job = Job(TargetConfig(target=name, package=PackageConfig(name=name)), spec, words="upstream", jobs=1)
    try:
        made = generate(job, diagnostics, Progress())
    except InputError:
        fatal = [finding for finding in diagnostics if finding.severity is Severity.FATAL]
        assert fatal
        assert not [
            finding for finding in fatal if finding.code.startswith("SDK7")
        ], fatal  # faults of the generator
        assert all(finding.origin.file for finding in fatal)
        return None, name
    assert "SDK590" not in {finding.code for finding in diagnostics}
    assert made.account.api.operations == made.account.document.operations
    return made, name


def import_all(made: Generated, name: str, folder: Path) -> None:
    """Write the package with a runtime shared by all, import every module, and complete every model."""
    for path, content in made.files.items():
        assert refusal(path) is None
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        is_runtime = path.startswith(f"{name}/_runtime/") and not path.endswith("__init__.py")
        module = path.removeprefix(f"{name}/_runtime/").removesuffix(".py").replace("/", ".")
        shared = f"from runtime.{module} import *\n".encode()
        target.write_bytes(shared if is_runtime and path.endswith(".py") else content)
    with _importing(folder, name), warnings.catch_warnings():
        warnings.simplefilter("error", SyntaxWarning)
        package = importlib.import_module(name)
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            if module.name.startswith(f"{name}._runtime"):
                continue
            loaded = importlib.import_module(module.name)
            for value in list(vars(loaded).values()):
                if (
                    isinstance(value, type)
                    and value.__module__ == module.name
                    and hasattr(value, "model_rebuild")
                ):
                    value.model_rebuild()


@contextmanager
def _importing(folder: Path, name: str) -> Iterator[None]:
    places = [str(folder), *([] if str(RUNTIME) in sys.path else [str(RUNTIME)])]
    sys.path[:0] = places
    importlib.invalidate_caches()
    try:
        yield
    finally:
        for place in places:
            sys.path.remove(place)
        for module in [m for m in sys.modules if m == name or m.startswith(f"{name}.")]:
            del sys.modules[module]
