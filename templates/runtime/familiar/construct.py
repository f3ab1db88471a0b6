"""Typed values out of plain data: the forgiving way of responses, and the strict one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, Any, TypeVar, cast

import pydantic
from pydantic import GetCoreSchemaHandler, TypeAdapter
from pydantic_core import core_schema

from ..models import BaseModel, set_state
from ..parse import decoder_for
from .inspection import get_args, get_origin, is_type_alias_type, is_union, strip_annotated_type
from .properties import DISCRIMINATOR_CACHE
from .pydantic_names import GenericModel

__all__ = [
    "DISCRIMINATOR_CACHE",
    "BaseModel",
    "EagerIterable",
    "GenericModel",
    "add_request_id",
    "build",
    "construct_type",
    "construct_type_unchecked",
    "is_basemodel",
    "is_basemodel_type",
    "validate_type",
]

T = TypeVar("T")
M = TypeVar("M", bound=pydantic.BaseModel)


def construct_type(*, value: object, type_: object, metadata: list[Any] | None = None) -> object:
    """`value` as `type_`, as far as it fits; what deviates is kept as it came.  Nothing is refused.

    `metadata` are further annotations of the type.
    """
    if metadata:
        type_ = Annotated[cast("Any", type_), *metadata]
    return decoder_for(type_).construct(value)


def construct_type_unchecked(*, value: object, type_: type[T]) -> T:
    """As `construct_type`, believed by type checkers."""
    return cast("T", construct_type(value=value, type_=type_))


def validate_type(*, type_: Any, value: object) -> Any:
    """`value` as `type_`.  Raises pydantic.ValidationError when it does not fit."""
    model: Any = type_
    if isinstance(type_, type) and issubclass(type_, pydantic.BaseModel):
        return model.model_validate(value)
    adapter: TypeAdapter[Any] = TypeAdapter(model)
    return adapter.validate_python(value)


def build(model: Callable[..., M], *args: Any, **kwargs: Any) -> M:
    """A model out of keyword arguments, forgivingly; positional arguments are refused with TypeError."""
    if args:
        raise TypeError(f"Received positional arguments which are not supported; {args!r}")
    return cast("M", construct_type(type_=model, value=kwargs))


def is_basemodel(type_: Any) -> bool:
    """Whether the type is a model of this package, or a union with one among its members."""
    if is_type_alias_type(type_):
        return is_basemodel(type_.__value__)
    type_ = strip_annotated_type(type_)
    if is_union(get_origin(type_)):
        return any(map(is_basemodel, get_args(type_)))
    return is_basemodel_type(type_)


def is_basemodel_type(type_: Any) -> bool:
    """Whether the type is a model class of this package, applied or not."""
    return _is_model_class(get_origin(type_) or type_)


def _is_model_class(cls: object) -> bool:
    return isinstance(cls, type) and issubclass(cls, BaseModel)


def add_request_id(model: BaseModel, request_id: str | None) -> None:
    """Make `request_id` the `_request_id` of a model."""
    set_state(model, ({} if request_id is None else {"x-request-id": request_id}, "x-request-id", None))


class _Eager:
    """Reads an iterable at once: pydantic would do it lazily, and a second dump would find it empty."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        arguments = get_args(source)
        item = handler.generate_schema(arguments[0]) if arguments else core_schema.any_schema()
        items = core_schema.list_schema(item)

        def read(value: Any, validate: Any) -> Any:
            read_items = validate(list(value))
            cls = cast("Any", type(value))
            again = isinstance(value, (list, tuple, set, frozenset)) or hasattr(value, "appendleft")
            return cls(read_items) if again else read_items

        writing = core_schema.plain_serializer_function_ser_schema(list)
        return core_schema.no_info_wrap_validator_function(read, items, serialization=writing)


EagerIterable = Annotated[Iterable[T], _Eager()]
"""An iterable field whose items are read at once; collections keep their class, iterators become lists."""
