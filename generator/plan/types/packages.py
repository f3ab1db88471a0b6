"""Lazy ``__init__.py`` files of the folders of types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from generator.plan import imports
from generator.plan.annotation import TypeName
from generator.plan.code import Code, Text, literal
from generator.plan.imports import ModulePath
from generator.plan.types.layout import ROOT
from generator.plan.types.views import PackageView

__all__ = ["plan_packages"]

NOTHING: Mapping[str, str] = MappingProxyType({})


def plan_packages(
    names: Iterable[TypeName], custom: Mapping[str, str] = NOTHING
) -> dict[ModulePath, PackageView]:
    """One view for each folder that holds a module, directly or below: it exports what its modules are named after.

    `custom`: names of custom code by dotted path (`types.chat.Name`), each with its module or `module:Name`.
    """
    by_folder: dict[ModulePath, list[TypeName]] = {ROOT: []}
    for name in names:
        folder = name.module[:-1]
        by_folder.setdefault(folder, []).append(name)
        for length in range(len(ROOT), len(folder)):
            by_folder.setdefault(folder[:length], [])
    added: dict[ModulePath, dict[str, str]] = {}
    for path, place in custom.items():
        *above, last = path.split(".")
        if above and above[0] == ROOT[0]:
            by_folder.setdefault(tuple(above), [])
            added.setdefault(tuple(above), {})[last] = place
    folders = sorted(by_folder)
    return {folder: _view(folder, by_folder[folder], folders, added.get(folder, {})) for folder in folders}


def _view(
    folder: ModulePath, names: list[TypeName], folders: list[ModulePath], added: Mapping[str, str]
) -> PackageView:
    rows: list[tuple[Code, Code, Code, Code]] = []
    for name in sorted(names, key=lambda n: (n.module[-1], n.name)):
        module = name.module[-1]
        if name.name not in added:
            code = Code(f"{name.name} as {name.name}")
            rows.append((code, literal(name.name), Code(module), literal(module)))
    for exported, place in sorted(added.items()):
        source, _, other = place.partition(":")
        above = imports.relative(tuple(source.split(".")), folder, importer_is_package=True)
        target = f"{above}:{other}" if other else str(above)
        code = Code(f"{other or exported} as {exported}")
        # The template prints the first dot.
        rows.append((code, literal(exported), Code(above[1:]), literal(target)))
    below = [other[-1] for other in folders if other[:-1] == folder]
    words = "Types of the API." if folder == ROOT else f"Types of `{'.'.join(folder[1:])}`."
    lazy = imports.relative(("_runtime", "lazy"), folder, importer_is_package=True)
    return PackageView(
        Text(words), lazy, tuple(rows), tuple((Code(n), literal(n), literal(f"{n}:")) for n in below)
    )
