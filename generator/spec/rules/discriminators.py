"""A discriminator names a property that its branches have (OpenAPI 3.1 section 4.8.25)."""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.narrow import Data
from generator.spec.rules.base import Context, Rule, Tokens, shown
from generator.spec.structure import Site

_HINT = "the mapping goes from values to schemas: `mapping: {cat: Cat}`"


def check(site: Site, context: Context) -> None:
    """Property, branches and mapping of one discriminator."""
    found: Data = site.mapping.get("discriminator")
    if found is None:
        return
    place = (*site.tokens, "discriminator")
    name = found.get("propertyName") if isinstance(found, dict) else None
    if not isinstance(found, dict) or not isinstance(name, str) or not name:
        # Without any name the branches are told apart by their shape; a name that is no text means nothing.
        severity = Severity.ERROR if isinstance(found, dict) and name is None else context.grave
        hint = "name the property: `discriminator: {propertyName: kind}`"
        context.report("SDK244", severity, "the discriminator has no `propertyName`", place, hint)
        return
    for union in ("oneOf", "anyOf"):
        branches: Data = site.mapping.get(union)
        for number, branch in enumerate(branches if isinstance(branches, list) else ()):
            where = (*site.tokens, union, str(number))
            if _lacks(branch, name, where, context):
                message = f"this branch has no property {shown(name)}, which the discriminator names"
                context.report("SDK244", Severity.WARNING, message, where)
    _check_mapping(found.get("mapping"), (*place, "mapping"), context)


def _lacks(branch: Data, name: str, tokens: Tokens, context: Context) -> bool:
    """Whether a branch certainly has no such property: a plain object with properties, this one not among them."""
    schema: Data = context.resolved(branch, tokens)
    if not isinstance(schema, dict) or schema.get("type") == "null":
        return False
    properties = schema.get("properties")
    composed = any(word in schema for word in ("allOf", "anyOf", "oneOf", "$ref"))
    return isinstance(properties, dict) and not composed and name not in properties


def _check_mapping(mapping: Data, place: Tokens, context: Context) -> None:
    if mapping is None:
        return
    if not isinstance(mapping, dict):
        context.report("SDK244", context.grave, "`mapping` must be a mapping", place, _HINT)
        return
    for value, target in mapping.items():
        if not isinstance(target, str):
            context.report(
                "SDK244", context.grave, "a target of `mapping` must be text", (*place, value), _HINT
            )
        elif not _is_known(target, place, context):
            message = f"{shown(value)} is mapped to {shown(target)}, which does not exist"
            context.report("SDK244", Severity.ERROR, message, (*place, value))


def _is_known(target: str, place: Tokens, context: Context) -> bool:
    """A name of a component, or a reference (OpenAPI 3.1 section 4.8.25.3)."""
    components: Data = context.document.raw.get("components")
    schemas: Data = components.get("schemas") if isinstance(components, dict) else None
    if isinstance(schemas, dict) and target in schemas:
        return True
    return context.resolved({"$ref": target}, place) is not None


RULE = Rule(frozenset({"schema"}), check)
