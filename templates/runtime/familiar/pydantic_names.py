"""Pydantic operations under names that do not depend on its version."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from typing import Any, Literal, TypeVar

import pydantic
from pydantic.fields import FieldInfo

from ..models import BaseModel
from .dates import parse_date, parse_datetime
from .inspection import get_args, get_origin, is_literal_type, is_typeddict, is_union

__all__ = [
    "PYDANTIC_V1",
    "GenericModel",
    "cached_property",
    "date",
    "datetime",
    "field_get_default",
    "field_is_required",
    "field_outer_type",
    "get_args",
    "get_model_config",
    "get_model_fields",
    "get_origin",
    "is_literal_type",
    "is_typeddict",
    "is_union",
    "model_copy",
    "model_dump",
    "model_json",
    "model_json_schema",
    "model_parse",
    "model_parse_json",
    "parse_date",
    "parse_datetime",
    "parse_obj",
]

M = TypeVar("M", bound=pydantic.BaseModel)
T = TypeVar("T")

PYDANTIC_V1 = False
"""Never: the oldest pydantic that this package runs with is 2.11."""


class GenericModel(BaseModel):
    """Base of models with type variables; any model may have them."""


def parse_obj(model: type[M], value: object) -> M:
    """Validate plain data.  Raises pydantic.ValidationError."""
    return model.model_validate(value)


def model_parse(model: type[M], data: Any) -> M:
    """Validate plain data.  Raises pydantic.ValidationError."""
    return model.model_validate(data)


def model_parse_json(model: type[M], data: str | bytes) -> M:
    """Validate JSON text.  Raises pydantic.ValidationError."""
    return model.model_validate_json(data)


def model_copy(model: M, *, deep: bool = False) -> M:
    """A copy of a model."""
    return model.model_copy(deep=deep)


def model_dump(
    model: pydantic.BaseModel,
    *,
    exclude: Any = None,
    exclude_unset: bool = False,
    exclude_defaults: bool = False,
    warnings: bool = True,
    mode: Literal["json", "python"] = "python",
    by_alias: bool | None = None,
) -> dict[str, Any]:
    """A model as a dictionary."""
    return model.model_dump(
        mode=mode,
        exclude=exclude,
        exclude_unset=exclude_unset,
        exclude_defaults=exclude_defaults,
        warnings=warnings,
        by_alias=by_alias,
    )


def model_json(model: pydantic.BaseModel, *, indent: int | None = None) -> str:
    """A model as JSON text."""
    return model.model_dump_json(indent=indent)


def model_json_schema(model: type[pydantic.BaseModel]) -> dict[str, Any]:
    """The JSON schema of a model class."""
    return model.model_json_schema()


def get_model_config(model: type[pydantic.BaseModel]) -> Any:
    """The configuration of a model class."""
    return model.model_config


def get_model_fields(model: type[pydantic.BaseModel]) -> dict[str, FieldInfo]:
    """The fields of a model class by Python name, complete: deferred annotations are resolved first."""
    if not model.__pydantic_complete__:
        model.model_rebuild()
    return model.model_fields


def field_outer_type(field: FieldInfo) -> Any:
    """The annotation of a field."""
    return field.annotation


def field_is_required(field: FieldInfo) -> bool:
    """Whether a field has no default."""
    return field.is_required()


def field_get_default(field: FieldInfo) -> Any:
    """The default of a field, None when there is none."""
    from pydantic_core import PydanticUndefined

    value = field.get_default()
    return None if value is PydanticUndefined else value
