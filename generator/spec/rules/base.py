"""What rules are made of: a check for some kinds of objects, and a context to look around and to report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from generator.diagnostics import Severity
from generator.narrow import Data
from generator.spec.document import Document
from generator.spec.files import LookupFailure
from generator.spec.structure import Site

Tokens: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleFinding:
    """What a rule has to say about the value at `tokens` of a file."""

    code: str
    severity: Severity
    message: str
    file: str
    tokens: Tokens
    hint: str = ""


@dataclass(slots=True)
class Context:
    """One validation run."""

    document: Document
    grave: Severity = Severity.ERROR
    """How grave a place without usable meaning is: a reference without a target, a value of the wrong kind."""
    file: str = ""
    """The file that is being walked."""
    findings: list[RuleFinding] = field(default_factory=list[RuleFinding])
    operation_ids: dict[str, Tokens] = field(default_factory=dict[str, Tokens])
    """Operation ids seen so far."""

    def report(
        self, code: str, severity: Severity, message: str, tokens: Tokens, hint: str = "", file: str = ""
    ) -> None:
        """Add a finding about the present file, or another one."""
        self.findings.append(RuleFinding(code, severity, message, file or self.file, tokens, hint))

    def resolved(self, value: Data, tokens: Tokens) -> Any:
        """The value, or what its chain of references ends in; None when that is nothing."""
        file = self.file
        for _ in range(64):
            reference = value.get("$ref") if isinstance(value, dict) else None
            if not isinstance(reference, str):
                return value
            try:
                file, tokens = self.document.target(file, tokens, reference)
            except LookupFailure:
                return None
            value = self.document.node_value(file, tokens)
        return None


Check: TypeAlias = Callable[[Site, Context], None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check and the kinds of objects that it looks at."""

    kinds: frozenset[str]
    check: Check


def shown(value: object, length: int = 60) -> str:
    """A value of the document inside a message."""
    text = repr(value)
    return text if len(text) <= length else text[: length - 3] + "..."


def is_number(value: object) -> bool:
    """Whether a value is a JSON number."""
    return isinstance(value, int | float) and not isinstance(value, bool)
