"""Remarks of the normaliser, kept until the document is validated: an overlay may mend their cause."""

from __future__ import annotations

from dataclasses import dataclass

from generator.diagnostics import Severity


@dataclass(frozen=True, slots=True)
class NormalFinding:
    """Something that could not be carried over as written; `tokens` lead to the schema."""

    code: str
    severity: Severity
    message: str
    tokens: tuple[str, ...]
    hint: str = ""
