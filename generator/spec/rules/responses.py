"""Responses are listed by status (OpenAPI 3.1 section 4.8.16)."""

from __future__ import annotations

import re

from generator.diagnostics import Severity
from generator.narrow import Data
from generator.spec.rules.base import Context, Rule, shown
from generator.spec.structure import Site

_STATUS = re.compile(r"[1-5](?:[0-9][0-9]|XX)\Z")


def check(site: Site, context: Context) -> None:
    """Keys are statuses, classes of statuses, or ``default``; there is at least one."""
    if not isinstance(site.value, dict):
        return  # `shapes` says it
    responses: Data = site.value.get("responses")
    if responses is None or responses == {}:
        if site.tokens[:1] == ("paths",):
            message = "the operation describes no response; the body is not typed"
            context.report("SDK224", Severity.WARNING, message, site.tokens)
        return
    for status in responses if isinstance(responses, dict) else ():
        if status == "default" or status.startswith("x-") or _STATUS.match(status):
            continue
        hint = "write the class of statuses in capitals, as in `4XX`" if _STATUS.match(status.upper()) else ""
        message = f"{shown(status)} is no HTTP status, no class like `4XX` and not `default`"
        context.report("SDK224", Severity.ERROR, message, (*site.tokens, "responses", status), hint)


RULE = Rule(frozenset({"operation"}), check)
