"""Objects and lists stand where the specification wants them."""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.narrow import Data
from generator.spec.rules.base import Context, Rule, shown
from generator.spec.structure import KINDS, Site

_WORDS = {
    "mediaType": "media type",
    "pathItem": "path item",
    "requestBody": "request body",
    "securityScheme": "security scheme",
}


def check(site: Site, context: Context) -> None:
    """The object itself is a mapping (schemas: or a boolean), and so are its collections."""
    if not isinstance(site.value, dict):
        if site.kind == "schema" and isinstance(site.value, bool):
            return
        name = _WORDS.get(site.kind, site.kind)
        message = f"a {name} must be a mapping{' or a boolean' if site.kind == 'schema' else ''}"
        context.report(
            "SDK202", context.grave, message, site.tokens, f"write a mapping, not {shown(site.value)}"
        )
        return
    for key, (shape, _) in KINDS[site.kind].items():
        member = site.value.get(key)
        if member is None and key not in site.value:
            continue
        if site.kind == "openapi" and key != "x-sdkgen-global-parameters":
            continue  # `root` says it
        wanted = {"map": dict, "list": list}.get(shape)
        if wanted is not None and not isinstance(member, wanted):
            word = "mapping" if shape == "map" else "list"
            hint = f"write a {word}, not {shown(member)}"
            severity = _severity(member, shape, context)
            context.report("SDK202", severity, f"`{key}` must be a {word}", (*site.tokens, key), hint)


def _severity(member: Data, shape: str, context: Context) -> Severity:
    """An empty collection, or the one member of a list where the list should be, is understood."""
    understood = member is None or (shape == "list" and isinstance(member, dict) and bool(member))
    return Severity.ERROR if understood else context.grave


RULE = Rule(frozenset(KINDS), check)
