"""A part of an API: some resources, and the types that only they reach."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from generator.config import CustomConfig, MixinConfig, ResourceConfig, TargetConfig
from generator.diagnostics import Diagnostics, UsageError
from generator.ir.api import Api
from generator.ir.types import Ref, TypeDef, TypeId, TypeRef, TypeTable
from generator.ir.walk import reachable, types_of
from generator.plan.resources import ResourceTree, plan_tree
from generator.plan.types.layout import components_of

WEBHOOKS = "webhooks"
"""The word that keeps the payloads of webhooks, which belong to no operation."""


def prune(api: Api, config: TargetConfig, only: Sequence[str]) -> tuple[Api, TargetConfig]:
    """The API and configuration of the resources (`chat.completions`) and methods (`files.list`) in `only`.

    Raises UsageError for a name that is neither.
    """
    tree = plan_tree(api, config, Diagnostics())
    custom = {name for name in config.custom.resources if _wanted(name, only)}
    kept = _operations(tree, only, custom)
    operations = tuple(each for each in api.operations if each.id in kept)
    webhooks = api.webhooks if WEBHOOKS in only else ()
    starts = [type_ for each in operations for type_ in types_of(each)]
    starts += [each.payload for each in webhooks if each.payload is not None]
    starts += _events(api, tree, only)
    defs = _closed(api.types.defs, starts)
    pruned = replace(api, operations=operations, webhooks=webhooks, types=TypeTable(defs))
    names = frozenset(each.name for each in defs.values() if each.name is not None)
    return pruned, replace(
        config,
        root=_resource(config.root, (), kept, names, only),
        operations={
            key: each for key, each in config.operations.items() if key in kept or _wanted(key, only)
        },
        custom=replace(
            config.custom,
            resources={name: config.custom.resources[name] for name in sorted(custom)},
            models={name: place for name, place in config.custom.models.items() if name in names},
        ),
    )


def _events(api: Api, tree: ResourceTree, only: Sequence[str]) -> list[TypeRef]:
    """The events of the WebSockets that are kept."""
    components = components_of(api)
    found: list[TypeRef] = []
    for node in tree.walk():
        if node.connect is not None and _wanted(_connecting(node.path), only):
            events = (node.connect.receives, *node.connect.sends, *node.connect.sends_models)
            found += [Ref(components[name]) for name in events if name in components]
    return found


def _connecting(path: Sequence[str]) -> str:
    return ".".join((*path, "connect"))


def _wanted(dotted: str, only: Sequence[str]) -> bool:
    """Whether a resource or method is one of those asked for, or inside one."""
    return any(dotted == each or dotted.startswith(f"{each}.") for each in only)


def _operations(tree: ResourceTree, only: Sequence[str], custom: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    known: set[str] = {WEBHOOKS, *custom}
    for node in tree.walk():
        known.add(".".join(node.path))
        if node.connect is not None:
            known.add(_connecting(node.path))
        for method in node.methods:
            dotted = ".".join((*node.path, method.name))
            known.add(dotted)
            if _wanted(dotted, only):
                found.add(method.operation)
    missing = [each for each in only if each not in known]
    if missing:
        top = sorted({each.partition(".")[0] for each in known} - {""})
        raise UsageError(f"there is no resource or method {', '.join(missing)}; there are {', '.join(top)}")
    return frozenset(found)


def _closed(defs: Mapping[TypeId, TypeDef], starts: Iterable[TypeRef]) -> dict[TypeId, TypeDef]:
    """The definitions that the types reach, and the owners of inline ones, in whose modules they are printed."""
    wanted = list(starts)
    while True:
        found = reachable(defs, wanted)
        owners = {owner for each in found if (owner := defs[each].owner) is not None and owner in defs}
        if owners <= found:
            return {key: each for key, each in defs.items() if key in found}
        wanted.extend(Ref(owner) for owner in sorted(owners - found))


def _resource(
    node: ResourceConfig,
    path: tuple[str, ...],
    kept: frozenset[str],
    names: frozenset[str],
    only: Sequence[str],
) -> ResourceConfig:
    """The node without what went."""
    methods = {
        name: operation
        for name, operation in node.methods.items()
        if operation in kept and _wanted(".".join((*path, name)), only)
    }
    return replace(
        node,
        methods=methods,
        connect=node.connect if _wanted(_connecting(path), only) else None,
        resources={
            name: _resource(child, (*path, name), kept, names, only) for name, child in node.resources.items()
        },
        types={name: type_ for name, type_ in node.types.items() if type_ in names or type_.startswith("#")},
        params={
            name: type_ for name, type_ in node.params.items() if type_ in names or type_.startswith("#")
        },
    )


def without_modules(config: TargetConfig, modules: frozenset[str]) -> TargetConfig:
    """The configuration without what it takes from some modules of the custom code (`lib.streaming.chat`)."""
    custom = config.custom

    def keeps(place: str) -> bool:
        return place.partition(":")[0] not in modules

    resources = {name: _mixin(each, keeps) for name, each in custom.resources.items()}
    changed: CustomConfig = replace(
        custom,
        exports={name: place for name, place in custom.exports.items() if keeps(place)},
        resources={name: each for name, each in resources.items() if each != MixinConfig()},
        clients=_mixin(custom.clients, keeps),
        models={name: place for name, place in custom.models.items() if keeps(place)},
        modules={
            name: left
            for name, places in custom.modules.items()
            if (left := tuple(p for p in places if keeps(p)))
        },
    )
    options = tuple(each for each in config.client.options if all(keeps(place) for place in each.types))
    client = replace(config.client, options=options)
    operations = {
        name: each if not each.restore or keeps(each.restore) else replace(each, preset={}, restore="")
        for name, each in config.operations.items()
    }
    return replace(config, custom=changed, client=client, operations=operations)


def _mixin(mixin: MixinConfig, keeps: Callable[[str], bool]) -> MixinConfig:
    methods = {
        name: each for name, each in mixin.methods.items() if keeps(each.sync) and keeps(each.asynchronous)
    }
    return replace(
        mixin,
        sync=mixin.sync if keeps(mixin.sync) else "",
        asynchronous=mixin.asynchronous if keeps(mixin.asynchronous) else "",
        methods=methods,
    )
