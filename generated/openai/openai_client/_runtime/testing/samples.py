"""Sample values of response types: the same ones every time, completed from the few that a test cares about."""

from __future__ import annotations

import datetime
import types
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, overload

from ..body import dump_json
from ..models import BaseModel
from ..narrow import is_items, is_mapping
from ..parse import BadJSON, Mismatch, decoder_for
from ..sentinels import is_given, not_given

__all__ = ["full", "make"]

ModelT = TypeVar("ModelT", bound=BaseModel)

_UNIONS: tuple[object, ...] = (Union, types.UnionType)
_TIME = 1767225600
"""2026-01-01 as Unix time: what members get whose names speak of a time."""
_DEEPEST = 4
"""Levels down to which `full` fills members that may be absent."""


@overload
def make(type_: type[ModelT], /, **values: object) -> ModelT: ...
@overload
def make(type_: Any, /, **values: object) -> Any: ...
def make(type_: Any, /, **values: object) -> Any:
    """A result of a type, with every required member.

    `values` are members under Python or wire names; objects inside them may be incomplete and are completed, so
    that ``make(Order, lines=[{"text": "tea"}])`` is enough.  Without values the members are samples: fixed values
    and first choices of enums, names of members as texts, 1 for numbers, one item in lists.

    Raises ValueError when the values do not fit the type.
    """
    return _made(type_, values, 0)


@overload
def full(type_: type[ModelT], /, **values: object) -> ModelT: ...
@overload
def full(type_: Any, /, **values: object) -> Any: ...
def full(type_: Any, /, **values: object) -> Any:
    """As `make`, with the members that may be absent too.  Raises ValueError when the values do not fit the type."""
    return _made(type_, values, _DEEPEST)


def _made(type_: Any, values: dict[str, object], depth: int) -> Any:
    data = json_of(type_, values, depth)
    try:
        return decoder_for(type_).decode(data, strict=True)
    except (Mismatch, BadJSON) as problem:
        message = f"{getattr(type_, '__name__', type_)} cannot have these values: {problem}"
    raise ValueError(message)


def json_of(type_: Any, values: dict[str, object] | None = None, depth: int = 0) -> bytes:
    """The body that `make` reads its result from, as JSON."""
    return dump_json(_completed(type_, values or not_given, "value", depth, ()))


def event_of(type_: Any) -> bytes:
    """The body of a sample event: of a union, the first member that clients do not take for a report of an error."""
    for member in _members(type_):
        data = _completed(member, not_given, "value", 0, ())
        if not (is_mapping(data) and data.get("error")):
            return dump_json(data)
    return json_of(type_)


Stack = tuple[Any, ...]
"""The models around a place, the outermost first: what keeps samples of recursive types finite."""


def _completed(annotation: Any, given: Any, key: str, depth: int, stack: Stack) -> Any:
    """What is given, its gaps filled; a sample when nothing is given.  The result is what JSON is written from."""
    if not is_given(given):
        return _sample(annotation, key, depth, stack)
    if isinstance(given, BaseModel) or given is None:
        return given
    members = _members(annotation)
    if is_mapping(given):
        model = _meant(members, given)
        if model is not None:
            return _object(model, given, depth, stack)
        inner = _argument(members, dict, 1)
        return {name: _completed(inner, value, str(name), depth, stack) for name, value in given.items()}
    if is_items(given):
        inner = _argument(members, list, 0)
        return [_completed(inner, value, key, depth, stack) for value in given]
    return given


def _object(model: Any, given: Any, depth: int, stack: Stack) -> dict[str, Any]:
    """A model as JSON, required members first and in the order of the class; unknown members are kept."""
    made: dict[str, Any] = {}
    rest = dict(given)
    below = (*stack, model)
    for name, field in _fields(model).items():
        wire = field.alias or name
        value = rest.pop(wire, rest.pop(name, not_given))
        wanted = is_given(value) or field.is_required()
        if not wanted and len(below) <= depth and model not in stack:
            value = _sample(field.annotation, name, depth, below)
            wanted = value is not None
        if wanted:
            made[wire] = _completed(field.annotation, value, name, depth, below)
    return {**made, **rest}


def _fields(model: Any) -> dict[str, Any]:
    model.model_rebuild()
    fields: dict[str, Any] = model.model_fields
    return fields


def _sample(annotation: Any, key: str, depth: int, stack: Stack) -> Any:
    """A value of a type; None where null is allowed and nothing simple fits."""
    members = _members(annotation)
    literals = [member for member in members if get_origin(member) is Literal]
    if literals:
        return get_args(literals[0])[0]
    simple = [
        member for member in members if not _is_model(member) and get_origin(member) not in (list, dict)
    ]
    if _allows_none(annotation) and not simple and len(stack) >= depth:
        return None
    chosen = (
        simple[0] if simple else next((m for m in members if m not in stack), members[0] if members else None)
    )
    return _plain_sample(chosen, key, depth, stack)


def _plain_sample(member: Any, key: str, depth: int, stack: Stack) -> Any:
    origin = get_origin(member)
    if _is_model(member):
        return _object(member, {}, depth, stack)
    if origin is list:
        inner = get_args(member)[0]
        recursive = any(m in stack for m in _members(inner))
        return [] if recursive else [_sample(inner, key, depth, stack)]
    if origin is dict or member in (object, Any, dict):
        return {}
    return _scalar(member, key)


def _scalar(member: Any, key: str) -> Any:
    if member is bool:
        return False
    if member is int:
        return _TIME if key.endswith(("_at", "created", "_time")) else 1
    if member is float:
        return 1.0
    if isinstance(member, type) and issubclass(member, datetime.datetime):
        return "2026-01-01T00:00:00Z"
    if isinstance(member, type) and issubclass(member, datetime.date):
        return "2026-01-01"
    return key if member is str else None


def _bare(annotation: Any) -> Any:
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    return annotation


def _members(annotation: Any) -> list[Any]:
    """Alternatives of a type, without None."""
    annotation = _bare(annotation)
    if get_origin(annotation) in _UNIONS:
        return [member for inner in get_args(annotation) for member in _members(inner)]
    return [] if annotation is type(None) else [annotation]


def _allows_none(annotation: Any) -> bool:
    annotation = _bare(annotation)
    if get_origin(annotation) in _UNIONS:
        return any(_allows_none(inner) for inner in get_args(annotation))
    return annotation is type(None)


def _is_model(member: Any) -> bool:
    return isinstance(member, type) and issubclass(member, BaseModel)


def _argument(members: list[Any], kind: type, number: int) -> Any:
    """What the container among the alternatives holds; Any where there is none."""
    for member in members:
        if get_origin(member) is kind:
            return get_args(member)[number]
    return Any


def _meant(members: list[Any], given: Any) -> Any:
    """The class among the alternatives that an object is of: by its fixed values, then by its names."""
    models = [member for member in members if _is_model(member)]
    if len(models) < 2:
        return models[0] if models else None
    return max(models, key=lambda model: _rank(model, given))


def _rank(model: Any, given: Any) -> tuple[int, int]:
    """Fixed values that agree (-1 for one that does not), and members with a known name."""
    agreeing, known = 0, 0
    for name, field in _fields(model).items():
        wire = field.alias or name
        present = wire if wire in given else name if name in given else None
        if present is None:
            continue
        known += 1
        choices = _members(field.annotation)
        if choices and all(get_origin(choice) is Literal for choice in choices):
            fits = any(given[present] in get_args(choice) for choice in choices)
            agreeing = agreeing + 1 if fits and agreeing >= 0 else -1
    return agreeing, known
