"""Operation descriptors: the wire side of a method, as the settings of a runtime constant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from generator.config import OperationConfig
from generator.ir.api import Content, Operation, Param, Server
from generator.plan.annotation import Annotation
from generator.plan.client import names
from generator.plan.client.arguments import Arguments, is_field_mask
from generator.plan.client.results import Result
from generator.plan.client.views import DescriptorView, Setting
from generator.plan.code import Code, literal
from generator.plan.imports import Import

_OWN_TYPES = {
    "json": "application/json",
    "form": "application/x-www-form-urlencoded",
    "multipart": "multipart/form-data",
    "text": "text/plain",
    "binary": "application/octet-stream",
}
_DEFAULT_STYLE = {
    "path": ("simple", False),
    "header": ("simple", False),
    "query": ("form", True),
    "cookie": ("form", True),
}


@dataclass(frozen=True, slots=True)
class Descriptor:
    """A planned constant and the imports of its annotation and of its value."""

    view: DescriptorView
    typing_imports: frozenset[Import]
    imports: frozenset[Import]


def plan_descriptor(
    operation: Operation,
    own: OperationConfig,
    arguments: Arguments,
    result: Result,
    book: names.NamedTypes,
    name: str,
    *,
    sends_empty: bool = False,
) -> Descriptor:
    """The descriptor of a method, as the constant `name`.

    `sends_empty`: a body that is not required is sent as an empty object when nothing is passed.
    """
    constructor = "Operation" if result.stream is None else "StreamOperation"
    types: list[Annotation] = [result.types.sync, result.types.asynchronous]
    if result.stream is not None:
        types += [result.stream.sync, result.stream.asynchronous]
    annotation = names.applied(names.in_runtime("operation", constructor), *types)
    needed = {Import((names.RUNTIME, "operation"), constructor)}
    if operation.upload is not None:
        # Documents have types and resources called Upload.
        needed.add(Import((names.RUNTIME, "operation"), "Upload", "MediaUpload"))
    found = dict(_settings(operation, own, arguments, result, book))
    if sends_empty:
        found.pop("bodiless", None)
    settings = tuple(Setting(Code(key), value) for key, value in found.items() if value)
    view = DescriptorView(Code(name), annotation.code, Code(constructor), settings)
    return Descriptor(view, annotation.imports - needed, frozenset(needed))


def _settings(
    operation: Operation, own: OperationConfig, arguments: Arguments, result: Result, book: names.NamedTypes
) -> Iterator[tuple[str, Code]]:
    """All settings in order of printing; empty code stands for a default."""
    path, query = request_path(operation)
    yield "id", literal(operation.id)
    yield "method", literal(operation.method)
    yield "path", literal(path)
    yield from _body_settings(operation, arguments, book)
    yield "response", literal(result.locator) if result.locator else Code("")
    yield "by_status", _mapping(dict(result.by_status))
    yield "by_argument", _by_argument(result)
    yield "result", literal(result.kind) if result.kind != "json" else Code("")
    yield "page", literal(result.page) if result.page else Code("")
    yield "page_in_body", Code("True") if operation.pagination and operation.pagination.in_body else Code("")
    yield "accept", literal(result.accept) if result.accept else Code("")
    yield from _stream_settings(operation, result)
    yield from _preset_settings(own, arguments)
    yield "styles", _mapping(_styles(operation.params))
    yield "headers", _mapping(own.headers)
    yield "query", _mapping({**query, **_stream_query(operation, result)})
    yield "upload", _upload(operation)
    yield "server", literal(filled(operation.server)) if operation.server else Code("")
    yield "security", literal(operation.security)


def _by_argument(result: Result) -> Code:
    choice = result.choice
    if choice is None:
        return Code("")
    found = {value: answer.locator for answer in choice.answers for value in answer.values}
    found[""] = choice.answers[0].locator
    return literal({choice.argument: found})


def request_path(operation: Operation) -> tuple[str, dict[str, str]]:
    """The path template, with a slash before it, and the query that is written into the path.

    ``{+name}`` keeps slashes; where the pattern of such a parameter says that it is one name in a fixed collection
    (``^models/[^/]+$``), ``{+name=models/}`` lets callers leave the collection out.
    """
    path, _, query = operation.path.partition("?")
    for param in operation.params:
        if param.location == "path" and (param.style == "reserved" or param.allow_reserved):
            path = path.replace("{" + param.name + "}", "{+" + param.name + _collection(param.pattern) + "}")
    if "://" not in path and not path.startswith("/"):
        path = f"/{path}"
    return path, dict(parse_qsl(query, keep_blank_values=True))


def filled(server: Server) -> str:
    """The address of a server with the defaults of its variables."""
    url = server.url
    for name, value in server.variables:
        url = url.replace("{" + name + "}", value)
    return url


def _collection(pattern: str | None) -> str:
    found = re.fullmatch(r"\^([A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*/)(?:\[\^/\]\+|\.[*+])\$", pattern or "")
    return f"={found[1]}" if found else ""


def _body_settings(
    operation: Operation, arguments: Arguments, book: names.NamedTypes
) -> Iterator[tuple[str, Code]]:
    content = arguments.content
    if content is None:
        return
    yield "body", literal(content.kind)
    optional = operation.body is not None and not operation.body.required and bool(arguments.of("body"))
    yield "bodiless", Code("True") if optional else Code("")
    unneeded = any(argument.source == "whole" and not argument.required for argument in arguments.items)
    always = operation.body is not None and operation.body.required and content.kind == "json" and unneeded
    yield "always_body", Code("True") if always else Code("")
    yield "content_type", _content_type(content)
    yield (
        "files",
        literal(files) if (files := tuple(a.wire for a in arguments.items if a.holds_file)) else Code(""),
    )
    yield "parts", _mapping({part.name: part.content_type for part in content.parts if part.content_type})
    shape = book.wire_shape(operation.id)
    yield "shape", literal(shape) if shape else Code("")


def _content_type(content: Content) -> Code:
    """The media type when it is not the one that the kind of body has anyway; ranges (``image/*``) say nothing."""
    plain = content.media_type.partition(";")[0].strip().lower()
    if plain == _OWN_TYPES[content.kind] or "*" in plain:
        return Code("")
    return literal(content.media_type)


def _stream_settings(operation: Operation, result: Result) -> Iterator[tuple[str, Code]]:
    streaming = operation.streaming
    if streaming is None or (result.kind != "stream" and result.stream is None):
        return
    if result.stream is not None:
        yield "event", literal(result.event) if result.event else Code("")
        yield "switch", literal(streaming.switch) if streaming.switch else Code("")
        yield (
            "switch_value",
            literal(streaming.switch_value) if streaming.switch_value is not True else Code(""),
        )
        yield "stream_query", _mapping(dict(streaming.query))
    yield "terminator", literal(streaming.terminator) if streaming.terminator else Code("")
    yield "envelope", Code("True") if result.is_envelope else Code("")
    yield "format", literal(streaming.format) if streaming.format != "sse" else Code("")


def _preset_settings(own: OperationConfig, arguments: Arguments) -> Iterator[tuple[str, Code]]:
    """What is sent where the caller has no wish; only members that this document has."""
    preset = {name: value for name, value in own.preset.items() if arguments.named(name, "body") is not None}
    yield "preset", _mapping(preset)
    yield "restore", literal(own.restore) if preset and own.restore else Code("")


def _stream_query(operation: Operation, result: Result) -> dict[str, str]:
    """Query parameters that make an operation stream which always does."""
    return dict(operation.streaming.query) if result.kind == "stream" and operation.streaming else {}


def _styles(params: tuple[Param, ...]) -> dict[str, tuple[str, bool]]:
    """Style and explode of parameters for which the document says something other than the default of their place.

    Field masks are taken as lists too, which the protocol joins with commas (google.protobuf.FieldMask, JSON form).
    """
    masks = {param.name: ("form", False) for param in params if is_field_mask(param)}
    masks |= {
        param.name: ("reserved", param.explode)
        for param in params
        if param.allow_reserved and param.location == "query" and param.style == "form"
    }
    return {
        param.name: (param.style, param.explode)
        for param in params
        if param.style not in ("reserved",)
        and (param.style_stated or param.style == "json")
        and (param.style, param.explode) != _DEFAULT_STYLE[param.location]
    } | masks


def _upload(operation: Operation) -> Code:
    upload = operation.upload
    if upload is None:
        return Code("")
    pairs = {"simple": upload.simple_path, "resumable": upload.resumable_path, "max_size": upload.max_size}
    inner = ", ".join(f"{key}={literal(value)}" for key, value in pairs.items() if value is not None)
    return Code(f"MediaUpload({inner})")


def _mapping(entries: Mapping[str, object]) -> Code:
    return literal(dict(entries)) if entries else Code("")
