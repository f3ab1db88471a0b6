"""Descriptions of APIs: reading, normalising, overlays, validation.  `load` is the way in."""

from __future__ import annotations

from generator.spec.document import Document, Node, RefError
from generator.spec.external import Finding, validate_data
from generator.spec.limits import DEFAULT_LIMITS, Limits
from generator.spec.load import load_document, parse_document, strip_words
from generator.spec.overlay import apply_overlays
from generator.spec.validate import check_rules, emit_findings, validate

__all__ = [
    "DEFAULT_LIMITS",
    "Document",
    "Finding",
    "Limits",
    "Node",
    "RefError",
    "apply_overlays",
    "check_rules",
    "emit_findings",
    "load_document",
    "parse_document",
    "strip_words",
    "validate",
    "validate_data",
]
