"""Two surfaces to one list of changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.diff.model import Level
from generator.surface import classes, signatures
from generator.surface.annotations import show
from generator.surface.dump import Tree, dump
from generator.surface.model import Entry, Surface, SurfaceChange
from generator.surface.retyped import retyped
from generator.surface.substitution import with_names

_VIEWS = ("WithRawResponse", "WithStreamingResponse")
"""Classes that repeat the methods of a resource for another kind of answer."""

_OWN = frozenset({"_version.py", "_client.py"})
"""Private modules that no other class derives from."""

_TEST_KIT = "testing"
"""Module of a package that only its users' tests import."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Both surfaces (of the files that differ only) and what changed, gravest first."""

    old: Surface
    new: Surface
    changes: tuple[SurfaceChange, ...]


def compare_trees(old: Tree, new: Tree, moved: Mapping[str, str] | None = None) -> Compared:
    """What changed between two packages.  Only files that differ are parsed, so near versions are compared fast.

    `moved`: places of the old document to places of the new one that stand for the same thing.
    """
    differ = [path for path in {*old.files, *new.files} if old.files.get(path) != new.files.get(path)]
    # Classes of private modules show where public ones derive from them, and those may stand in equal files.
    only = None if any(_is_private(path) for path in differ) else differ
    first, second = dump(old, only), dump(new, only)
    if moved:
        sources = {module: moved.get(source, source) for module, source in first.sources.items()}
        first = replace(first, sources=sources)
    return Compared(first, second, compare_surfaces(first, second))


def _is_private(path: str) -> bool:
    return path not in _OWN and any(
        part.startswith("_") and part != "__init__.py" for part in path.split("/")
    )


def compare_surfaces(old: Surface, new: Surface) -> tuple[SurfaceChange, ...]:
    """All changes, gravest first."""
    renamed = _renamed(old, new)
    old = with_names(old, renamed)
    found: list[SurfaceChange] = []
    before, after = _public_paths(old), _public_paths(new)
    for path, entry in old.entries.items():
        target = new.entries.get(renamed.get(path, path))
        if target is None or entry.name.endswith(_VIEWS):
            continue
        shown = after.get(target.path, target.path)
        found += _compare_entries(entry, target, shown, source_of(new, target) or source_of(old, entry))
    found += _compare_names(old, new, renamed, before, after)
    return tuple(sorted(found, key=lambda each: (-each.level, each.path, each.member, each.id, each.text)))


def source_of(surface: Surface, entry: Entry) -> str:
    """Where in the document a definition comes from, "" when it comes from elsewhere."""
    return surface.sources.get(entry.home, "")


def _public_paths(surface: Surface) -> dict[str, str]:
    """Definition to the shortest public name that leads to it."""
    found: dict[str, str] = {}
    for name, target in sorted(
        surface.names.items(), key=lambda item: (item[0].count("."), len(item[0]), item[0])
    ):
        found.setdefault(target, name)
    return found


def _renamed(old: Surface, new: Surface) -> dict[str, str]:
    """Definitions that went on under another path: from the same place of the document, or of equal make."""
    gone = [entry for path, entry in old.entries.items() if path not in new.entries]
    come = [entry for path, entry in new.entries.items() if path not in old.entries]
    found: dict[str, str] = {}
    for key in (_by_source, _by_make):
        first, second = _unique(old, gone, key), _unique(new, come, key)
        for value, entry in first.items():
            target = second.get(value)
            if target is not None and entry.path not in found and target.path not in found.values():
                found[entry.path] = target.path
    for path, entry in old.entries.items():
        alias = new.entries.get(path)
        if alias is not None and alias.kind == "alias" and entry.kind != "alias" and len(alias.type) == 1:
            target = new.entries.get(next(iter(alias.type)))
            if target is not None and target.kind == entry.kind:
                found[path] = target.path
    return found


def _unique(surface: Surface, entries: list[Entry], key: Callable[[Surface, Entry], str]) -> dict[str, Entry]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        value = key(surface, entry)
        if value:
            found.setdefault(value, []).append(entry)
    return {value: each[0] for value, each in found.items() if len(each) == 1}


def _by_source(surface: Surface, entry: Entry) -> str:
    """The class that a module is made for, by where in the document it comes from."""
    source = source_of(surface, entry)
    last = entry.home.rpartition(".")[2].replace("_", "")
    return f"{entry.kind} {source}" if source and entry.name.lower() == last else ""


def _by_make(surface: Surface, entry: Entry) -> str:
    """Name and kind: the definition moved to another module."""
    del surface
    return f"{entry.kind} {entry.name}"


def _compare_names(
    old: Surface,
    new: Surface,
    renamed: Mapping[str, str],
    before: Mapping[str, str],
    after: Mapping[str, str],
) -> Iterator[SurfaceChange]:
    """Public names that went or came; a definition counts once, by its shortest name."""
    for name, target in sorted(old.names.items()):
        if name in new.names or _is_view(name):
            continue
        entry = old.entries.get(target)
        now = renamed.get(target, target)
        main = before.get(target) == name
        source = source_of(old, entry) if entry is not None else ""
        if now in new.entries and after.get(now) is not None:
            if not main and before.get(target) in new.names:
                text = f"the name went; {after[now]} is the same"
                yield SurfaceChange("alias-removed", Level.BREAKING, name, text, source=source)
            elif main:
                text = f"is called {after[now]} now"
                yield SurfaceChange(
                    "name-renamed", Level.BREAKING, name, text, before=name, after=after[now], source=source
                )
        elif main or entry is None:
            yield SurfaceChange("name-removed", Level.BREAKING, name, "removed", source=source)
    for name, target in sorted(old.names.items()):
        shown = after.get(renamed.get(target, ""))
        if target in renamed and before.get(target) == name and name in new.names and shown != name:
            text = f"another name of {shown or renamed[target]} now"
            entry = old.entries[target]
            yield SurfaceChange("name-deprecated", Level.ADDITIVE, name, text, source=source_of(old, entry))
    arrived = set(renamed.values())
    for name, target in sorted(new.names.items()):
        if name in old.names or target in arrived or _is_view(name):
            continue
        entry = new.entries.get(target)
        if after.get(target) == name and target not in old.entries:
            source = source_of(new, entry) if entry is not None else ""
            yield SurfaceChange("name-added", Level.ADDITIVE, name, "added", source=source)


def _is_view(name: str) -> bool:
    return name.endswith(_VIEWS)


def _compare_entries(old: Entry, new: Entry, shown: str, source: str) -> Iterator[SurfaceChange]:
    if old.kind != new.kind:
        level = Level.BREAKING
        text = f"{_KINDS[old.kind]} became {_KINDS[new.kind]}"
        yield SurfaceChange(
            "kind-changed", level, shown, text, before=old.kind, after=new.kind, source=source
        )
        return
    if old.deprecated != new.deprecated:
        text = "marked as deprecated" if new.deprecated else "no longer deprecated"
        level = Level.ADDITIVE if new.deprecated else Level.NEUTRAL
        yield SurfaceChange("deprecation-changed", level, shown, text, source=source)
    if old.type != new.type:
        # What is given may widen for whoever writes it, never for whoever reads it; an alias is both.
        change = retyped(old.type, new.type)
        level = Level.NEUTRAL if change == "same" else Level.BREAKING if change == "changed" else Level.RISKY
        if change == "widened" and old.home.partition(".")[0] == _TEST_KIT:
            level = Level.ADDITIVE  # Its aliases say what may be passed; nothing gives them out.
        text = f"{show(old.type)} became {show(new.type)}"
        yield SurfaceChange(
            "alias-retyped" if old.kind == "alias" else "value-retyped",
            level, shown, text, before=show(old.type), after=show(new.type), source=source,
        )  # fmt: skip
    yield from signatures.compare(old.signatures, new.signatures, shown, "", source)
    yield from classes.compare(old, new, shown, source)


_KINDS = {
    "model": "a model",
    "typed-dict": "a TypedDict",
    "class": "a class",
    "alias": "an alias",
    "function": "a function",
    "value": "a value",
}
