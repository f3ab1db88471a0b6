"""Operations: everything about one method on one path but streaming and paging."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.codes import lowering as codes
from generator.config import OperationConfig
from generator.ir.api import Operation, Param, SecurityRequirement
from generator.ir.types import TypeId
from generator.lower.context import Context
from generator.lower.keywords import docs_of, entries, flag, mapping, optional_text, sequence, text
from generator.lower.operations.bodies import body_of
from generator.lower.operations.parameters import listed_parameters, parameters_of
from generator.lower.operations.paths import Template, fit, template_of
from generator.lower.operations.responses import responses_of
from generator.lower.operations.security import requirements_of
from generator.lower.operations.servers import own_server
from generator.lower.operations.upload import upload_of
from generator.lower.places import Place
from generator.spec.document import Node

METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
"""Method keys of a path item; `query` came with OpenAPI 3.2."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One operation object with its surroundings and its final id."""

    id: str
    method: str
    path: str
    path_item: Node
    node: Node

    @property
    def owner(self) -> TypeId:
        """Owner id of the types inside."""
        return TypeId(f"op:{self.id}")


def endpoints_of(ctx: Context) -> list[Endpoint]:
    """All operations of the document in order, with ids made unique."""
    found: list[Endpoint] = []
    taken: set[str] = set()
    for path, child in entries(ctx.document.root, "paths"):
        if path.startswith("x-"):
            continue
        for path_item, key, node in _operations(ctx, child):
            wanted = operation_id(ctx, node, key, path)
            endpoint = Endpoint(_unique(ctx, node, wanted, taken), key.upper(), path, path_item, node)
            ctx.operation_owners[path, key] = endpoint.owner
            found.append(endpoint)
    return found


def _operations(ctx: Context, item: Node) -> Iterator[tuple[Node, str, Node]]:
    """The operations under one path: (path item, key, node).

    A path item may have operations beside its `$ref`; the specification leaves open what that means, so both
    count, its own first.
    """
    seen: set[str] = set()
    if item.ref is not None:
        for key, _, node in methods_of(ctx, item):
            seen.add(key)
            yield item, key, node
    target = ctx.follow(item, "path item")
    for key, _, node in methods_of(ctx, target) if target is not None else ():
        if key not in seen:
            yield target or item, key, node


def methods_of(ctx: Context, path_item: Node) -> Iterator[tuple[str, str, Node]]:
    """The operations of a path item: (key, method in capitals, node), with 3.2's additionalOperations."""
    for key, node in path_item.items():
        if key in METHODS:
            if node.is_mapping:
                yield key, key.upper(), node
            else:
                ctx.diagnostics.error(codes.BAD_OPERATION, f"{key} is not an operation", node.origin)
    for key, node in entries(path_item, "additionalOperations"):
        if node.is_mapping:
            yield key, key.upper(), node
        else:
            ctx.diagnostics.error(codes.BAD_OPERATION, f"{key:.80} is not an operation", node.origin)


def operation_id(ctx: Context, node: Node, method: str, path: str) -> str:
    """The operationId, or method and path."""
    stated = optional_text(mapping(node.value), "operationId")
    if stated is not None:
        return stated
    name = f"{method.lower()} {path}"
    ctx.diagnostics.note(codes.OPERATION_WITHOUT_ID, f"called {name!r:.200}", node.origin)
    return name


def _unique(ctx: Context, node: Node, wanted: str, taken: set[str]) -> str:
    """The wanted id, with the first free number behind it when it is taken."""
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted}_{number}", number + 1
    if name != wanted:
        ctx.diagnostics.warning(
            codes.DUPLICATE_OPERATION_ID, f"{wanted!r:.80} is used before; called {name!r:.90}", node.origin
        )
    taken.add(name)
    return name


def operation_of(
    ctx: Context,
    endpoint: Endpoint,
    default_security: tuple[SecurityRequirement, ...],
    schemes: frozenset[str],
) -> Operation:
    """One operation as facts."""
    node, value = endpoint.node, mapping(endpoint.node.value)
    config = ctx.config.operations.get(endpoint.id, OperationConfig())
    place = Place(endpoint.owner)
    template = template_of(text(value, "x-sdkgen-request-path") or endpoint.path)
    body = node.get("requestBody")
    security = requirements_of(ctx, node, schemes)
    return Operation(
        endpoint.id,
        endpoint.method,
        template.path,
        _params(ctx, endpoint, template, place),
        body_of(ctx, body, place, config.content_type) if body is not None else None,
        responses_of(ctx, node.get("responses"), place, config.binary is True),
        default_security if security is None else security,
        tuple(tag for tag in sequence(value.get("tags")) if isinstance(tag, str)),
        tuple(word for word in sequence(value.get("x-sdkgen-resource")) if isinstance(word, str)),
        text(value, "x-sdkgen-method"),
        upload=upload_of(value),
        supports_download=flag(value, "x-sdkgen-download"),
        server=own_server(ctx, endpoint.path_item, node),
        deprecated=flag(value, "deprecated"),
        docs=docs_of(value),
        origin=node.origin,
    )


def _params(ctx: Context, endpoint: Endpoint, template: Template, place: Place) -> tuple[Param, ...]:
    """Parameters; a converted Discovery document lists those of the real path apart."""
    node, value = endpoint.node, mapping(endpoint.node.value)
    params = parameters_of(ctx, endpoint.path_item, node, place)
    if "x-sdkgen-path-parameters" in value:
        real = listed_parameters(ctx, node, "x-sdkgen-path-parameters", place)
        params = (*real, *(param for param in params if param.location != "path"))
    order = {name: rank for rank, name in enumerate(sequence(value.get("x-sdkgen-order")))}
    fitted = fit(ctx, template, params, node.origin)
    if not order:
        return fitted
    return tuple(sorted(fitted, key=lambda param: order.get(param.name, len(order))))
