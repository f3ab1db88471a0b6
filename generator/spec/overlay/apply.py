"""Applying the actions of overlays to a document, one after the other."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.diagnostics import Diagnostics, InputError, Severity
from generator.narrow import Data
from generator.spec import pointers
from generator.spec.document import Document
from generator.spec.load import build
from generator.spec.overlay.merge import Incompatible, Keys, merge
from generator.spec.overlay.plain_paths import Location
from generator.spec.overlay.provenance import Provenance
from generator.spec.overlay.reader import Action, Overlay, read_overlay
from generator.spec.overlay.references import lacking
from generator.spec.overlay.targets import BadPath, select, value_at

if TYPE_CHECKING:
    from generator.spec.source import Source


def apply_overlays(
    document: Document, overlays: Sequence[Path], *, diagnostics: Diagnostics, lenient: bool = False
) -> Document:
    """The document after all actions of all overlays, in order.

    Actions see the document as its author wrote it (Discovery: as converted), before normalisation; the result is
    normalised again.  An action that selects nothing, or whose update does not fit, is FATAL; with `lenient` it is
    noted and left out.  Raises InputError, after all actions were tried, when there was a FATAL finding.
    """
    if not overlays:
        return document
    basis = document.basis
    run = Run(basis.data, Provenance(basis.locate), diagnostics, lenient)
    for path in overlays:
        run.apply_all(read_overlay(path, diagnostics=diagnostics, limits=basis.limits))
    if run.failure is not None:
        raise run.failure
    changed = dataclasses.replace(basis, data=run.data, locate=run.provenance)
    return build(changed, diagnostics=diagnostics)


class Run:
    """The document while actions are applied.  `data` is replaced, never changed in place."""

    def __init__(self, data: Any, provenance: Provenance, diagnostics: Diagnostics, lenient: bool) -> None:
        self.data = data
        self.provenance: Provenance = provenance
        self.diagnostics = diagnostics
        self.lenient = lenient
        self.failure: InputError | None = None

    def apply_all(self, overlay: Overlay) -> None:
        """The actions of one overlay; with `lenient`, those whose references another edition can follow."""
        for action in self._fitting(overlay) if self.lenient else overlay.actions:
            self.apply(action)

    def _fitting(self, overlay: Overlay) -> tuple[Action, ...]:
        """The actions that refer to nothing that this edition lacks; of a `whole` overlay all or none."""
        actions = overlay.actions
        while actions:
            trial = Run(self.data, self.provenance, Diagnostics(), lenient=True)
            for action in actions:
                trial.apply(action)
            lost = {a.pointer: found for a in actions if (found := lacking(trial.data, a)) is not None}
            if not lost:
                break
            for pointer, reference in lost.items():
                what = "overlay" if overlay.whole else "action"
                message = f"the {what} is left out: it refers to {reference}, which this edition of the document lacks"
                self.diagnostics.note("SDK310", message, overlay.source.origin(pointer))
                if overlay.whole:
                    return ()
            actions = tuple(action for action in actions if action.pointer not in lost)
        return actions

    def apply(self, action: Action) -> None:
        """One action; what goes wrong is reported, and the action left out."""
        try:
            places = select(self.data, action.target)
        except BadPath as error:
            self._report(
                action,
                "SDK306",
                f"the target {action.target!r} is no valid JSONPath: {error}",
                Severity.FATAL,
            )
            return
        if not places:
            hint = "the document has changed, or the path is misspelt; mend or remove the action"
            self._report(action, "SDK307", f"the target {action.target!r} selects nothing", hint=hint)
            return
        data, provenance = self.data, self.provenance
        self.provenance = dataclasses.replace(
            provenance,
            written=dict(provenance.written),
            shifted={k: list(v) for k, v in provenance.shifted.items()},
        )
        try:
            self._change(action, places)
        except Incompatible as error:
            self.data, self.provenance = data, provenance
            self._report(
                action,
                "SDK308",
                f"the update does not fit {pointers.join(error.keys) or 'its target'}: {error}",
            )
        except BadPath as error:
            self.data, self.provenance = data, provenance
            self._report(action, "SDK309", str(error))

    def _change(self, action: Action, places: list[Location]) -> None:
        if action.verb == "remove":
            self._remove(places)
            return
        value, below = action.value, True
        if action.verb == "copy":
            value, below = self._copied(action), False
        for place in places:
            self._merge(action.source, f"{action.pointer}/{action.verb}", place, value, below)

    def _merge(self, source: Source, pointer: str, place: Location, value: Any, below: bool) -> None:
        root = tuple(str(step) for step in place)

        def note(keys: Keys, own: Keys) -> None:
            tokens = (*root, *(str(key) for key in keys))
            self.provenance.write(
                tokens, source, pointer + (pointers.join(own) if below else ""), below=below
            )

        def change(old: Any) -> Any:
            try:
                return merge(old, value, note)
            except Incompatible as error:
                error.keys = (*place, *error.keys)
                raise

        self.data = _edited(self.data, place, change)

    def _remove(self, places: list[Location]) -> None:
        if () in places:
            raise BadPath("the root of the document cannot be removed")
        # From the end, so that indexes stay true; a place inside a removed one is gone already.
        inside = set(places)
        outer = [place for place in places if not any(place[:end] in inside for end in range(1, len(place)))]
        for place in sorted(
            outer, key=lambda p: [(isinstance(s, int), s if isinstance(s, int) else 0) for s in p]
        )[::-1]:
            home: Data = value_at(self.data, place[:-1])
            length = len(home) if isinstance(home, list) else None
            self.data = _edited(self.data, place[:-1], _without(place[-1]))
            self.provenance.remove(tuple(str(step) for step in place), length)

    def _copied(self, action: Action) -> Any:
        found = select(self.data, action.value)
        if len(found) != 1:
            count = "nothing" if not found else f"{len(found)} values"
            raise BadPath(f"`copy` must select one value; {action.value!r} selects {count}")
        return value_at(self.data, found[0])

    def _report(
        self, action: Action, code: str, message: str, severity: Severity | None = None, hint: str = ""
    ) -> None:
        """FATAL, or a NOTE when the overlay was written for another version of the document."""
        place = action.source.origin(f"{action.pointer}/target")
        if severity is None and self.lenient:
            self.diagnostics.note(code, f"{message}; the action is left out", place, hint)
        else:
            self.failure = self.diagnostics.fatal(code, message, place, hint)


def _edited(data: dict[Any, Any] | list[Any], place: Location, change: Callable[[Any], Any]) -> Any:
    """`data` with the value at `place` changed; containers on the way are copied."""
    if not place:
        return change(data)
    step: Any
    step, rest = place[0], place[1:]
    copy: Any = dict(data) if isinstance(data, dict) else list(data)
    copy[step] = _edited(data[step], rest, change)
    return copy


def _without(step: str | int) -> Callable[[Any], Any]:
    """A change that takes one member out."""

    def change(container: dict[Any, Any] | list[Any]) -> Any:
        copy: Any = dict(container) if isinstance(container, dict) else list(container)
        del copy[step]
        return copy

    return change
