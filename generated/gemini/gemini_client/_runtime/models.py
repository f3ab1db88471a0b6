"""Models of responses: pydantic models that accept, keep and write again whatever a server sends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self, cast

import pydantic
from pydantic import ConfigDict, Field, GetCoreSchemaHandler
from typing_extensions import override

from .depth import deeply
from .scalars import Base64Str, Date, DateTime, Int64, UnixTime, kept
from .schemas import lenient_validator, simplified_fields
from .unions import is_unknown, tagged

if TYPE_CHECKING:
    from pydantic_core import SchemaValidator
    from pydantic_core.core_schema import CoreSchema

__all__ = [
    "Base64Str",
    "BaseModel",
    "Date",
    "DateTime",
    "Field",
    "Int64",
    "UnixTime",
    "UnknownVariant",
    "is_unknown",
    "kept",
    "lenient_validator_of",
    "set_state",
    "state_of",
    "tagged",
]

_LENIENT: dict[type, SchemaValidator] = {}


class BaseModel(pydantic.BaseModel):
    """Base of every response type.

    Fields that the document does not name are kept (`model_extra`).  A field that the server left out reads as
    None.  `to_dict(mode="json")` gives back exactly what arrived.
    """

    model_config: ClassVar[ConfigDict] = ConfigDict(
        extra="allow",
        defer_build=True,
        populate_by_name=True,
        protected_namespaces=(),
        ser_json_inf_nan="constants",
    )
    # Beside the fields, so that neither equality nor dumps see it.
    __slots__ = ("_sdk_state",)

    def __init_subclass__(cls, **options: Any) -> None:
        # Names in the annotations of a base mean what they mean in its own module, so it settles them first.
        for base in cls.__bases__:
            if issubclass(base, BaseModel) and not getattr(base, "__pydantic_fields_complete__", True):
                base.model_rebuild()
        super().__init_subclass__(**options)

    @classmethod
    def model_rebuild(
        cls,
        *,
        force: bool = False,
        raise_errors: bool = True,
        _parent_namespace_depth: int = 2,
        _types_namespace: Mapping[str, Any] | None = None,
    ) -> bool | None:
        """As pydantic's, for models that lead from one to the next however often."""
        build = super().model_rebuild
        try:
            return build(
                force=force,
                raise_errors=raise_errors,
                _parent_namespace_depth=_parent_namespace_depth + 1,
                _types_namespace=_types_namespace,
            )
        except RecursionError:
            # Names of generated models are found in their modules, so the caller's need not be looked through.
            names = _types_namespace or {}
            return deeply(lambda: build(force=True, raise_errors=raise_errors, _types_namespace=names))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)
        simplified_fields(schema)
        return schema

    @property
    def _request_id(self) -> str | None:
        """The server's id of the request that this object answers; None for nested objects."""
        state = state_of(self)
        if state is None:
            return None
        headers, name = state[:2]
        return cast("str | None", headers.get(name))

    if not TYPE_CHECKING:
        # Unexpected values are expected: pydantic's warnings about them are off unless asked for.
        def model_dump(self, **options: Any) -> dict[str, Any]:
            """As pydantic's, without warnings."""
            options.setdefault("warnings", False)
            return super().model_dump(**options)

        def model_dump_json(self, **options: Any) -> str:
            """As pydantic's, without warnings."""
            options.setdefault("warnings", False)
            return super().model_dump_json(**options)

    @override
    def __str__(self) -> str:
        return repr(self)

    def to_dict(
        self,
        *,
        mode: Literal["json", "python"] = "python",
        use_api_names: bool = True,
        exclude_unset: bool = True,
        exclude_defaults: bool = False,
        exclude_none: bool = False,
        warnings: bool = False,
    ) -> dict[str, object]:
        """The object as a dictionary: by default only what was sent, under the names of the API."""
        return self.model_dump(
            mode=mode,
            by_alias=use_api_names,
            exclude_unset=exclude_unset,
            exclude_defaults=exclude_defaults,
            exclude_none=exclude_none,
            warnings=warnings,
        )

    def to_json(
        self,
        *,
        indent: int | None = 2,
        use_api_names: bool = True,
        exclude_unset: bool = True,
        exclude_defaults: bool = False,
        exclude_none: bool = False,
        warnings: bool = False,
    ) -> str:
        """The object as JSON text: by default only what was sent, under the names of the API."""
        return self.model_dump_json(
            indent=indent,
            by_alias=use_api_names,
            exclude_unset=exclude_unset,
            exclude_defaults=exclude_defaults,
            exclude_none=exclude_none,
            warnings=warnings,
        )

    @classmethod
    def construct(cls, _fields_set: set[str] | None = None, **values: Any) -> Self:
        """Build an object from any values, under wire or Python names; nothing is refused."""
        built: Self = lenient_validator_of(cls).validate_python(
            values, strict=True, by_alias=True, by_name=True
        )
        if _fields_set is not None:
            built.__pydantic_fields_set__.clear()
            built.__pydantic_fields_set__.update(_fields_set)
        return built


class UnknownVariant(BaseModel):
    """A member of a union that the package does not know.  Its fields are attributes; `raw` has them all."""

    @property
    def raw(self) -> Mapping[str, Any]:
        """The payload as it arrived."""
        return self.__pydantic_extra__ or {}


def state_of(model: BaseModel) -> Any:
    """What the client attached to a top-level result: (headers, name of the request id header, state of a page)."""
    try:
        return object.__getattribute__(model, "_sdk_state")
    except AttributeError:
        return None


def set_state(model: BaseModel, state: object) -> None:
    """Attach to a result what `state_of` gives back."""
    object.__setattr__(model, "_sdk_state", state)


def lenient_validator_of(model: type[BaseModel]) -> SchemaValidator:
    """The forgiving validator of a model class; made when first needed."""
    validator = _LENIENT.get(model)
    if validator is None:
        model.model_rebuild()
        schema = model.__pydantic_core_schema__
        validator = _LENIENT[model] = deeply(lambda: lenient_validator(schema))
    return validator
