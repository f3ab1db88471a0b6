"""Kinds of objects in a Google Discovery document (``discovery#restDescription``)."""

from __future__ import annotations

from generator.spec.facts.order import order_long_enum
from generator.spec.facts.walk import Kind, Kinds

WORDS = frozenset({"description", "documentationLink"})

KINDS: Kinds = {
    "document": Kind(
        drop=WORDS | {"icons", "ownerDomain", "ownerName", "etag"},
        verbatim=frozenset({"name", "title"}),
        children={
            "methods": ("map", "method"),
            "resources": ("map", "resource"),
            "parameters": ("map", "schema"),
            "schemas": ("map", "schema"),
            "auth": ("map", "auth"),
            "endpoints": ("list", "endpoint"),
        },
    ),
    "resource": Kind(drop=WORDS, children={"methods": ("map", "method"), "resources": ("map", "resource")}),
    "method": Kind(
        drop=WORDS,
        verbatim=frozenset({"mediaUpload", "parameterOrder", "scopes"}),
        children={
            "parameters": ("map", "schema"),
            "request": ("one", "schema"),
            "response": ("one", "schema"),
        },
    ),
    "schema": Kind(
        drop=WORDS | {"enumDescriptions"},
        verbatim=frozenset({"annotations", "default", "enum", "enumDeprecated", "pattern", "variant"}),
        children={
            "properties": ("map", "schema"),
            "items": ("one", "schema"),
            "additionalProperties": ("one", "schema"),
        },
        finish=order_long_enum,
    ),
    "auth": Kind(drop=WORDS, children={"scopes": ("map", "scope")}),
    "scope": Kind(drop=WORDS),
    "endpoint": Kind(drop=WORDS),
}
"""Parameters and schemas share a kind: a parameter is a schema with `location`, `required` and `repeated`."""
