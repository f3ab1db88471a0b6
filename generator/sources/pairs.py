"""Documents of two files, folders or revisions, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostics, UsageError
from generator.diff import Change, Comparison, Level, compare
from generator.diff.model import Place
from generator.sources.documents import documents, opened
from generator.spec import Document


@dataclass(frozen=True, slots=True)
class DocumentPair:
    """Two versions of one document; None where a folder does not hold it."""

    name: str
    old: Document | None
    new: Document | None

    def compare(self) -> Comparison:
        """What changed; a document that came or went is one change."""
        if self.old is not None and self.new is not None:
            return compare(self.old, self.new)
        added = self.old is None
        present = self.new or self.old
        place = Place(present.name if present is not None else self.name, "")
        level = Level.ADDITIVE if added else Level.BREAKING
        change = Change(
            "document-added" if added else "document-removed",
            level,
            level,
            f"document {self.name}",
            "added" if added else "removed",
            None if added else place,
            place if added else None,
        )
        return Comparison(self.name, self.name, (change,))


def pairs(
    old: str, new: str, *, folder: Path, diagnostics: Diagnostics, cache: Path | None = None
) -> list[DocumentPair]:
    """One pair for two files; for folders one for each document that stands in either.

    Paths start at `folder`.  Raises UsageError for what is not there, InputError for a file that is no document.
    """
    with opened(old, folder=folder) as before, opened(new, folder=folder) as after:
        first = documents(before, shown=old, diagnostics=diagnostics, cache=cache)
        second = documents(after, shown=new, diagnostics=diagnostics, cache=cache)
    for shown, found in ((old, first), (new, second)):
        if not found:
            raise UsageError(f"{shown} holds no OpenAPI or Discovery document")
    if len(first) == len(second) == 1:
        name, document = next(iter(second.items()))
        return [DocumentPair(name, next(iter(first.values())), document)]
    if "" in first or "" in second:
        raise UsageError(
            "one is a file and the other a folder with several documents; name the document in it"
        )
    return [DocumentPair(name, first.get(name), second.get(name)) for name in sorted({*first, *second})]
