"""Arguments of a method: which exist, what they are called, in which order, with which annotation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from generator.config import OperationConfig, TargetConfig
from generator.diagnostics import Diagnostics
from generator.ir.api import Api, Content, Operation, Param
from generator.ir.types import NO_DOCS, Docs, Field, JsonScalar, ObjectDef, Ref, Scalar
from generator.plan import identifiers
from generator.plan.annotation import Annotation, Dialect
from generator.plan.client import names
from generator.plan.client.contents import choices, holds_binary
from generator.plan.code import Code
from generator.plan.imports import Import
from generator.plan.types.bodies import chosen_content, flatten_body

Source: TypeAlias = Literal["path", "query", "header", "cookie", "body", "whole", "media", "switch"]
"""Where the value goes; ``body`` is a member of the body, ``whole`` the body itself, ``media`` an upload's content,
``switch`` nowhere: it only says whether to stream."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument.  `wire` and `name` are the two names that must never be confused."""

    source: Source
    wire: str
    name: str
    annotation: Annotation
    required: bool
    positional: bool = False
    docs: Docs = NO_DOCS
    holds_file: bool = False
    choices: tuple[JsonScalar, ...] = ()
    """Values of an enumeration, () for any other type."""
    convert: Import | None = None
    """Function of the custom code that makes the wire value."""

    @property
    def value(self) -> Code:
        """What is handed on."""
        return Code(f"{self.convert.bound}({self.name})" if self.convert is not None else self.name)

    def declaration(self) -> Code:
        """`name: type`, with the default of an argument that may be left out."""
        default = "" if self.required else " | Omit = omit"
        return Code(f"{self.name}: {self.annotation.code}{default}")


@dataclass(frozen=True, slots=True)
class Arguments:
    """All arguments of an operation in order of declaration, and the body content that they make."""

    items: tuple[Argument, ...]
    content: Content | None

    @property
    def positional(self) -> tuple[Argument, ...]:
        """What may be passed by position."""
        return tuple(a for a in self.items if a.positional)

    @property
    def keywords(self) -> tuple[Argument, ...]:
        """What is passed by keyword: required ones first."""
        return tuple(a for a in self.items if not a.positional)

    def of(self, source: Source) -> tuple[Argument, ...]:
        """The arguments that go to one place."""
        return tuple(a for a in self.items if a.source == source)

    def named(self, wire: str, *sources: Source) -> Argument | None:
        """The argument with a wire name in one of some places."""
        return next((a for a in self.items if a.wire == wire and a.source in sources), None)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """An argument before it has a name.  `source`: path, query, body and so on; `wire`: its name there."""

    source: Source
    wire: str
    annotation: Annotation
    required: bool
    docs: Docs = NO_DOCS
    holds_file: bool = False
    choices: tuple[JsonScalar, ...] = ()


def plan_arguments(
    api: Api,
    operation: Operation,
    config: TargetConfig,
    own: OperationConfig,
    book: names.NamedTypes,
    diagnostics: Diagnostics,
) -> Arguments:
    """The arguments of an operation.

    Order: positional ones as configured (default: the path parameters in order of the path), then required keywords
    in document order, then optional ones by name.  Notes SDK654 (renamed), SDK655 (other content types), SDK656
    (configuration that fits nothing).
    """
    content = chosen_content(operation, config)
    wanted = [_from_param(param, book) for param in _ordered_params(operation)]
    wanted += _from_body(api, operation, content, config, book)
    wanted += _from_upload(operation)
    _check(operation, own, wanted, content, diagnostics)
    named = [_widened(argument, own) for argument in _named(operation, wanted, own, diagnostics)]
    return Arguments(_ordered(named, own), content)


def _widened(argument: Argument, own: OperationConfig) -> Argument:
    """The argument with the annotation and the conversion that the configuration gives it."""
    config = own.accept.get(argument.wire)
    if config is None:
        return argument
    module, _, name = config.type.partition(":")
    source, _, function = config.convert.partition(":")
    annotation = Annotation(Code(name), frozenset([Import(tuple(module.split(".")), name)]))
    convert = Import(tuple(source.split(".")), function, f"_{function}")
    return replace(argument, annotation=annotation, convert=convert)


def _ordered_params(operation: Operation) -> list[Param]:
    """Path parameters by their place in the path, then the others as the document has them."""
    path = [p for p in operation.params if p.location == "path"]
    path.sort(key=lambda p: operation.path.find("{" + p.name + "}"))
    return path + [p for p in operation.params if p.location != "path"]


def _from_param(param: Param, book: names.NamedTypes) -> _Wanted:
    annotation = book.annotate(param.type, Dialect.REQUEST, nullable=param.nullable)
    if is_field_mask(param):
        paths = Annotation(Code("Sequence[str]"), frozenset([Import("collections.abc", "Sequence")]))
        annotation = names.either(annotation, paths)
    return _Wanted(
        param.location, param.name, annotation, param.required or param.location == "path", param.docs
    )


def is_field_mask(param: Param) -> bool:
    """Whether a query parameter is a list of field paths in one string (Discovery's `google-fieldmask`)."""
    is_mask = isinstance(param.type, Scalar) and param.type.format == "google-fieldmask"
    return is_mask and param.location == "query"


def _from_body(
    api: Api, operation: Operation, content: Content | None, config: TargetConfig, book: names.NamedTypes
) -> list[_Wanted]:
    if content is None or operation.body is None:
        return []
    fields = flatten_body(api, operation, config)
    if fields is None:
        return [_whole_body(api, operation, content, book)]
    return [_from_field(api, field, content, book) for field in fields]


def _from_field(api: Api, field: Field, content: Content, book: names.NamedTypes) -> _Wanted:
    annotation = book.annotate(field.type, Dialect.REQUEST, nullable=field.nullable)
    is_file = content.kind == "multipart" and holds_binary(field.type, api.types)
    values = choices(field.type, api.types)
    return _Wanted("body", field.name, annotation, field.required, field.docs, is_file, values)


def _whole_body(api: Api, operation: Operation, content: Content, book: names.NamedTypes) -> _Wanted:
    """The body as one argument; a body that can only be an empty object may always be left out."""
    assert operation.body is not None
    is_required = operation.body.required
    match content.kind:
        case "binary":
            annotation = names.in_runtime("aliases", "FileContent")
        case "text":
            annotation = names.TEXT
        case _:
            annotation = book.annotate(content.type, Dialect.REQUEST)
            definition = api.types.defs.get(content.type.id) if isinstance(content.type, Ref) else None
            if isinstance(definition, ObjectDef) and not definition.fields:
                is_required = False
    return _Wanted("whole", "body", annotation, is_required, operation.body.docs)


def _from_upload(operation: Operation) -> list[_Wanted]:
    if operation.upload is None:
        return []
    file = names.in_runtime("aliases", "FileTypes")
    words = Docs("The content to upload; without it only the metadata is sent.")
    return [_Wanted("media", "media", file, False, words)]


def _check(
    operation: Operation,
    own: OperationConfig,
    wanted: Iterable[_Wanted],
    content: Content | None,
    diagnostics: Diagnostics,
) -> None:
    known = {item.wire for item in wanted}
    for name in (*(own.positional or ()), *own.rename, *own.accept, *own.preset):
        if name not in known:
            diagnostics.note("SDK656", f"{operation.id} has no parameter {name!r}", operation.origin)
    if operation.body is None or content is None:
        return
    if own.content_type and own.content_type != content.media_type:
        diagnostics.note(
            "SDK656", f"{operation.id} has no body of type {own.content_type!r}", operation.origin
        )
    others = [c.media_type for c in operation.body.contents if c is not content]
    if others:
        message = f"{operation.id} sends {content.media_type}; it could send {', '.join(others)}"
        diagnostics.note("SDK655", message, operation.body.origin)


def _named(
    operation: Operation, wanted: list[_Wanted], own: OperationConfig, diagnostics: Diagnostics
) -> list[Argument]:
    """Python names: configured ones are final; a name that is taken gets its location in front."""
    taken: set[str] = set()
    result: list[Argument] = []
    for item in wanted:
        plain = own.rename.get(item.wire) or identifiers.argument_name(item.wire)
        located = f"{'body' if item.source == 'whole' else item.source}_{plain.rstrip('_')}"
        name = identifiers.unique([plain, located], taken)
        if name != plain:
            message = f"{operation.id}: {item.source} parameter {item.wire!r} is the argument `{name}`"
            diagnostics.note("SDK654", message, operation.origin)
        positional = item.source == "path" if own.positional is None else item.wire in own.positional
        result.append(
            Argument(
                item.source,
                item.wire,
                name,
                item.annotation,
                item.required,
                positional and item.required,
                item.docs,
                item.holds_file,
                item.choices,
            )
        )
    return result


def _ordered(arguments: list[Argument], own: OperationConfig) -> tuple[Argument, ...]:
    order: Mapping[str, int] = {wire: i for i, wire in enumerate(own.positional or ())}
    positional = [a for a in arguments if a.positional]
    positional.sort(key=lambda a: order.get(a.wire, 0))
    required = [a for a in arguments if a.required and not a.positional]
    optional = sorted((a for a in arguments if not a.required), key=lambda a: a.name)
    return (*positional, *required, *optional)


OMIT_IMPORTS = frozenset(
    [Import(("_runtime", "sentinels"), "Omit"), Import(("_runtime", "sentinels"), "omit")]
)
"""What a declaration with a default needs."""
