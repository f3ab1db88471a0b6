"""What a failed request is answered with: the shape that the document gives errors, with words filled in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from generator.exchanges.operations import Operation
from generator.narrow import is_object
from generator.samples import Sampler
from generator.samples.flat import Schemas
from generator.spec.document import Document, Node

_MESSAGES: Final = ("message", "detail", "error_description", "title", "error")
_CODES: Final = ("code", "status", "statusCode", "status_code")
_NAMES: Final = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    409: "ABORTED",
    429: "RESOURCE_EXHAUSTED",
    499: "CANCELLED",
    500: "INTERNAL",
    503: "UNAVAILABLE",
    504: "DEADLINE_EXCEEDED",
}
"""Names of Google's canonical codes by HTTP status (`google.rpc.Code`)."""


class ErrorShapes:
    """Makes error bodies for the operations of one document."""

    def __init__(self, document: Document, operations: Sequence[Operation], sampler: Sampler) -> None:
        self._sampler = sampler
        self._samples: dict[Node, Any] = {}
        self._google = document.format == "discovery"
        shapes = Counter(
            (node.file, node.pointer)
            for operation in operations
            for answer in operation.answers
            if not answer.is_success and (node := _json_schema(operation, answer.code)) is not None
        )
        (place, _), *_ = [*shapes.most_common(1), (None, 0)]
        usual = document.node(place[1], place[0]) if place is not None else None
        self._usual = _around(document, usual) if usual is not None else None

    def body(self, operation: Operation | None, status: int, message: str, *, parameter: str = "") -> Any:
        """The JSON of an error: what the document says of this status, else what it says of most errors.

        `parameter`: which part of the request is to blame.  Google's documents describe no errors; its servers
        answer in one form (google.rpc.Status).
        """
        own = _json_schema(operation, status) if operation is not None else None
        if own is None and self._google:
            name = _NAMES.get(status, "UNKNOWN")
            return {"error": {"code": status, "message": message, "status": name}}
        schema = own or self._usual
        if schema is None:
            return {
                "error": {"message": message, "type": "error", "code": status, "param": parameter or None}
            }
        if schema not in self._samples:
            self._samples[schema] = self._sampler.value(schema, depth=2)
        return _worded(self._samples[schema], status, message, parameter)


def _json_schema(operation: Operation, status: int) -> Node | None:
    answer = operation.answer(status)
    contents = answer.contents if answer is not None and not answer.is_success else ()
    return next((content.schema for content in contents if content.kind == "json"), None)


def _around(document: Document, schema: Node) -> Node:
    """The component that holds a schema as its only property `error`, where there is one, else the schema.

    Documents often give the inner part of an error only, and its envelope in a component that nothing refers to.
    """
    schemas = Schemas()
    inner = {(facet.file, facet.pointer) for facet in schemas.flat([schema]).facets}
    try:
        components = document.root.child("components", "schemas")
    except KeyError:
        return schema
    for _, node in components.items():
        properties = schemas.flat([node]).properties
        if set(properties) == {"error"}:
            held = {(facet.file, facet.pointer) for facet in schemas.flat(properties["error"]).facets}
            if inner & held:
                return node
    return schema


def _worded(value: Any, status: int, message: str, parameter: str) -> Any:
    """The value with its texts about the error replaced; types stay, and so do other members."""
    if not is_object(value):
        return value
    found = {key: _worded(member, status, message, parameter) for key, member in value.items()}
    for key in _MESSAGES:
        if isinstance(found.get(key), str):
            found[key] = message
            break
    for key in _CODES:
        if isinstance(found.get(key), int) and not isinstance(found[key], bool):
            found[key] = status
    if isinstance(found.get("param"), str):
        found["param"] = parameter or "sample_param"
    return found
