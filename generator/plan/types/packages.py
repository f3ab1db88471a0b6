"""Lazy ``__init__.py`` files of the folders of types."""

from __future__ import annotations

from collections.abc import Iterable

from generator.plan import imports
from generator.plan.annotation import TypeName
from generator.plan.code import Code, Text, literal
from generator.plan.imports import ModulePath
from generator.plan.types.layout import ROOT
from generator.plan.types.views import PackageView

__all__ = ["plan_packages"]


def plan_packages(names: Iterable[TypeName]) -> dict[ModulePath, PackageView]:
    """One view for each folder that holds a module, directly or below: it exports what its modules are named after."""
    by_folder: dict[ModulePath, list[TypeName]] = {ROOT: []}
    for name in names:
        folder = name.module[:-1]
        by_folder.setdefault(folder, []).append(name)
        for length in range(len(ROOT), len(folder)):
            by_folder.setdefault(folder[:length], [])
    folders = sorted(by_folder)
    return {folder: _view(folder, by_folder[folder], folders) for folder in folders}


def _view(folder: ModulePath, names: list[TypeName], folders: list[ModulePath]) -> PackageView:
    rows: list[tuple[Code, Code, Code, Code]] = []
    for name in sorted(names, key=lambda n: (n.module[-1], n.name)):
        module = name.module[-1]
        rows.append((Code(name.name), literal(name.name), Code(module), literal(module)))
    below = [other[-1] for other in folders if other[:-1] == folder]
    words = "Types of the API." if folder == ROOT else f"Types of `{'.'.join(folder[1:])}`."
    lazy = imports.relative(("_runtime", "lazy"), folder, importer_is_package=True)
    return PackageView(
        Text(words), lazy, tuple(rows), tuple((Code(n), literal(n), literal(f"{n}:")) for n in below)
    )
