"""Security requirements name schemes that exist and are of a known type (OpenAPI 3.1 sections 4.8.27, 4.8.30)."""

from __future__ import annotations

from typing import Any

from generator.diagnostics import Severity
from generator.narrow import Data
from generator.spec.rules.base import Context, Rule, shown
from generator.spec.structure import Site

_TYPES = ("apiKey", "http", "mutualTLS", "oauth2", "openIdConnect")


_HINT = "a requirement names schemes and scopes: `security: [{key: []}]`"


def check(site: Site, context: Context) -> None:
    """A scheme's type, or the requirements of an operation or of the whole document."""
    if site.kind == "securityScheme":
        kind = site.mapping.get("type")
        if "$ref" not in site.mapping and isinstance(site.value, dict) and kind not in _TYPES:
            message = f"unknown type {shown(kind)} of a security scheme; known are {', '.join(_TYPES)}"
            severity = Severity.ERROR if isinstance(kind, str) else context.grave
            context.report(
                "SDK226", severity, message, (*site.tokens, "type"), "add `type: apiKey` or another"
            )
        return
    requirements: Data = site.mapping.get("security")
    if requirements is None:
        return
    place = (*site.tokens, "security")
    if not isinstance(requirements, list):
        context.report("SDK226", context.grave, "`security` must be a list", place, _HINT)
        return
    known = _schemes(context)
    requirement: Data
    for number, requirement in enumerate(requirements):
        if not isinstance(requirement, dict):
            message = "a security requirement must be a mapping"
            context.report("SDK226", context.grave, message, (*place, str(number)), _HINT)
            continue
        for name in requirement:
            if name not in known:
                message = f"unknown security scheme {shown(name)}"
                hint = "define it under `components/securitySchemes`"
                context.report("SDK226", Severity.ERROR, message, (*place, str(number), name), hint)


def _schemes(context: Context) -> dict[str, Any]:
    components: Data = context.document.raw.get("components")
    schemes: Data = components.get("securitySchemes") if isinstance(components, dict) else None
    return schemes if isinstance(schemes, dict) else {}


RULE = Rule(frozenset({"openapi", "operation", "securityScheme"}), check)
