"""Folders of the `types` package: which resource a module belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.config import ConnectConfig, ResourceConfig, TargetConfig
from generator.diagnostics import Diagnostics
from generator.ir.api import Api
from generator.ir.types import TypeId
from generator.plan import identifiers
from generator.plan.annotation import Dialect
from generator.plan.attributes import attribute_name
from generator.plan.imports import ModulePath

__all__ = ["ROOT", "WEBHOOKS", "Layout", "Placed", "Placements", "components_of", "connects", "layout"]

ROOT: ModulePath = ("types",)
WEBHOOKS: ModulePath = (*ROOT, "webhooks")
"""Folder of payloads that have no name."""

Placements = Mapping[str, tuple[tuple[str, ...], str]]
"""Resource path and method name by operation id."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A name that the configuration gives to a definition in a dialect, and the folder of the resource that lists it."""

    id: TypeId
    dialect: Dialect
    folder: ModulePath
    name: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Configured names in order of precedence, and the folder of each operation's own modules.

    `inner`: further names inside the module of a type, by folder and name of that type.
    """

    configured: tuple[Placed, ...]
    operations: Mapping[str, ModulePath]
    inner: Mapping[tuple[ModulePath, str], Mapping[str, TypeId]]

    def folders(self) -> frozenset[ModulePath]:
        """Every folder with something in it, and all folders above."""
        used = {placed.folder for placed in self.configured} | set(self.operations.values())
        return frozenset(folder[:n] for folder in used for n in range(1, len(folder) + 1)) | {ROOT}


def layout(api: Api, config: TargetConfig, placements: Placements, diagnostics: Diagnostics) -> Layout:
    """Read the configuration's `types` and `params`, and give operations their folders.

    Types that a resource lists are in the folder of that resource.  Modules that belong to an operation are in the
    folder above it (which holds the resource's own module), or in the resource's folder with `own_types`.
    Notes SDK604 for a configured type that the document does not have.
    """
    nodes = tuple(_nodes(config.root, ()))
    components = components_of(api)
    configured: list[Placed] = []
    inner: dict[tuple[ModulePath, str], Mapping[str, TypeId]] = {}
    for path, node in nodes:
        for owner, inside in node.inner.items():
            inner[_folder(path), owner] = {
                name: components[component]
                for name, component in inside.items()
                if component in components or _is_missing(name, component, diagnostics)
            }
        for dialect, names in ((Dialect.RESPONSE, node.types), (Dialect.REQUEST, node.params)):
            for name, component in names.items():
                if component in components:
                    configured.append(Placed(components[component], dialect, _folder(path), name))
                else:
                    _is_missing(name, component, diagnostics)
    own = {path for path, node in nodes if node.own_types}
    folders: dict[str, ModulePath] = {}
    for operation in api.operations:
        path = placements.get(operation.id, ((), ""))[0]
        folders[operation.id] = _folder(path if path in own else path[:-1])
    return Layout(tuple(configured), folders, inner)


def _is_missing(name: str, component: str, diagnostics: Diagnostics) -> bool:
    """Say so; always False."""
    message = f"`{name}` is configured, but the document has no definition {component}"
    diagnostics.note("SDK604", message)
    return False


def _nodes(node: ResourceConfig, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], ResourceConfig]]:
    """Resources with their paths in order of precedence: from top to bottom, the root last."""
    if path:
        yield path, node
    for name, child in node.resources.items():
        yield from _nodes(child, (*path, attribute_name(name, client=not path)))
    if not path:
        yield path, node


def connects(node: ResourceConfig) -> Iterator[ConnectConfig]:
    """The WebSockets of a resource and of all below it."""
    if node.connect is not None:
        yield node.connect
    for child in node.resources.values():
        yield from connects(child)


def components_of(api: Api) -> dict[str, TypeId]:
    """Definitions by component name, and by JSON pointer (``#/...``) within their file."""
    found: dict[str, TypeId] = {}
    for id, definition in api.types.defs.items():
        found.setdefault("#" + str(id).partition("#")[2], id)
        if definition.name is not None:
            found[definition.name] = id
    return found


def _folder(path: tuple[str, ...]) -> ModulePath:
    return (*ROOT, *(identifiers.module_name(word) for word in path))
