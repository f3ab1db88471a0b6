"""The connection of a resource: its events, its types, and the arguments of `connect`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.config import ConnectArgumentConfig, ConnectConfig
from generator.diagnostics import Diagnostics
from generator.ir.api import Api
from generator.ir.types import Ref, TypeId, TypeRef
from generator.plan import identifiers
from generator.plan.annotation import Annotation, Dialect
from generator.plan.client import names
from generator.plan.client.arguments import Argument
from generator.plan.client.connections.events import Event, plan_events, tag_of
from generator.plan.code import Code
from generator.plan.imports import ModulePath
from generator.plan.resources import ResourceNode
from generator.plan.types.layout import components_of

__all__ = ["Connection", "connection_classes", "plan_connection"]

_TYPES = {"string": "str", "boolean": "bool", "integer": "int"}


@dataclass(frozen=True, slots=True)
class Connection:
    """A planned connection.

    `name`: of the resource's class, in front of all class names here.  `owner`: the resource's module, `module`: that of
    the classes.  `method`: how `connect` is called.  `tag`: member that names the type of an event, "" for none.  `receives`: locator of the
    server's events.  `shape`: entry that renames members of the client's events.
    """

    config: ConnectConfig
    name: str
    path: tuple[str, ...]
    owner: ModulePath
    module: ModulePath
    method: str
    arguments: tuple[Argument, ...]
    events: tuple[Event, ...]
    tag: str
    sent: Annotation
    received: Annotation
    receives: str
    shape: str | None

    @property
    def title(self) -> str:
        """`realtime.translations`."""
        return ".".join(self.path)


def connection_classes(name: str) -> tuple[str, ...]:
    """Classes that users import: the connections and their managers."""
    return tuple(
        f"{kind}{name}{part}" for part in ("Connection", "ConnectionManager") for kind in ("", "Async")
    )


def plan_connection(
    api: Api,
    node: ResourceNode,
    name: str,
    taken: frozenset[str],
    book: names.NamedTypes,
    diagnostics: Diagnostics,
) -> Connection | None:
    """The connection of a resource; None without one.

    `taken`: names of the resource's members.  Notes SDK662 for events that the document does not have: then there is no
    connection.
    """
    config = node.connect
    if config is None:
        return None
    components = components_of(api)
    wanted = (config.receives, *config.sends, *config.sends_models)
    missing = [component for component in wanted if component not in components]
    if missing:
        where = ".".join(node.path)
        diagnostics.note("SDK662", f"`{where}.connect` needs {', '.join(missing)}, which the document lacks")
        return None
    refs: tuple[TypeRef, ...] = tuple(Ref(components[component]) for component in config.sends)
    received = components[config.receives]
    return Connection(
        config,
        name,
        node.path,
        node.module,
        (*node.module[:-1], f"{node.module[-1]}_connection"),
        identifiers.unique(["connect", "open_connection"], set(taken)),
        tuple(_argument(wire, each, config.path) for wire, each in config.arguments.items()),
        plan_events(refs, api.types.defs, book),
        tag_of(refs[0], api.types.defs),
        _sent(config, components, book),
        book.annotate(Ref(received), Dialect.RESPONSE),
        book.name_of(received, Dialect.RESPONSE).locator,
        book.connection_shape(config.sends),
    )


def _sent(config: ConnectConfig, components: Mapping[str, TypeId], book: names.NamedTypes) -> Annotation:
    """What `send` takes: models, or mappings."""
    models = [
        book.annotate(Ref(components[name]), Dialect.RESPONSE)
        for name in config.sends_models or config.sends
        if book.has(components[name], Dialect.RESPONSE)
    ]
    data = [book.annotate(Ref(components[name]), Dialect.REQUEST) for name in config.sends]
    return names.either(*models, *data)


def _argument(wire: str, config: ConnectArgumentConfig, path: str) -> Argument:
    return Argument(
        "path" if "{" + wire + "}" in path else "query",
        wire,
        identifiers.argument_name(wire),
        Annotation(Code(_TYPES[config.type])),
        config.required,
        config.positional,
    )
