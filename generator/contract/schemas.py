"""Schemas of a document for jsonschema: the independent judge of what is valid.

Two rules of JSON Schema are bent, on purpose.  `oneOf` is taken for `anyOf`: a body that two alternatives describe
is no deviation of a server.  `format` is a remark, as in the specification.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from jsonschema import Draft202012Validator, ValidationError, validators
from jsonschema.protocols import Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from generator.narrow import Data, is_list, is_object
from generator.spec.document import Document

_BASE = "http://document.invalid/"


_extend: Any = cast("Any", validators).extend


class Schemas:
    """The schemas of one document, by value or by pointer."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.root: dict[str, Any] = document.raw
        self._base = _BASE + document.name
        files = {name: document.data(name) for name in document.file_names}
        resources = [(_BASE + name, DRAFT202012.create_resource(data)) for name, data in files.items()]
        self._registry: Registry[Any] = Registry[Any]().with_resources(resources)
        self._validators: dict[str, Validator] = {}
        self._places: dict[str, Any] = {}
        self._fixed: dict[str, dict[str, tuple[Any, ...]]] = {}
        self._class: Any = _extend(
            Draft202012Validator, {"anyOf": self._alternatives, "oneOf": self._alternatives}
        )

    def at(self, pointer: str) -> Any:
        """The value at a JSON pointer (RFC 6901) of the root file; None when there is none."""
        if pointer not in self._places:
            self._places[pointer] = self._find(pointer)
        return self._places[pointer]

    def _find(self, pointer: str) -> Any:
        value: Any = self.root
        for token in pointer.split("/")[1:]:
            key = token.replace("~1", "/").replace("~0", "~")
            if is_object(value):
                value = value.get(key)
            elif is_list(value) and key.isdigit() and int(key) < len(value):
                value = value[int(key)]
            else:
                return None
        return value

    def resolve(self, value: Any) -> Any:
        """Follow `$ref` to the end; keys beside it are laid over what it leads to."""
        for _ in range(50):
            if not is_object(value) or not isinstance(value.get("$ref"), str):
                return value
            target = self.at(value["$ref"].partition("#")[2])
            siblings = {k: v for k, v in value.items() if k != "$ref"}
            value = {**target, **siblings} if is_object(target) else target
        return None

    def validator(self, schema: Any) -> Validator:
        """A validator for a schema that stands somewhere in the root file."""
        made: Validator = self._class(_absolute(schema, self._base), registry=self._registry)
        return made

    def validator_at(self, pointer: str) -> Validator:
        """The validator for the schema at a pointer, made once."""
        if pointer not in self._validators:
            self._validators[pointer] = self.validator({"$ref": "#" + pointer})
        return self._validators[pointer]

    def valid(self, schema: Any, value: Any) -> bool:
        """Whether a value fits a schema."""
        return self.validator(schema).is_valid(value)

    def valid_at(self, pointer: str, value: Any) -> bool:
        """Whether a value fits the schema at a pointer."""
        return self.validator_at(pointer).is_valid(value)

    def properties(self, schema: Any) -> dict[str, Any]:
        """Every property that a schema names, in itself and in its parts and alternatives."""
        return dict(self._properties(schema, 0))

    def described(self, schema: Any) -> Iterator[tuple[str, Any]]:
        """Every description of a property, in the schema itself, its parts and its alternatives: one name may have many."""
        return self._properties(schema, 0)

    def _properties(self, schema: Any, depth: int) -> Iterator[tuple[str, Any]]:
        schema = self.resolve(schema)
        if not is_object(schema) or depth > 30:
            return
        yield from schema.get("properties", {}).items()
        for word in ("allOf", "oneOf", "anyOf"):
            for branch in schema.get(word, []):
                yield from self._properties(branch, depth + 1)

    def _alternatives(
        self, validator: Any, branches: list[Any], instance: Any, _schema: Any
    ) -> Iterator[ValidationError]:
        """`anyOf`, and `oneOf` as if it were: alternatives with another fixed value than the instance are not tried."""
        for number, branch in enumerate(branches):
            if is_object(instance) and self._excluded(branch, instance):
                continue
            if next(validator.descend(instance, branch, schema_path=number), None) is None:
                return
        yield ValidationError(f"{instance!r:.200} is valid under none of the given schemas")

    def _excluded(self, branch: Any, instance: dict[str, Any]) -> bool:
        reference = branch.get("$ref") if is_object(branch) else None
        if not isinstance(reference, str):
            return False
        pointer = reference.partition("#")[2]
        fixed = self._fixed.get(pointer)
        if fixed is None:
            fixed = self._fixed[pointer] = dict(_fixed_values(self.at(pointer)))
        return any(name in instance and instance[name] not in values for name, values in fixed.items())


def _fixed_values(schema: Any) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """The members of a schema that have to be texts of a list."""
    properties: dict[str, Any] = schema.get("properties", {}) if is_object(schema) else {}
    for name, member in properties.items():
        if is_object(member):
            values = member.get("enum", [member["const"]] if "const" in member else [])
            if values and all(isinstance(value, str) for value in values):
                yield name, tuple(values)


def _absolute(schema: Data, base: str) -> Data:
    """The schema with references into its own file made absolute, so that it can stand outside of it."""
    if is_object(schema):
        return {
            k: base + v if k == "$ref" and isinstance(v, str) and v.startswith("#") else _absolute(v, base)
            for k, v in schema.items()
        }
    if is_list(schema):
        return [_absolute(v, base) for v in schema]
    return schema
