"""A parameter says its name, its place and its type (OpenAPI 3.1 section 4.8.12)."""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.spec.rules.base import Context, Rule, shown
from generator.spec.structure import Site

_PLACES = ("path", "query", "header", "cookie", "querystring")


def check(site: Site, context: Context) -> None:
    """Name, place and type of one parameter that is no reference."""
    parameter, tokens = site.mapping, site.tokens
    if "$ref" in parameter or not isinstance(site.value, dict):
        return
    name, where = parameter.get("name"), parameter.get("in")
    if not isinstance(name, str) or not name:
        # An empty name happens; the parameter is left out.  No name at all is half a parameter.
        severity = Severity.ERROR if name == "" else context.grave
        context.report("SDK223", severity, "the parameter has no name", tokens, "add its name: `name: limit`")
    if where not in _PLACES:
        hint = "bodies are described by `requestBody`" if where in ("body", "formData") else "add `in: query`"
        message = f"`in` is {shown(where)}; known are {', '.join(_PLACES)}"
        severity = Severity.ERROR if isinstance(where, str) else context.grave
        context.report("SDK223", severity, message, (*tokens, "in"), hint)
    if where == "path" and parameter.get("required") is not True:
        message = "a path parameter must say `required: true`; it is taken to be required"
        context.report("SDK223", Severity.WARNING, message, tokens)
    if "schema" not in parameter and not parameter.get("content"):
        message = "the parameter has neither `schema` nor `content`; it is taken to be any value"
        context.report("SDK223", Severity.WARNING, message, tokens)


RULE = Rule(frozenset({"parameter"}), check)
