"""Which branch of a union to take."""

from __future__ import annotations

from typing import Final

from generator.samples.flat import Choice, Flat, Schemas
from generator.spec.document import Node

_ENDLESS: Final = 1000
"""Height of what contains itself without a way out."""

_SCALARS: Final = frozenset({"string", "integer", "number", "boolean"})


class Branches:
    """Puts branches in an order of preference; remembers how high the smallest value of each schema is."""

    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas
        self._heights: dict[tuple[str, str], int] = {}

    def order(self, flat: Flat, choice: Choice, *, shallow: bool) -> list[int]:
        """Numbers of the branches that can hold here, the best first.

        Listed scalars go before open ones, null goes last; with `shallow` the branch of the lowest value goes
        first, so that recursion ends.
        """
        ranks: list[tuple[tuple[int, bool, bool], int]] = []
        for index, branch in enumerate(choice.branches):
            decided = flat.decided(choice, branch)
            if decided.never or not decided.types or decided.values == ():
                continue
            own = self._schemas.flat(branch)
            null = own.typed and own.types == ("null",)
            open_scalar = own.values is None and not own.choices and own.typed and set(own.types) <= _SCALARS
            height = self.height(branch) if shallow else 0
            ranks.append(((height, null, open_scalar and not shallow), index))
        scalars = all(_is_scalar(self._schemas.flat(branch)) for branch in choice.branches)
        if not scalars:
            ranks = [((height, null, False), index) for (height, null, _), index in ranks]
        return [index for _, index in sorted(ranks)]

    def apart(self, choice: Choice) -> bool:
        """Whether no JSON value has the type of two branches."""
        seen: set[str] = set()
        for branch in choice.branches:
            flat = self._schemas.flat(branch)
            if flat.choices or not flat.typed:
                return False
            types = {*flat.types, *(("integer",) if "number" in flat.types else ())}
            if seen & types:
                return False
            seen |= types
        return True

    def height(self, schemas: tuple[Node, ...]) -> int:
        """Levels of the smallest value that fulfils the schemas."""
        if not schemas:
            return 0
        key = (schemas[0].file, "\n".join(f"{node.file}#{node.pointer}" for node in schemas))
        known = self._heights.get(key)
        if known is None:
            self._heights[key] = _ENDLESS  # met again inside itself: no way out on this path
            known = self._heights[key] = self._measure(self._schemas.flat(schemas))
        return known

    def _measure(self, flat: Flat) -> int:
        if flat.values is not None or flat.nullable:
            return 0
        heights = [0]
        for choice in flat.choices:
            heights.append(min(self.height(branch) for branch in choice.branches))
        if "object" in flat.types and (flat.properties or flat.required):
            inner = [self.height(s) for name, s in flat.properties.items() if name in flat.required]
            heights.append(1 + max(inner, default=0))
        elif flat.types == ("array",) and any(flat.all("minItems")):
            heights.append(1 + self.height(flat.nodes("items")))
        return min(max(heights), _ENDLESS)


def _is_scalar(flat: Flat) -> bool:
    return (flat.typed and set(flat.types) <= _SCALARS | {"null"}) or flat.values is not None
