"""Custom code from disk, and whether it has what the configuration takes from it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.config import CustomConfig, TargetConfig
from generator.custom.code import FOLDER, CustomCode, Function
from generator.custom.functions import UnusableError, read_function
from generator.diagnostics import Diagnostics, Origin
from generator.narrow import is_array


def read_custom(
    config: TargetConfig,
    folder: Path | None,
    runtime: Path,
    diagnostics: Diagnostics,
    *,
    without: frozenset[str] = frozenset(),
) -> CustomCode:
    """The custom code of a target.  `folder`: where the configuration lies; `runtime`: sources of the runtime;
    `without`: modules to leave out.

    Reports SDK808 for files that cannot be used, and SDK809 for places of the configuration that they do not have;
    both are FATAL, because the package would not import.
    """
    custom = config.custom
    if folder is None or custom == CustomConfig():
        return CustomCode()
    files = dict(_files(folder / custom.folder, diagnostics)) if custom.folder else {}
    files = {path: content for path, content in files.items() if _module_of(path) not in without}
    sources = {**files, **_runtime_sources(runtime)}
    names: dict[str, frozenset[str]] = {}
    exports: dict[str, tuple[str, ...]] = {}
    trees: dict[str, tuple[ast.Module, bool]] = {}
    for path, content in sources.items():
        tree = _parsed(path, content, config.package.name, diagnostics) if path.endswith(".py") else None
        if tree is not None:
            module = _module_of(path)
            trees[module] = (tree, path.endswith("/__init__.py"))
            names[module] = frozenset(_bound(tree.body))
            offered = _offered(tree)
            if offered is not None:
                exports[module] = offered
    functions = _functions(custom, trees, folder / "sdk.yaml", diagnostics)
    code = CustomCode(files, names, exports, functions)
    _check(config, code, folder / "sdk.yaml", diagnostics)
    return code


def _functions(
    custom: CustomConfig, trees: Mapping[str, tuple[ast.Module, bool]], file: Path, diagnostics: Diagnostics
) -> dict[str, Function]:
    """The functions that become methods."""
    found: dict[str, Function] = {}
    methods = [method for mixin in custom.resources.values() for method in mixin.methods.values()]
    for method in methods:
        for place in (method.sync, method.asynchronous):
            tree, is_package = trees.get(place.partition(":")[0], (None, False))
            try:
                function = read_function(place, tree, is_package=is_package) if tree is not None else None
            except UnusableError as problem:
                diagnostics.fatal("SDK809", str(problem), Origin(str(file)))
                continue
            if function is None:
                diagnostics.fatal("SDK809", f"there is no function {place}", Origin(str(file)))
            elif function.takes_arguments is not bool(method.base):
                message = f"{place} takes `arguments` exactly when it extends a generated method (`base`)"
                diagnostics.fatal("SDK809", message, Origin(str(file)))
            else:
                found[place] = function
    return found


def _files(root: Path, diagnostics: Diagnostics) -> Iterator[tuple[str, bytes]]:
    if not root.is_dir():
        diagnostics.fatal(
            "SDK808", f"the folder {root.name!r} of custom code does not exist", Origin(str(root))
        )
        return
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        if any(part == "__pycache__" or part.startswith(".") for part in inside.parts):
            continue
        if path.is_symlink():
            diagnostics.fatal("SDK808", f"{inside.as_posix()} is a symbolic link", Origin(str(path)))
        elif path.is_file():
            yield f"{FOLDER}/{inside.as_posix()}", path.read_bytes()


def _runtime_sources(runtime: Path) -> dict[str, bytes]:
    """Modules of the runtime can be offered under other names as well."""
    found = sorted(runtime.rglob("*.py"))
    return {f"_runtime/{path.relative_to(runtime).as_posix()}": path.read_bytes() for path in found}


def _parsed(path: str, content: bytes, package: str, diagnostics: Diagnostics) -> ast.Module | None:
    try:
        tree = ast.parse(content)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        diagnostics.fatal("SDK808", f"{path} is not valid Python: {error}", Origin(path))
        return None
    # Walking all of a module takes longer than parsing it.
    for node in ast.walk(tree) if package and package.encode() in content else ():
        modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            modules = [node.module]
        if any(module.split(".")[0] == package for module in modules):
            line = getattr(node, "lineno", None)
            message = f"{path} imports {package} by name; a package that moves must import itself relatively"
            diagnostics.fatal("SDK808", message, Origin(path, line=line))
    return tree


def _module_of(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _bound(body: list[ast.stmt]) -> Iterator[str]:
    """Names that statements at the top of a module bind, branches included."""
    for statement in body:
        if isinstance(statement, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield statement.name
        elif isinstance(statement, ast.Import | ast.ImportFrom):
            yield from (alias.asname or alias.name.partition(".")[0] for alias in statement.names)
        elif isinstance(statement, ast.If | ast.Try | ast.With):
            for name in ("body", "orelse", "finalbody"):
                yield from _bound(getattr(statement, name, []))
            for handler in getattr(statement, "handlers", []):
                yield from _bound(handler.body)
        else:
            targets = [node for node in ast.walk(statement) if isinstance(node, ast.Name)]
            yield from (node.id for node in targets if isinstance(node.ctx, ast.Store))


def _offered(tree: ast.Module) -> tuple[str, ...] | None:
    """The names in `__all__`, None when there is no literal list of them."""
    for statement in tree.body:
        if not isinstance(statement, ast.Assign | ast.AnnAssign) or statement.value is None:
            continue
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        if any(isinstance(target, ast.Name) and target.id == "__all__" for target in targets):
            try:
                value: object = ast.literal_eval(statement.value)
            except ValueError:
                return None
            items = value if is_array(value) else ()
            return tuple(item for item in items if isinstance(item, str) and item.isidentifier())
    return None


def _check(config: TargetConfig, code: CustomCode, file: Path, diagnostics: Diagnostics) -> None:
    """Every place that the configuration names has to exist."""
    custom = config.custom

    def complain(message: str) -> None:
        diagnostics.fatal("SDK809", message, Origin(str(file)))

    mixins = [custom.clients, *custom.resources.values()]
    places = [place for mixin in mixins for place in (mixin.sync, mixin.asynchronous) if place]
    places += custom.models.values()
    places += [place for option in config.client.options for place in option.types]
    places += [operation.restore for operation in config.operations.values() if operation.restore]
    places += [
        target if ":" in target else f"{target}:{name.rpartition('.')[2]}"
        for name, target in custom.exports.items()
        if target.partition(":")[0].split(".")[0] in (FOLDER, "_runtime")
    ]
    for place in places:
        module, _, name = place.partition(":")
        if module not in code.names:
            complain(f"there is no module {module} for {place!r}")
        elif name not in code.names[module] and name not in code.exports.get(module, ()):
            complain(f"the module {module} defines no {name}")
    for module, sources in custom.modules.items():
        for source in sources:
            if source not in code.names:
                complain(f"there is no module {source} for {module!r}")
            elif source not in code.exports:
                complain(f"the module {source} has no literal `__all__`, so {module!r} would be empty")
