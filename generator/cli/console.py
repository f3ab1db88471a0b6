"""What commands print, and how they end.

Exit codes: 0 fine, 1 problems in the input, 2 misuse, 3 drift (`--check`), 4 a bug of the generator.
Findings go to standard error, results to standard output.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Diagnostics, Severity
from generator.progress import Progress, Tally

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.status import Status

EXIT_OK, EXIT_INPUT, EXIT_USAGE, EXIT_DRIFT, EXIT_BUG = 0, 1, 2, 3, 4

_COLOURS = {
    Severity.NOTE: "cyan",
    Severity.WARNING: "yellow",
    Severity.ERROR: "red",
    Severity.FATAL: "bold red",
}


class Terminal:
    """Both output streams.  On a terminal stages show as a spinner, elsewhere as plain lines; `quiet` shows neither."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.quiet = quiet
        self._status: Status | None = None

    @cached_property
    def _err(self) -> Console:
        # rich is loaded when there is something to colour: a run with nothing to do is over in that time.
        from rich.console import Console

        return Console(file=sys.stderr, highlight=False, soft_wrap=True)

    def print(self, message: str) -> None:
        """A result line, unless quiet."""
        if not self.quiet:
            sys.stdout.write(f"{message}\n")

    def show(self, content: RenderableType) -> None:
        """A table or the like, as wide as the terminal, unless quiet."""
        if not self.quiet:
            from rich.console import Console

            width = None if sys.stdout.isatty() else 140
            Console(file=sys.stdout, highlight=False, width=width).print(content)

    def data(self, text: str) -> None:
        """Machine-readable output, never suppressed and never wrapped."""
        sys.stdout.write(text if text.endswith("\n") else text + "\n")

    def complain(self, message: str) -> None:
        """A line on standard error."""
        sys.stderr.write(f"{message}\n")

    def progress(self, title: str) -> Progress:
        """A stage timer that tells this terminal."""
        return Progress(lambda stage: self._tell(title, stage))

    def tally(self, title: str, what: str, total: int | None = None) -> Tally:
        """A counter of long work: a line that changes on a terminal, elsewhere a line every ten seconds."""
        pause = 0.5 if sys.stderr.isatty() else 10.0
        return Tally(what, total, lambda words: self._tell(title, words), pause=pause)

    def done(self) -> None:
        """Stop the spinner."""
        if self._status is not None:
            self._status.stop()
            self._status = None

    def findings(self, found: Iterable[Diagnostic], *, least: Severity = Severity.WARNING) -> None:
        """Print findings of at least a severity, worst last, and one line that counts the rest.

        What a code advises in general stands below its first finding only.
        """
        from generator.codes import advised

        self.done()
        ordered = sorted(found, key=lambda d: d.severity)
        hidden = Counter(d.severity.label for d in ordered if d.severity < least)
        advised_already: set[str] = set()
        for finding in ordered:
            if finding.severity < least or (self.quiet and finding.severity < Severity.ERROR):
                continue
            colour = _COLOURS[finding.severity]
            shown = finding if finding.code in advised_already else advised(finding)
            advised_already.add(finding.code)
            self._err.print(str(shown), style=colour, markup=False)
        if hidden and not self.quiet:
            counts = ", ".join(f"{count} {label}s" for label, count in hidden.items())
            self._err.print(f"{counts} not shown (--verbose shows them)", style="dim")

    def _tell(self, title: str, stage: str) -> None:
        if self.quiet:
            return
        if not sys.stderr.isatty():
            self.complain(f"{title}: {stage}")
            return
        from rich.markup import escape

        if self._status is None:
            self._status = self._err.status("")
            self._status.start()
        self._status.update(f"{escape(title)}: {stage}")


def as_data(finding: Diagnostic) -> dict[str, object]:
    """One finding as plain data."""
    from generator.codes import advised

    return {
        "code": finding.code,
        "severity": finding.severity.label,
        "message": finding.message,
        "file": finding.origin.file,
        "pointer": finding.origin.pointer,
        "line": finding.origin.line,
        "hint": advised(finding).hint,
    }


def exit_code(diagnostics: Diagnostics, *, strict: bool) -> int:
    """0, or 1 when a finding is FATAL (with `strict`: ERROR)."""
    worst = diagnostics.worst()
    limit = Severity.ERROR if strict else Severity.FATAL
    return EXIT_INPUT if worst is not None and worst >= limit else EXIT_OK
