"""The classes of openapi-spec-validator, extended so that their errors carry a place.

The library reports most errors of schemas relative to the schema, and says nowhere which schema it was.  Its walk
also remembers visited schemas in lists, which costs quadratic time; here these are sets.  Schemas that are proved to be
well-formed are not looked at again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from jsonschema.exceptions import ValidationError
from jsonschema_path.paths import SchemaPath
from openapi_spec_validator.validation import keywords
from openapi_spec_validator.validation.validators import (
    OpenAPIV31SpecValidator,
    OpenAPIV32SpecValidator,
    SpecValidator,
)

from generator.spec.plain_schemas import Proofs

_PLACE = "sdkgen_place"


def place_of(error: ValidationError) -> tuple[Any, ...]:
    """The steps from the root to the schema that an error is about; () for errors about the whole document."""
    place: tuple[Any, ...] = getattr(error, _PLACE, ())
    return place


def innermost(error: ValidationError) -> ValidationError:
    """The error inside alternatives that says most: the one furthest down in the document."""
    while error.context:
        deepest: ValidationError = max(error.context, key=lambda inner: len(inner.absolute_path))
        if len(deepest.absolute_path) <= len(error.absolute_path):
            break
        error = deepest
    return error


def validator_for(data: dict[str, Any]) -> SpecValidator:
    """The validator for the version that a normalised document states."""
    cls = _Validator32 if str(data.get("openapi", "")).startswith("3.2") else _Validator31
    return cls(data)


class _Ids(set[int]):
    """A set that can be filled like the list that the library expects."""

    append = set[int].add


class _Placed:
    """Marks the errors of a schema with the place of the schema."""

    def __init__(self, registry: Any) -> None:
        super().__init__(registry)  # type: ignore[call-arg]
        self.visited_schema_ids: Any = _Ids()
        self.meta_checked_schema_ids: Any = _Ids()
        self._proofs = Proofs()

    def __call__(self, schema: SchemaPath, *args: Any, **kwargs: Any) -> Iterator[ValidationError]:
        """All errors of a schema and of the schemas in it, of the kinds that are not ours to find."""
        if self._proofs.holds(schema.read_value()):
            return
        found: object = super().__call__(schema, *args, **kwargs)  # type: ignore[misc]
        for error in cast("Iterator[ValidationError]", found):
            if not hasattr(error, _PLACE):
                setattr(error, _PLACE, tuple(schema.parts))
            yield error

    def _collect_properties(self, schema: SchemaPath) -> set[str]:  # noqa: ARG002
        """Nothing: the library follows references here without a memory, which takes for ever on some documents."""
        return set()


class _Schema31(_Placed, keywords.OpenAPIV31SchemaValidator):
    """Schemas of 3.1 documents."""


class _Schema32(_Placed, keywords.OpenAPIV32SchemaValidator):
    """Schemas of 3.2 documents."""


class _Validator31(OpenAPIV31SpecValidator):
    """3.1 documents."""

    keyword_validators = {**OpenAPIV31SpecValidator.keyword_validators, "schema": _Schema31}  # noqa: RUF012


class _Validator32(OpenAPIV32SpecValidator):
    """3.2 documents."""

    keyword_validators = {**OpenAPIV32SpecValidator.keyword_validators, "schema": _Schema32}  # noqa: RUF012
