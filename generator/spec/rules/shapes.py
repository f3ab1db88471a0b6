"""Objects and lists stand where the specification wants them."""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.spec.rules.base import Context, Rule
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
        context.report("SDK202", Severity.ERROR, message, site.tokens)
        return
    members = KINDS[site.kind]
    for key, member in site.value.items():
        shape, _ = members.get(key, ("", None))
        if site.kind == "openapi" and key != "x-sdkgen-global-parameters":
            continue  # `root` says it
        if shape == "map" and not isinstance(member, dict):
            context.report("SDK202", Severity.ERROR, f"`{key}` must be a mapping", (*site.tokens, key))
        elif shape == "list" and not isinstance(member, list):
            context.report("SDK202", Severity.ERROR, f"`{key}` must be a list", (*site.tokens, key))


RULE = Rule(frozenset(KINDS), check)
