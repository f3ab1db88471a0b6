"""Types of the wire.  Types refer to each other by id, so recursion is ordinary data."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import Literal, NewType, TypeAlias

from generator.diagnostics import NOWHERE, Origin

TypeId = NewType("TypeId", str)
"""Identity of a type definition: `<file>#<pointer>`; stable across runs, never shown to users."""

JsonScalar: TypeAlias = str | int | float | bool | None


class ScalarKind(enum.Enum):
    """What a JSON scalar means.  The value is the name in dumps."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    NULL = "null"
    ANY = "any"
    """Unconstrained JSON value."""
    BINARY = "binary"
    """Raw bytes of a body or of a multipart part (`format: binary`, contentMediaType without encoding)."""
    BASE64 = "base64"
    """Base64 text inside JSON (`format: byte`, contentEncoding base64)."""
    DATE_TIME = "date-time"
    DATE = "date"
    UNIX_TIME = "unixtime"
    INT64_STRING = "int64-string"
    """A 64-bit integer sent as a JSON string (Discovery `string/int64`, `string/uint64`)."""
    NEVER = "never"
    """The boolean schema `false`."""


@dataclass(frozen=True, slots=True)
class Constraints:
    """Bounds the document states.  They inform documentation and tests; responses are never refused for them."""

    minimum: float | int | None = None
    maximum: float | int | None = None
    exclusive_minimum: float | int | None = None
    exclusive_maximum: float | int | None = None
    multiple_of: float | int | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    min_items: int | None = None
    max_items: int | None = None
    unique_items: bool = False


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single JSON value.  `format` keeps the document's own word."""

    kind: ScalarKind
    format: str | None = None
    constraints: Constraints | None = None


@dataclass(frozen=True, slots=True)
class Const:
    """Exactly one value (`const`, or an enum with one value)."""

    value: JsonScalar


@dataclass(frozen=True, slots=True)
class EnumOf:
    """One of several scalar values; `base` is the kind of an unknown value.  Null never stands in `values`."""

    values: tuple[JsonScalar, ...]
    base: ScalarKind = ScalarKind.STRING


@dataclass(frozen=True, slots=True)
class ListOf:
    """A JSON array.  `prefix` types the first items when the document does (prefixItems)."""

    item: TypeRef
    prefix: tuple[TypeRef, ...] = ()
    constraints: Constraints | None = None


@dataclass(frozen=True, slots=True)
class MapOf:
    """A JSON object with free keys."""

    value: TypeRef


@dataclass(frozen=True, slots=True)
class Nullable:
    """`inner` or null.  Never nested, never around a union: there null is a flag of the field or this wrapper outside."""

    inner: TypeRef


@dataclass(frozen=True, slots=True)
class Discriminator:
    """How members of a union are told apart: `property` holds one of `tags[i]` for variant i.

    `explicit`: the document declares it; otherwise it was inferred from const/enum properties.
    A variant with no tags of its own (`()`) takes values that no other variant claims.
    """

    property: str
    tags: tuple[tuple[JsonScalar, ...], ...]
    explicit: bool = True


@dataclass(frozen=True, slots=True)
class OneOf:
    """A union (oneOf, anyOf, type arrays).  At least two variants, none of them null, nested unions kept apart
    only where each has a discriminator of its own.
    """

    variants: tuple[TypeRef, ...]
    discriminator: Discriminator | None = None


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to a definition in `Api.types`."""

    id: TypeId


TypeRef: TypeAlias = Scalar | Const | EnumOf | ListOf | MapOf | Nullable | OneOf | Ref


@dataclass(frozen=True, slots=True)
class Docs:
    """Words about a node, exactly as the input has them: untrusted text."""

    summary: str = ""
    description: str = ""

    def __bool__(self) -> bool:
        return bool(self.summary or self.description)


NO_DOCS = Docs()

PathStep: TypeAlias = tuple[Literal["property", "item", "value", "variant", "body", "response", "param"], str]
"""One step from a named type to an inline one: the kind of step and a naming word, for instance
("property", "choices"), ("item", ""), ("variant", "auto"), ("response", "200").

The word of a variant is its tag value, title or ordinal, in this order of preference."""


@dataclass(frozen=True, slots=True)
class Field:
    """A property of an object."""

    name: str
    type: TypeRef
    required: bool
    nullable: bool = False
    has_default: bool = False
    default: object = None
    """JSON value of `default`, meaningful when `has_default`."""
    read_only: bool = False
    write_only: bool = False
    deprecated: bool = False
    kept: tuple[str, ...] = ()
    """Further JSON types (array, object, string, number, boolean) that servers send here: kept as they come, not typed."""
    docs: Docs = NO_DOCS
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class ObjectDef:
    """An object with named properties; allOf is already merged.

    `additional`: type of other properties when the document gives one; None says nothing (the default)
    or forbids them (`closed`).
    """

    id: TypeId
    fields: tuple[Field, ...]
    additional: TypeRef | None = None
    closed: bool = False
    name: str | None = None
    """Component name, None for inline types."""
    owner: TypeId | None = None
    """For an inline type: the named type or operation (`op:<operation id>`) that it is local to."""
    path: tuple[PathStep, ...] = ()
    """From the owner to this type."""
    title: str = ""
    deprecated: bool = False
    docs: Docs = NO_DOCS
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class AliasDef:
    """A named type that is no plain object: a union, enum, scalar, list or map."""

    id: TypeId
    target: TypeRef
    nullable: bool = False
    name: str | None = None
    owner: TypeId | None = None
    path: tuple[PathStep, ...] = ()
    title: str = ""
    deprecated: bool = False
    docs: Docs = NO_DOCS
    origin: Origin = NOWHERE


TypeDef: TypeAlias = ObjectDef | AliasDef


@dataclass(frozen=True, slots=True)
class TypeTable:
    """All definitions by id, in document order."""

    defs: dict[TypeId, TypeDef] = field(default_factory=dict[TypeId, TypeDef])
