"""A schema as the list of everything that it demands at once: references followed, `allOf` taken apart.

JSON Schema joins keywords, `$ref` and `allOf` with "and" (core, sections 7.7 and 10.2), so one list of plain schemas
says the same as any nesting of them.  `oneOf`, `anyOf` and `if` are kept aside as choices that are still open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

from generator.narrow import is_list, is_object
from generator.spec.document import Node, RefError

_MAX_FACETS: Final = 500
"""Schemas taken together in one place; more are left out, so that a hostile document cannot take all memory."""

JSON_TYPES: Final = ("object", "array", "string", "integer", "number", "boolean", "null")


@dataclass(frozen=True, slots=True)
class Choice:
    """An open union: one of the branches holds.  `exclusive`: only one may (`oneOf`)."""

    owner: Node
    branches: tuple[tuple[Node, ...], ...]
    exclusive: bool


class Schemas:
    """Takes the schemas of one document apart, each combination once."""

    def __init__(self) -> None:
        self._known: dict[tuple[Node, ...], Flat] = {}

    def flat(self, schemas: Sequence[Node]) -> Flat:
        """Everything that the schemas demand together."""
        key = tuple(schemas)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = _flatten(self, schemas)
        return known


@dataclass(frozen=True)
class Flat:
    """Schemas that hold at once.

    `facets`: mappings without reference, each with its place.  `choices`: unions among them.  `names`: the components
    that were met on the way, outermost first.  `never`: nothing can fulfil it.
    """

    schemas: Schemas = field(compare=False, repr=False)
    facets: tuple[Node, ...] = ()
    choices: tuple[Choice, ...] = ()
    names: tuple[Node, ...] = ()
    never: bool = False

    def all(self, keyword: str) -> Iterator[Any]:
        """The values of a keyword, one for each schema that has it."""
        return (facet.value[keyword] for facet in self.facets if keyword in facet.value)

    def first(self, keyword: str) -> Any:
        """The first value of a keyword, None when no schema has it."""
        return next(self.all(keyword), None)

    def nodes(self, keyword: str) -> tuple[Node, ...]:
        """The schemas below a keyword, one for each schema that has it."""
        return tuple(node for facet in self.facets if (node := facet.get(keyword)) is not None)

    @cached_property
    def types(self) -> tuple[str, ...]:
        """The JSON types that all schemas admit, in the order of the first that names any; else all of them."""
        lists = [_type_names(stated) for stated in self.all("type")]
        if not lists:
            return JSON_TYPES
        admitted = set(JSON_TYPES).intersection(*lists)
        if "number" in admitted:
            admitted.discard("integer")
        order = [*lists[0], *JSON_TYPES]
        return tuple(sorted(admitted, key=order.index))

    @cached_property
    def typed(self) -> bool:
        """Whether some schema names its types."""
        return any(True for _ in self.all("type"))

    @cached_property
    def values(self) -> tuple[Any, ...] | None:
        """The values of `const` and `enum` that all schemas admit, None where none lists any."""
        lists = [[value] for value in self.all("const")]
        lists += [value for value in self.all("enum") if is_list(value)]
        if not lists:
            return None
        first, *rest = lists
        return tuple(value for value in first if all(_has(other, value) for other in rest))

    @cached_property
    def properties(self) -> dict[str, tuple[Node, ...]]:
        """Named properties with every schema that is stated for them, in document order."""
        found: dict[str, list[Node]] = {}
        for facet in self.facets:
            node = facet.get("properties")
            for name, schema in node.items() if node is not None else ():
                found.setdefault(name, []).append(schema)
        return {name: tuple(schemas) for name, schemas in found.items()}

    @cached_property
    def required(self) -> frozenset[str]:
        """Names that have to be there, `dependentRequired` of required ones among them."""
        names = {str(name) for stated in self.all("required") if is_list(stated) for name in stated}
        rules = [stated for stated in self.all("dependentRequired") if is_object(stated)]
        before = -1
        while len(names) != before:
            before = len(names)
            names |= {str(n) for rule in rules for key in names & rule.keys() for n in rule[key]}
        return frozenset(names)

    @property
    def nullable(self) -> bool:
        """Whether null is among the values that the schemas name outright."""
        if self.values is not None:
            return None in self.values
        if "null" in self.types and self.typed:
            return True
        branches = [self.schemas.flat(branch) for choice in self.choices for branch in choice.branches]
        return not self.typed and any(branch.typed and branch.types == ("null",) for branch in branches)

    def decided(self, choice: Choice, branch: Sequence[Node]) -> Flat:
        """The same with one union decided for a branch."""
        rest = replace(self, choices=tuple(each for each in self.choices if each is not choice))
        return rest.joined(self.schemas.flat(branch))

    def joined(self, other: Flat) -> Flat:
        """Everything that two lists demand."""
        places = {(facet.file, facet.pointer) for facet in self.facets}
        new = tuple(f for f in other.facets if (f.file, f.pointer) not in places)
        return Flat(
            self.schemas,
            (self.facets + new)[:_MAX_FACETS],
            self.choices + tuple(c for c in other.choices if c not in self.choices),
            self.names + other.names,
            self.never or other.never,
        )


def _flatten(book: Schemas, schemas: Sequence[Node]) -> Flat:
    """A reference that leads nowhere demands nothing."""
    facets: dict[tuple[str, str], Node] = {}
    choices: list[Choice] = []
    names = [
        node for node in schemas if node.tokens[:2] == ("components", "schemas") and len(node.tokens) == 3
    ]
    never = False
    stack = list(reversed(schemas))
    while stack and len(facets) < _MAX_FACETS:
        node = stack.pop()
        if node.value is False:
            never = True
        if not node.is_mapping or (node.file, node.pointer) in facets:
            continue
        facets[node.file, node.pointer] = node
        choices += _choices(node)
        part = node.get("allOf")
        stack.extend(reversed(part.elements() if part is not None else []))
        if node.ref is not None:
            try:
                target = node.follow(node.ref)
            except RefError:
                continue
            names.append(target)
            stack.append(target)
    return Flat(book, tuple(facets.values()), tuple(choices), tuple(names), never)


def _choices(node: Node) -> Iterator[Choice]:
    for keyword in ("oneOf", "anyOf"):
        union = node.get(keyword)
        branches = union.elements() if union is not None else []
        if branches:
            yield Choice(node, tuple((branch,) for branch in branches), keyword == "oneOf")
    condition = node.get("if")
    if condition is not None:
        then, other = node.get("then"), node.get("else")
        met = (condition, then) if then is not None else (condition,)
        yield Choice(node, (met, (other,) if other is not None else ()), exclusive=False)


def _type_names(stated: Any) -> list[str]:
    names = [name for name in (stated if is_list(stated) else [stated]) if isinstance(name, str)]
    return [*names, "integer"] if "number" in names else names


def _has(values: Sequence[Any], wanted: Any) -> bool:
    """Whether a list of JSON values holds one; true and 1 are two values."""
    return any(value == wanted and isinstance(value, bool) == isinstance(wanted, bool) for value in values)
