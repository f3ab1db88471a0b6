"""Models of a more special class with the contents of others: nothing is copied deeply, nothing is validated again."""

from __future__ import annotations

from typing import Any, TypeVar

from ..._runtime.models import BaseModel, set_state, state_of

__all__ = ["retyped"]

M = TypeVar("M", bound=BaseModel)


def retyped(cls: type[M], model: BaseModel, **changes: Any) -> M:
    """An instance of `cls` with the fields of `model`, but for `changes`; unknown fields and the request id stay."""
    made = cls.__new__(cls)
    values = {**model.__dict__, **changes}
    for name, field in cls.model_fields.items():
        if name not in values:
            values[name] = None if field.is_required() else field.get_default(call_default_factory=True)
    object.__setattr__(made, "__dict__", values)
    object.__setattr__(made, "__pydantic_fields_set__", {*model.__pydantic_fields_set__, *changes})
    object.__setattr__(made, "__pydantic_extra__", dict(model.__pydantic_extra__ or {}))
    object.__setattr__(made, "__pydantic_private__", None)
    state = state_of(model)
    if state is not None:
        set_state(made, state)
    return made
