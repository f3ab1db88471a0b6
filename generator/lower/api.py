"""The whole of lowering, in three passes: structure, then types on their own, then behaviour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.codes import lowering as codes
from generator.config import TargetConfig
from generator.diagnostics import Diagnostics
from generator.ir.api import Api, Operation, Webhook
from generator.ir.types import Ref, TypeId, TypeRef, TypeTable
from generator.ir.walk import types_of
from generator.lower.context import Context
from generator.lower.finishing import retype
from generator.lower.finishing.checks import note_binary_in_json
from generator.lower.finishing.table import table_of
from generator.lower.finishing.types import Finisher
from generator.lower.keywords import docs_of, mapping, members, text
from generator.lower.operations.methods import Endpoint, endpoints_of, operation_of
from generator.lower.operations.pagination import Schemes, pagination_of
from generator.lower.operations.security import (
    configured_schemes,
    default_requirements,
    schemes_of,
    with_required_scopes,
)
from generator.lower.operations.servers import document_servers
from generator.lower.operations.streaming import Finished, streaming_of
from generator.lower.operations.webhooks import webhooks_of
from generator.lower.schemas.dispatch import HOOKS
from generator.spec.document import Document

_LONGEST_TITLE = 1000
"""Characters; the title is printed in some twenty files."""


def lower(document: Document, config: TargetConfig, diagnostics: Diagnostics) -> Api:
    """Turn a document into facts about the wire.  Never fails: faults of the document are diagnostics."""
    ctx = Context(document, config, diagnostics, HOOKS)
    ctx.declare_components()
    schemes = schemes_of(ctx)
    declared = frozenset(scheme.name for scheme in schemes)
    configured = configured_schemes(ctx, declared)
    default_security = default_requirements(ctx, declared, configured)
    schemes += configured
    known = frozenset(scheme.name for scheme in schemes)
    endpoints = endpoints_of(ctx)
    schemes = with_required_scopes(schemes, [document.root, *(endpoint.node for endpoint in endpoints)])
    rough = [operation_of(ctx, endpoint, default_security, known) for endpoint in endpoints]
    rough_hooks = webhooks_of(ctx, endpoints)
    ctx.types.drain()
    operations, webhooks, types = _finished(ctx, endpoints, rough, rough_hooks)
    operations = _with_behaviour(ctx, operations, types)
    _note_globals(ctx)
    note_binary_in_json(operations, types, diagnostics)
    info = mapping(mapping(document.root.value).get("info"))
    return Api(
        text(info, "title").strip()[:_LONGEST_TITLE],
        text(info, "version"),
        document_servers(ctx),
        operations,
        webhooks,
        schemes,
        types,
        document.format,
        docs_of(info),
    )


def _finished(
    ctx: Context, endpoints: Sequence[Endpoint], rough: Sequence[Operation], rough_hooks: Sequence[Webhook]
) -> tuple[tuple[Operation, ...], tuple[Webhook, ...], TypeTable]:
    """The second pass: final types everywhere, and the table of those that are left."""
    finisher = Finisher(
        {each.id: each for each in ctx.types}, ctx.nullable_objects, ctx.diagnostics, ctx.named
    )
    defs = finisher.definitions()
    operations = tuple(retype.operation(finisher, each) for each in rough)
    webhooks = tuple(retype.webhook(finisher, each) for each in rough_hooks)
    roots: list[TypeRef] = [type_ for each in operations for type_ in types_of(each)]
    roots += [each.payload for each in webhooks if each.payload is not None]
    owners = [*ctx.components.values(), *(endpoint.owner for endpoint in endpoints)]
    owners += [TypeId(f"webhook:{each.name}") for each in webhooks]
    return operations, webhooks, table_of(defs, owners, roots)


def _with_behaviour(ctx: Context, operations: Sequence[Operation], types: TypeTable) -> tuple[Operation, ...]:
    """The third pass: streaming and paging, which need the fields of finished types."""

    def named(name: str) -> TypeRef | None:
        key = TypeId(f"{ctx.document.root.file}{name}") if name.startswith("#/") else ctx.components.get(name)
        return Ref(key) if key is not None and key in types.defs else None

    finished = Finished(types.defs, named, ctx.diagnostics)
    schemes = Schemes(ctx.config.pages)
    result: list[Operation] = []
    for operation in operations:
        config = ctx.config.operations.get(operation.id)
        streaming = streaming_of(finished, operation, config.streaming if config is not None else None)
        operation = replace(operation, streaming=streaming)
        result.append(replace(operation, pagination=pagination_of(finished, operation, ctx.config, schemes)))
    return tuple(result)


def _note_globals(ctx: Context) -> None:
    """Mention Discovery's parameters of every method."""
    names = [
        text(mapping(each.value), "name") for each in members(ctx.document.root, "x-sdkgen-global-parameters")
    ]
    if names:
        ctx.diagnostics.note(
            codes.GLOBAL_PARAMETERS,
            f"not arguments of methods: {', '.join(names):.300}",
            ctx.document.root.origin,
        )
