"""What the normaliser could not carry over."""

from __future__ import annotations

from generator.spec.rules.base import Context


def report_normalisation(context: Context) -> None:
    """Repeat the remarks that were kept back until overlays had been applied."""
    for file, finding in context.document.findings:
        context.report(finding.code, finding.severity, finding.message, finding.tokens, finding.hint, file)
