"""Every reference leads to a value, inside the files that may be read."""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.narrow import Data
from generator.spec.files import Broken, LookupFailure
from generator.spec.rules.base import Context, Rule, Tokens, shown
from generator.spec.structure import Site


def report_broken(context: Context) -> None:
    """Report the references that had no target when the document was built."""
    for broken in context.document.broken:
        tokens = (*broken.tokens, "$ref")
        if broken.kind in ("example", "link"):
            message = f"the {broken.kind} is not read: {broken.message}"
            context.report("SDK213", Severity.NOTE, message, tokens, file=broken.file)
        elif broken.refused:
            message = f"the reference is not followed: {broken.message}"
            context.report("SDK211", Severity.FATAL, message, tokens, broken.hint, broken.file)
        else:
            _report_dangling(broken, tokens, context)


def _report_dangling(broken: Broken, tokens: Tokens, context: Context) -> None:
    name = broken.reference.rpartition("/")[2] or broken.reference
    message = f"reference without a target: {broken.message}"
    hint = broken.hint or f"define {name[:60]!r}, or mend the reference in an overlay"
    severity = context.grave
    if context.document.format == "discovery" and tokens[:1] == ("components",):
        # Google's own documents have such properties; the property is left untyped, its methods work.
        severity = min(severity, Severity.ERROR)
    context.report("SDK210", severity, message, tokens, hint, broken.file)


def check(site: Site, context: Context) -> None:
    """References that lead only to references, and in the end back to themselves."""
    reference = site.mapping.get("$ref")
    if not isinstance(reference, str):
        if "$ref" in site.mapping:
            hint = "a reference looks like `$ref: '#/components/schemas/Name'`"
            context.report("SDK210", context.grave, "`$ref` must be text", (*site.tokens, "$ref"), hint)
        return
    file, tokens = context.file, site.tokens
    seen = {(file, tokens)}
    value: Data = site.value
    while isinstance(value, dict) and isinstance(value.get("$ref"), str):
        try:
            file, tokens = context.document.target(file, tokens, value["$ref"])
        except LookupFailure:
            return
        if (file, tokens) in seen:
            message = f"{shown(reference)} leads in a circle and never to a value"
            context.report("SDK212", Severity.ERROR, message, (*site.tokens, "$ref"))
            return
        seen.add((file, tokens))
        value = context.document.node_value(file, tokens)


RULE = Rule(
    frozenset(
        {"schema", "parameter", "header", "response", "requestBody", "pathItem", "mediaType", "callback"}
    ),
    check,
)
