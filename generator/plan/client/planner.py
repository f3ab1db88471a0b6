"""All methods of a resource tree, planned once; modules, clients and documents are made from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import chain, count

from generator.config import OperationConfig, TargetConfig
from generator.custom import CustomCode
from generator.diagnostics import Diagnostics
from generator.ir.api import Api, Operation
from generator.plan import identifiers, reserved
from generator.plan.client import names
from generator.plan.client.arguments import plan_arguments
from generator.plan.client.class_family import class_names
from generator.plan.client.connections.plan import Connection, plan_connection
from generator.plan.client.derived import Derived, plan_derived
from generator.plan.client.methods import Method, download, make_switch
from generator.plan.client.mixins import NO_MIXINS, Mixins, plan_mixins
from generator.plan.client.operations import plan_descriptor
from generator.plan.client.results import Result, plan_result
from generator.plan.resources import ResourceNode, ResourceTree


@dataclass(frozen=True, slots=True)
class PlannedResource:
    """A node of the tree with its methods; `class_name` is final."""

    node: ResourceNode
    class_name: str
    methods: tuple[Method, ...]
    children: tuple[PlannedResource, ...]
    mixins: Mixins = NO_MIXINS
    derived: tuple[Derived, ...] = ()
    """Methods whose body is custom code."""
    connection: Connection | None = None

    @property
    def title(self) -> str:
        """`chat.completions`; "" for the client."""
        return ".".join(self.node.path)

    @property
    def connects(self) -> bool:
        """Whether a resource here or below opens a WebSocket."""
        return self.connection is not None or any(child.connects for child in self.children)


@dataclass(frozen=True, slots=True)
class _Work:
    """What planning a method may look at."""

    api: Api
    config: TargetConfig
    operations: Mapping[str, Operation]
    pages: Mapping[str, str]
    book: names.NamedTypes
    diagnostics: Diagnostics
    custom: CustomCode


def plan_methods(
    api: Api,
    config: TargetConfig,
    tree: ResourceTree,
    pages: Mapping[str, str],
    book: names.NamedTypes,
    diagnostics: Diagnostics,
    client: str = "",
    custom: CustomCode | None = None,
) -> PlannedResource:
    """The tree with planned methods.  Class names keep away from the types that stand beside them in a module.

    `pages`: names of page classes by operation id (see `pages.page_names`).  `client`: name of the client class, which
    stands beside the top resources.  `custom`: the functions that custom methods are made of.
    """
    operations = {operation.id: operation for operation in api.operations}
    work = _Work(api, config, operations, pages, book, diagnostics, custom or CustomCode())
    return _planned(tree.root, work, frozenset(class_names(client)))


def operation_config(
    config: TargetConfig, operation: str, path: tuple[str, ...], method: str
) -> OperationConfig:
    """What the configuration says of an operation at one place.

    The entry of the dotted method path wins, member by member, over the entry of the operation id.
    """
    by_id = config.operations.get(operation, OperationConfig())
    by_path = config.operations.get(".".join((*path, method)))
    if by_path is None:
        return by_id
    unset = OperationConfig()
    stated = {
        name: value
        for name in OperationConfig.__dataclass_fields__
        if (value := getattr(by_path, name)) != getattr(unset, name)
    }
    return replace(by_id, **stated)


def _planned(node: ResourceNode, work: _Work, above: frozenset[str]) -> PlannedResource:
    methods: list[Method] = []
    taken = {method.name for method in node.methods} | {child.name for child in node.children}
    for place in node.methods:
        own = operation_config(work.config, place.operation, node.path, place.name)
        found = _methods(work, work.operations[place.operation], place.name, own, taken, client=not node.path)
        methods += [replace(method, deprecation=node.deprecation) for method in found]
    types = {item.bound for method in methods for item in method.typing_imports | method.imports}
    custom = work.config.custom
    mixin = custom.resources.get(".".join(node.path)) if node.path else custom.clients
    mixins = plan_mixins(mixin, types | above)
    types |= {item.bound for item in mixins.imports}
    derived: tuple[Derived, ...] = ()
    if mixin is not None and mixin.methods:
        derived = plan_derived(
            mixin.methods,
            methods,
            work.custom,
            ".".join(node.path),
            node.module,
            work.diagnostics,
            node.deprecation,
        )
        types |= {item.bound for method in derived for item in method.imports | method.typing_imports}
        methods = [method for method in methods if method.name not in mixin.methods]
    name = _class_name(node, types | above)
    around = frozenset([*types, *class_names(name), *(() if node.path else above)])
    children: list[PlannedResource] = []
    for child in node.children:
        planned = _planned(child, work, around)
        around = around.union(class_names(planned.class_name))
        children.append(planned)
    members = node.members | {method.name for method in derived}
    connection = plan_connection(work.api, node, name, members, work.book, work.diagnostics)
    return PlannedResource(node, name, tuple(methods), tuple(children), mixins, derived, connection)


def _class_name(node: ResourceNode, taken: frozenset[str] | set[str]) -> str:
    """A name whose whole family is free: beside `Jobs` stands `AsyncJobs`, so that a resource cannot be called so."""
    wanted = node.class_name
    last = f"{identifiers.pascal('_'.join(node.path))}Resource"
    hidden = taken | reserved.words("classes")
    candidates = chain([wanted, f"{wanted}Resource", last], (f"{last}{number}" for number in count(2)))
    return next(name for name in candidates if hidden.isdisjoint(class_names(name)))


def _methods(
    work: _Work, operation: Operation, name: str, own: OperationConfig, taken: set[str], *, client: bool
) -> list[Method]:
    """The method of an operation, and a second one where its answer can also be had as raw bytes."""
    if own.deprecated is not None:
        operation = replace(operation, deprecated=own.deprecated)
    page = work.pages.get(operation.id, "")
    if own.page == "" and page:
        operation, page = replace(operation, pagination=None), ""
    arguments = plan_arguments(work.api, operation, work.config, own, work.book, work.diagnostics)
    result = plan_result(
        operation,
        own,
        page,
        work.api.types,
        work.book,
        work.diagnostics,
        work.config.client.binary_class,
    )
    constant = f"_{name.rstrip('_').upper()}"
    sends_empty = work.config.wire.empty_bodies == "send"
    descriptor = plan_descriptor(
        operation, own, arguments, result, work.book, constant, sends_empty=sends_empty
    )
    switch = make_switch(operation, arguments, result)
    sender = "self" if client else "self._client"
    method = Method(name, operation, own, arguments, result, descriptor, switch, sender)
    if not operation.supports_download:
        return [method]
    other = identifiers.unique([f"{name.rstrip('_')}_media", f"{name}_as_media"], taken)
    return [method, _download(method, other, work)]


def _download(method: Method, name: str, work: _Work) -> Method:
    raw = download(method, name, method.descriptor, work.config.client.binary_class)
    operation = replace(
        method.operation, path=_with_query(method.operation.path, "alt=media"), pagination=None
    )
    result = Result("binary", raw.result.types)
    descriptor = plan_descriptor(
        operation, method.own, method.arguments, result, work.book, f"_{name.upper()}"
    )
    return replace(raw, descriptor=descriptor)


def _with_query(path: str, query: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}{query}"
