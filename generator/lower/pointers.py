"""What the position of a schema in a document says about its name and owner.

Only needed for references to places that are no component schemas, such as
``#/components/schemas/Pet/properties/tag`` or a schema of another file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Protocol

from generator.ir.types import TypeId
from generator.lower.places import Place, StepKind
from generator.spec.document import Document, Node

_DEFINITION_KEYS = ("$defs", "definitions", "schemas")
_NAMED_STEPS: Mapping[str, StepKind] = {
    "properties": "property",
    "patternProperties": "value",
    "prefixItems": "item",
}
_PLAIN_STEPS: Mapping[str, StepKind] = {"items": "item", "additionalProperties": "value"}


class Naming(Protocol):
    """The part of the lowering context that naming needs."""

    document: Document
    components: dict[str, TypeId]
    operation_owners: dict[tuple[str, str], TypeId]

    def unique_name(self, wanted: str, qualifier: str) -> str:
        """A type name not in use."""
        ...


def place_of(naming: Naming, node: Node) -> tuple[str | None, Place]:
    """Name (None for inline positions) and place of the schema that a reference leads to."""
    tokens = node.tokens
    if node.file != naming.document.root.file or not tokens:
        wanted = tokens[-1] if tokens else PurePosixPath(node.file).stem
        return naming.unique_name(wanted or "Schema", f"From{PurePosixPath(node.file).stem}"), Place(node.id)
    first, last = tokens[0], tokens[-1]
    if len(tokens) >= 2 and tokens[-2] in _DEFINITION_KEYS:
        qualifier = tokens[2] if tokens[0] == "components" and len(tokens) > 4 else "Definition"
        return naming.unique_name(tokens[-1], qualifier), Place(node.id)
    if tokens[:2] == ("components", "schemas") and len(tokens) > 2 and tokens[2] in naming.components:
        return None, _walk(Place(naming.components[tokens[2]]), tokens[3:])
    if first == "paths" and len(tokens) > 3:
        owner = naming.operation_owners.get((tokens[1], tokens[2]))
        if owner is not None:
            return None, _walk(_operation_place(owner, tokens[3:]), tokens[3:])
    return naming.unique_name(last, "Schema"), Place(node.id)


def _operation_place(owner: TypeId, tokens: Sequence[str]) -> Place:
    """The first step inside an operation: its body, a response, or a parameter."""
    place = Place(owner)
    if tokens[0] == "requestBody":
        return place.step("body")
    if tokens[0] == "responses" and len(tokens) > 1:
        return place.step("response", tokens[1])
    return place.step("param", tokens[1] if len(tokens) > 1 else "")


def _walk(place: Place, tokens: Sequence[str]) -> Place:
    """Follow schema keywords from a place; tokens that are no step of a type are passed over."""
    index = 0
    while index < len(tokens):
        token = tokens[index]
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if token in _NAMED_STEPS and following is not None:
            place, index = place.step(_NAMED_STEPS[token], following), index + 2
        elif token in ("oneOf", "anyOf") and following is not None:
            place, index = place.step("variant", following), index + 2
        else:
            place, index = (place.step(_PLAIN_STEPS[token]) if token in _PLAIN_STEPS else place), index + 1
    return place
