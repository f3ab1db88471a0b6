"""How the branches of a union are told apart, read from the schemas themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from generator.narrow import is_object
from generator.samples.flat import Choice, Flat, Schemas
from generator.spec.document import Node, RefError

_USUAL: Final = ("type", "object", "role", "kind", "event", "mode")
_MAX_NESTING: Final = 20


@dataclass(frozen=True, slots=True)
class Tagged:
    """`property` holds one of `values[i]` in branch i; () for a branch that names none."""

    property: str
    values: tuple[tuple[str, ...], ...]


def tags_of(schemas: Schemas, choice: Choice) -> Tagged | None:
    """The tag of a union: its `discriminator`, or a property with a fixed text of its own in every object branch."""
    flats = [schemas.flat(branch) for branch in choice.branches]
    stated = choice.owner.value.get("discriminator")
    if is_object(stated) and isinstance(stated.get("propertyName"), str):
        name = stated["propertyName"]
        return Tagged(name, tuple(stated_tags(choice.owner, flat, name) for flat in flats))
    objects = [flat for flat in flats if _is_object(flat)]
    if len(objects) < 2:
        return None
    names = [name for name in _fixed(objects[0]) if all(name in _fixed(each) for each in objects[1:])]
    names.sort(key=lambda name: _USUAL.index(name) if name in _USUAL else len(_USUAL))
    for name in names:
        values = [_texts(flat, name) for flat in objects]
        if len({value for each in values for value in each}) == sum(map(len, values)):
            return Tagged(name, tuple(_texts(flat, name) if _is_object(flat) else () for flat in flats))
    return None


def stated_tags(owner: Node, branch: Flat, name: str) -> tuple[str, ...]:
    """Values of a discriminator that lead to a branch: of its mapping, of the branch itself, the component's name.

    (OpenAPI 3.1 section 4.8.25: without a mapping the name of the component is the value.)
    """
    mapping = owner.value["discriminator"].get("mapping")
    places = {(node.file, node.pointer) for node in branch.names}
    mapped = [
        str(value)
        for value, target in (mapping.items() if is_object(mapping) else ())
        if isinstance(target, str) and _leads_to(owner, target, places)
    ]
    fixed = _texts(branch, name)
    if mapped:
        return tuple(value for value in mapped if not fixed or value in fixed) or tuple(mapped)
    if fixed:
        return fixed
    return (branch.names[0].tokens[-1],) if branch.names else ()


def _leads_to(owner: Node, target: str, places: set[tuple[str, str]]) -> bool:
    for reference in (target, f"#/components/schemas/{target}"):
        try:
            node = owner.follow(reference)
        except (RefError, KeyError, ValueError):
            continue
        return (node.file, node.pointer) in places
    return False


def _is_object(flat: Flat) -> bool:
    """Whether a branch is an object with properties, or a union of only such."""
    if "object" not in flat.types:
        return False
    if flat.properties:
        return True
    return any(
        all(_is_object(flat.schemas.flat(branch)) for branch in choice.branches if branch)
        for choice in flat.choices
    )


def _fixed(flat: Flat) -> dict[str, None]:
    """Names of the properties that hold one of a few fixed texts."""
    found = {name: None for name, schemas in flat.properties.items() if _texts_of(flat, schemas)}
    for choice in flat.choices:
        inner = [_fixed(flat.schemas.flat(branch)) for branch in choice.branches]
        found.update({name: None for name in inner[0] if all(name in each for each in inner[1:])})
    return found


def _texts(flat: Flat, name: str, nesting: int = 0) -> tuple[str, ...]:
    """The fixed texts of a property; those of a nested union are what any of its branches has."""
    own = _texts_of(flat, flat.properties.get(name, ()))
    if own or nesting > _MAX_NESTING:
        return own
    found: dict[str, None] = {}
    for choice in flat.choices:
        for branch in choice.branches:
            found.update(dict.fromkeys(_texts(flat.schemas.flat(branch), name, nesting + 1)))
    return tuple(found)


def _texts_of(flat: Flat, schemas: Sequence[Node]) -> tuple[str, ...]:
    values = flat.schemas.flat(schemas).values or ()
    return tuple(value for value in values if isinstance(value, str))
