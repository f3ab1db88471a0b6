"""What commands print, and how they end.

Exit codes: 0 fine, 1 problems in the input, 2 misuse, 3 drift (`--check`), 4 a bug of the generator.
Findings go to standard error, results to standard output.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable

from rich.console import Console, RenderableType
from rich.markup import escape
from rich.status import Status

from generator.diagnostics import Diagnostic, Diagnostics, Severity
from generator.progress import Progress

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
        self._out = Console(file=sys.stdout, highlight=False, soft_wrap=True)
        self._err = Console(file=sys.stderr, highlight=False, soft_wrap=True)
        self._status: Status | None = None

    def print(self, message: str) -> None:
        """A result line, unless quiet."""
        if not self.quiet:
            self._out.print(escape(message))

    def show(self, content: RenderableType) -> None:
        """A table or the like, as wide as the terminal, unless quiet."""
        if not self.quiet:
            width = None if self._out.is_terminal else 140
            Console(file=sys.stdout, highlight=False, width=width).print(content)

    def data(self, text: str) -> None:
        """Machine-readable output, never suppressed and never wrapped."""
        sys.stdout.write(text if text.endswith("\n") else text + "\n")

    def complain(self, message: str) -> None:
        """A line on standard error."""
        self._err.print(escape(message))

    def progress(self, title: str) -> Progress:
        """A stage timer that tells this terminal."""
        return Progress(lambda stage: self._tell(title, stage))

    def done(self) -> None:
        """Stop the spinner."""
        if self._status is not None:
            self._status.stop()
            self._status = None

    def findings(self, found: Iterable[Diagnostic], *, least: Severity = Severity.WARNING) -> None:
        """Print findings of at least a severity, worst last, and one line that counts the rest."""
        self.done()
        ordered = sorted(found, key=lambda d: d.severity)
        hidden = Counter(d.severity.label for d in ordered if d.severity < least)
        for finding in ordered:
            if finding.severity < least or (self.quiet and finding.severity < Severity.ERROR):
                continue
            colour = _COLOURS[finding.severity]
            self._err.print(f"[{colour}]{escape(str(finding))}[/{colour}]")
        if hidden and not self.quiet:
            counts = ", ".join(f"{count} {label}s" for label, count in hidden.items())
            self._err.print(f"[dim]{counts} not shown (--verbose shows them)[/dim]")

    def _tell(self, title: str, stage: str) -> None:
        if self.quiet:
            return
        if not self._err.is_terminal:
            self._err.print(f"{escape(title)}: {stage}")
            return
        if self._status is None:
            self._status = self._err.status("")
            self._status.start()
        self._status.update(f"{escape(title)}: {stage}")


def exit_code(diagnostics: Diagnostics, *, strict: bool) -> int:
    """0, or 1 when a finding is FATAL (with `strict`: ERROR)."""
    worst = diagnostics.worst()
    limit = Severity.ERROR if strict else Severity.FATAL
    return EXIT_INPUT if worst is not None and worst >= limit else EXIT_OK
