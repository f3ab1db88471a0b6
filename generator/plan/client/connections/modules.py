"""The printed side of connections: their module, and the method `connect` of the resource."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.plan import identifiers
from generator.plan import imports as import_lines
from generator.plan.client import names
from generator.plan.client.arguments import OMIT_IMPORTS, Argument
from generator.plan.client.connections.events import Event
from generator.plan.client.connections.plan import Connection, connection_classes
from generator.plan.client.connections.views import ConnectionModuleView, PartLink, PartView
from generator.plan.client.docstrings import joined
from generator.plan.client.views import DescriptorView, MethodView, Setting, SignatureView
from generator.plan.code import Code, Text, literal
from generator.plan.imports import Import
from generator.plan.package import PlannedFile

__all__ = ["connect_imports", "connect_method", "connection_file", "exported"]

TEMPLATE = "resources/connection.py.jinja"
_OWN = frozenset(
    [
        "close",
        "dispatch_events",
        "off",
        "on",
        "once",
        "parse_event",
        "recv",
        "recv_bytes",
        "send",
        "send_raw",
        "state",
    ]
)
"""Members of every connection."""


@dataclass(slots=True)
class _Part:
    """A node of the tree that the names of events make."""

    path: tuple[str, ...] = ()
    events: dict[str, Event] = field(default_factory=dict[str, Event])
    parts: dict[str, _Part] = field(default_factory=dict[str, "_Part"])

    def walk(self) -> Iterator[_Part]:
        """All nodes below, deepest first, so that a class stands before its users."""
        for part in self.parts.values():
            yield from part.walk()
            yield part


def exported(connection: Connection) -> tuple[str, ...]:
    """Names of the connection's module that the resource's module offers too."""
    return connection_classes(connection.name)


def connection_file(connection: Connection, import_name: str, distribution: str) -> PlannedFile:
    """The module of a connection."""
    printer = _Printer(connection, distribution)
    classes = tuple(printer.classes())
    needed, typing = printer.imports()
    view = ConnectionModuleView(
        words=Text(f"The WebSocket of `{connection.title}`."),
        imports=import_lines.lines(needed, connection.module),
        typing_imports=import_lines.lines(typing - needed, connection.module),
        descriptors=(_descriptor(connection),),
        classes=classes,
    )
    path = "/".join((import_name, *connection.module)) + ".py"
    return PlannedFile(path, TEMPLATE, view, classes=tuple(str(each.name) for each in classes))


def connect_imports(connection: Connection) -> tuple[frozenset[Import], frozenset[Import]]:
    """What the resource's module needs for `connect`: when it is loaded, and for annotations."""
    needed = OMIT_IMPORTS if any(not a.required for a in connection.arguments) else frozenset[Import]()
    typing = {Import(connection.module, name, name) for name in exported(connection)}  # offered on
    return needed, frozenset(typing | _option_imports(connection, (False, True)))


def connect_method(connection: Connection, asynchronous: bool) -> MethodView:
    """`connect`, which gives the manager; it opens nothing yet."""
    manager = f"{'Async' if asynchronous else ''}{connection.name}ConnectionManager"
    options = _options(connection, asynchronous)
    star = ["*"] if connection.config.keyword_only else []
    positional = [a for a in connection.arguments if a.positional]
    keywords = [a for a in connection.arguments if not a.positional]
    parameters = [
        *(a.declaration() for a in positional),
        *star,
        *(a.declaration() for a in sorted(keywords, key=lambda a: not a.required)),
        *(f"{name}: {type_} = {default}" for name, type_, default in options),
    ]
    passed = [*(a.name for a in connection.arguments), *(name for name, _, _ in options)]
    how = "async with" if asynchronous else "with"
    words = f"A WebSocket to `{connection.config.path}`, opened by `{how}` or by `enter()` of the result."
    return MethodView(
        keyword=Code("def"),
        name=Code(connection.method),
        decorators=(),
        overloads=(),
        signature=SignatureView(tuple(Code(p) for p in parameters), Code(manager)),
        words=Text(f"{words}\n\nNeeds the `websockets` library (extra `realtime`)."),
        call=Code(f"return {manager}"),
        operation=Code("client=self._client"),
        settings=tuple(Setting(Code(name), Code(name)) for name in passed),
        prelude=Code(f"from {import_lines.relative(connection.module, connection.owner)} import {manager}"),
    )


def _options(connection: Connection, asynchronous: bool) -> list[tuple[str, str, str]]:
    """Options of every `connect`: name, type, default."""
    options = "WebSocketConnectionOptions" if asynchronous else "SyncWebSocketConnectionOptions"
    found = [
        ("extra_query", "Query", "{}"),
        ("extra_headers", "Headers", "{}"),
        ("websocket_connection_options", options, "{}"),
    ]
    if connection.config.reconnects:
        found += [
            ("on_reconnecting", "OnReconnecting | None", "None"),
            ("max_retries", "int", "5"),
            ("initial_delay", "float", "0.5"),
            ("max_delay", "float", "8.0"),
            ("max_queue_size", "int", str(connection.config.max_queue_size)),
        ]
    return found


def _option_imports(connection: Connection, halves: Sequence[bool]) -> set[Import]:
    module = {"Query": "aliases", "Headers": "aliases", "OnReconnecting": "realtime.reconnecting"}
    found: set[Import] = set()
    for asynchronous in halves:
        for _, type_, _ in _options(connection, asynchronous):
            name = type_.removesuffix(" | None")
            if name not in ("int", "float"):
                place = module.get(name, "realtime.options")
                found.add(Import((names.RUNTIME, *place.split(".")), name))
    return found


def _descriptor(connection: Connection) -> DescriptorView:
    config = connection.config
    settings = {
        "id": literal(f"{connection.title}.{connection.method}"),
        "method": literal("GET"),
        "path": literal(config.path),
        "result": literal("none"),
        "headers": literal(dict(config.headers)) if config.headers else "",
        "query": literal(dict(config.query)) if config.query else "",
    }
    pairs = tuple(Setting(Code(key), Code(value)) for key, value in settings.items() if value)
    return DescriptorView(Code("_CONNECT"), Code("Operation[None, None]"), Code("Operation"), pairs)


class _Printer:
    """The classes of one connection, sync and async."""

    def __init__(self, connection: Connection, distribution: str) -> None:
        self._connection = connection
        self._distribution = distribution
        self._root = _tree(connection.events)
        self._taken: set[str] = set(exported(connection))

    def classes(self) -> Iterator[PartView]:
        """Parts first, then connections, then managers."""
        for asynchronous in (False, True):
            names_: dict[tuple[str, ...], str] = {}
            for part in self._root.walk():
                names_[part.path] = self._part_name(part, asynchronous)
            for part in self._root.walk():
                yield self._part(part, names_, asynchronous)
            yield self._of_connection(names_, asynchronous)
            yield self._manager(asynchronous)

    def imports(self) -> tuple[set[Import], set[Import]]:
        """What the module needs when it is loaded, and what its annotations need."""
        connection = self._connection
        needed = {Import((names.RUNTIME, "operation"), "Operation"), *OMIT_IMPORTS}
        needed.add(Import("typing", "TYPE_CHECKING"))
        if self._root.parts:
            needed.add(Import("functools", "cached_property"))
        for module, prefix in (("sync", "Sync"), ("asynchronous", "Async")):
            kinds = ["Connection", "ConnectionManager", *(["ConnectionPart"] if self._root.parts else [])]
            needed |= {Import((names.RUNTIME, "realtime", module), f"{prefix}{kind}") for kind in kinds}
        typing = _option_imports(connection, (False, True))
        typing |= connection.sent.imports | connection.received.imports
        for event in connection.events:
            for argument in event.arguments:
                typing |= argument.annotation.imports
        typing |= {
            Import((names.RUNTIME, "client"), "SyncClient"),
            Import((names.RUNTIME, "async_client"), "AsyncClient"),
        }
        needed |= {item for item in typing if item.module == "typing"}
        if not any(not a.required for e in connection.events for a in e.arguments) and all(
            a.required for a in connection.arguments
        ):
            needed -= OMIT_IMPORTS
        return needed, typing

    def _part_name(self, part: _Part, asynchronous: bool) -> str:
        inside = "".join(identifiers.pascal(word, frozenset[str]()) for word in part.path)
        wanted = f"{'Async' if asynchronous else ''}{self._connection.name}{inside}Resource"
        return identifiers.unique([wanted, f"{wanted}Part"], self._taken)

    def _links(self, part: _Part, names_: dict[tuple[str, ...], str], owner: str) -> tuple[PartLink, ...]:
        return tuple(
            PartLink(
                Code(name),
                Code(names_[child.path]),
                Code(owner),
                Text(f"Events `{'.'.join(child.path)}`."),
            )
            for name, child in part.parts.items()
        )

    def _part(self, part: _Part, names_: dict[tuple[str, ...], str], asynchronous: bool) -> PartView:
        return PartView(
            name=Code(names_[part.path]),
            base=Code("AsyncConnectionPart" if asynchronous else "SyncConnectionPart"),
            words=Text(f"Sends events `{'.'.join(part.path)}` of `{self._connection.title}`."),
            settings=(),
            parts=self._links(part, names_, "self._connection"),
            methods=tuple(
                self._sender(n, e, "self._connection", asynchronous) for n, e in part.events.items()
            ),
        )

    def _of_connection(self, names_: dict[tuple[str, ...], str], asynchronous: bool) -> PartView:
        connection = self._connection
        prefix = "Async" if asynchronous else ""
        base = f"{prefix or 'Sync'}Connection"
        state = connection.config.state
        paths = {
            key: value
            for key in ("session_id", "resumption", "last_event_id")
            if (value := str(getattr(state, key)))
        }
        settings = [("_receives", literal(connection.receives)), ("_tag", literal(connection.tag))]
        settings += [("_state_paths", literal(paths))] if paths else []
        settings += [("_shape", literal(connection.shape))] if connection.shape else []
        return PartView(
            name=Code(f"{prefix}{connection.name}Connection"),
            base=Code(f"{base}[{literal(connection.received.code)}, {literal(connection.sent.code)}]"),
            words=Text(f"An open WebSocket of `{connection.title}`."),
            settings=tuple(Setting(Code(key), value) for key, value in settings),
            parts=self._links(self._root, names_, "self"),
            methods=tuple(self._sender(n, e, "self", asynchronous) for n, e in self._root.events.items()),
        )

    def _manager(self, asynchronous: bool) -> PartView:
        connection = self._connection
        prefix = "Async" if asynchronous else ""
        own = f"{prefix}{connection.name}Connection"
        base = f"{prefix or 'Sync'}ConnectionManager"
        return PartView(
            name=Code(f"{own}Manager"),
            base=Code(f"{base}[{own}, {literal(connection.sent.code)}]"),
            words=Text(f"A WebSocket of `{connection.title}` that is not open yet."),
            settings=(
                Setting(Code("_connection_class"), Code(own)),
                Setting(Code("_operation"), Code("_CONNECT")),
                Setting(Code("_distribution"), literal(self._distribution)),
            ),
            parts=(),
            methods=(self._constructor(asynchronous),),
        )

    def _constructor(self, asynchronous: bool) -> MethodView:
        connection = self._connection
        options = _options(connection, asynchronous)
        ordered = sorted(connection.arguments, key=lambda a: not a.required)
        client = f"client: {'AsyncClient' if asynchronous else 'SyncClient'}"
        parameters = ["*", client, *(a.declaration() for a in ordered)]
        for name, type_, default in options:
            needs_value = name in ("extra_query", "extra_headers", "websocket_connection_options")
            parameters.append(f"{name}: {type_}" + ("" if needs_value else f" = {default}"))
        settings = [
            Setting(Code(place), _mapping([a for a in connection.arguments if a.source == place]))
            for place in ("path", "query")
            if any(a.source == place for a in connection.arguments)
        ]
        return MethodView(
            keyword=Code("def"),
            name=Code("__init__"),
            decorators=(),
            overloads=(),
            signature=SignatureView(tuple(Code(p) for p in parameters), Code("None")),
            words=Text("Made by `connect`."),
            call=Code("self._set_up"),
            operation=Code("client"),
            settings=(*settings, *(Setting(Code(name), Code(name)) for name, _, _ in options)),
        )

    def _sender(self, name: str, event: Event, connection: str, asynchronous: bool) -> MethodView:
        payload = _mapping(event.arguments)
        if event.member:
            payload = Code("{" + f"{literal(event.member)}: {payload}" + "}")
        else:
            tag = f"{literal(self._connection.tag)}: {literal(event.name)}"
            payload = Code(payload.replace("{", "{" + tag + (", " if event.arguments else ""), 1))
        star = ["*"] if event.arguments else []
        return MethodView(
            keyword=Code("async def" if asynchronous else "def"),
            name=Code(name),
            decorators=(),
            overloads=(),
            signature=SignatureView(
                (*(Code(s) for s in star), *(a.declaration() for a in event.arguments)), Code("None")
            ),
            words=Text(joined(event.docs) or f"Send `{event.name}`."),
            call=Code(f"{'await ' if asynchronous else ''}{connection}._emit"),
            operation=payload,
            settings=(),
        )


def _tree(events: Sequence[Event]) -> _Part:
    """Events by the attributes that lead to them.  Names that are taken get another, so that all can be reached."""
    root = _Part()
    for event in events:
        node = root
        for word in event.path[:-1]:
            word = f"{word}_events" if (node is root and word in _OWN) else word
            node = node.parts.setdefault(word, _Part((*node.path, word)))
        node.events[event.path[-1]] = event
    for node in (root, *root.walk()):
        own = _OWN if node is root else frozenset[str]()
        taken: set[str] = set(own | node.parts.keys())
        node.events = {
            identifiers.unique([name, f"send_{name}"], taken): event for name, event in node.events.items()
        }
    return root


def _mapping(arguments: Sequence[Argument]) -> Code:
    return Code("{" + ", ".join(f"{literal(a.wire)}: {a.name}" for a in arguments) + "}")
