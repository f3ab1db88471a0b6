"""Requests that the server sends: webhooks and callbacks (OpenAPI 3.1 sections 4.8.1 and 4.8.18)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.ir.api import Webhook
from generator.ir.types import TypeId, TypeRef
from generator.lower.context import Context
from generator.lower.keywords import docs_of, entries, mapping
from generator.lower.operations.bodies import body_of
from generator.lower.operations.methods import Endpoint, methods_of
from generator.lower.places import Place
from generator.spec.document import Node


def webhooks_of(ctx: Context, endpoints: Sequence[Endpoint]) -> tuple[Webhook, ...]:
    """The webhooks of the document, then the callbacks of its operations.  Names are made unique."""
    found: list[Webhook] = []
    taken: set[str] = set()
    callbacks = ((name, item, True) for name, item in _callbacks(ctx, endpoints))
    for wanted, path_item, is_callback in [*((n, i, False) for n, i in _webhooks(ctx)), *callbacks]:
        methods = list(methods_of(ctx, path_item))
        for _, method, node in methods:
            name = wanted if len(methods) == 1 else f"{wanted} {method.lower()}"
            unique, number = name, 2
            while unique in taken:
                unique, number = f"{name} {number}", number + 1
            taken.add(unique)
            found.append(_webhook(ctx, unique, node, is_callback))
    return tuple(found)


def _webhooks(ctx: Context) -> Iterator[tuple[str, Node]]:
    """Webhooks with their path items."""
    for name, child in entries(ctx.document.root, "webhooks"):
        path_item = ctx.follow(child, "webhook")
        if path_item is not None:
            yield name, path_item


def _callbacks(ctx: Context, endpoints: Sequence[Endpoint]) -> Iterator[tuple[str, Node]]:
    """Callbacks with the path item of each of their expressions."""
    for endpoint in endpoints:
        for name, child in entries(endpoint.node, "callbacks"):
            callback = ctx.follow(child, "callback")
            for _, expression in callback.items() if callback is not None else ():
                path_item = ctx.follow(expression, "callback path item")
                if path_item is not None:
                    yield name, path_item


def _webhook(ctx: Context, name: str, node: Node, is_callback: bool) -> Webhook:
    """One request; its payload is the first JSON body, else the first body of any kind."""
    body = node.get("requestBody")
    lowered = body_of(ctx, body, Place(TypeId(f"webhook:{name}"))) if body is not None else None
    payload: TypeRef | None = None
    if lowered is not None:
        json = [content for content in lowered.contents if content.kind == "json"]
        payload = (json or list(lowered.contents))[0].type
    return Webhook(name, payload, docs_of(mapping(node.value)), node.origin, is_callback)
