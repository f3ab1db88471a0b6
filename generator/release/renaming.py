"""Names that changed in a release and can live on: methods of one operation, types of one component."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Literal

from generator.config import RenamedConfig
from generator.diff.model import Level
from generator.surface.model import SurfaceChange

_SCHEMAS = "/components/schemas/"


def with_kept_names(
    surface: Iterable[SurfaceChange], names: Iterable[RenamedConfig]
) -> tuple[SurfaceChange, ...]:
    """The changes once old names live on: what was broken by a name is a deprecation (semver section 7)."""
    types = {each.old for each in names if each.component}
    methods = {(each.operation, each.old.rpartition(".")[2]): each.new for each in names if each.operation}
    found: list[SurfaceChange] = []
    for change in surface:
        operation = change.source.removeprefix("operation ")
        text = change.text if change.id == "name-renamed" and change.path in types else ""
        if change.id == "method-removed" and (operation, change.member) in methods:
            text = f"is called {methods[operation, change.member]} now"
        if text:
            text = f"{text}; the old name stays until the next major version"
            change = replace(change, id="name-deprecated", level=Level.ADDITIVE, text=text)
        found.append(change)
    return tuple(found)


def renamed_names(
    surface: Iterable[SurfaceChange],
    old: Mapping[str, tuple[str, str]],
    new: Mapping[str, tuple[str, str]],
    version: str,
) -> tuple[RenamedConfig, ...]:
    """What `renamed:` has to list so that the old names of a release stay importable for one major version.

    `old`, `new`: dotted methods of both packages to (operation id, ``METHOD /path``).
    """
    found = {each.old: each for each in (*_types(surface, version), *_methods(old, new, version))}
    return tuple(found[key] for key in sorted(found))


def _types(surface: Iterable[SurfaceChange], version: str) -> Iterator[RenamedConfig]:
    for change in surface:
        component = change.source.removeprefix(_SCHEMAS)
        if change.id != "name-renamed" or component == change.source or "/" in component:
            continue
        old, new = change.before.split("."), change.after.split(".")
        # An alias stands in the folder of its class, so only the last part may differ.
        if old[0] == "types" and old[:-1] == new[:-1]:
            component = component.replace("~1", "/").replace("~0", "~")
            params = old[-1].endswith(("Param", "Params"))
            side: Literal["types", "params"] = "params" if params else "types"
            yield RenamedConfig(change.before, change.after, version, component=component, side=side)


def _methods(
    old: Mapping[str, tuple[str, str]], new: Mapping[str, tuple[str, str]], version: str
) -> Iterator[RenamedConfig]:
    """Methods that went while another one of the same operation stands in the package."""
    by_operation: dict[str, str] = {}
    for name, (operation, _) in new.items():
        by_operation.setdefault(operation, name)
    for name, (operation, _) in old.items():
        target = by_operation.get(operation)
        if name not in new and target is not None:
            yield RenamedConfig(name, target, version, operation=operation)
