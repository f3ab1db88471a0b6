"""Type planning: names, modules and code of everything below `types/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.config import TargetConfig
from generator.diagnostics import Diagnostics
from generator.ir.api import Api
from generator.plan import identifiers
from generator.plan.imports import ModulePath
from generator.plan.package import PlannedFile
from generator.plan.types.book import Book
from generator.plan.types.expressions import Expressions
from generator.plan.types.layout import ROOT, Placements, layout
from generator.plan.types.local_names import name_locals
from generator.plan.types.modules import Modules, plan_modules
from generator.plan.types.naming import name_roots
from generator.plan.types.neutral import Neutral
from generator.plan.types.packages import plan_packages
from generator.plan.types.reach import reach
from generator.plan.types.shapes import Shapes, plan_shapes
from generator.plan.types.sources import sources_of
from generator.plan.types.units import Names
from generator.plan.types.views import MODULE_TEMPLATE

__all__ = ["TypePlan", "plan_types"]


@dataclass(frozen=True, slots=True)
class TypePlan:
    """All files below `types/`, and the book that client planning asks.

    `modules`, `classes`, `aliases`: how many are printed.  `renamed`: names that were not the first choice.
    `circular`: groups of modules that import each other.  `sources`: dotted module to its place in the document.
    """

    files: tuple[PlannedFile, ...]
    book: Book
    modules: int
    classes: int
    aliases: int
    renamed: int
    circular: int
    sources: Mapping[str, str]


def plan_types(
    api: Api,
    config: TargetConfig,
    diagnostics: Diagnostics,
    placements: Placements,
    *,
    import_name: str = "",
) -> TypePlan:
    """Plan the types of `api`.

    `placements`: resource path and method name by operation id.  `import_name`: folder of the package inside the
    distribution; default: the configured name, else the title.  Notes of the codes SDK600 to SDK649 go to `diagnostics`.
    """
    neutral = Neutral(api)
    folders = layout(api, config, placements, diagnostics)
    used = reach(api, config, folders)
    names = name_roots(api, config, used, neutral, folders, placements, diagnostics)
    name_locals(api, config, used, names, folders, diagnostics)
    modules = plan_modules(api, config, names, neutral, diagnostics)
    shapes = plan_shapes(api, config, names)
    expressions = Expressions(api, names.types, neutral, open_enums=config.enums == "open")
    package = import_name or config.package.name or identifiers.module_name(api.title)
    views = modules.views.values()
    return TypePlan(
        files=_files(package, names, modules, shapes, config.custom.exports),
        book=Book(api, names, expressions, shapes, _members(placements)),
        modules=len(modules.views),
        classes=sum(len(view.models) + len(view.keys) for view in views),
        aliases=sum(len(view.aliases) for view in views),
        renamed=names.renamed,
        circular=modules.circular,
        sources=sources_of(names),
    )


def _members(placements: Placements) -> frozenset[str]:
    """Names of all resources and methods."""
    return frozenset(name for path, method in placements.values() for name in (*path, method))


def _files(
    package: str, names: Names, modules: Modules, shapes: Shapes, custom: Mapping[str, str]
) -> tuple[PlannedFile, ...]:
    files: list[PlannedFile] = []
    for folder, view in plan_packages((unit.name for unit in names.units.values()), custom).items():
        files.append(
            PlannedFile(_path(package, (*folder, "__init__")), "types/init.py.jinja", view, classes=())
        )
    for module, module_view in modules.views.items():
        classes = modules.classes[module]
        files.append(PlannedFile(_path(package, module), MODULE_TEMPLATE, module_view, classes=classes))
    if shapes.view is not None:
        path = _path(package, (*ROOT, "_wire"))
        files.append(PlannedFile(path, "types/wire.py.jinja", shapes.view, classes=()))
    return tuple(sorted(files, key=lambda file: file.path))


def _path(package: str, module: ModulePath) -> str:
    return "/".join((package, *module)) + ".py"
