"""A surface as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from generator.diff.model import Level

Kind: TypeAlias = Literal["model", "typed-dict", "class", "alias", "function", "value"]
ArgumentKind: TypeAlias = Literal["positional-only", "positional", "keyword", "var-positional", "var-keyword"]

Annotation: TypeAlias = frozenset[str]
"""The members of a type, each in one spelling; a literal of two values is two members.  Empty: not annotated."""


@dataclass(frozen=True, slots=True)
class Argument:
    """A parameter; `default` is its source, None when it has none."""

    name: str
    kind: ArgumentKind
    type: Annotation
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """One way to call a function.  `self` and `cls` are left out."""

    arguments: tuple[Argument, ...]
    returns: Annotation
    is_async: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """A name of a class: an attribute (`type`, `required`), a property (`type`), or a method (`signatures`).

    `required`: a model or TypedDict cannot be made without it.
    """

    name: str
    kind: Literal["attribute", "property", "method"]
    type: Annotation = frozenset()
    required: bool = False
    default: str | None = None
    signatures: tuple[Signature, ...] = ()
    deprecated: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A class, alias, function or value where it is defined.  `home`: its module, dotted, from the package's root."""

    name: str
    home: str
    kind: Kind
    bases: tuple[str, ...] = ()
    members: Mapping[str, Member] = field(default_factory=dict[str, Member])
    type: Annotation = frozenset()
    signatures: tuple[Signature, ...] = ()
    deprecated: bool = False

    @property
    def path(self) -> str:
        """Module and name, dotted."""
        return f"{self.home}.{self.name}" if self.home else self.name


@dataclass(frozen=True, slots=True)
class Surface:
    """What users of a package may touch.

    `entries`: definitions by path.  `names`: every public path (definition or re-export) to the definition it leads
    to; definitions of other packages are named as they are.  `operations`: ``Class.method`` of resources to the
    operation it sends.  `sources`: type module to the place of the document that it comes from.
    """

    package: str
    version: str
    entries: Mapping[str, Entry]
    names: Mapping[str, str]
    operations: Mapping[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])
    sources: Mapping[str, str] = field(default_factory=dict[str, str])
    inputs: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class SurfaceChange:
    """One difference of two surfaces.

    `level`: BREAKING: right code is refused.  RISKY: code is refused that reads what it is given in a certain way
    (matches exhaustively, builds answers itself, reads request types).  ADDITIVE, NEUTRAL: nothing is refused.
    `path`: the definition, `member`: the name inside it.  `source`: place in the document, or ``operation <id>``.
    """

    id: str
    level: Level
    path: str
    text: str
    member: str = ""
    before: str = ""
    after: str = ""
    source: str = ""
    causes: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """Definition and member."""
        return f"{self.path}.{self.member}" if self.member else self.path
