"""What the documents of a package say about a WebSocket."""

from __future__ import annotations

from dataclasses import dataclass

from generator.plan.client.connections.plan import Connection
from generator.plan.client.planner import PlannedResource
from generator.plan.code import Code, Text

__all__ = ["ConnectionWords", "connection_words", "first_connection"]


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event of the client: its name on the wire, and the call on a connection that sends it."""

    name: Text
    call: Text


@dataclass(frozen=True, slots=True)
class ConnectionWords:
    """One `connect`.  `call`: as code, with stand-ins for what it requires; `optional`: its own optional arguments."""

    method: Text
    path: Text
    call: Code
    optional: tuple[Text, ...]
    source: Text
    receives: Text
    reconnects: bool
    events: tuple[EventRow, ...]


def connection_words(connection: Connection, package: str, up: str = "") -> ConnectionWords:
    """The words of a connection.  `up`: from the document to the folder that has the package."""
    required = ", ".join(f'{a.name}="..."' for a in connection.arguments if a.required)
    return ConnectionWords(
        method=Text(connection.method),
        path=Text(connection.config.path),
        call=Code(f"{'.'.join(connection.path)}.{connection.method}({required})"),
        optional=tuple(Text(a.name) for a in connection.arguments if not a.required),
        source=Text(up + "/".join((package, *connection.module)) + ".py"),
        receives=Text(connection.receives.partition(":")[2]),
        reconnects=connection.config.reconnects,
        events=tuple(
            EventRow(
                Text(each.name), Text(f".{'.'.join(each.path)}({', '.join(a.name for a in each.arguments)})")
            )
            for each in connection.events
        ),
    )


def first_connection(resource: PlannedResource, package: str) -> ConnectionWords | None:
    """The first WebSocket of a package; None when it has none."""
    if resource.connection is not None:
        return connection_words(resource.connection, package)
    found = (first_connection(child, package) for child in resource.children)
    return next((each for each in found if each is not None), None)
