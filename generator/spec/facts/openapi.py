"""What of an OpenAPI 3.0, 3.1 or 3.2 document is wording; what stands where comes from `spec.structure`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.narrow import Data
from generator.spec.facts.order import order_long_enum
from generator.spec.facts.walk import ABSENT, Hook, Kind, Kinds
from generator.spec.structure import KINDS as STRUCTURE
from generator.spec.structure import Fields, Shape

WORDS = frozenset({"description", "summary", "externalDocs"})
SAMPLES = frozenset({"example", "examples"})

META_FACTS = ("group", "beta", "legacy")
"""Members of OpenAI's ``x-oaiMeta`` that say something about an operation; the rest is for its web pages."""


def _meta(value: Data) -> Any:
    """The facts of an ``x-oaiMeta`` object, or nothing."""
    facts = {key: value[key] for key in META_FACTS if key in value} if isinstance(value, Mapping) else {}
    return facts or ABSENT


def _blank_description(result: dict[str, Any]) -> None:
    """A response must have a description (OpenAPI 3.1 section 4.8.17), so it gets an empty one, in front."""
    if "$ref" not in result:
        rest = dict(result)
        result.clear()
        result["description"] = ""
        result.update(rest)


def _blank_scopes(result: dict[str, Any]) -> None:
    """OAuth scopes map names to wording; the names stay."""
    scopes: Data = result.get("scopes")
    if isinstance(scopes, Mapping):
        result["scopes"] = dict.fromkeys(scopes, "")


class _CallbackFields(dict[str, tuple[Shape, str]]):
    """Every key of a callback is a runtime expression, and each holds a path item."""

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and not key.startswith("x-") and key != "$ref"

    def __missing__(self, key: str) -> tuple[Shape, str]:
        return ("one", "pathItem")


DROPPED: Mapping[str, frozenset[str]] = {
    "openapi": frozenset({"externalDocs"}),
    "info": WORDS | {"contact", "license", "termsOfService"},
    "server": WORDS,
    "server variable": WORDS,
    "tag": WORDS,
    "components": frozenset({"examples"}),
    "pathItem": WORDS,
    "operation": WORDS,
    "parameter": WORDS | SAMPLES,
    "header": WORDS | SAMPLES,
    "requestBody": WORDS,
    "response": WORDS,
    "mediaType": WORDS | SAMPLES,
    "schema": WORDS | SAMPLES | {"$comment"},
    "securityScheme": WORDS,
    "link": WORDS,
}
"""Keys of wording, by kind."""

VERBATIM: Mapping[str, frozenset[str]] = {
    "openapi": frozenset({"security"}),
    "info": frozenset({"title", "version"}),
    "server variable": frozenset({"enum", "default"}),
    "tag": frozenset({"name", "parent"}),
    "operation": frozenset({"tags", "operationId", "security"}),
    "parameter": frozenset({"name"}),
    "schema": frozenset(
        {"const", "default", "dependentRequired", "discriminator", "enum", "pattern", "required", "xml"}
    ),
    "link": frozenset({"parameters", "requestBody"}),
    "flow": frozenset({"scopes"}),
}
"""Keys of data that may look like wording, by kind."""

_SERVERS: Fields = {"servers": ("list", "server")}

FIELDS: Mapping[str, Fields] = {
    **STRUCTURE,
    "openapi": {**STRUCTURE["openapi"], **_SERVERS, "info": ("one", "info"), "tags": ("list", "tag")},
    "pathItem": {**STRUCTURE["pathItem"], **_SERVERS},
    "operation": {**STRUCTURE["operation"], **_SERVERS},
    "callback": _CallbackFields(),
    "info": {},
    "tag": {},
    "server": {"variables": ("map", "server variable")},
    "server variable": {},
    "securityScheme": {"flows": ("map", "flow")},
    "flow": {},
}
"""The structure of documents with the parts that only hold wording beside a few facts."""

HOOKS: Mapping[str, Hook] = {
    "response": _blank_description,
    "flow": _blank_scopes,
    "schema": order_long_enum,
}

KINDS: Kinds = {
    name: Kind(
        drop=DROPPED.get(name, frozenset()),
        verbatim=VERBATIM.get(name, frozenset()),
        children=fields,
        extensions={"x-oaiMeta": _meta} if name == "operation" else {},
        finish=HOOKS.get(name),
    )
    for name, fields in FIELDS.items()
}
