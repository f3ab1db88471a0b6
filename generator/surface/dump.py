"""From the files of a distribution to its surface."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import UsageError
from generator.narrow import Data, is_object
from generator.output.manifest import MANIFEST
from generator.surface.model import Entry, Surface
from generator.surface.modules import Module, read_module

_INDEX = "operations.json"
_USERS = "lib"


@dataclass(frozen=True, slots=True)
class Tree:
    """The Python files of an import package by path from its folder, and the files that stand beside it."""

    package: str
    files: Mapping[str, bytes]
    beside: Mapping[str, bytes]

    @staticmethod
    def of_files(files: Mapping[str, bytes]) -> Tree:
        """From a distribution in memory; raises UsageError when there is no package, or more than one."""
        packages = sorted({path.partition("/")[0] for path in files if path.endswith("/__init__.py")})
        roots = [name for name in packages if f"{name}/__init__.py" in files]
        if len(roots) != 1:
            raise UsageError(f"{len(roots)} import packages where one is expected")
        prefix = f"{roots[0]}/"
        inside = {path[len(prefix) :]: content for path, content in files.items() if path.startswith(prefix)}
        python = {path: content for path, content in inside.items() if path.endswith(".py")}
        return Tree(roots[0], python, {path: c for path, c in files.items() if "/" not in path})

    @staticmethod
    def of_folder(folder: Path) -> Tree:
        """From a distribution on disk, or from the folder of an import package itself."""
        if (folder / "__init__.py").is_file():
            files = {f"{folder.name}/{path}": content for path, content in _read(folder).items()}
            for name in (_INDEX, MANIFEST):
                for home in (folder, folder.parent):
                    if (home / name).is_file():
                        files.setdefault(name, (home / name).read_bytes())
            return Tree.of_files(files)
        if not folder.is_dir():
            raise UsageError(f"there is no folder {folder}")
        return Tree.of_files(_read(folder))


def _read(folder: Path) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if any(part.startswith(".") or part == "__pycache__" for part in parts):
            continue
        if path.is_file() and (path.suffix == ".py" or len(parts) == 1):
            found["/".join(parts)] = path.read_bytes()
    return found


def dump(tree: Tree, only: Iterable[str] | None = None) -> Surface:
    """The surface of a package.

    `only`: the files that are of interest (paths from the package's folder); the packages' own `__init__` files and
    everything outside of `types/` and `resources/` are always read.  Raises UsageError for files that are no Python.
    """
    wanted = None if only is None else frozenset(only)
    modules: dict[str, Module] = {}
    for path, source in tree.files.items():
        if path.partition("/")[0] == _USERS or not _is_wanted(path, wanted):
            continue
        home, is_package = _module(path)
        try:
            modules[home] = read_module(source, home, is_package=is_package)
        except SyntaxError as error:
            raise UsageError(f"{tree.package}/{path} is no Python: {error.msg}") from None
    names = _names(modules)
    entries = _public(modules, names)
    index = _data(tree.beside.get(_INDEX))
    manifest = _data(tree.beside.get(MANIFEST))
    return Surface(
        tree.package,
        _version(tree),
        entries,
        {name: target for name, target in names.items() if not _is_private(name)},
        _operations(index),
        _strings(index.get("types")),
        {**_strings(manifest.get("inputs")), "generator": str(manifest.get("generator", ""))},
    )


def _is_wanted(path: str, wanted: frozenset[str] | None) -> bool:
    if wanted is None or path in wanted or path.endswith("__init__.py"):
        return True
    return path.partition("/")[0] not in ("types", "resources")


def _module(path: str) -> tuple[str, bool]:
    """Dotted name of a module, and whether it is a package."""
    parts = path.removesuffix(".py").split("/")
    if parts[-1] == "__init__":
        return ".".join(parts[:-1]), True
    return ".".join(parts), False


def _names(modules: Mapping[str, Module]) -> dict[str, str]:
    """Every name of every module to the definition it leads to."""
    found: dict[str, str] = {}
    for home, module in modules.items():
        for name, entry in module.entries.items():
            found[f"{home}.{name}" if home else name] = entry.path
        for name in module.exported or ():
            path = f"{home}.{name}" if home else name
            if name in module.imported:
                found.setdefault(path, _followed(module.imported[name], modules))
    return found


def _followed(path: str, modules: Mapping[str, Module]) -> str:
    """The definition behind a chain of re-exports."""
    for _ in range(16):
        home, _, name = path.rpartition(".")
        module = modules.get(home)
        if module is None or name in module.entries or name not in module.imported:
            return path
        path = module.imported[name]
    return path


def _is_private(path: str) -> bool:
    return any(part.startswith("_") and not part.startswith("__") for part in path.split("."))


def _public(modules: Mapping[str, Module], names: Mapping[str, str]) -> dict[str, Entry]:
    """Definitions in public modules, those that public modules re-export, and the bases of both."""
    every = {entry.path: entry for module in modules.values() for entry in module.entries.values()}
    stack = [target for name, target in names.items() if not _is_private(name)]
    found: dict[str, Entry] = {}
    while stack:
        path = stack.pop()
        entry = every.get(path)
        if entry is None or path in found or entry.name == "__version__":
            continue
        found[path] = entry
        stack.extend(base.partition("[")[0] for base in entry.bases)
    return dict(sorted(found.items()))


def _data(content: bytes | None) -> dict[str, Data]:
    try:
        data: object = json.loads(content) if content is not None else {}
    except ValueError:
        return {}
    return data if is_object(data) else {}


def _strings(value: Data) -> dict[str, str]:
    if not isinstance(value, dict):
        return {}
    return {str(key): each for key, each in value.items() if isinstance(each, str)}


def _version(tree: Tree) -> str:
    for line in tree.files.get("_version.py", b"").decode(errors="replace").splitlines():
        if line.startswith("__version__"):
            return line.partition("=")[2].strip().strip("\"'")
    return ""


def _operations(index: Mapping[str, Data]) -> dict[str, tuple[str, str]]:
    """Resource path and method, dotted, to (operation id, ``METHOD /path``)."""
    rows = index.get("methods")
    found: dict[str, tuple[str, str]] = {}
    for row in rows if isinstance(rows, list) else ():
        each: Data = row
        if isinstance(each, dict) and isinstance(each.get("resource"), list):
            key = ".".join([*map(str, each["resource"]), str(each.get("method"))])
            found[key] = (str(each.get("operation")), str(each.get("http")))
    return found
