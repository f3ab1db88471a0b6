"""Why a name of the package changed: the changes of the document behind it, or what else was different."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from generator.diff.model import Change, Comparison
from generator.diff.reading import endpoints
from generator.diff.side import Side
from generator.narrow import Data
from generator.spec.document import Document
from generator.surface.compare import Compared
from generator.surface.model import SurfaceChange

_FEW = 3
"""Causes that are named for one change."""

_OF_OPERATIONS = ("endpoint-", "operation-", "tag-")
"""Beginnings of concepts that decide where in the resource tree an operation stands."""

_INPUTS = {
    "configuration": "the configuration of the target changed",
    "templates": "the templates of the generator changed",
    "generator": "another version of the generator",
}


def with_causes(
    surface: Compared, comparison: Comparison, old: Document | None, new: Document | None
) -> tuple[SurfaceChange, ...]:
    """The changes of a surface, each with at least one cause.

    `old`, `new`: the documents that `comparison` compares, for the ways between their schemas.
    """
    index = _Index(comparison, [Side(each) for each in (old, new) if each is not None])
    rest = other_inputs(surface.old.inputs, surface.new.inputs)
    found: list[SurfaceChange] = []
    for change in surface.changes:
        source = change.source or _operation(surface, change)
        causes = index.causes(source, change) or index.of_resource(surface, change) or rest
        if not causes:
            causes = (
                ("it follows from the changes of the document as a whole",) if comparison.changes else rest
            )
        found.append(
            replace(change, source=source, causes=causes or ("not found in what the package is made from",))
        )
    return tuple(found)


def other_inputs(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[str, ...]:
    """What else than the document differs between two manifests."""
    found: list[str] = []
    for name in sorted({*old, *new} - {"document"}):
        if old.get(name) != new.get(name):
            found.append(_INPUTS.get(name, f"{name} changed"))
    return tuple(found)


def _operation(surface: Compared, change: SurfaceChange) -> str:
    """``operation <id>`` for a method of a resource."""
    parts = change.path.split(".")
    if parts[0] not in ("resources", "_client"):
        return ""
    for each in (surface.new, surface.old):
        entry = each.entries.get(each.names.get(change.path, change.path))
        home = (entry.home if entry is not None else ".".join(parts[:-1])).split(".")[1:]
        if len(home) > 1 and home[-1] == home[-2]:
            home = home[:-1]
        known = each.operations.get(".".join([*home, change.member]))
        if known:
            return f"operation {known[0]}"
    return ""


class _Index:
    """Changes of the document by where they stand and by the operations that they reach."""

    def __init__(self, comparison: Comparison, sides: list[Side]) -> None:
        self._sides = sides
        self._by_component: dict[str, list[Change]] = {}
        self._by_operation: dict[str, list[Change]] = {}
        self._moved = comparison.moved
        self._near: dict[str, list[list[str]]] = {}
        for change in comparison.changes:
            for place in (change.old, change.new):
                name = _component(place.pointer) if place is not None else ""
                known = self._by_component.setdefault(name, [])
                if name and change not in known:
                    known.append(change)
            for operation in change.operations:
                self._by_operation.setdefault(operation, []).append(change)
        self._labels = {
            each_id: label for side in sides for each_id, label in _operation_labels(side).items()
        }

    def causes(self, source: str, change: SurfaceChange) -> tuple[str, ...]:
        """Words for the nearest changes behind a place of the document, at most a few."""
        if source.startswith("operation "):
            return self._of_operation(source.removeprefix("operation "), change)
        if source.startswith(("/paths/", "/webhooks/")):
            tokens = source.split("/")
            label = (
                f"{tokens[3].upper()} {tokens[2].replace('~1', '/').replace('~0', '~')}"
                if len(tokens) > 3
                else ""
            )
            return _worded(_preferred(self._by_operation.get(label, []), change))
        name = _component(source)
        if not name:
            return ()
        if change.id in ("name-added", "name-removed"):
            known = [name in side.components for side in self._sides]
            if len(set(known)) == 2:
                return (f"schema {name} is {'new in' if known[-1] else 'gone from'} the document",)
        nearest: list[Change] = []
        for names in self._around(name):
            found = [each for near in names for each in self._by_component.get(near, [])]
            named = [each for each in found if _speaks_of(each, change)]
            if named:
                return _worded(_preferred(named, change))
            nearest = nearest or found
        spoken = f"{change.path} {change.before} {change.after} {change.text} {name}"
        renamed = [m for m in self._moved if name in (m.old, m.new) or (m.old and m.new and m.new in spoken)]
        if renamed:
            return tuple(f"schema {m.old or '(inline)'} is {m.new or '(inline)'} now" for m in renamed[:_FEW])
        return _worded(_preferred(nearest, change))

    def of_resource(self, surface: Compared, change: SurfaceChange) -> tuple[str, ...]:
        """What happened to the operations of a resource, for its class and for the attribute that leads to it."""
        parts = change.path.split(".")
        if parts[0] != "resources" and len(parts) > 1:
            return ()
        wanted = _plain((change.member or parts[-1]).removeprefix("Async"))
        found: list[Change] = []
        for each in (surface.old, surface.new):
            for dotted, (_, label) in each.operations.items():
                if wanted in [_plain(part) for part in dotted.split(".")[:-1]]:
                    found += self._by_operation.get(label, [])
        whole = [each for each in found if each.id.startswith(_OF_OPERATIONS)]
        return _worded(list(dict.fromkeys(whole)))

    def _of_operation(self, id: str, change: SurfaceChange) -> tuple[str, ...]:
        found = self._by_operation.get(self._labels.get(id, ""), [])
        own = [
            each for each in found if any(p and p.pointer.startswith("/paths/") for p in (each.old, each.new))
        ]
        return _worded(_preferred([*own, *(each for each in found if each not in own)], change))

    def _around(self, name: str) -> list[list[str]]:
        """A component, then those that it mentions, step by step."""
        if name not in self._near:
            seen, layer, layers = {name}, [name], [[name]]
            while layer and len(layers) < 8:
                reached = [each for near in layer for side in self._sides for each in _mentions(side, near)]
                layer = [each for each in dict.fromkeys(reached) if each not in seen]
                seen.update(layer)
                layers.append(layer)
            self._near[name] = layers
        return self._near[name]


def _mentions(side: Side, name: str) -> list[str]:
    node = side.components.get(name)
    found: list[str] = []
    stack: list[Data] = [node.value] if node is not None else []
    while stack:
        value = stack.pop()
        if isinstance(value, list):
            stack.extend(value)
        elif isinstance(value, dict):
            reference = value.get("$ref")
            if isinstance(reference, str) and (target := _component(reference.partition("#")[2])):
                found.append(target)
            stack.extend(value.values())
    return found


def _operation_labels(side: Side) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in endpoints(side, side.document.root.get("paths")):
        found.setdefault(each.id or f"{each.method.lower()} {each.path}", each.label)
    return found


def _component(pointer: str) -> str:
    prefix = "/components/schemas/"
    if not pointer.startswith(prefix):
        return ""
    return pointer[len(prefix) :].partition("/")[0].replace("~1", "/").replace("~0", "~")


def _speaks_of(each: Change, change: SurfaceChange) -> bool:
    """Whether a change of the document is about the very name, or about what its type mentions."""
    word = _plain(change.member or change.path.rpartition(".")[2])
    last = _plain(each.subject.rpartition(".")[2].rpartition("'")[0] or each.subject.rpartition(".")[2])
    last = last or _plain(each.subject)
    if last.endswith(word) and (last == word or "'" in each.subject):
        return True
    return len(last) > 2 and last in _plain(f"{change.before} {change.after} {change.text}")


def _plain(name: str) -> str:
    """Letters and digits only: the wire says `userName` where Python says `user_name`."""
    return "".join(character for character in name.lower() if character.isalnum())


def _preferred(changes: Iterable[Change], change: SurfaceChange) -> list[Change]:
    """Changes that speak of the very name first; of equal ones, the gravest."""
    return sorted(dict.fromkeys(changes), key=lambda each: (not _speaks_of(each, change), -each.level))


def _worded(changes: list[Change]) -> tuple[str, ...]:
    return tuple(cause_of(each) for each in changes[:_FEW])


def cause_of(change: Change) -> str:
    """A change of the document as the cause of another one."""
    place = change.subject
    if len(change.operations) == 1 and change.operations[0] not in place and "." not in place:
        place = f"{change.operations[0]}: {place}"
    return f"{place}: {change.text} ({change.id})"
