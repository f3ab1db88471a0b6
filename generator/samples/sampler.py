"""From a schema to a value: the walk.  What a scalar looks like stands in `strings` and `numbers`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

from generator.narrow import is_list, is_object
from generator.samples.branches import Branches
from generator.samples.fits import Fits
from generator.samples.flat import Choice, Flat, Schemas
from generator.samples.flavours import (
    BOUNDARIES,
    UNKNOWN_FIELD,
    UNKNOWN_VALUE,
    UNKNOWN_VARIANT,
    Flavour,
    Side,
)
from generator.samples.numbers import number
from generator.samples.patterns import text_for
from generator.samples.strings import string
from generator.samples.tags import Tagged, stated_tags, tags_of
from generator.spec.document import Document, Node

_FLOOR: Final = -30
"""Levels of required objects below the wanted depth after which a recursion is taken to have no end."""

_MAX_ITEMS: Final = 200


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the walk stands: what is asked for, levels left to fill, name of the property, tags of this object."""

    flavour: Flavour
    side: Side
    depth: int
    name: str = ""
    tags: tuple[tuple[str, str], ...] = ()
    top: bool = False

    def below(self, name: str, *, levels: int = 0) -> _Place:
        """A place inside this one."""
        return replace(self, name=name, depth=self.depth - levels, tags=(), top=False)


class Sampler:
    """Makes values for the schemas of one document.  Values are new on each call and belong to the caller.

    `shuffled`: members stand in an order of their own, the same on any machine.
    """

    def __init__(self, document: Document, *, shuffled: bool = False) -> None:
        self._document = document
        self._shuffled = shuffled
        self._schemas = Schemas()
        self._branches = Branches(self._schemas)

    @cached_property
    def _fits(self) -> Fits:
        return Fits(self._document)

    def value(
        self,
        schema: Node | None,
        *,
        flavour: Flavour = Flavour.TYPICAL,
        side: Side = "response",
        depth: int = 3,
        name: str = "",
    ) -> Any:
        """A value for a schema (None: anything) as plain JSON data.

        `depth`: levels of objects whose optional properties are filled.  `name` is woven into texts.  Values of a
        flavour that conforms are valid, but for keywords that no value is looked for (`not`, unevaluated ones) and
        schemas that nothing can fulfil.
        """
        levels = 0 if flavour is Flavour.MINIMAL else depth
        place = _Place(flavour, side, levels, name, top=True)
        return self._build(self._schemas.flat([schema] if schema is not None else []), place)

    def cases(
        self, schema: Node | None, *, side: Side = "response", depth: int = 3
    ) -> Iterator[tuple[Flavour, Any]]:
        """The boundary cases that differ from the ordinary value."""
        usual = self.value(schema, side=side, depth=depth)
        for flavour in BOUNDARIES:
            value = self.value(schema, flavour=flavour, side=side, depth=depth)
            if value != usual:
                yield flavour, value

    # One schema

    def _build(self, flat: Flat, place: _Place) -> Any:
        if flat.never or place.depth < _FLOOR:
            return None
        if place.flavour is Flavour.NULLS and not place.top and flat.nullable:
            return None
        if flat.values is not None:
            return _listed(flat.values, place)
        if flat.choices:
            return self._choose(flat, flat.choices[0], place)
        kind = kind_of(flat)
        if kind == "object":
            return self._object(flat, place)
        if kind == "array":
            return self._array(flat, place)
        if kind == "string":
            return string(flat, place.name)
        if kind in ("integer", "number"):
            return number(flat, place.name)
        return True if kind == "boolean" else None

    # Unions

    def _choose(self, flat: Flat, choice: Choice, place: _Place) -> Any:
        tagged = tags_of(self._schemas, choice)
        if place.flavour is Flavour.UNKNOWN_VARIANT and tagged is not None:
            return self._unknown_variant(flat, choice, tagged, place)
        order = self._branches.order(flat, choice, shallow=place.depth <= 0)
        if not order:
            rest = replace(flat, choices=tuple(each for each in flat.choices if each is not choice))
            return self._build(rest, place)
        sure = tagged is not None or not choice.exclusive or len(choice.branches) == 1
        if sure or self._branches.apart(choice):
            return self._branch(flat, choice, order[0], place, tagged)
        return self._only_one(flat, choice, order, place)

    def _branch(
        self, flat: Flat, choice: Choice, index: int, place: _Place, tagged: Tagged | None = None
    ) -> Any:
        branch = choice.branches[index]
        if (
            tagged is not None
            and tagged.values[index]
            and not any(k == tagged.property for k, _ in place.tags)
        ):
            place = replace(place, tags=(*place.tags, (tagged.property, tagged.values[index][0])))
        return self._build(flat.decided(choice, branch), place)

    def _only_one(self, flat: Flat, choice: Choice, order: Sequence[int], place: _Place) -> Any:
        """The first value that one branch admits and the others do not; failing that, the first value."""
        first: list[Any] = []
        for depth in dict.fromkeys((place.depth, min(place.depth, 0))):
            for index in order:
                value = self._branch(flat, choice, index, replace(place, depth=depth))
                if sum(self._fits.fits(branch, value) for branch in choice.branches) == 1:
                    return value
                first.append(value)
        return first[0]

    def _unknown_variant(self, flat: Flat, choice: Choice, tagged: Tagged, place: _Place) -> Any:
        rest = replace(flat, choices=tuple(each for each in flat.choices if each is not choice))
        base = self._object(rest, place) if rest.properties else {}
        return {**base, tagged.property: UNKNOWN_VARIANT, "payload": {"list": [1, None]}}

    # Containers

    def _object(self, flat: Flat, place: _Place) -> dict[str, Any]:
        hidden = "writeOnly" if place.side == "response" else "readOnly"
        tags = {**_tags_of_base(flat), **dict(place.tags)}
        made: dict[str, Any] = {}
        for name, schemas in flat.properties.items():
            wanted = name in flat.required or (place.depth > 0 and not _closed_to(flat, name))
            unseen = name not in flat.required and self._schemas.flat(schemas).first(hidden) is True
            if not wanted or unseen or any(schema.value is False for schema in schemas):
                continue
            inner = self._schemas.flat(schemas)
            if name in tags and (inner.values is None or tags[name] in inner.values):
                made[name] = tags[name]
            else:
                made[name] = self._build(inner, place.below(name, levels=1))
        for name in sorted(flat.required - made.keys()):
            made[name] = tags.get(name) or self._build(
                _schema_of_key(flat, name), place.below(name, levels=1)
            )
        self._fill(flat, made, place)
        for forbidden in _forbidden_together(flat):
            if forbidden and forbidden <= made.keys():
                made.pop(next((name for name in sorted(forbidden) if name not in flat.required), ""), None)
        if place.flavour is Flavour.UNKNOWN_FIELDS and (flat.properties or not made):
            made[UNKNOWN_FIELD] = {"list": [1, None], "text": "sample"}
        return dict(sorted(made.items(), key=_shuffled_place)) if self._shuffled else made

    def _fill(self, flat: Flat, made: dict[str, Any], place: _Place) -> None:
        """Free keys: one where nothing else stands, and as many as `minProperties` asks for."""
        least = max((n for n in flat.all("minProperties") if isinstance(n, int)), default=0)
        free = bool(flat.nodes("additionalProperties") or flat.nodes("patternProperties"))
        one = free and not made and place.depth > 0 and place.flavour is not Flavour.EMPTY
        count = max(min(least, _MAX_ITEMS) - len(made), 1 if one and not flat.properties else 0)
        for ordinal in range(count):
            key = _free_key(flat, ordinal)
            schema = _schema_of_key(flat, key)
            if schema.never:
                return
            made[key] = self._build(schema, place.below(key, levels=1))

    def _array(self, flat: Flat, place: _Place) -> list[Any]:
        least = max((n for n in flat.all("minItems") if isinstance(n, int)), default=0)
        most = min((n for n in flat.all("maxItems") if isinstance(n, int)), default=_MAX_ITEMS)
        prefix = [each.elements() for each in flat.nodes("prefixItems")]
        wanted = 1 if place.depth > 0 and place.flavour is not Flavour.EMPTY else 0
        wanted = max([wanted, *(len(each) for each in prefix if place.depth > 0)])
        contains = flat.nodes("contains")
        count = min(max(least, wanted, len(contains)), most, _MAX_ITEMS)
        inner = place.below(place.name)
        items: list[Any] = []
        for position in range(count):
            stated = [each[position] for each in prefix if position < len(each)]
            schema = self._schemas.flat(stated or flat.nodes("items"))
            if schema.never and position >= least:
                break
            if not stated and position < len(contains):
                schema = schema.joined(self._schemas.flat([contains[position]]))
            items.append(self._build(schema, inner))
        if True in flat.all("uniqueItems"):
            return self._distinct(flat, items, least, inner)
        return items

    def _distinct(self, flat: Flat, items: list[Any], least: int, place: _Place) -> list[Any]:
        """Items made unlike each other; where no way is known they are left out, unless they have to be there."""
        schema = self._schemas.flat(flat.nodes("items"))
        pool = iter([v for v in schema.values or () if v is not None])
        found: list[Any] = []
        for position, item in enumerate(items):
            tries = [item, *([v] if (v := next(pool, None)) is not None else []), *_varied(item, position)]
            new = next((value for value in tries if value not in found), None)
            if new is not None:
                found.append(new)
            elif len(found) < least:
                found.append(self._build(schema, place))
        return found


def _shuffled_place(member: tuple[str, Any]) -> tuple[str, str]:
    return member[0][1:], member[0]


def kind_of(flat: Flat) -> str:
    """The JSON type to make: the first that is admitted, or the one that the other keywords speak of."""
    if flat.typed:
        return next((name for name in flat.types if name != "null"), "null")
    for kind, keywords in _HINTS:
        if any(True for keyword in keywords for _ in flat.all(keyword)):
            return kind
    return "string"


_HINTS: Final = (
    ("object", ("properties", "required", "additionalProperties", "patternProperties", "minProperties")),
    ("array", ("items", "prefixItems", "minItems", "contains")),
    ("number", ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")),
)


def _listed(values: Sequence[Any], place: _Place) -> Any:
    """One of the listed values, or one that is not listed where that is asked for."""
    others = [value for value in values if value is not None]
    if place.flavour is Flavour.UNKNOWN_ENUM and len(others) > 1 and isinstance(others[0], str):
        return UNKNOWN_VALUE
    return others[0] if others else None


def _tags_of_base(flat: Flat) -> dict[str, str]:
    """What an object says of itself in the discriminator of the schema that it extends (`allOf`)."""
    found: dict[str, str] = {}
    owners = [choice.owner for choice in flat.choices]
    for facet in flat.facets:
        stated = facet.value.get("discriminator")
        if is_object(stated) and isinstance(stated.get("propertyName"), str) and facet not in owners:
            name = stated["propertyName"]
            values = stated_tags(facet, flat, name)
            if values and not any("oneOf" in f.value or "anyOf" in f.value for f in (facet,)):
                found[name] = values[0]
    return found


def _closed_to(flat: Flat, name: str) -> bool:
    """Whether some schema forbids a property that another one describes."""
    return any(
        facet.value.get("additionalProperties") is False
        and name not in (facet.value.get("properties") or ())
        and not is_object(facet.value.get("patternProperties"))
        for facet in flat.facets
    )


def _forbidden_together(flat: Flat) -> Iterator[frozenset[str]]:
    """Groups of properties that must not all be there: ``not: {required: [...]}``."""
    for excluded in flat.all("not"):
        if is_object(excluded) and set(excluded) == {"required"} and is_list(excluded["required"]):
            yield frozenset(str(name) for name in excluded["required"])


def _schema_of_key(flat: Flat, key: str) -> Flat:
    """What a property without a name of its own has to be."""
    schemas: list[Node] = []
    for patterns in flat.nodes("patternProperties"):
        schemas += [schema for pattern, schema in patterns.items() if _speaks_of(pattern, key)]
    return flat.schemas.flat(schemas or flat.nodes("additionalProperties"))


def _speaks_of(pattern: str, key: str) -> bool:
    return text_for(pattern) == key


def _free_key(flat: Flat, ordinal: int) -> str:
    for patterns in flat.nodes("patternProperties"):
        keys = [text for pattern, _ in patterns.items() if (text := text_for(pattern))]
        if ordinal < len(keys):
            return keys[ordinal]
    for names in flat.nodes("propertyNames"):
        known = flat.schemas.flat([names])
        if known.values and ordinal < len(known.values):
            return str(known.values[ordinal])
        return string(known, "key") + (str(ordinal) if ordinal else "")
    return f"sample_key{ordinal or ''}"


def _varied(item: Any, position: int) -> list[Any]:
    if isinstance(item, str):
        return [f"{item}{position}", f"{item[:-1]}{position}"]
    if isinstance(item, int | float) and not isinstance(item, bool):
        return [item + position]
    if is_object(item) or is_list(item):
        return []
    return [not item] if isinstance(item, bool) else []
