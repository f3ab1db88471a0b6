"""How aliases stand on each other: a good order to work them out, loops, and which of them allow null."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from generator.ir.types import AliasDef, Nullable, OneOf, Ref, TypeDef, TypeId, TypeRef
from generator.ir.walk import refs_of


def follow_aliases(
    lookup: Callable[[TypeId], TypeDef | None], type_: TypeRef, known: dict[TypeId, TypeRef]
) -> TypeRef:
    """What stands at the end of a chain of aliases; in a loop, or at an unknown type, the reference reached last.

    `known` remembers the ends found, so that long chains are walked once.
    """
    passed: dict[TypeId, None] = {}
    while isinstance(type_, Ref) and type_.id not in passed:
        if type_.id in known:
            type_ = known[type_.id]
            break
        definition = lookup(type_.id)
        if definition is None:
            return type_  # not made yet: the answer may change
        if not isinstance(definition, AliasDef):
            break
        passed[type_.id] = None
        type_ = definition.target
    known.update((each, type_) for each in passed)
    return type_


def alias_order(defs: Mapping[TypeId, TypeDef]) -> list[AliasDef]:
    """All aliases, each after those that its own meaning depends on (loops are cut where they close)."""
    order: list[AliasDef] = []
    done: set[TypeId] = set()
    for start in defs.values():
        if not isinstance(start, AliasDef) or start.id in done:
            continue
        done.add(start.id)
        stack = [(start, _needs(defs, start))]
        while stack:
            definition, needs = stack[-1]
            following = next((each for each in needs if each.id not in done), None)
            if following is None:
                order.append(definition)
                stack.pop()
            else:
                done.add(following.id)
                stack.append((following, _needs(defs, following)))
    return order


def _needs(defs: Mapping[TypeId, TypeDef], definition: AliasDef) -> Iterator[AliasDef]:
    """The aliases that an alias consists of, and inline ones anywhere inside it."""
    direct = {part.id for part in _direct(definition.target) if isinstance(part, Ref)}
    for type_id in refs_of(definition.target):
        found = defs.get(type_id)
        if isinstance(found, AliasDef) and (type_id in direct or found.name is None):
            yield found


def _direct(type_: TypeRef) -> Iterator[TypeRef]:
    """A type and its alternatives, but not the items of lists and maps."""
    stack = [type_]
    while stack:
        current = stack.pop()
        yield current
        if isinstance(current, OneOf):
            stack.extend(reversed(current.variants))
        elif isinstance(current, Nullable):
            stack.append(current.inner)


def loop_starts(defs: Mapping[TypeId, TypeDef]) -> frozenset[TypeId]:
    """One alias of every loop of plain references: nothing but itself defines it."""
    starts: set[TypeId] = set()
    checked: set[TypeId] = set()
    for definition in defs.values():
        chain: dict[TypeId, None] = {}
        current: TypeDef | None = definition
        while isinstance(current, AliasDef) and current.id not in checked:
            if current.id in chain:
                starts.add(min(_loop(chain, current.id), key=list(chain).index))
                break
            chain[current.id] = None
            target = current.target.inner if isinstance(current.target, Nullable) else current.target
            current = defs.get(target.id) if isinstance(target, Ref) else None
        checked.update(chain)
    return frozenset(starts)


def _loop(chain: Iterable[TypeId], start: TypeId) -> list[TypeId]:
    """The part of a chain from `start` on."""
    ids = list(chain)
    return ids[ids.index(start) :]


def nullable_ids(order: Iterable[AliasDef], nullable_objects: Iterable[TypeId]) -> frozenset[TypeId]:
    """The definitions that allow null, by themselves or through what they consist of."""
    found = set(nullable_objects)
    aliases = list(order)
    while True:
        before = len(found)
        for definition in aliases:
            if definition.id not in found and (
                definition.nullable
                or any(
                    isinstance(part, Nullable) or (isinstance(part, Ref) and part.id in found)
                    for part in _direct(definition.target)
                )
            ):
                found.add(definition.id)
        if len(found) == before:
            return frozenset(found)
