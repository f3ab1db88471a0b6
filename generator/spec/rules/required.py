"""``required`` lists names of properties (JSON Schema 2020-12 validation, section 6.5.3)."""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.narrow import Data
from generator.spec.rules.base import Context, Rule, shown
from generator.spec.structure import Site

_ELSEWHERE = ("allOf", "anyOf", "oneOf", "$ref", "if", "patternProperties")
"""Keywords that may define the property in another place."""


def check(site: Site, context: Context) -> None:
    """Shape of the list, and names that no property has."""
    schema = site.mapping
    if "required" not in schema:
        return
    names: Data = schema["required"]
    place = (*site.tokens, "required")
    if not isinstance(names, list):
        _wrong_shape(site, names, context)
        return
    for name in names:
        if not isinstance(name, str):
            message = f"`required` lists names of properties, not {shown(name)}"
            context.report("SDK242", context.grave, message, place, "list the names of properties as text")
    properties = schema.get("properties")
    inside = site.parent is not None and site.parent.kind == "schema" and _is_branch(site)
    if not isinstance(properties, dict) or inside or any(word in schema for word in _ELSEWHERE):
        return
    for name in names:
        if isinstance(name, str) and name not in properties:
            message = f"{shown(name)} is required, but no property of this name is described"
            context.report("SDK242", Severity.WARNING, message, place, "describe it, or take it off the list")


def _wrong_shape(site: Site, value: object, context: Context) -> None:
    """A boolean on a property is a habit from draft 3 and harmless; elsewhere nobody can tell what is required."""
    place = (*site.tokens, "required")
    on_property = len(site.tokens) > 1 and site.tokens[-2] == "properties"
    if on_property and isinstance(value, bool):
        message = "`required` of a property is ignored; the object lists its required properties"
        context.report(
            "SDK242", Severity.ERROR, message, place, "move the name to the `required` list of the object"
        )
        return
    message = f"`required` must be a list of names, not {shown(value)}"
    context.report(
        "SDK242", Severity.FATAL, message, place, "list the required properties: `required: [id, name]`"
    )


def _is_branch(site: Site) -> bool:
    """Whether the schema is one branch of a composition, whose other branches may have the property."""
    return (len(site.tokens) > 1 and site.tokens[-2] in ("allOf", "anyOf", "oneOf")) or site.tokens[-1:] == (
        "not",
    )


RULE = Rule(frozenset({"schema"}), check)
