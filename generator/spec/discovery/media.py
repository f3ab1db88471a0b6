"""Bodies and answers: JSON, raw bytes (``HttpBody``), media upload and media download."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics import Severity
from generator.narrow import is_mapping
from generator.spec.discovery.context import Context, JsonObject, Place
from generator.spec.discovery.schemas import convert_schema

HTTP_BODY_PROPERTIES = frozenset({"contentType", "data"})
BYTES: JsonObject = {"type": "string", "format": "binary"}


def is_http_body(name: object, context: Context) -> bool:
    """Whether the schema is ``google.api.HttpBody`` (whatever prefix the document gives it).

    On the wire such a message is its `data` alone, under the media type of its `contentType`.
    """
    if not isinstance(name, str) or not name.endswith("HttpBody"):
        return False
    schema = context.raw_schemas.get(name)
    properties = schema.get("properties") if is_mapping(schema) else None
    return is_mapping(properties) and properties.keys() >= HTTP_BODY_PROPERTIES


def content(schema: Mapping[str, object], place: Place, context: Context) -> JsonObject:
    """The content map of a request or response whose result place is `place`."""
    raw_bytes = is_http_body(schema.get("$ref"), context)
    media_type = "*/*" if raw_bytes else "application/json"
    here = place.result_down("content", media_type, "schema")
    context.record(here, same_below=not raw_bytes)
    if raw_bytes:
        return {media_type: {"schema": dict(BYTES)}}
    own = {key: value for key, value in schema.items() if key != "parameterName"}
    return {media_type: {"schema": convert_schema(own, here, context)}}


def request_body(method: Mapping[str, object], place: Place, context: Context) -> JsonObject | None:
    """The request body, or None.  It is required, but beside an upload, where the bytes may go alone."""
    if "request" not in method:
        return None
    here = Place(place.source + "/request", place.result + "/requestBody")
    context.record(here)
    schema = context.mapping(method["request"], here.source, "`request`")
    result: JsonObject = {
        "required": "mediaUpload" not in method,
        "content": content(schema, here, context),
    }
    name = context.text(schema.get("parameterName"), here.source + "/parameterName", "`parameterName`")
    if name:
        result["x-sdkgen-body-name"] = name
    return result


def responses(method: Mapping[str, object], place: Place, context: Context) -> JsonObject:
    """The one answer that Discovery describes; without `response` it has no content."""
    result: JsonObject = {"description": ""}
    here = place.result_down("responses", "200")
    if "response" in method:
        here = here.source_down("response")
        schema = context.mapping(method["response"], here.source, "`response`")
        result["content"] = content(schema, here, context)
    context.record(here)
    return {"200": result}


def upload(method: Mapping[str, object], place: Place, context: Context) -> JsonObject | None:
    """``x-sdkgen-upload``: the two upload paths (relative to the root URL), accepted types, size limit in bytes."""
    if "mediaUpload" not in method:
        return None
    here = place.source + "/mediaUpload"
    media = context.mapping(method["mediaUpload"], here, "`mediaUpload`")
    result: JsonObject = {}
    protocols = context.mapping(media.get("protocols"), here + "/protocols", "`protocols`")
    for name in ("simple", "resumable"):
        at = f"{here}/protocols/{name}"
        path = context.mapping(protocols.get(name), at, f"`{name}`").get("path")
        text = context.text(path, at + "/path", "`path`")
        if text:
            result[name] = text
    result["accept"] = context.strings(media.get("accept"), here + "/accept", "`accept`") or ["*/*"]
    size = _size(media, here, context)
    if size is not None:
        result["max-size"] = size
    return result


UNITS = {"": 1, "B": 1, "KB": 2**10, "MB": 2**20, "GB": 2**30, "TB": 2**40}


def _size(media: Mapping[str, object], here: str, context: Context) -> int | None:
    """`maxSize` in bytes: a decimal string, in older documents with a unit (``10MB``)."""
    raw = media.get("maxSize")
    if raw is None:
        return None
    text = str(raw).strip().upper()
    digits = text.rstrip("KMGTB")
    unit = UNITS.get(text[len(digits) :])
    if unit is None or not digits.strip().isdecimal():
        context.report(
            "SDK407", Severity.WARNING, f"`maxSize` is {raw!r}, which is no size; it is left out", here
        )
        return None
    return int(digits) * unit
