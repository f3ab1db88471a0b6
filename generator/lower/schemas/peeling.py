"""Schemas that only wrap another one: ``anyOf: [X, {type: "null"}]``, ``allOf: [X]`` and the like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, cast

from generator.lower.keywords import STRUCTURAL_KEYS, is_null, json_types, mapping, says_nothing
from generator.narrow import Data
from generator.spec.document import Node

_WRAPPER_KEYS: Final = ("anyOf", "oneOf", "allOf")
_MAX_LAYERS: Final = 32


@dataclass(frozen=True, slots=True)
class Peeled:
    """The schema inside, and whether a layer around it allows null."""

    node: Node
    nullable: bool = False


def peel(node: Node) -> Peeled:
    """Remove layers that add nothing but null and annotations.  References are not followed."""
    nullable = False
    for _ in range(_MAX_LAYERS):
        inner = _inside(node)
        if inner is None:
            break
        node, nullable = inner.node, nullable or inner.nullable
    return Peeled(node, nullable)


def _inside(node: Node) -> Peeled | None:
    """One layer removed; None when the schema is no wrapper."""
    value = mapping(node.value)
    keys = [key for key in _WRAPPER_KEYS if isinstance(value.get(key), list)]
    if len(keys) != 1:
        return None
    key = keys[0]
    branches = cast("list[Data]", value[key])
    dropped = says_nothing if key == "allOf" else is_null
    kept = [index for index, branch in enumerate(branches) if not dropped(branch)]
    if len(kept) != 1 or not _adds_nothing(value, key, branches[kept[0]]):
        return None
    nullable = json_types(value)[1] or (key != "allOf" and len(kept) < len(branches))
    return Peeled(node.child(key, kept[0]), nullable)


def _adds_nothing(value: Mapping[str, object], key: str, branch: object) -> bool:
    """Whether the keywords beside a single branch leave its type as it is.

    A `type` beside is repetition when the branch has a type of its own.
    """
    rest = (STRUCTURAL_KEYS & value.keys()) - {key}
    if rest <= {"type"}:
        return not rest or not {"$ref", "type"}.isdisjoint(mapping(branch))
    return False
