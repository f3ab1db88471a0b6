"""The keywords of one schema object as a :class:`View`, before references and ``allOf`` are merged in."""

from __future__ import annotations

from typing import Any, Final

from generator.diff.values import canonical
from generator.diff.view import ANYTHING, NOTHING, Discriminator, Ref, View
from generator.narrow import Data
from generator.spec.document import Node, RefError
from generator.spec.facts.walk import is_name

BOUNDS: Final = (
    "maxLength", "minLength", "maxItems", "minItems", "maxProperties", "minProperties",
    "maximum", "minimum", "exclusiveMaximum", "exclusiveMinimum",
)  # fmt: skip
"""Keywords whose value is a limit."""

_NO_LIMIT: Final = frozenset({"minLength", "minItems", "minProperties"})
"""Limits that say nothing when they are 0 (JSON Schema Validation 6.3.2, 6.4.2, 6.5.2)."""

PARTS: Final = (
    "not", "if", "then", "else", "contains", "propertyNames", "contentSchema", "unevaluatedItems",
    "unevaluatedProperties",
)  # fmt: skip
"""Keywords with a schema whose effect is compared, not merged."""

_READ: Final = frozenset(
    {
        *BOUNDS, *PARTS, "type", "enum", "const", "format", "contentEncoding", "contentMediaType", "pattern",
        "properties", "required", "additionalProperties", "patternProperties", "items", "prefixItems", "allOf",
        "anyOf", "oneOf", "$ref", "discriminator", "default", "deprecated", "readOnly", "writeOnly", "title",
        "x-extensible-enum", "nullable", "uniqueItems",
    }
)  # fmt: skip
_WORDING: Final = frozenset(
    {
        "description", "summary", "example", "examples", "externalDocs", "$comment", "$id", "$schema", "$anchor",
        "$dynamicAnchor", "$defs", "definitions", "$vocabulary", "$recursiveAnchor", "x-sdkgen-enum-descriptions",
    }
)  # fmt: skip


def own_view(node: Node) -> View:
    """What the keywords of one schema say; ``$ref``, ``allOf``, ``anyOf`` and ``oneOf`` are left to the caller."""
    value: Data = node.value
    if value is False:
        return NOTHING
    if not isinstance(value, dict):
        return ANYTHING
    types, null = _types(value.get("type"))
    values = _values(value)
    return View(
        types=types,
        null=null and (values is None or "null" in values),
        values=values,
        format=_format(value),
        bounds=_bounds(value),
        patterns=frozenset([value["pattern"]] if isinstance(value.get("pattern"), str) else ()),
        properties=_map(node, "properties"),
        required=_names(value.get("required")),
        additional=_additional(node),
        pattern_properties=_map(node, "patternProperties"),
        items=_items(node),
        prefix=tuple((each,) for each in _elements(node, "prefixItems")),
        discriminator=_discriminator(node),
        default=canonical(value["default"]) if "default" in value else None,
        deprecated=value.get("deprecated") is True,
        read_only=value.get("readOnly") is True,
        write_only=value.get("writeOnly") is True,
        title=value["title"] if is_name(value.get("title")) else "",
        extensible=_extensible(value.get("x-extensible-enum")),
        parts={key: (part,) for key in PARTS if (part := node.get(key)) is not None},
        rest=_rest(value),
    )


def _types(stated: Data) -> tuple[frozenset[str] | None, bool]:
    """The stated types without null, and whether null is one of them; a broken statement says nothing."""
    if isinstance(stated, str):
        stated = [stated]
    if not isinstance(stated, list) or not stated:
        return None, True
    names = frozenset(name for name in stated if isinstance(name, str))
    types = names - {"null"}
    return types - {"integer"} if "number" in types else types, "null" in names


def _values(schema: dict[str, Any]) -> frozenset[str] | None:
    stated: Data = schema.get("enum")
    if isinstance(stated, list):
        return frozenset(map(canonical, stated))
    return frozenset([canonical(schema["const"])]) if "const" in schema else None


def _format(schema: dict[str, Any]) -> str:
    """The format; 3.1 spells ``byte`` and ``binary`` of 3.0 as contentEncoding and contentMediaType."""
    stated = schema.get("format")
    if isinstance(stated, str) and stated:
        return "byte" if stated == "base64" else stated
    if schema.get("contentEncoding") in ("base64", "base64url"):
        return "byte"
    return "binary" if schema.get("contentMediaType") == "application/octet-stream" else ""


def _bounds(schema: dict[str, Any]) -> dict[str, int | float]:
    found: dict[str, int | float] = {}
    for keyword in BOUNDS:
        value = schema.get(keyword)
        if isinstance(value, bool) or not isinstance(value, int | float):
            continue
        if value or keyword not in _NO_LIMIT:
            found[keyword] = value
    return found


def _map(node: Node, key: str) -> dict[str, Ref]:
    member = node.get(key)
    return {name: (each,) for name, each in member.items()} if member is not None else {}


def _elements(node: Node, key: str) -> list[Node]:
    member = node.get(key)
    return member.elements() if member is not None else []


def _names(value: Data) -> frozenset[str]:
    return (
        frozenset(name for name in value if isinstance(name, str)) if isinstance(value, list) else frozenset()
    )


def _additional(node: Node) -> Ref | bool | None:
    member = node.get("additionalProperties")
    if member is None:
        return None
    if isinstance(member.value, bool):
        return member.value
    return (member,) if member.value else True


def _items(node: Node) -> Ref | None:
    member = node.get("items")
    if member is None or member.value is True or member.value == {}:
        return None
    return (member,)


def _discriminator(node: Node) -> Discriminator | None:
    member = node.get("discriminator")
    name = member.get("propertyName") if member is not None else None
    if member is None or name is None or not isinstance(name.value, str):
        return None
    mapping: dict[str, str] = {}
    targets: dict[str, Ref] = {}
    table = member.get("mapping")
    for tag, target in table.items() if table is not None else ():
        if not isinstance(target.value, str):
            continue
        mapping[tag] = target.value
        found = _target(node, target.value)
        if found is not None:
            targets[tag] = (found,)
    return Discriminator(name.value, mapping, targets)


def _target(node: Node, reference: str) -> Node | None:
    """The schema that a mapping names, by reference or by component name (OpenAPI 3.1 section 4.8.25)."""
    names = (
        (reference,)
        if "#" in reference or "/" in reference
        else (f"#/components/schemas/{reference}", reference)
    )
    for name in names:
        try:
            return node.follow(name).resolve()
        except RefError:
            continue
    return None


def _extensible(value: Data) -> frozenset[str] | None:
    return frozenset(map(canonical, value)) if isinstance(value, list) else None


def _rest(schema: dict[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in schema.items():
        if key in _WORDING or (key in _READ and not _unread(key, value)):
            continue
        if key.startswith("x-") and not key.startswith("x-sdkgen-"):
            continue
        found[key] = canonical(value)
    if schema.get("uniqueItems") is True:
        found["uniqueItems"] = "true"
    for key in ("contentEncoding", "contentMediaType"):
        if key in schema and _format({key: schema[key]}) == "":
            found[key] = canonical(schema[key])
    return found


def _unread(key: str, value: Data) -> bool:
    """Whether a known keyword has a value that the view cannot hold, such as a bound that is text."""
    if key in BOUNDS:
        return isinstance(value, bool) or not isinstance(value, int | float)
    expected: dict[str, type | tuple[type, ...]] = {
        "type": (str, list), "pattern": str, "format": str, "enum": list, "required": list, "properties": dict,
    }  # fmt: skip
    return key in expected and not isinstance(value, expected[key])
