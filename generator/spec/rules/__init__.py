"""Rules for documents, one to a module; `run` walks all files once and asks every rule about every object."""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.spec.document import Document
from generator.spec.rules import (
    bounds,
    defaults,
    discriminators,
    enums,
    media_types,
    operation_ids,
    parameters,
    path_parameters,
    patterns,
    references,
    required,
    responses,
    root,
    security,
    shapes,
    types,
)
from generator.spec.rules.base import Check, Context, Rule, RuleFinding
from generator.spec.rules.normal import report_normalisation
from generator.spec.structure import KINDS, walk

__all__ = ["RULES", "Rule", "RuleFinding", "run"]

RULES: tuple[Rule, ...] = tuple(
    module.RULE
    for module in (
        root,
        shapes,
        references,
        operation_ids,
        path_parameters,
        parameters,
        responses,
        media_types,
        security,
        types,
        enums,
        required,
        defaults,
        discriminators,
        bounds,
        patterns,
    )
)
"""All rules that look at single objects, in the order in which they are asked."""


def run(document: Document, *, grave: Severity = Severity.ERROR) -> list[RuleFinding]:
    """All findings about a document and the files that it refers to."""
    context = Context(document, grave)
    report_normalisation(context)
    references.report_broken(context)
    checks: dict[str, list[Check]] = {
        kind: [rule.check for rule in RULES if kind in rule.kinds] for kind in KINDS
    }
    for file, tokens, kind in document.parts:
        context.file = file
        for site in walk(document.node_value(file, tokens), kind, tokens):
            for check in checks[site.kind]:
                check(site, context)
    return context.findings
