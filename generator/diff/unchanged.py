"""What two documents have in common word for word, with all that it refers to: nothing there needs to be compared.

Near versions of a large document share almost everything, so this decides how long a comparison takes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from generator.narrow import Data, is_container, is_object
from generator.spec import pointers
from generator.spec.document import Document, Node

Part: TypeAlias = tuple[str, str]
"""Kind and name of a component."""

_ROOT_FACTS = ("security", "x-sdkgen-global-parameters", "servers")


class Unchanged:
    """Components that are the same on both sides, references followed.  Knows nothing of descriptions in many files."""

    def __init__(self, old: Document, new: Document) -> None:
        single = len(old.file_names) == len(new.file_names) == 1
        self._old, self._new = (old.raw, new.raw) if single else ({}, {})
        self._parts = _clean(self._old, self._new) if single else frozenset[Part]()
        self._root = single and all(self._old.get(key) == self._new.get(key) for key in _ROOT_FACTS)

    def holds(self, old: Node, new: Node) -> bool:
        """Whether two nodes stand at the same place inside a component that is the same."""
        if old.pointer != new.pointer or not old.pointer.startswith("/components/"):
            return False
        tokens = old.pointer.split("/", 4)
        return len(tokens) >= 4 and (tokens[2], pointers.unescape(tokens[3])) in self._parts

    def same_path(self, old: str, new: str, home: str = "paths") -> bool:
        """Whether a path item and all that its operations mean is the same."""
        if old != new or not self._root:
            return False
        first, second = (side.get(home, {}).get(old) for side in (self._old, self._new))
        return first is not None and first == second and all(part in self._parts for part in _mentions(first))


def _clean(old: dict[str, Any], new: dict[str, Any]) -> frozenset[Part]:
    """Start with what is equal, and take out what refers to anything that is not, until nothing changes."""
    before, after = _components(old), _components(new)
    clean = {part for part, value in before.items() if part in after and after[part] == value}
    users: dict[Part, list[Part]] = {}
    dirty: list[Part] = []
    for part in clean:
        for target in _mentions(before[part]):
            users.setdefault(target, []).append(part)
            if target not in clean:
                dirty.append(target)
    while dirty:
        for user in users.pop(dirty.pop(), ()):
            if user in clean:
                clean.discard(user)
                dirty.append(user)
    return frozenset(clean)


def _components(raw: dict[str, Any]) -> dict[Part, Data]:
    components: Data = raw.get("components")
    found: dict[Part, Data] = {}
    for kind, members in components.items() if isinstance(components, dict) else ():
        named: Data = members
        for name, value in named.items() if isinstance(named, dict) else ():
            found[str(kind), str(name)] = value
    return found


def _mentions(value: Data) -> Iterator[Part]:
    """The components that a value refers to; a reference of another form is one to nothing known."""
    stack: list[Data] = [value]
    while stack:
        each = stack.pop()
        if isinstance(each, list):
            stack.extend(filter(is_container, each))
        elif isinstance(each, dict):
            for key, member in each.items():
                if key == "$ref" and isinstance(member, str):
                    yield _part(member)
                elif key == "mapping" and is_object(member):
                    yield from (_part(target) for target in member.values() if isinstance(target, str))
                elif key in ("$id", "$anchor", "$dynamicAnchor", "operationRef"):
                    yield ("", key)
                if is_container(member):
                    stack.append(member)


def _part(reference: str) -> Part:
    if "/" not in reference and "#" not in reference:
        return "schemas", reference
    tokens = reference.split("/")
    if tokens[:2] != ["#", "components"] or len(tokens) < 4 or "%" in reference:
        return "", reference
    return tokens[2], pointers.unescape(tokens[3])
