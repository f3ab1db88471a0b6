"""How much of a result is typed: fields without a type, members of unions that nobody knows or that are wrong."""

from __future__ import annotations

import types
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from generator.narrow import is_list, is_object

_UNIONS = (Union, types.UnionType)
_FREE = (Any, object)


@dataclass(slots=True)
class Typing:
    """What was found; places are JSON pointers into the body, led by the number of the event in a stream.

    `values`: bodies or events in all; `strict`: those that fit their type without any forgiveness.
    `untyped`: members that no class names, and objects for which there is no class.  `unknown`: members of unions
    that the package does not know.  `wrong`: objects that became another member of a union than they are.
    """

    values: int = 0
    strict: int = 0
    fields: int = 0
    untyped: list[str] = field(default_factory=list[str])
    unknown: list[str] = field(default_factory=list[str])
    wrong: list[str] = field(default_factory=list[str])
    misfits: list[str] = field(default_factory=list[str])

    def add(self, value: Any, annotation: Any, content: bytes, decoder: Any, place: str = "") -> None:
        """Measure one body or event: the typed value, its type, the bytes that it came from."""
        self.values += 1
        if decoder is not None:
            try:
                decoder.decode(content, strict=True)
                self.strict += 1
            except ValueError as problem:
                self.misfits.append(f"{place}: {problem}" if place else str(problem))
        if annotation is not None:
            self._walk(value, annotation, place)

    def _walk(self, value: Any, annotation: Any, place: str) -> None:
        annotation = _bare(annotation)
        members = _members(annotation)
        if isinstance(value, BaseModel):
            self._model(value, members, place)
        elif _is_kept(value, members):
            self.untyped.append(place)
        elif is_list(value):
            item = _argument(members, (list, "Sequence"), 0)
            for number, inner in enumerate(value):
                self._walk(inner, item, f"{place}/{number}")
        elif is_object(value):
            self._mapping(value, members, place)

    def _mapping(self, value: dict[str, Any], members: list[Any], place: str) -> None:
        models = [m for m in members if _is_model(m)]
        if models and not any(m in _FREE or get_origin(m) is dict or m is dict for m in members):
            # An object where only classes are expected: it was kept as it came.
            self.untyped.append(place)
            if any(_fits(m, value) for m in models):
                self.wrong.append(f"{place}: kept as it came, although {_names(models)} fits")
            return
        inner = _argument(members, (dict, "Mapping"), 1)
        for key, item in value.items():
            self._walk(item, inner, f"{place}/{_token(key)}")

    def _model(self, value: BaseModel, members: list[Any], place: str) -> None:
        cls = type(value)
        extra = value.__pydantic_extra__ or {}
        self.untyped += [f"{place}/{_token(key)}" for key in extra]
        if cls.__name__ == "UnknownVariant":
            self.unknown.append(place)
            models = [m for m in members if _is_model(m)]
            if any(_tag_fits(m, extra) for m in models):
                self.wrong.append(f"{place}: taken for unknown")
            return
        self._chosen(value, members, place)
        for name, info in cls.model_fields.items():
            if name in value.__pydantic_fields_set__:
                self.fields += 1
                key = info.validation_alias if isinstance(info.validation_alias, str) else info.alias or name
                inner = getattr(value, name)
                self._walk(inner, info.annotation, f"{place}/{_token(key)}")

    def _chosen(self, value: BaseModel, members: list[Any], place: str) -> None:
        """Whether the class is the right one: its fixed values are there, and no other member fits better."""
        cls = type(value)
        is_choice = len([m for m in members if _is_model(m)]) > 1
        for name, info in cls.model_fields.items() if is_choice else ():
            if name in value.__pydantic_fields_set__ and not _accepts(info.annotation, getattr(value, name)):
                self.wrong.append(f"{place}: {cls.__name__} with {name} {getattr(value, name)!r}")
                return
        others = [m for m in members if _is_model(m) and not isinstance(value, m)]
        if others:
            raw = value.model_dump(mode="json", by_alias=True, exclude_unset=True, warnings=False)
            if not _fits(cls, raw) and any(_fits(other, raw) for other in others):
                self.wrong.append(f"{place}: {cls.__name__}, although {_names(others)} fits")


def _is_kept(value: Any, members: list[Any]) -> bool:
    """Whether a list or object stands where the type knows only scalars: kept as it came, without a type."""
    scalars = (str, int, float, bool)
    return (
        isinstance(value, list | dict)
        and bool(members)
        and all(member in scalars or get_origin(member) is Literal for member in members)
    )


def _token(key: Any) -> str:
    return str(key).replace("~", "~0").replace("/", "~1")


def _bare(annotation: Any) -> Any:
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    return annotation


def _members(annotation: Any) -> list[Any]:
    """Alternatives of a type, without None."""
    annotation = _bare(annotation)
    if get_origin(annotation) in _UNIONS:
        return [m for inner in get_args(annotation) for m in _members(inner)]
    return [] if annotation is type(None) else [annotation]


def _argument(members: list[Any], kinds: tuple[object, str], number: int) -> Any:
    """The type of what the container among the alternatives holds; Any where there is none."""
    for member in members:
        origin = get_origin(member)
        if origin is kinds[0] or getattr(origin, "__name__", "") == kinds[1]:
            arguments = get_args(member)
            return arguments[number] if len(arguments) > number else Any
    return Any


def _is_model(member: Any) -> bool:
    return isinstance(member, type) and issubclass(member, BaseModel)


def _names(models: list[Any]) -> str:
    return " or ".join(model.__name__ for model in models[:3])


def _accepts(annotation: Any, value: Any) -> bool:
    """Whether a field of fixed values holds one of them; True for every other field."""
    members = _members(annotation)
    literals = [m for m in members if get_origin(m) is Literal]
    if value is None or not literals or len(literals) < len(members):
        return True
    return any(value in get_args(literal) for literal in literals)


def _tag_fits(model: Any, raw: dict[str, Any]) -> bool:
    """Whether an object has all the fixed values that a class asks for, and there is at least one."""
    asked = 0
    for name, info in model.model_fields.items():
        members = _members(info.annotation)
        if info.is_required() and members and all(get_origin(m) is Literal for m in members):
            asked += 1
            if not _accepts(info.annotation, raw.get(info.alias or name, ...)):
                return False
    return asked > 0


_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}


def _fits(model: Any, raw: Any) -> bool:
    adapter = _ADAPTERS.get(model)
    if adapter is None:
        adapter = _ADAPTERS[model] = TypeAdapter(model)
    try:
        adapter.validator.validate_python(raw, strict=True, by_alias=True, by_name=False)
    except ValidationError:
        return False
    return True
