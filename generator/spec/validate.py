"""Validation of a document: rules of our own and openapi-spec-validator, graded and with places."""

from __future__ import annotations

from collections.abc import Sequence

from generator.diagnostics import Diagnostics, Severity
from generator.spec import pointers, rules
from generator.spec.document import Document
from generator.spec.external import Finding, validate_data


def validate(document: Document, *, diagnostics: Diagnostics, grave: Severity = Severity.ERROR) -> None:
    """Everything there is to say about a document, in this process; see `emit_findings`."""
    emit_findings(validate_data(document.raw), document, diagnostics, grave=grave)


def check_rules(
    document: Document, diagnostics: Diagnostics, *, grave: Severity = Severity.ERROR
) -> frozenset[tuple[str, ...]]:
    """Run our own rules (fast).  Returns the places in the first file that they reported.

    `grave`: how grave it is when a place has no usable meaning: a reference without a target, a value of the wrong kind.
    """
    found = rules.run(document, grave=grave)
    for finding in found:
        origin = document.origin(finding.file, pointers.join(finding.tokens))
        diagnostics.emit(finding.code, finding.severity, finding.message, origin, finding.hint)
    return frozenset(finding.tokens for finding in found if finding.file == document.name)


def emit_findings(
    findings: Sequence[Finding],
    document: Document,
    diagnostics: Diagnostics,
    *,
    grave: Severity = Severity.ERROR,
    reported: frozenset[tuple[str, ...]] | None = None,
) -> None:
    """Run our own rules, then add what `validate_data` found and they did not.

    `reported`: what `check_rules` gave for the document, where it ran already.

    Findings of the library are warnings: it holds documents to the letter, and what makes generation impossible is
    what our rules say.
    """
    if reported is None:
        reported = check_rules(document, diagnostics, grave=grave)
    for finding in findings:
        origin = document.origin(document.name, pointers.join(finding.tokens))
        if finding.crashed:
            message = f"openapi-spec-validator could not finish: {finding.message}"
            diagnostics.note("SDK205", message, origin)
        elif not _covered(finding.tokens, reported):
            diagnostics.warning("SDK204", finding.message, origin)


def _covered(tokens: tuple[str, ...], reported: frozenset[tuple[str, ...]]) -> bool:
    """Whether a rule has spoken about the place itself, or about its parent or one of its members."""
    if tokens in reported or tokens[:-1] in reported:
        return True
    return any(place[:-1] == tokens for place in reported)
