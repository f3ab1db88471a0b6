"""Operation ids name methods, so each may stand only once (OpenAPI 3.1 section 4.8.10)."""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.spec import pointers
from generator.spec.rules.base import Context, Rule, shown
from generator.spec.structure import Site


def check(site: Site, context: Context) -> None:
    """An id is text, and new."""
    if "operationId" not in site.mapping or site.tokens[:1] == ("components",):
        return
    name, place = site.mapping["operationId"], (*site.tokens, "operationId")
    if not isinstance(name, str) or not name.strip():
        context.report("SDK220", Severity.ERROR, "`operationId` must be text", place)
        return
    first = context.operation_ids.setdefault(name, site.tokens)
    if first != site.tokens:
        message = f"the operation id {shown(name)} is also used at #{pointers.join(first)}"
        context.report("SDK220", Severity.ERROR, message, place, "give one of the two operations another id")


RULE = Rule(frozenset({"operation"}), check)
