"""Whether a package finds all that it imports of itself, wherever it is put: read from source, nothing runs."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.surface.modules import Module, read_module


@dataclass(frozen=True, slots=True, order=True)
class BrokenImport:
    """An import that leads nowhere inside the package, or that names the package itself."""

    path: str
    line: int
    target: str


def broken_imports(files: Mapping[str, bytes], package: str) -> list[BrokenImport]:
    """All broken imports of the Python files of a package (paths from its folder), in order.

    `package`: its name where it was generated; absolute imports of that name break when it moves.
    """
    modules = {_dotted(path): path for path in files if path.endswith(".py")}
    known: dict[str, Module] = {}
    found: list[BrokenImport] = []
    for path in sorted(modules.values()):
        for line, base, name in _imports(files[path], path, package):
            if base is None:
                found.append(BrokenImport(path, line, name))
            elif not _exists(base, name, modules, files, known):
                found.append(BrokenImport(path, line, f"{base}.{name}" if name else base))
    return found


def dependents(files: Mapping[str, bytes], package: str, modules: frozenset[str]) -> frozenset[str]:
    """`modules` (dotted, from the package's root) and, of these files, all that import one of them, however far."""
    uses: dict[str, set[str]] = {}
    for path in files:
        if path.endswith(".py"):
            found = uses.setdefault(_dotted(path), set())
            for _, base, name in _imports(files[path], path, package):
                found.update({base, f"{base}.{name}"} if base is not None else ())
    reached = set(modules)
    while more := {user for user, used in uses.items() if user not in reached and used & reached}:
        reached |= more
    return frozenset(reached)


def module_of(path: str) -> str:
    """The dotted name of a Python file, from the package's root; "" for the package itself."""
    return _dotted(path)


def _dotted(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".").removesuffix("__init__")


def _imports(source: bytes, path: str, package: str) -> Iterator[tuple[int, str | None, str]]:
    """(line, module from the package's root, name); module None for an absolute import of the package."""
    home = _dotted(path)
    folder = home if path.endswith("__init__.py") else home.rpartition(".")[0]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.level:
            parts = folder.split(".") if folder else []
            climbed = node.level - 1
            if climbed > len(parts):
                yield node.lineno, None, "." * node.level + (node.module or "")
                continue
            base = ".".join([*parts[: len(parts) - climbed], *([node.module] if node.module else [])])
            for each in node.names:
                yield node.lineno, base, "" if each.name == "*" else each.name
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == package:
            yield node.lineno, None, node.module or ""
        elif isinstance(node, ast.Import):
            for each in node.names:
                if each.name.partition(".")[0] == package:
                    yield node.lineno, None, each.name


def _exists(
    base: str, name: str, modules: Mapping[str, str], files: Mapping[str, bytes], known: dict[str, Module]
) -> bool:
    if base not in modules:
        return base == "" and name in modules
    if not name or f"{base}.{name}".lstrip(".") in modules:
        return True
    if base not in known:
        path = modules[base]
        known[base] = read_module(files[path], base, is_package=path.endswith("__init__.py"))
    module = known[base]
    offered = module.exported or ()
    return name in module.entries or name in module.imported or name in offered or name.startswith("__")
