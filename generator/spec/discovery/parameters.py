"""Parameters of a Discovery method, and the ones every method of the document takes, as OpenAPI parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.diagnostics import Severity
from generator.narrow import is_mapping
from generator.spec.discovery.context import Context, JsonObject, Place
from generator.spec.discovery.paths import Template
from generator.spec.discovery.schemas import convert_schema

LOCATIONS = frozenset({"path", "query", "header", "cookie"})

OWN_KEYS = frozenset({"location", "required", "repeated", "description", "deprecated", "annotations"})
"""Keys of a parameter that do not belong to its schema."""


def convert_parameter(name: str, value: object, place: Place, context: Context) -> JsonObject:
    """One parameter.  ``repeated`` makes an array that is sent as ``name=a&name=b`` (form, explode)."""
    raw = context.mapping(value, place.source, "a parameter")
    context.record(place)
    location = _location(raw, place, context)
    result: JsonObject = {"name": name, "in": location}
    description = context.text(raw.get("description"), place.source + "/description", "`description`")
    if description:
        result["description"] = description
    required = location == "path" or raw.get("required") is True
    if required:
        result["required"] = True
    if raw.get("deprecated") is True:
        result["deprecated"] = True
    schema_place = place.result_down("schema")
    context.record(schema_place, same_below=True)
    own = {key: item for key, item in raw.items() if key not in OWN_KEYS}
    schema = convert_schema(own, schema_place, context)
    if raw.get("repeated") is True:
        context.record(schema_place.result_down("items"), same_below=True)
        schema = _repeated(schema)
        result["style"] = "form"
        result["explode"] = True
    result["schema"] = schema
    return result


def _location(raw: Mapping[str, object], place: Place, context: Context) -> str:
    location = raw.get("location", "query")
    if isinstance(location, str) and location in LOCATIONS:
        return location
    context.report(
        "SDK409",
        Severity.WARNING,
        f"unknown parameter location {location!r}; read as query",
        place.source + "/location",
    )
    return "query"


def _repeated(schema: JsonObject) -> JsonObject:
    """An array of `schema`; a default of one element becomes a list of one."""
    items = {key: value for key, value in schema.items() if key != "default"}
    result: JsonObject = {"type": "array", "items": items}
    if "default" in schema:
        result["default"] = [schema["default"]]
    return result


def global_parameters(value: object, context: Context) -> list[JsonObject]:
    """The top-level `parameters`: valid on every method, and kept once for the whole document."""
    source = Place("/parameters", "/x-sdkgen-global-parameters")
    items = context.mapping(value, source.source, "`parameters`").items()
    return [
        convert_parameter(name, item, source.source_down(name).result_down(index), context)
        for index, (name, item) in enumerate(items)
    ]


def real_path_parameters(
    raw: Mapping[str, object], template: Template, order: Sequence[str], place: Place, context: Context
) -> list[JsonObject]:
    """The parameters of the path that is really sent, in `order` first, then in the order of the template.

    `place.result` is the list that they go to.  A template name that is not declared as a path parameter becomes
    a plain string, and a declared one that the template lacks is left out: SDK408 for both.
    """
    declared = {name for name, item in raw.items() if is_mapping(item) and item.get("location") == "path"}
    for name in sorted(declared - template.names.keys()):
        _mismatch(f"path parameter {name!r} does not occur in the path; it is left out", place, name, context)
    ordered = [name for name in order if name in template.names]
    ordered += [name for name in template.names if name not in ordered]
    result: list[JsonObject] = []
    for index, name in enumerate(ordered):
        here = place.source_down(name).result_down(index)
        item = raw.get(name) if name in declared else None
        if item is None:
            _mismatch(
                f"the path uses {name!r}, which is not declared as a path parameter", place, "", context
            )
            item = {"type": "string", "location": "path"}
            here = place.result_down(index)
        parameter = convert_parameter(name, item, here, context)
        if template.names[name]:
            parameter["allowReserved"] = True
        result.append(parameter)
    return result


def _mismatch(message: str, place: Place, name: str, context: Context) -> None:
    context.report(
        "SDK408", Severity.WARNING, message, place.source_down(name).source if name else place.source
    )


def flat_path_parameters(flat: Template, real: Sequence[JsonObject]) -> list[JsonObject]:
    """What the templates of the path key need to make the OpenAPI document valid.

    A name that the real path has too keeps its description and schema, the others are plain strings.
    """
    by_name = {parameter["name"]: parameter for parameter in real}
    result: list[JsonObject] = []
    for name in flat.names:
        known = by_name.get(
            name, {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        )
        result.append({key: value for key, value in known.items() if key != "allowReserved"})
    return result
