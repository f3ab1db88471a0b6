"""``$recursiveRef`` (JSON Schema 2019-09) and ``$dynamicRef`` (2020-12) as plain references.

Both choose their target at validation time by the schemas that were entered before.  For types only the static
target counts: the nearest schema around that carries the anchor.
"""

from __future__ import annotations

from typing import Any

from generator.spec import pointers

KEYWORDS = frozenset({"$recursiveRef", "$recursiveAnchor", "$dynamicRef"})


class Scopes:
    """The schemas that are open during the walk and may be the target of a recursive reference."""

    def __init__(self) -> None:
        self._anchored: list[tuple[str, ...]] = []
        self._roots: list[tuple[str, ...]] = []

    def enter(self, tokens: tuple[str, ...], *, anchored: bool) -> None:
        """A schema opens: one with ``$recursiveAnchor``, or one that stands in no other schema."""
        (self._anchored if anchored else self._roots).append(tokens)

    def leave(self, *, anchored: bool) -> None:
        """The schema entered last is complete."""
        (self._anchored if anchored else self._roots).pop()

    def target(self) -> str:
        """The reference that ``$recursiveRef: '#'`` means here."""
        stack = self._anchored or self._roots
        return "#" + pointers.join(stack[-1]) if stack else "#"


def plain_reference(schema: dict[str, Any], scopes: Scopes) -> None:
    """Rewrite the keywords in place.  A ``$ref`` that stands there already wins."""
    recursive = schema.pop("$recursiveRef", None)
    dynamic = schema.pop("$dynamicRef", None)
    if isinstance(schema.get("$recursiveAnchor"), bool):
        del schema["$recursiveAnchor"]
    if "$ref" in schema:
        return
    if recursive is not None:
        schema["$ref"] = scopes.target() if recursive == "#" else recursive
    elif dynamic is not None:
        schema["$ref"] = dynamic
