"""Questions about type annotations."""

from __future__ import annotations

import collections.abc
import typing
from collections.abc import Iterable, Sequence
from types import UnionType
from typing import Annotated, Any, Literal, NotRequired, Required, TypeVar, Union, cast, get_args, get_origin

import typing_extensions
from typing_extensions import TypeAliasType

__all__ = [
    "extract_type_arg",
    "extract_type_var_from_base",
    "get_args",
    "get_origin",
    "is_annotated_type",
    "is_iterable_type",
    "is_list_type",
    "is_literal_type",
    "is_not_required_type",
    "is_required_type",
    "is_sequence_type",
    "is_type_alias_type",
    "is_typeddict",
    "is_typevar",
    "is_union",
    "is_union_type",
    "strip_annotated_type",
]

is_typeddict = typing_extensions.is_typeddict

_ALIAS_TYPES: tuple[type, ...] = tuple(
    {TypeAliasType, getattr(typing, "TypeAliasType", TypeAliasType)},
)


def is_union(origin: Any) -> bool:
    """Whether `origin` is what `get_origin` gives for a union, written either way."""
    return origin is Union or origin is UnionType


def is_annotated_type(annotation: Any) -> bool:
    """Whether the annotation is ``Annotated[...]``."""
    return get_origin(annotation) is Annotated


def is_list_type(annotation: Any) -> bool:
    """Whether the annotation is a list, with or without the type of its items."""
    return (get_origin(annotation) or annotation) is list


def is_sequence_type(annotation: Any) -> bool:
    """Whether the annotation is a ``Sequence``, with or without the type of its items."""
    return (get_origin(annotation) or annotation) in (Sequence, typing.Sequence)


def is_iterable_type(annotation: Any) -> bool:
    """Whether the annotation is an ``Iterable``, with or without the type of its items."""
    return (get_origin(annotation) or annotation) in (Iterable, typing.Iterable, collections.abc.Iterable)


def is_union_type(annotation: Any) -> bool:
    """Whether the annotation is a union, written either way."""
    return is_union(get_origin(annotation))


def is_literal_type(annotation: Any) -> bool:
    """Whether the annotation is ``Literal[...]``."""
    return get_origin(annotation) is Literal


def is_required_type(annotation: Any) -> bool:
    """Whether the annotation is ``Required[...]``."""
    return get_origin(annotation) is Required


def is_not_required_type(annotation: Any) -> bool:
    """Whether the annotation is ``NotRequired[...]``."""
    return get_origin(annotation) is NotRequired


def is_typevar(annotation: Any) -> bool:
    """Whether the annotation is a type variable."""
    return isinstance(annotation, TypeVar)


def is_type_alias_type(annotation: Any) -> bool:
    """Whether the annotation is an alias made by a ``type`` statement or ``TypeAliasType``, applied or not."""
    return isinstance(annotation, _ALIAS_TYPES) or isinstance(get_origin(annotation), _ALIAS_TYPES)


def strip_annotated_type(annotation: Any) -> Any:
    """The annotation without any ``Annotated``, ``Required`` and ``NotRequired`` around it."""
    while get_origin(annotation) in (Annotated, Required, NotRequired):
        annotation = get_args(annotation)[0]
    return annotation


def extract_type_arg(annotation: Any, index: int) -> Any:
    """One argument of a generic annotation.  Raises RuntimeError when there are fewer."""
    arguments = get_args(annotation)
    if index >= len(arguments):
        raise RuntimeError(
            f"Expected type {annotation} to have a type argument at index {index} but it did not"
        )
    return arguments[index]


def extract_type_var_from_base(
    annotation: Any, *, generic_bases: tuple[type, ...], index: int, failure_message: str | None = None
) -> Any:
    """What a class puts for the type variable number `index` of one of `generic_bases`, however it inherits.

    ``class Words(Stream[str])`` and ``Stream[str]`` both give ``str``.  Raises RuntimeError when it is left open.
    """
    found = _bound_arguments(annotation, generic_bases)
    if found is None:
        raise RuntimeError(failure_message or f"{annotation} is no subclass of {generic_bases}")
    argument = extract_type_arg_of(found, index, annotation)
    if is_typevar(argument):
        raise RuntimeError(failure_message or f"{annotation} leaves the type variable {argument} open")
    return argument


def extract_type_arg_of(arguments: tuple[Any, ...], index: int, annotation: Any) -> Any:
    """The argument number `index`.  Raises RuntimeError, naming `annotation`, when there are fewer."""
    if index >= len(arguments):
        raise RuntimeError(
            f"Expected type {annotation} to have a type argument at index {index} but it did not"
        )
    return arguments[index]


def _bound_arguments(annotation: Any, bases: tuple[type, ...]) -> tuple[Any, ...] | None:
    """Arguments that reach the first of `bases` met on the way up; None when none is met."""
    cls = get_origin(annotation) or annotation
    given = get_args(annotation)
    if cls in bases:
        return given
    variables: tuple[Any, ...] = getattr(cls, "__parameters__", ())
    values = dict(zip(variables, given, strict=False))
    for parent in cast("tuple[Any, ...]", getattr(cls, "__orig_bases__", ())):
        found = _bound_arguments(parent, bases)
        if found is not None:
            return tuple(values.get(argument, argument) for argument in found)
    return None
