"""Path templates and the parameters that fill them agree (OpenAPI 3.1 sections 4.8.8 and 4.8.12)."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from generator.diagnostics import Severity
from generator.narrow import Data
from generator.spec.rules.base import Context, Rule, Tokens, shown
from generator.spec.structure import METHODS, Site

_EXPRESSION = re.compile(r"\{([^{}]*)\}")


def check(site: Site, context: Context) -> None:
    """One path item below ``paths``: its template, and the parameters of each operation."""
    if len(site.tokens) != 2 or site.tokens[0] != "paths" or not isinstance(site.value, dict):
        return
    path = site.tokens[1]
    if not path.startswith("/"):
        context.report(
            "SDK221", Severity.ERROR, f"the path {shown(path)} does not begin with '/'", site.tokens
        )
    names = _EXPRESSION.findall(path)
    rest = _EXPRESSION.sub("", path)
    if "{" in rest or "}" in rest or "" in names:
        context.report(
            "SDK221", Severity.ERROR, f"the template {shown(path)} has unmatched braces", site.tokens
        )
    for name, count in Counter(names).items():
        if count > 1:
            message = f"{{{name[:60]}}} stands {count} times in the path"
            context.report("SDK221", Severity.WARNING, message, site.tokens)
    target: Data = context.resolved(site.value, site.tokens) if "$ref" in site.value else site.value
    if isinstance(target, dict):
        _check_operations(target, site.tokens, names, context)


def _check_operations(item: dict[str, Any], tokens: Tokens, names: list[str], context: Context) -> None:
    shared = _declared(item, tokens, context)
    extra: Data = item.get("additionalOperations")
    places: list[tuple[str, Data]] = [(method, item.get(method)) for method in METHODS]
    places += [(f"additionalOperations/{m}", o) for m, o in extra.items()] if isinstance(extra, dict) else []
    for method, operation in places:
        if not isinstance(operation, dict):
            continue
        place = (*tokens, *method.split("/", 1))
        declared = shared | _declared(operation, place, context)
        for name in names:
            if name not in declared and name:
                message = f"the path parameter {shown(name)} is not declared"
                hint = "it is taken to be a required string; declare it with `in: path`"
                context.report("SDK222", Severity.ERROR, message, place, hint)
        for name in sorted(declared - set(names)):
            message = f"the path parameter {shown(name)} does not occur in the path"
            context.report("SDK222", Severity.WARNING, message, place, "remove it, or add it to the path")


def _declared(holder: dict[str, Any], tokens: Tokens, context: Context) -> set[str]:
    """Names of the path parameters of an operation or a path item; repetitions are reported."""
    parameters: Data = holder.get("parameters")
    seen: set[tuple[str, str]] = set()
    for number, raw in enumerate(parameters if isinstance(parameters, list) else ()):
        place = (*tokens, "parameters", str(number))
        parameter: Data = context.resolved(raw, place)
        if not isinstance(parameter, dict):
            continue
        key = (str(parameter.get("name")), str(parameter.get("in")))
        if key in seen:
            message = f"the {key[1][:20]} parameter {shown(key[0])} is declared twice"
            context.report("SDK222", Severity.ERROR, message, place)
        seen.add(key)
    return {name for name, where in seen if where == "path"}


RULE = Rule(frozenset({"pathItem"}), check)
