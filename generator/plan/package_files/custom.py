"""Custom code inside the package: its files as they are, and the further modules that offer its names."""

from __future__ import annotations

from collections.abc import Iterator

from generator.config import CustomConfig
from generator.custom import CustomCode
from generator.plan import imports as import_lines
from generator.plan.client.names import RUNTIME
from generator.plan.client.planner import PlannedResource
from generator.plan.client.views import LazyNameView, LazyPackageView
from generator.plan.code import Code, Text, literal
from generator.plan.package import PlannedFile
from generator.plan.package_files.runtime import OPTIONAL


def optional_parts(config: CustomConfig, resources: PlannedResource) -> frozenset[str]:
    """Optional folders of the runtime that a package has: those that its configuration names or that resources need."""
    sources = [source for group in config.modules.values() for source in group]
    named = {
        part
        for part in OPTIONAL
        for source in (*sources, *config.exports.values())
        if source.startswith(f"{RUNTIME}.{part}.")
    }
    return frozenset(named | ({"realtime"} if resources.connects else set()))


def custom_files(config: CustomConfig, code: CustomCode, package: str) -> Iterator[PlannedFile]:
    """A verbatim copy of each file, and one lazy module for each entry of `custom.modules`."""
    for path, content in sorted(code.files.items()):
        yield PlannedFile(f"{package}/{path}", None, content=content)
    for module, sources in config.modules.items():
        is_package = any(other.startswith(f"{module}.") for other in config.modules)
        path = "/".join((package, *module.split("."))) + ("/__init__.py" if is_package else ".py")
        view = _offering(tuple(module.split(".")), sources, code, is_package)
        yield PlannedFile(path, "package/lazy.py.jinja", view, classes=())


def _offering(
    module: tuple[str, ...], sources: tuple[str, ...], code: CustomCode, is_package: bool
) -> LazyPackageView:
    """A module that offers the names of others; of a name that several have, the first one wins."""
    entries: dict[str, tuple[str, ...]] = {}
    for source in sources:
        for name in code.exports.get(source, ()):
            entries.setdefault(name, tuple(source.split(".")))
    names: list[LazyNameView] = []
    for name in sorted(entries):
        source = import_lines.relative(entries[name], module, importer_is_package=is_package)
        statement = f"from {source} import {name} as {name}"
        # At run time the module stands for a package, from which relative names climb one step more.
        target = import_lines.relative(entries[name], module, importer_is_package=True)
        names.append(LazyNameView(Code(statement), literal(name), literal(str(target))))
    lazy = import_lines.relative((RUNTIME, "lazy"), module, importer_is_package=is_package)
    return LazyPackageView(Text("Names of other modules under a familiar place."), lazy, tuple(names))
