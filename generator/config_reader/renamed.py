"""Old names that live on (`renamed:`): entries of the resource tree beside those of the new names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from generator.config import OperationConfig, RenamedConfig, ResourceConfig, TargetConfig
from generator.diagnostics import Diagnostics, Origin

_TYPES = "types"
Change: TypeAlias = Callable[[ResourceConfig], ResourceConfig]


def with_renamed(config: TargetConfig, diagnostics: Diagnostics, origin: Origin) -> TargetConfig:
    """The configuration with the old names of this major version as aliases.

    A name is kept while the major version of the package is that of `since`; after that it is noted (SDK810) and
    left out, so that the next major version is free of it.
    """
    root, operations = config.root, dict(config.operations)
    for name in config.renamed:
        if _major(config.package.version) != _major(name.since):
            message = f"{name.old} was kept until {name.since} became an older major version; it is left out"
            diagnostics.note("SDK810", message, origin, "remove the entry from `renamed:`")
        elif name.operation:
            root = _with_method(root, name)
            known = operations.get(name.old, OperationConfig())
            operations[name.old] = replace(known, deprecated=True)
        elif name.component:
            root = _with_type(root, name)
    return replace(config, root=root, operations=operations)


def _major(version: str) -> str:
    return version.partition(".")[0]


def _with_method(root: ResourceConfig, name: RenamedConfig) -> ResourceConfig:
    for dotted in (name.new, name.old):
        *path, method = dotted.split(".")
        root = _at(root, path, partial(_add_method, method, name.operation))
    return root


def _add_method(method: str, operation: str, node: ResourceConfig) -> ResourceConfig:
    return replace(node, methods={**node.methods, method: operation})


def _with_type(root: ResourceConfig, name: RenamedConfig) -> ResourceConfig:
    """The first name of a component is its class, the others are aliases: so the new one goes in front."""
    *path, new = name.new.removeprefix(f"{_TYPES}.").split(".")
    old = name.old.rpartition(".")[2]

    def add(node: ResourceConfig) -> ResourceConfig:
        if name.side == "params":
            return replace(node, params=_beside(node.params, new, old, name.component))
        return replace(node, types=_beside(node.types, new, old, name.component))

    return _at(root, path, add)


def _beside(names: Mapping[str, str], new: str, old: str, component: str) -> dict[str, str]:
    kept = {key: value for key, value in names.items() if key != old}
    kept.setdefault(new, component)
    return {**kept, old: component}


def _at(node: ResourceConfig, path: list[str], change: Change) -> ResourceConfig:
    """The tree with the node at a path changed; missing nodes are made."""
    if not path:
        return change(node)
    first, *rest = path
    child = node.resources.get(first, ResourceConfig())
    return replace(node, resources={**node.resources, first: _at(child, rest, change)})
