"""Two documents to one list of changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from generator.diff import operations, root, security
from generator.diff.concepts import CONCEPTS
from generator.diff.engine import Direction, Engine, Found, Pair, Use
from generator.diff.model import Change, Comparison, Level, Moved, Place
from generator.diff.schemas import compare_pair
from generator.diff.side import Side
from generator.diff.wording import names_of, subject_of
from generator.spec.document import Document, Node


def compare(old: Document, new: Document) -> Comparison:
    """All changes from `old` to `new`, gravest first; equal documents have none.

    Wording (descriptions, summaries, examples) and the order of keys never count; neither does where a schema stands.
    """
    if len(old.file_names) == len(new.file_names) == 1 and old.raw == new.raw:
        return Comparison(old.name, new.name)
    engine = Engine(Side(old), Side(new), compare_pair)
    root.compare(engine)
    security.compare_schemes(engine)
    operations.compare(engine)
    operations.compare_webhooks(engine)
    engine.run()
    root.compare_components(engine)
    found: dict[tuple[object, ...], _Draft] = {}
    for use, each in engine.direct:
        _draft(found, each, each.subject, (use,), ())
    for pair in engine.pairs.values():
        if pair.found:
            uses = engine.uses_of(pair)
            for each in pair.found:
                _draft(found, each, each.subject or _subject(each, pair), uses, pair.places)
    changes = sorted((draft.change() for draft in found.values()), key=_order)
    return Comparison(old.name, new.name, tuple(changes), tuple(_moved(engine)))


@dataclass(slots=True)
class _Draft:
    """A change while uses and places of the same finding are gathered."""

    found: Found
    subject: str
    directions: set[Direction] = field(default_factory=set[Direction])
    operations: dict[str, None] = field(default_factory=dict[str, None])
    places: set[str] = field(default_factory=set[str])

    def change(self) -> Change:
        """The finished change."""
        concept = CONCEPTS[self.found.id]
        real: list[Direction] = sorted(self.directions - {"component"})
        component = not real and bool(self.directions)
        levels: dict[Direction, Level | None] = {}
        stated: tuple[tuple[Direction, Level | None], ...] = (
            ("request", concept.request),
            ("response", concept.response),
        )
        for direction, level in stated:
            reached = component or direction in real
            fits = self.found.only in (None, direction)
            levels[direction] = level if reached and fits else None
            if component and level is not None and fits:
                # Nothing says who sends such a schema, so no operation can break by it.
                levels[direction] = min(level, Level.RISKY)
        return Change(
            self.found.id,
            levels["request"],
            levels["response"],
            self.subject,
            self.found.text,
            _place(self.found.old),
            _place(self.found.new),
            self.found.before,
            self.found.after,
            tuple(self.operations),
            (
                names_of(self.found.id, real or (["component"] if component else []), self.places)
                if self.places
                else (self.found.id,)
            ),
        )


def _draft(
    found: dict[tuple[object, ...], _Draft],
    each: Found,
    subject: str,
    uses: Iterable[Use],
    places: Iterable[str],
) -> None:
    key = (each.id, subject, each.text, each.before, each.after, each.only)
    draft = found.setdefault(key, _Draft(each, subject))
    concept = CONCEPTS[each.id]
    for use in uses:
        draft.directions.add(use.direction)
        if not places:
            # A change outside of schemas concerns whatever its concept has a level for.
            draft.directions.update(_both(concept.request, concept.response))
        if use.operation:
            draft.operations[use.operation] = None
    draft.places.update(places)


def _both(request: Level | None, response: Level | None) -> list[Direction]:
    found: list[Direction] = []
    if request is not None:
        found.append("request")
    if response is not None:
        found.append("response")
    return found


def _subject(found: Found, pair: Pair) -> str:
    node = found.old or found.new
    return subject_of(node) if node is not None else "a schema" if not pair.places else sorted(pair.places)[0]


def _place(node: Node | None) -> Place | None:
    return Place(node.file, node.pointer) if node is not None else None


def _order(change: Change) -> tuple[object, ...]:
    return (-change.level, change.subject, change.id, change.text)


def _moved(engine: Engine) -> Iterable[Moved]:
    """Named schemas whose counterpart has another name, or none."""
    found: dict[tuple[str, str], Moved] = {}
    for pair in engine.pairs.values():
        before, after = engine.old.name(pair.old), engine.new.name(pair.new)
        if before == after:
            continue
        # A name that goes on to exist stands for its own counterpart.
        gone = before and before not in engine.new.components
        come = after and after not in engine.old.components
        if not gone and not come:
            continue
        node = pair.old[0] if pair.old and gone else pair.new[0] if pair.new else None
        if node is not None:
            moved = Moved(before if gone else "", after if come else "", Place(node.file, node.pointer))
            found.setdefault((moved.old, moved.new), moved)
    return sorted(found.values(), key=lambda each: (each.old, each.new))


def renamed(comparison: Comparison, old: str, new: str) -> Comparison:
    """The same changes between documents of other names."""
    return replace(comparison, old=old, new=new)
