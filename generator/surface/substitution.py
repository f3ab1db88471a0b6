"""A surface in the names of another one: a class that is called otherwise is no other type."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from generator.surface.model import Annotation, Entry, Member, Signature, Surface

_DOTTED = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)+")


def with_names(surface: Surface, names: Mapping[str, str]) -> Surface:
    """The surface with all annotations in new names (`names`: old definition path to new); entries keep their paths."""
    if not names:
        return surface

    def change(text: str) -> str:
        return _DOTTED.sub(lambda found: names.get(found[0], found[0]), text)

    return replace(surface, entries={path: _entry(each, change) for path, each in surface.entries.items()})


def _entry(entry: Entry, change: Callable[[str], str]) -> Entry:
    return replace(
        entry,
        bases=tuple(map(change, entry.bases)),
        type=_annotation(entry.type, change),
        members={name: _member(each, change) for name, each in entry.members.items()},
        signatures=tuple(_signature(each, change) for each in entry.signatures),
    )


def _member(member: Member, change: Callable[[str], str]) -> Member:
    return replace(
        member,
        type=_annotation(member.type, change),
        signatures=tuple(_signature(each, change) for each in member.signatures),
    )


def _signature(signature: Signature, change: Callable[[str], str]) -> Signature:
    arguments = tuple(replace(each, type=_annotation(each.type, change)) for each in signature.arguments)
    return replace(signature, arguments=arguments, returns=_annotation(signature.returns, change))


def _annotation(annotation: Annotation, change: Callable[[str], str]) -> Annotation:
    return frozenset(each if each.startswith("Literal[") else change(each) for each in annotation)
