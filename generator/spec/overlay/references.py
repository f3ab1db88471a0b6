"""What the updates of an overlay refer to, and whether a document has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.narrow import Data
from generator.spec import pointers
from generator.spec.overlay.reader import Action


def lacking(data: Any, actions: Iterable[Action]) -> str | None:
    """The first local reference in the updates of `actions` that leads nowhere in `data`, the document with all of
    them applied; None when all lead somewhere.
    """
    seen: set[str] = set()
    for action in actions:
        if action.verb != "update":
            continue
        for reference in _references(action.value):
            if reference not in seen and not _leads_somewhere(data, reference):
                return reference
            seen.add(reference)
    return None


def _references(value: Data) -> Iterator[str]:
    pending = [value]
    while pending:
        each = pending.pop()
        if isinstance(each, dict):
            found = each.get("$ref")
            if isinstance(found, str) and found.startswith("#/"):
                yield found
            pending.extend(reversed(each.values()))
        elif isinstance(each, list):
            pending.extend(reversed(each))


def _leads_somewhere(data: Any, reference: str) -> bool:
    try:
        pointers.lookup(data, pointers.split(pointers.fragment_pointer(reference[1:])))
    except (LookupError, ValueError):
        return False
    return True
