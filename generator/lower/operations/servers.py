"""Servers and their variables (OpenAPI 3.1 sections 4.8.5 and 4.8.6)."""

from __future__ import annotations

import re
from typing import Final

from generator.codes import lowering as codes
from generator.ir.api import Server
from generator.lower.context import Context
from generator.lower.keywords import mapping, members, sequence, text
from generator.spec.document import Node

_VARIABLE: Final = re.compile(r"\{([^{}]*)\}")
_ABSOLUTE: Final = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.\-]*://|\{)")


def servers_of(ctx: Context, holder: Node) -> tuple[Server, ...]:
    """The servers that the document, a path item or an operation lists."""
    found = [_server(ctx, node) for node in members(holder, "servers")]
    return tuple(server for server in found if server is not None)


def document_servers(ctx: Context) -> tuple[Server, ...]:
    """The servers of the whole document: ``/`` when it names none."""
    root = ctx.document.root
    servers = servers_of(ctx, root) or (Server("/"),)
    if not any(_ABSOLUTE.match(server.url) for server in servers):
        ctx.diagnostics.note(
            codes.SERVER_RELATIVE,
            f"base address {servers[0].url!r:.200}",
            root.origin,
            "Set client.base_url in the configuration.",
        )
    return servers


def own_server(ctx: Context, path_item: Node, operation: Node) -> Server | None:
    """The server of one operation where it differs from the document's: its own first, then its path's."""
    own = servers_of(ctx, operation) or servers_of(ctx, path_item)
    return own[0] if own else None


def _server(ctx: Context, node: Node) -> Server | None:
    """One server; None, with a diagnostic, when it has no address."""
    value = mapping(node.value)
    url = text(value, "url")
    if not url:
        ctx.diagnostics.warning(codes.BAD_SERVER, "a server needs a url", node.origin)
        return None
    stated = mapping(value.get("variables"))
    names = dict.fromkeys(_VARIABLE.findall(url))
    return Server(url, tuple((name, _default(ctx, node, name, mapping(stated.get(name)))) for name in names))


def _default(ctx: Context, node: Node, name: str, variable: object) -> str:
    """The default of a variable, else its first permitted value, else "" with a diagnostic."""
    value = mapping(variable)
    stated = value.get("default")
    if isinstance(stated, str | int | float) and not isinstance(stated, bool):
        return str(stated)
    ctx.diagnostics.warning(codes.BAD_SERVER, f"variable {name!r:.80} has no default", node.origin)
    allowed = [each for each in sequence(value.get("enum")) if isinstance(each, str)]
    return allowed[0] if allowed else ""
