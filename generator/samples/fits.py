"""Does a value fit a schema?  Asked where a union has no tag and may admit the value in two of its branches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError, ValidationError
from referencing import Registry, Resource
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT202012

from generator.spec.document import Document, Node

_BASE: Final = "urn:sdkgen:file:"


class Fits:
    """Asks jsonschema, with all files of the document in reach."""

    def __init__(self, document: Document) -> None:
        resources: list[tuple[str, Resource[Any]]] = [
            (f"{_BASE}{number}", DRAFT202012.create_resource(document.data(name)))
            for number, name in enumerate(document.file_names)
        ]
        self._addresses = {name: f"{_BASE}{number}" for number, name in enumerate(document.file_names)}
        empty: Registry[Any] = Registry()
        self._registry = empty.with_resources(resources)

    def fits(self, schemas: Sequence[Node], value: Any) -> bool:
        """Whether the value is valid against all schemas; yes where that cannot be found out."""
        references = [{"$ref": f"{self._addresses[node.file]}#{quote(node.pointer)}"} for node in schemas]
        try:
            validator: Any = Draft202012Validator(
                {"allOf": references} if references else {}, registry=self._registry
            )
            return bool(validator.is_valid(value))
        except (SchemaError, ValidationError, Unresolvable, RecursionError, TypeError, ValueError):
            return True
