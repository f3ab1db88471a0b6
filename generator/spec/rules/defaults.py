"""Defaults fit their schema."""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.spec.rules.base import Context, Rule, shown
from generator.spec.rules.values import Fitting
from generator.spec.structure import Site


def check(site: Site, context: Context) -> None:
    """The default of one schema, by type and enumeration."""
    if "default" not in site.mapping:
        return
    value = site.mapping["default"]
    reason = Fitting(context).misfit(value, site.value, site.tokens)
    if reason:
        message = f"the default {shown(value)} {reason}"
        context.report(
            "SDK243", Severity.WARNING, message, (*site.tokens, "default"), "mend or remove the default"
        )


RULE = Rule(frozenset({"schema"}), check)
