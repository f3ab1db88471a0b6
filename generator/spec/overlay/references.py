"""What the update of an action refers to, and whether a document has it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.narrow import Data
from generator.spec import pointers
from generator.spec.overlay.reader import Action


def lacking(data: Any, action: Action) -> str | None:
    """The first local reference in the update of an action that leads nowhere in `data`, the document with all actions
    applied; None when all lead somewhere.
    """
    references = _references(action.value) if action.verb == "update" else iter(())
    return next((each for each in references if not _leads_somewhere(data, each)), None)


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
