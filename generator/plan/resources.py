"""The resource tree: which operation becomes which method of which resource.

Three sources, in this order: the configuration, names that the document itself gives (Discovery), and paths
(:mod:`generator.plan.client.inferred`).  Every operation is placed at least once, whatever the document looks like.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field

from generator.config import ConnectConfig, ResourceConfig, TargetConfig
from generator.diagnostics import Diagnostics
from generator.ir.api import Api, Operation
from generator.plan import identifiers, words
from generator.plan.attributes import attribute_name
from generator.plan.client.inferred import Placement, infer
from generator.plan.imports import ModulePath

__all__ = ["ResourceMethod", "ResourceNode", "ResourceTree", "placements", "plan_tree"]


@dataclass(frozen=True, slots=True)
class ResourceMethod:
    """A method of a resource: Python name and operation id."""

    name: str
    operation: str


@dataclass(frozen=True, slots=True)
class ResourceNode:
    """A resource.

    `name`: attribute on the parent ("" for the client).  `path`: attribute names from the client down.
    `module`: where its classes are printed, inside the package.  `class_name`: wanted for the sync class
    (planning of methods may change it when a type of that name stands beside it).  `deprecation`: what the marks of
    its deprecated methods say, "" for the usual words.
    """

    name: str
    path: tuple[str, ...]
    module: ModulePath
    class_name: str
    methods: tuple[ResourceMethod, ...] = ()
    children: tuple[ResourceNode, ...] = ()
    deprecation: str = ""
    connect: ConnectConfig | None = None

    @property
    def members(self) -> frozenset[str]:
        """Names of its methods and of the resources directly below it."""
        return frozenset(
            [*(method.name for method in self.methods), *(child.name for child in self.children)]
        )

    @property
    def package(self) -> ModulePath:
        """The folder that its children's modules are in."""
        return self.module[:-1]

    def walk(self) -> Iterator[ResourceNode]:
        """The node and all below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class ResourceTree:
    """The root stands for the client: its methods are methods of the client itself."""

    root: ResourceNode

    def walk(self) -> Iterator[ResourceNode]:
        """All nodes, the client first."""
        return self.root.walk()


@dataclass(slots=True)
class _Draft:
    """A node under construction: names are final, order is the order of placement."""

    methods: dict[str, str] = field(default_factory=dict[str, str])
    children: dict[str, _Draft] = field(default_factory=dict[str, "_Draft"])
    class_name: str = ""
    deprecation: str = ""
    connect: ConnectConfig | None = None

    def at(self, path: tuple[str, ...]) -> _Draft:
        node = self
        for name in path:
            node = node.children.setdefault(name, _Draft())
        return node


def plan_tree(api: Api, config: TargetConfig, diagnostics: Diagnostics) -> ResourceTree:
    """Place every operation of `api`.

    Notes SDK650 (the configuration names an operation that the document lacks), SDK651 (an operation that a
    configured target does not list, placed by default), SDK652 and SDK653 (a name that had to change).
    """
    operations = {operation.id: operation for operation in api.operations}
    root = _Draft()
    helped = frozenset(tuple(path.split(".")) for path in config.custom.resources)
    placed = _configured(config.root, operations, root, (), diagnostics, helped)
    for operation, placement in infer(tuple(op for op in api.operations if op.id not in placed)):
        name = _add(root, operation, placement, config, diagnostics)
        if placed:
            where = ".".join((*placement.path, name))
            diagnostics.note(
                "SDK651",
                f"the configuration does not place {operation.id}; it is `{where}`",
                operation.origin,
            )
    for path in config.custom.resources:
        root.at(tuple(path.split(".")))
    _separate(root, (), frozenset(_constructor_names(config)), diagnostics)
    tree = ResourceTree(_node(root, "", (), (), frozenset(config.acronyms) | words.ACRONYMS))
    missing = operations.keys() - placements(tree).keys()
    assert not missing, f"operations without a place: {sorted(missing)}"
    return tree


def placements(tree: ResourceTree) -> Mapping[str, tuple[tuple[str, ...], str]]:
    """Resource path and method name by operation id; of an operation that is placed twice, the first place."""
    found: dict[str, tuple[tuple[str, ...], str]] = {}
    for node in tree.walk():
        for method in node.methods:
            found.setdefault(method.operation, (node.path, method.name))
    return found


def _configured(
    config: ResourceConfig,
    operations: Mapping[str, Operation],
    draft: _Draft,
    path: tuple[str, ...],
    diagnostics: Diagnostics,
    helped: Set[tuple[str, ...]],
) -> set[str]:
    """Place what the configuration lists into `draft`; the ids that were placed.

    A resource without operations is dropped, unless it opens a WebSocket or custom code gives it methods (`helped`).
    """
    placed: set[str] = set()
    draft.class_name, draft.deprecation = config.class_name, config.deprecation
    draft.connect = config.connect
    for name, operation in config.methods.items():
        if operation in operations:
            draft.methods[attribute_name(name, client=not path)] = operation
            placed.add(operation)
        else:
            where = ".".join((*path, name))
            diagnostics.note(
                "SDK650", f"`{where}` is configured, but the document has no operation {operation}"
            )
    for name, child in config.resources.items():
        below = _Draft()
        own = attribute_name(name, client=not path)
        placed |= _configured(child, operations, below, (*path, own), diagnostics, helped)
        if below.methods or below.children or below.connect or (*path, own) in helped:
            draft.children[own] = below
    return placed


def _add(
    root: _Draft, operation: Operation, placement: Placement, config: TargetConfig, diagnostics: Diagnostics
) -> str:
    """Add one inferred method under a free name, and return that name."""
    path: list[str] = []
    for word in placement.path:
        path.append(attribute_name(word, client=not path))
    node = root.at(tuple(path))
    wanted = attribute_name(placement.method, client=not path)
    taken = set(node.methods)
    if not path:
        taken.update(_constructor_names(config))
    own = attribute_name(operation.id, client=not path)
    name = identifiers.unique([wanted, own], taken)
    if name != wanted:
        diagnostics.note(
            "SDK652",
            f"`{'.'.join((*path, wanted))}` stands for another operation already; {operation.id} is `{name}`",
            operation.origin,
            "Name it in the configuration.",
        )
    node.methods[name] = operation.id
    return name


def _constructor_names(config: TargetConfig) -> Iterator[str]:
    """Configured constructor arguments: each is an attribute of the client."""
    yield from (auth.argument for auth in config.client.auth.values())
    yield from (option.name for option in config.client.options)


def _separate(
    draft: _Draft, path: tuple[str, ...], reserved: frozenset[str], diagnostics: Diagnostics
) -> None:
    """Rename sub-resources that have the name of a method beside them, or of another attribute (`reserved`)."""
    renamed: dict[str, _Draft] = {}
    taken = set(draft.methods) | draft.children.keys() | reserved
    for name, child in draft.children.items():
        final = name
        if name in draft.methods or name in reserved:
            final = identifiers.unique([f"{name}_resource"], taken)
            where = ".".join((*path, name))
            message = f"the resource `{where}` is named `{final}`, because another attribute has its name"
            diagnostics.note("SDK653", message)
        renamed[final] = child
        _separate(child, (*path, final), frozenset(), diagnostics)
    draft.children = renamed


def _node(
    draft: _Draft,
    name: str,
    path: tuple[str, ...],
    folder: ModulePath,
    acronyms: frozenset[str],
    module: str = "",
) -> ResourceNode:
    """Freeze a draft: `folder` is where its module (or its package) goes, `module` the name there."""
    inside: ModulePath = (*folder, module) if path else ("resources",)
    own: ModulePath = (*inside, module) if draft.children else inside
    if not path:
        own = ("_client",)
    taken: set[str] = {own[-1].lower()} if path else set()
    children: list[ResourceNode] = []
    for child_name, child in draft.children.items():
        child.deprecation = child.deprecation or draft.deprecation
        options = [identifiers.module_name(child_name), f"{child_name}_resource"]
        child_module = identifiers.unique(options, taken, fold=True)
        children.append(_node(child, child_name, (*path, child_name), inside, acronyms, child_module))
    class_name = draft.class_name or (identifiers.class_name(name, acronyms) if name else "")
    methods = tuple(ResourceMethod(key, operation) for key, operation in draft.methods.items())
    return ResourceNode(
        name, path, own, class_name, methods, tuple(children), draft.deprecation, draft.connect
    )
