"""What the readers of YAML and JSON have in common: their result, their findings, their refusal."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.diagnostics import Severity
from generator.narrow import Data
from generator.spec.positions import Position


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to say about a place of the file that is being read: pointer and 1-based line."""

    code: str
    severity: Severity
    message: str
    pointer: str = ""
    line: int | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A key that a mapping has twice.  `pointer` is that of the mapping, `same` tells equal values apart."""

    pointer: tuple[str, ...]
    key: str
    first_line: int
    line: int
    same: bool


@dataclass(slots=True)
class Reading:
    """The plain data of one file, with what was noticed on the way."""

    data: Data
    positions: Position | None = None
    """None: not recorded yet (JSON records on demand)."""
    findings: list[Finding] = field(default_factory=list[Finding])
    duplicates: list[Duplicate] = field(default_factory=list[Duplicate])


class ReadError(Exception):
    """The text cannot be read at all."""

    def __init__(
        self, code: str, message: str, *, line: int | None = None, pointer: str = "", hint: str = ""
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.line = line
        self.pointer = pointer
        self.hint = hint


def too_deep(limit: int, line: int | None) -> ReadError:
    """The refusal of a document that nests deeper than `limit`."""
    return ReadError(
        "SDK106",
        f"values are nested more than {limit} levels deep",
        line=line,
        hint="descriptions of APIs nest a few dozen levels; flatten this part or move it into a component",
    )


def too_many(limit: int, line: int | None) -> ReadError:
    """The refusal of a document with more than `limit` values."""
    return ReadError("SDK107", f"the document has more than {limit} values", line=line)
