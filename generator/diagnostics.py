"""What the generator has to say about its input: coded findings with a place.

Problems of a document are values (:class:`Diagnostic`), collected by the stages in a
:class:`Diagnostics` and reported together.  Exceptions are for two cases only: a stage that has
nothing usable to hand on (:class:`InputError`), and misuse by the caller (:class:`UsageError`).
"""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


class Severity(enum.IntEnum):
    """How bad a finding is.

    NOTE: a decision worth knowing.  WARNING: output is complete but weaker than the document.
    ERROR: one place could not be generated as written.  FATAL: no usable meaning, nothing is written.
    """

    NOTE = 10
    WARNING = 20
    ERROR = 30
    FATAL = 40

    @property
    def label(self) -> str:
        """The lower-case word printed before a message."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Origin:
    """A place in an input file: file name as the user gave it, RFC 6901 JSON pointer, 1-based line."""

    file: str = ""
    pointer: str = ""
    line: int | None = None

    def __str__(self) -> str:
        position = f"{self.file}:{self.line}" if self.line else self.file
        return f"{position} (#{self.pointer})" if self.pointer else position

    def child(self, *tokens: str | int) -> Origin:
        """The same file, further down the pointer (tokens are escaped per RFC 6901); the line stays."""
        tail = "".join("/" + str(t).replace("~", "~0").replace("/", "~1") for t in tokens)
        return dataclasses.replace(self, pointer=self.pointer + tail)


NOWHERE = Origin()


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.  `code` is stable (``SDK1xx`` load, ``2xx`` validation, ``3xx`` overlay,
    ``4xx`` discovery, ``5xx`` lowering, ``6xx`` planning, ``7xx`` rendering and output, ``8xx``
    configuration); every code is registered in `generator.codes`.
    """

    code: str
    severity: Severity
    message: str
    origin: Origin = NOWHERE
    hint: str = ""

    def __str__(self) -> str:
        where = f"{self.origin}: " if self.origin != NOWHERE else ""
        tail = f"\n    hint: {self.hint}" if self.hint else ""
        return f"{where}{self.severity.label} {self.code}: {self.message}{tail}"


class Diagnostics:
    """A collector that the stages emit into.  Ordered as emitted; exact repetitions are dropped."""

    def __init__(self) -> None:
        self._seen: dict[Diagnostic, None] = {}

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self._seen)

    def __len__(self) -> int:
        return len(self._seen)

    def emit(
        self, code: str, severity: Severity, message: str, origin: Origin = NOWHERE, hint: str = ""
    ) -> None:
        """Add one finding."""
        self._seen.setdefault(Diagnostic(code, severity, message, origin, hint))

    def note(self, code: str, message: str, origin: Origin = NOWHERE, hint: str = "") -> None:
        """Add a NOTE."""
        self.emit(code, Severity.NOTE, message, origin, hint)

    def warning(self, code: str, message: str, origin: Origin = NOWHERE, hint: str = "") -> None:
        """Add a WARNING."""
        self.emit(code, Severity.WARNING, message, origin, hint)

    def error(self, code: str, message: str, origin: Origin = NOWHERE, hint: str = "") -> None:
        """Add an ERROR."""
        self.emit(code, Severity.ERROR, message, origin, hint)

    def fatal(self, code: str, message: str, origin: Origin = NOWHERE, hint: str = "") -> InputError:
        """Add a FATAL and return the exception to raise: ``raise diagnostics.fatal(...)``."""
        self.emit(code, Severity.FATAL, message, origin, hint)
        return InputError(message)

    def extend(self, others: Iterable[Diagnostic]) -> None:
        """Add findings collected elsewhere."""
        for other in others:
            self._seen.setdefault(other)

    def worst(self) -> Severity | None:
        """The highest severity present, or None when there is nothing to say."""
        return max((d.severity for d in self), default=None)


class SdkgenError(Exception):
    """Base of the generator's exceptions."""


class InputError(SdkgenError):
    """A stage cannot go on; the reasons are in the collector as FATAL findings (exit code 1)."""


class UsageError(SdkgenError):
    """The caller asked for something that cannot be (exit code 2)."""
