"""Overlay documents as values (Overlay Specification 1.1.0, sections "Overlay Object" and "Action Object")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

from generator.diagnostics import Diagnostics, InputError
from generator.narrow import Data
from generator.spec.limits import Limits
from generator.spec.source import Source, read_source

Verb: TypeAlias = Literal["update", "remove", "copy"]

_VERSION = re.compile(r"1\.[01](\.[0-9]+)?\Z")
_ROOT_KEYS = frozenset({"overlay", "info", "extends", "actions"})
WHOLE = "x-sdkgen-whole"
"""An overlay with this field, true, completes one edition of a document: where another lacks what its updates refer to,
none of it applies."""
_ACTION_KEYS = frozenset({"target", "description", "update", "copy", "remove"})


@dataclass(frozen=True, slots=True)
class Action:
    """One change.

    `value`: what to merge (``update``) or the JSONPath of what to copy (``copy``); None for ``remove``.
    `reason`: the ``x-reason`` or description that the author gave.
    """

    source: Source
    pointer: str
    target: str
    verb: Verb
    value: Any = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Overlay:
    """The actions of an overlay, in order.  `whole`: to another edition of the document all apply or none."""

    source: Source
    actions: tuple[Action, ...]
    whole: bool


def read_overlay(path: Path, *, diagnostics: Diagnostics, limits: Limits) -> Overlay:
    """An overlay file.

    Emits a finding for every fault and raises InputError when there was a FATAL one.
    """
    source = read_source(path, diagnostics=diagnostics, limits=limits)
    actions = _Reader(source, diagnostics).actions()
    data: Data = source.data
    return Overlay(source, actions, whole=isinstance(data, dict) and data.get(WHOLE) is True)


class _Reader:
    """Checks one overlay document."""

    def __init__(self, source: Source, diagnostics: Diagnostics) -> None:
        self.source = source
        self.diagnostics = diagnostics
        self.failure: InputError | None = None

    def actions(self) -> tuple[Action, ...]:
        """All actions; raises InputError when the document is no overlay."""
        data = self.source.data
        if not isinstance(data, dict):
            self._fatal("SDK301", "an overlay is a mapping with `overlay`, `info` and `actions`", "")
        elif not isinstance(version := data.get("overlay"), str):
            self._fatal(
                "SDK301", "no `overlay` field: this is no OpenAPI Overlay", "", "begin with `overlay: 1.1.0`"
            )
        elif not _VERSION.match(version.strip()):
            message = f"unknown Overlay version {version[:20]!r}"
            self._fatal("SDK302", message, "/overlay", "supported are 1.0 and 1.1")
        else:
            return self._read(data)
        assert self.failure is not None
        raise self.failure

    def _read(self, data: dict[str, Any]) -> tuple[Action, ...]:
        self._check_info(data.get("info"))
        self._check_keys(data, _ROOT_KEYS, "")
        if "extends" in data:
            message = "`extends` is not followed: the overlay applies to the document it is given with"
            self.diagnostics.note("SDK304", message, self.source.origin("/extends"))
        raw: Data = data.get("actions")
        if not isinstance(raw, list) or not raw:
            raise self._fatal("SDK303", "`actions` must be a list with at least one action", "/actions")
        found = [self._action(action, f"/actions/{number}") for number, action in enumerate(raw)]
        if self.failure is not None:
            raise self.failure
        return tuple(action for action in found if action is not None)

    def _check_info(self, info: Data) -> None:
        known = info if isinstance(info, dict) else {}
        missing = [key for key in ("title", "version") if not isinstance(known.get(key), str)]
        if missing:
            message = f"`info` of the overlay lacks {' and '.join(f'`{key}`' for key in missing)}"
            self.diagnostics.warning("SDK305", message, self.source.origin("/info"))

    def _check_keys(self, data: dict[str, Any], known: frozenset[str], pointer: str) -> None:
        for key in data:
            if key not in known and not key.startswith("x-"):
                message = f"the Overlay specification has no field {key[:60]!r} here; it is ignored"
                self.diagnostics.warning("SDK305", message, self.source.origin(pointer or "/"))

    def _action(self, action: Data, pointer: str) -> Action | None:
        if not isinstance(action, dict):
            self._fatal("SDK303", "an action is a mapping with `target`", pointer)
            return None
        target = action.get("target")
        if not isinstance(target, str) or not target.startswith("$"):
            self._fatal("SDK303", "an action needs a `target`: a JSONPath that starts with `$`", pointer)
            return None
        self._check_keys(action, _ACTION_KEYS, pointer)
        verb = self._verb(action, pointer)
        if verb is None:
            return None
        reason = action.get("x-reason", action.get("description"))
        text = reason if isinstance(reason, str) else ""
        return Action(
            self.source, pointer, target, verb, action.get(verb) if verb != "remove" else None, text
        )

    def _verb(self, action: dict[str, Any], pointer: str) -> Verb | None:
        remove = action.get("remove", False)
        if not isinstance(remove, bool):
            self._fatal("SDK303", "`remove` is true or false", f"{pointer}/remove")
            return None
        if remove:
            return "remove"
        if "update" in action and "copy" in action:
            self._fatal("SDK303", "an action either updates or copies, not both", pointer)
            return None
        if "copy" in action:
            if isinstance(action["copy"], str) and action["copy"].startswith("$"):
                return "copy"
            self._fatal("SDK303", "`copy` is a JSONPath that starts with `$`", f"{pointer}/copy")
            return None
        if "update" in action:
            return "update"
        self._fatal("SDK303", "the action does nothing: give it `update`, `copy` or `remove: true`", pointer)
        return None

    def _fatal(self, code: str, message: str, pointer: str, hint: str = "") -> InputError:
        self.failure = self.diagnostics.fatal(code, message, self.source.origin(pointer), hint)
        return self.failure
