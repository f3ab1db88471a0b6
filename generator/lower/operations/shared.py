"""Components that are no schemas but hold some: their position names the types inside."""

from __future__ import annotations

from typing import Final

from generator.spec.document import Node

_KINDS: Final = frozenset({"parameters", "requestBodies", "responses", "headers", "mediaTypes"})


def shared_name(node: Node) -> str | None:
    """The name of a shared component, None for an object that stands in an operation."""
    tokens = node.tokens
    if len(tokens) == 3 and tokens[0] == "components" and tokens[1] in _KINDS:
        return tokens[2]
    return None
