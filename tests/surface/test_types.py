"""Every name that programs import from the provider's modules of types can be imported from the same place here."""

from __future__ import annotations

import ast
import importlib.util
from functools import cache
from pathlib import Path

import pytest

from tests.surface.differences import MISSING_MODULES, MISSING_NAMES

HERE = Path(__file__).parents[2] / "generated" / "openai" / "openai_client" / "types"


@cache
def there() -> Path:
    """Folder of the provider's types; the modules are read, not imported."""
    spec = importlib.util.find_spec("openai")
    if spec is None or spec.origin is None:
        pytest.skip("the provider's package is not installed")
    return Path(spec.origin).parent / "types"


def public_names(file: Path) -> set[str]:
    """What a module offers: its `__all__`, else what a package imports or the classes that a module defines."""
    tree = ast.parse(file.read_text())
    if file.name == "__init__.py":
        imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level]
        names = {alias.asname or alias.name for node in imports for alias in node.names}
    else:
        names = {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
        for node in tree.body:
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
                names = set(ast.literal_eval(node.value))
    return {name for name in names if not name.startswith("_")}


def ours(module: Path) -> set[str] | None:
    for candidate in (HERE / module, HERE / module.with_suffix("") / "__init__.py"):
        if candidate.is_file():
            return public_names(candidate)
    return None


def test_names_of_types() -> None:
    modules: set[str] = set()
    names: dict[str, tuple[str, ...]] = {}
    for file in sorted(there().rglob("*.py")):
        module = file.relative_to(there())
        wanted, found = public_names(file), ours(module)
        if found is None and wanted:
            modules.add(module.as_posix())
        elif found is not None and wanted - found:
            names[module.as_posix()] = tuple(sorted(wanted - found))
    assert sorted(modules) == sorted(MISSING_MODULES)
    assert names == dict(MISSING_NAMES)


def test_there_is_enough_to_compare() -> None:
    assert sum(1 for _ in there().rglob("*.py")) > 1000
