"""From bytes to typed values.

The bytes go to pydantic-core once.  Only when they deviate from the type does the forgiving validator run; what
is no JSON at all raises an exception of this package.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import SchemaValidator, from_json

from .depth import deeply
from .locate import locate
from .models import BaseModel, lenient_validator_of
from .schemas import lenient_validator

__all__ = ["BadJSON", "Decoder", "Mismatch", "decoder_at", "decoder_for"]

T = TypeVar("T")

_BOM = b"\xef\xbb\xbf"


class BadJSON(ValueError):
    """The bytes are no JSON: cut short, of another format, in another encoding, or nested too deeply."""


class Mismatch(ValueError):
    """The JSON does not have the form of the type, and the client is strict."""


class Decoder(Generic[T]):
    """Decodes values of one type; made once, and its forgiving half only when it is needed."""

    __slots__ = ("_lenient", "_type", "_validate")

    def __init__(self, type_: Any) -> None:
        self._type: Any = type_
        self._lenient: SchemaValidator | None = None
        if isinstance(type_, type) and issubclass(type_, BaseModel):
            type_.model_rebuild()
            self._validate = type_.__pydantic_validator__.validate_json
        else:
            self._type = deeply(lambda: _adapter(type_))
            self._validate = self._type.validator.validate_json

    def decode(self, data: bytes, *, strict: bool = False) -> T:
        """The value that `data` holds.

        Raises BadJSON when it is no JSON; with `strict`, Mismatch when it does not fit the type.
        """
        # An error is kept only where it is told: listing deviations costs as much as reading the body, and a kept
        # one makes a cycle with this frame.
        problem: ValidationError | None = None
        try:
            return self._validate(data, strict=True, by_alias=True, by_name=False)  # type: ignore[no-any-return]
        except ValidationError as error:
            if strict:
                problem = error
        if problem is None:
            try:
                return self.lenient().validate_json(data, strict=True, by_alias=True, by_name=False)  # type: ignore[no-any-return]
            except ValidationError as error:
                problem = error
        first = problem.errors(include_url=False, include_context=False, include_input=False)[0]
        if first["type"] == "json_invalid":
            return self._repaired(data, first["msg"], strict)
        raise Mismatch(
            f"{problem.error_count()} deviations, the first at {_place(first['loc'])}: {first['msg']}"
        ) from problem

    def construct(self, value: object) -> T:
        """Plain data as the type, as far as it fits; names of fields may be wire names or Python names."""
        return self.lenient().validate_python(value, strict=True, by_alias=True, by_name=True)  # type: ignore[no-any-return]

    def lenient(self) -> SchemaValidator:
        """The forgiving validator."""
        if self._lenient is None:
            if isinstance(self._type, type):
                self._lenient = lenient_validator_of(self._type)
            else:
                schema = self._type.core_schema
                self._lenient = deeply(lambda: lenient_validator(schema))
        return self._lenient

    def _repaired(self, data: bytes, message: str, strict: bool) -> T:
        """What pydantic-core cannot read and JSON nevertheless allows: a byte order mark, half a surrogate pair."""
        if data.startswith(_BOM):
            return self.decode(data[len(_BOM) :], strict=strict)
        if b"\\u" in data:
            value = load_json(data)
            return self.lenient().validate_python(value, strict=True, by_alias=True, by_name=False)  # type: ignore[no-any-return]
        raise BadJSON(message)


def _adapter(type_: Any) -> TypeAdapter[Any]:
    adapter: TypeAdapter[Any] = TypeAdapter(type_, _parent_depth=0)
    adapter.rebuild(force=False)
    return adapter


def _place(location: tuple[int | str, ...]) -> str:
    return ".".join(map(str, location)) or "the top"


def load_json(data: bytes) -> Any:
    """`data` as plain Python data.  Raises BadJSON."""
    try:
        return from_json(data)
    except ValueError as error:
        message = str(error)
    if data.startswith(_BOM):
        return load_json(data[len(_BOM) :])
    if b"\\u" in data:
        try:
            return json.loads(data)
        except (ValueError, RecursionError):
            pass
    raise BadJSON(message)


@cache
def decoder_at(locator: str) -> Decoder[Any]:
    """The decoder of the type at a locator."""
    return Decoder(locate(locator))


@lru_cache(maxsize=512)
def decoder_for(type_: Any) -> Decoder[Any]:
    """The decoder of a type."""
    return Decoder(type_)
