"""The final table of types: which definitions stay, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator.ir.types import TypeDef, TypeId, TypeRef, TypeTable
from generator.ir.walk import reachable, types_in


def table_of(defs: Mapping[TypeId, TypeDef], owners: Sequence[TypeId], roots: Iterable[TypeRef]) -> TypeTable:
    """Definitions grouped by owner in document order: each named type before the inline ones that it owns.

    `owners`: ids in document order (component schemas, then operations and webhooks).  `roots`: types that
    operations and webhooks mention.  Inline definitions that nothing mentions any more are left out.
    """
    rank = {owner: number for number, owner in enumerate(owners)}
    named = [definition for definition in defs.values() if definition.name is not None]
    used = reachable(defs, [*roots, *(type_ for definition in named for type_ in types_in(definition))])
    kept = [each for each in defs.values() if each.name is not None or each.id in used]
    last = len(rank)

    def position(definition: TypeDef) -> tuple[int, bool]:
        if definition.name is not None:
            return rank.get(definition.id, last), False
        return rank.get(definition.owner or definition.id, last), True

    return TypeTable({each.id: each for each in sorted(kept, key=position)})
