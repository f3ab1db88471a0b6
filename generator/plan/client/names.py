"""Annotations for names of the runtime and of the package's own modules."""

from __future__ import annotations

from typing import Protocol

from generator.ir.types import TypeId
from generator.plan.annotation import Annotation, Dialect, TypeBook, TypeName
from generator.plan.code import Code
from generator.plan.imports import Import

RUNTIME = "_runtime"
"""Folder of the runtime inside a package."""


class NamedTypes(TypeBook, Protocol):
    """A type book that also gives the annotation of a planned name, valid in any module."""

    def named(self, name: TypeName) -> Annotation:
        """The annotation of a type by its name; it may go through the type's module where names are ambiguous."""
        ...

    def has(self, id: TypeId, dialect: Dialect) -> bool:
        """Whether a definition is printed in a dialect."""
        ...

    def connection_shape(self, sends: tuple[str, ...]) -> str | None:
        """Name of the entry in ``types/_wire.py`` for the events of a connection; None when they are sent as they are."""
        ...

    def answer_name(self, operation_id: str, name: TypeName) -> Annotation:
        """The annotation of an operation's answer `name`, by the name that the configuration wants to see."""
        ...


def in_runtime(module: str, name: str) -> Annotation:
    """A name of a runtime module."""
    return Annotation(Code(name), frozenset([Import((RUNTIME, *module.split(".")), name)]))


def in_package(module: str, name: str) -> Annotation:
    """A name of a module of the package (dotted when it stands in a folder)."""
    return Annotation(Code(name), frozenset([Import(tuple(module.split(".")), name)]))


def applied(generic: Annotation, *arguments: Annotation) -> Annotation:
    """`generic[arguments]`."""
    inner = ", ".join(a.code for a in arguments)
    return Annotation(
        Code(f"{generic.code}[{inner}]"), generic.imports.union(*(a.imports for a in arguments))
    )


def either(*options: Annotation) -> Annotation:
    """`A | B`, repetitions dropped."""
    codes = dict.fromkeys(option.code for option in options)
    return Annotation(Code(" | ".join(codes)), frozenset[Import]().union(*(o.imports for o in options)))


NONE = Annotation(Code("None"))
OBJECT = Annotation(Code("object"))
TEXT = Annotation(Code("str"))
