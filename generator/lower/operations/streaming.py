"""Which operations can answer with a stream of events, and how one asks for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, cast

from generator.codes import lowering as codes
from generator.config import StreamingConfig
from generator.diagnostics import Diagnostics
from generator.ir.api import Operation, ResponseContent
from generator.ir.behaviour import Streaming
from generator.ir.types import (
    AliasDef,
    Const,
    Field,
    Nullable,
    ObjectDef,
    OneOf,
    Ref,
    Scalar,
    ScalarKind,
    TypeDef,
    TypeId,
    TypeRef,
)
from generator.ir.walk import success_responses
from generator.lower.operations.media import STREAM_FORMATS, essence

_SWITCH = "stream"


@dataclass(frozen=True, slots=True)
class Finished:
    """What the third pass reads: all definitions, types by configured name, the collector."""

    defs: Mapping[TypeId, TypeDef]
    named: Callable[[str], TypeRef | None]
    diagnostics: Diagnostics


def fields_of(defs: Mapping[TypeId, TypeDef], type_: TypeRef | None) -> dict[str, Field]:
    """The fields of an object type by wire name; of a union, those of all variants; {} for other types."""
    found: dict[str, Field] = {}
    seen: set[TypeId] = set()
    stack = [type_]
    while stack:
        current = stack.pop()
        if isinstance(current, Nullable):
            stack.append(current.inner)
        elif isinstance(current, OneOf):
            stack.extend(reversed(current.variants))
        elif isinstance(current, Ref) and current.id not in seen:
            seen.add(current.id)
            definition = defs.get(current.id)
            if isinstance(definition, ObjectDef):
                for field in definition.fields:
                    found.setdefault(field.name, field)
            elif isinstance(definition, AliasDef):
                stack.append(definition.target)
    return found


def streaming_of(
    finished: Finished, operation: Operation, config: StreamingConfig | None
) -> Streaming | None:
    """How an operation streams, by document and configuration; None when it does not, or cannot be asked to."""
    contents = [content for response in success_responses(operation) for content in response.contents]
    streams = [content for content in contents if content.kind == "stream"]
    others = [content for content in contents if content.kind != "stream"]
    if config is None:
        return _declared(finished, operation, streams, others) if streams else None
    return _configured(finished, operation, config, streams, others)


def _declared(
    finished: Finished, operation: Operation, streams: list[ResponseContent], others: list[ResponseContent]
) -> Streaming | None:
    """Streaming as the document describes it."""
    switch = _switch(finished, operation)
    if others and switch is None:
        finished.diagnostics.warning(
            codes.STREAM_WITHOUT_SWITCH,
            f"{operation.id!r:.80} can stream, but no boolean {_SWITCH!r} in its request asks for it",
            operation.origin,
        )
        return None
    event = streams[0].type
    assert event is not None
    return Streaming(event, _format(streams[0]), switch if others else None)


def _configured(
    finished: Finished,
    operation: Operation,
    config: StreamingConfig,
    streams: list[ResponseContent],
    others: list[ResponseContent],
) -> Streaming | None:
    """Streaming as configured; what configuration leaves open comes from the document."""
    event = streams[0].type if streams else None
    if config.event:
        configured = finished.named(config.event)
        if configured is None:
            finished.diagnostics.warning(
                codes.CONFIG_UNKNOWN_TYPE,
                f"streaming of {operation.id!r:.80}: no schema {config.event!r:.80}",
                operation.origin,
            )
        event = configured or event
    if event is None:
        json = [content for content in others if content.kind == "json"]
        event = json[0].type if json else Scalar(ScalarKind.ANY)
    switch = config.switch if config.switch is not None else _switch(finished, operation)
    if switch is not None and switch not in _inputs(finished, operation):
        finished.diagnostics.warning(
            codes.CONFIG_MISFIT,
            f"{operation.id!r:.80} takes no {switch!r:.80}",
            operation.origin,
        )
    assert event is not None
    return Streaming(
        event,
        _format(streams[0]) if streams else "sse",
        switch,
        config.switch_value,
        tuple(config.query.items()),
        config.terminator,
        declared=bool(streams),
    )


def _format(content: ResponseContent) -> Literal["sse", "ndjson", "json-seq"]:
    """The framing of a stream's media type."""
    return cast(
        "Literal['sse', 'ndjson', 'json-seq']", STREAM_FORMATS.get(essence(content.media_type), "ndjson")
    )


def _inputs(finished: Finished, operation: Operation) -> dict[str, TypeRef]:
    """Types of the fields of all request bodies, and of the query parameters that no body field hides."""
    found: dict[str, TypeRef] = {}
    for content in operation.body.contents if operation.body is not None else ():
        for name, field in fields_of(finished.defs, content.type).items():
            found.setdefault(name, field.type)
    for param in operation.params:
        if param.location == "query":
            found.setdefault(param.name, param.type)
    return found


def _switch(finished: Finished, operation: Operation) -> str | None:
    """The boolean body field or query parameter that turns streaming on, None when there is none."""
    type_ = _inputs(finished, operation).get(_SWITCH)
    if isinstance(type_, Nullable):
        type_ = type_.inner
    definition = finished.defs.get(type_.id) if isinstance(type_, Ref) else None
    if isinstance(definition, AliasDef):
        type_ = definition.target
    boolean = isinstance(type_, Scalar) and type_.kind is ScalarKind.BOOLEAN
    is_true = isinstance(type_, Const) and type_.value is True
    return _SWITCH if boolean or is_true else None
