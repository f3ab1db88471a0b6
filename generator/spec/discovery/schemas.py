"""Schemas of a Discovery document (JSON Schema draft 3 with additions) to JSON Schema 2020-12."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from urllib.parse import quote

from generator.diagnostics import Severity
from generator.narrow import is_array, is_mapping
from generator.spec import pointers
from generator.spec.discovery.context import MAX_DEPTH, Context, JsonObject, Place

TYPES = frozenset({"string", "integer", "number", "boolean", "object", "array", "null"})

FORMATS: Mapping[str, str] = MappingProxyType({"google-datetime": "date-time"})
"""Discovery formats that OpenAPI knows under another name; all others keep theirs (``int64`` stays a string)."""

COPIED: Mapping[str, str] = MappingProxyType(
    {
        "description": "description",
        "title": "title",
        "pattern": "pattern",
        "readOnly": "readOnly",
        "deprecated": "deprecated",
        "enumDescriptions": "x-sdkgen-enum-descriptions",
        "enumDeprecated": "x-sdkgen-enum-deprecated",
    }
)
"""Keys that are carried over as they stand, and their name in the result."""

BOUNDS = ("minimum", "maximum")

COMPONENTS = "#/components/schemas/"


def convert_schemas(value: object, context: Context) -> JsonObject:
    """The `schemas` map as `components/schemas`; names keep their spelling and order."""
    place = Place("/schemas", "/components/schemas")
    result: JsonObject = {}
    for name, schema in context.mapping(value, place.source, "`schemas`").items():
        here = place.down(name)
        context.record(here, same_below=True)
        result[name] = convert_schema(schema, here, context)
    return result


def convert_schema(value: object, place: Place, context: Context, depth: int = 0) -> JsonObject:
    """One schema, named or inline.  ``any`` becomes the empty schema; a `$ref` keeps its siblings."""
    if depth > MAX_DEPTH:
        context.report(
            "SDK411", Severity.ERROR, f"schemas are nested more than {MAX_DEPTH} deep", place.source
        )
        return {}
    schema = context.mapping(value, place.source, "a schema")
    result: JsonObject = {}
    if "$ref" in schema:
        target = context.text(schema["$ref"], place.source + "/$ref", "`$ref`")
        if target:
            result["$ref"] = reference(target, place, context)
    result.update(_type(schema, place, context))
    result.update(_copied(schema))
    result.update(_values(schema, place, context))
    result.update(_children(schema, place, context, depth))
    result.update(_variant(schema, place, context))
    required_in = context.mapping(schema.get("annotations"), place.source, "`annotations`").get("required")
    if required_in is not None:
        result["x-sdkgen-required-in"] = context.strings(
            required_in, place.source + "/annotations/required", "`annotations.required`"
        )
    return result


def reference(target: str, place: Place, context: Context) -> str:
    """A schema name as an OpenAPI reference; a name that the document lacks is SDK406 and kept."""
    if target not in context.schema_names:
        context.report(
            "SDK406",
            Severity.NOTE,
            f"`$ref` names the schema {target!r}, which the document does not define; it is kept as written",
            place.source + "/$ref",
            "define the schema in an overlay",
        )
    return COMPONENTS + quote(pointers.escape(target), safe="~$&+,;=@!*'()")


def _type(schema: Mapping[str, object], place: Place, context: Context) -> JsonObject:
    """`type` and `format`; a schema with properties and no type is an object."""
    result: JsonObject = {}
    stated = schema.get("type")
    if isinstance(stated, str) and stated in TYPES:
        result["type"] = stated
    elif stated is None:
        if "properties" in schema:
            result["type"] = "object"
    elif stated != "any":
        context.report(
            "SDK409", Severity.WARNING, f"unknown type {stated!r}; read as any value", place.source + "/type"
        )
    layout = context.text(schema.get("format"), place.source + "/format", "`format`")
    if layout:
        result["format"] = FORMATS.get(layout, layout)
    return result


def _copied(schema: Mapping[str, object]) -> JsonObject:
    return {target: schema[key] for key, target in COPIED.items() if key in schema}


def _values(schema: Mapping[str, object], place: Place, context: Context) -> JsonObject:
    """`enum`, `default` and bounds.  Discovery writes every default and bound as a string; here they get their type."""
    result: JsonObject = {}
    if "enum" in schema:
        result["enum"] = context.strings(schema["enum"], place.source + "/enum", "`enum`")
    for key in BOUNDS:
        if key in schema:
            read_value(result, key, schema[key], "number", place, context)
    if "default" in schema:
        read_value(result, "default", schema["default"], schema.get("type"), place, context)
    return result


def read_value(into: JsonObject, key: str, raw: object, kind: object, place: Place, context: Context) -> None:
    """Put `raw` under `key`, read as the JSON type `kind`; what cannot be read is SDK407 and left out."""
    reader = READERS.get(kind) if isinstance(kind, str) and isinstance(raw, str) else None
    try:
        into[key] = reader(raw) if reader is not None and isinstance(raw, str) else raw
    except ValueError:
        context.report(
            "SDK407",
            Severity.WARNING,
            f"`{key}` is {raw!r}, which is no {kind}; it is left out",
            f"{place.source}/{key}",
        )


def _boolean(raw: str) -> bool:
    try:
        return {"true": True, "false": False}[raw.strip().lower()]
    except KeyError as error:
        raise ValueError(raw) from error


def _number(raw: str) -> int | float:
    """An integer where the text is one; infinities and NaN have no JSON form and raise ValueError."""
    try:
        return int(raw)
    except ValueError:
        value = float(raw)
    if value != value or value in (float("inf"), float("-inf")):
        raise ValueError(raw)
    return value


READERS: Mapping[str, Callable[[str], object]] = MappingProxyType(
    {"boolean": _boolean, "integer": int, "number": _number}
)


def _children(schema: Mapping[str, object], place: Place, context: Context, depth: int) -> JsonObject:
    """`properties`, `items` and `additionalProperties`, and the `required` list made from flags of the properties."""
    result: JsonObject = {}
    properties = context.mapping(schema.get("properties"), place.source + "/properties", "`properties`")
    if "properties" in schema:
        result["properties"] = {
            name: convert_schema(child, place.down("properties", name), context, depth + 1)
            for name, child in properties.items()
        }
    required = [
        name for name, child in properties.items() if is_mapping(child) and child.get("required") is True
    ]
    if required:
        result["required"] = required
    for key in ("items", "additionalProperties"):
        if key in schema:
            child = schema[key]
            plain = key == "additionalProperties" and isinstance(child, bool)
            result[key] = child if plain else convert_schema(child, place.down(key), context, depth + 1)
    return result


def _variant(schema: Mapping[str, object], place: Place, context: Context) -> JsonObject:
    """The tagged union of older documents: ``variant: {discriminant, map: [{type_value, $ref}]}``."""
    if "variant" not in schema:
        return {}
    here = place.source_down("variant")
    variant = context.mapping(schema["variant"], here.source, "`variant`")
    branches = variant.get("map")
    if not is_array(branches):
        context.strings(branches if branches is not None else "", here.source + "/map", "`variant.map`")
        return {}
    union: list[JsonObject] = []
    mapping: JsonObject = {}
    for index, entry in enumerate(branches):
        at = here.source_down("map", index)
        branch = context.mapping(entry, at.source, "a branch of `variant.map`")
        target = context.text(branch.get("$ref"), at.source + "/$ref", "`$ref`")
        if not target:
            continue
        context.record(Place(at.source, f"{place.result}/oneOf/{len(union)}"))
        link = reference(target, at, context)
        union.append({"$ref": link})
        tag = context.text(branch.get("type_value"), at.source + "/type_value", "`type_value`")
        mapping[tag or target] = link
    result: JsonObject = {"oneOf": union} if union else {}
    tag_name = context.text(variant.get("discriminant"), here.source + "/discriminant", "`discriminant`")
    if union and tag_name:
        result["discriminator"] = {"propertyName": tag_name, "mapping": mapping}
    return result
