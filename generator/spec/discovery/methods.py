"""Methods and the resource tree of a Discovery document as OpenAPI operations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.diagnostics import Severity
from generator.narrow import is_mapping
from generator.spec import pointers
from generator.spec.discovery import media
from generator.spec.discovery.auth import method_security
from generator.spec.discovery.context import MAX_DEPTH, Context, JsonObject, Place
from generator.spec.discovery.parameters import (
    convert_parameter,
    flat_path_parameters,
    real_path_parameters,
)
from generator.spec.discovery.paths import join, parse

HTTP_METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace"})

VERSION_HEADER = "X-Goog-Api-Version"


@dataclass(frozen=True, slots=True)
class Method:
    """A method where it was found: `resource` are the names down the tree, `source` points at it."""

    resource: tuple[str, ...]
    name: str
    raw: Mapping[str, object]
    source: str
    deprecated: bool


def walk(
    node: Mapping[str, object],
    context: Context,
    resource: tuple[str, ...] = (),
    source: str = "",
    deprecated: bool = False,
) -> Iterator[Method]:
    """All methods below `node` (the document or a resource), depth first, in document order."""
    if len(resource) > MAX_DEPTH:
        context.report("SDK411", Severity.ERROR, f"resources are nested more than {MAX_DEPTH} deep", source)
        return
    deprecated = deprecated or node.get("deprecated") is True
    for name, value in context.mapping(node.get("methods"), source + "/methods", "`methods`").items():
        at = source + pointers.join(("methods", name))
        if is_mapping(value):
            yield Method(resource, name, value, at, deprecated or value.get("deprecated") is True)
        else:
            context.mapping(value if value is not None else [], at, "a method")
    for name, value in context.mapping(node.get("resources"), source + "/resources", "`resources`").items():
        at = source + pointers.join(("resources", name))
        child = context.mapping(value, at, "a resource")
        yield from walk(child, context, (*resource, name), at, deprecated)


def convert_methods(
    document: Mapping[str, object], schemes: Mapping[str, object], context: Context
) -> JsonObject:
    """The `paths` object.  A method without a usable path or HTTP method is an error and left out."""
    prefix = context.text(document.get("servicePath"), "/servicePath", "`servicePath`")
    name = context.text(document.get("name"), "/name", "`name`")
    paths: dict[str, JsonObject] = {}
    ids: set[str] = set()
    for method in walk(document, context):
        verb = _verb(method, context)
        path = context.text(method.raw.get("path"), method.source + "/path", "`path`")
        if not path:
            context.report(
                "SDK405", Severity.ERROR, f"method {method.name!r} has no path; it is left out", method.source
            )
        if verb is None or not path:
            continue
        identity = _identity(method, name, ids, context)
        key = _key(method, prefix, path, verb, identity, paths, context)
        place = Place(method.source, pointers.join(("paths", key, verb)))
        context.record(place)
        context.record(Place(method.source, pointers.join(("paths", key))))
        operation = convert_method(method, identity, join(prefix, path), key, place, schemes, context)
        paths.setdefault(key, {})[verb] = operation
    return dict(paths)


def _verb(method: Method, context: Context) -> str | None:
    """The HTTP method in lower case, or None with SDK404."""
    raw = method.raw.get("httpMethod")
    verb = raw.lower() if isinstance(raw, str) else ""
    if verb in HTTP_METHODS:
        return verb
    context.report(
        "SDK404",
        Severity.ERROR,
        f"method {method.name!r} has the HTTP method {raw!r}; it is left out",
        method.source + "/httpMethod",
    )
    return None


def _identity(method: Method, api: str, taken: set[str], context: Context) -> str:
    """The operation id: the method's `id`, made unique where the document repeats it (SDK410)."""
    stated = context.text(method.raw.get("id"), method.source + "/id", "`id`")
    full = ".".join(part for part in (api, *method.resource, method.name) if part)
    identity = stated or full
    if identity in taken:
        replacement, count = full, 2
        while replacement in taken:
            replacement, count = f"{full}.{count}", count + 1
        context.report(
            "SDK410",
            Severity.WARNING,
            f"the id {identity!r} is used twice; this method becomes {replacement!r}",
            method.source + "/id",
        )
        identity = replacement
    taken.add(identity)
    return identity


def _key(
    method: Method,
    prefix: str,
    path: str,
    verb: str,
    identity: str,
    paths: Mapping[str, JsonObject],
    context: Context,
) -> str:
    """The key in `paths`: the flat path, which tells methods apart that share a ``{+name}`` path.

    Where even that is shared, the operation id is appended as a fragment (SDK410); what is sent is
    ``x-sdkgen-request-path``, never the key.
    """
    flat = context.text(method.raw.get("flatPath"), method.source + "/flatPath", "`flatPath`") or path
    key = "/" + parse(join(prefix, flat)).text.replace("{+", "{")
    if verb in paths.get(key, {}):
        context.report(
            "SDK410",
            Severity.NOTE,
            f"{verb.upper()} {key} is described twice; {identity!r} is listed under a key of its own",
            method.source,
        )
        key = f"{key}#{identity}"
    return key


def convert_method(
    method: Method,
    identity: str,
    request_path: str,
    key: str,
    place: Place,
    schemes: Mapping[str, object],
    context: Context,
) -> JsonObject:
    """One operation."""
    raw = method.raw
    operation: JsonObject = {"operationId": identity}
    description = context.text(raw.get("description"), place.source + "/description", "`description`")
    if description:
        operation["description"] = description
    if method.deprecated:
        operation["deprecated"] = True
    operation.update(_parameters(method, request_path, key, place, context))
    body = media.request_body(raw, place, context)
    if body is not None:
        operation["requestBody"] = body
    operation["responses"] = media.responses(raw, place, context)
    security = method_security(raw, schemes, place, context)
    if security is not None:
        operation["security"] = security
    operation["x-sdkgen-resource"] = list(method.resource)
    operation["x-sdkgen-method"] = method.name
    upload = media.upload(raw, place, context)
    if upload is not None:
        operation["x-sdkgen-upload"] = upload
    if raw.get("supportsMediaDownload") is True:
        operation["x-sdkgen-download"] = True
    return operation


def _parameters(method: Method, request_path: str, key: str, place: Place, context: Context) -> JsonObject:
    """`parameters` and the keys that describe the path which is really sent."""
    raw = context.mapping(method.raw.get("parameters"), place.source + "/parameters", "`parameters`")
    order = context.strings(
        method.raw.get("parameterOrder"), place.source + "/parameterOrder", "`parameterOrder`"
    )
    template = parse(request_path)
    for expression in template.unsupported:
        context.report(
            "SDK412",
            Severity.WARNING,
            f"the template expression {expression} is read as a plain variable",
            place.source + "/path",
        )
    source = place.source_down("parameters")
    real_place = source.result_down("x-sdkgen-path-parameters")
    real = real_path_parameters(raw, template, order, real_place, context)
    parameters = flat_path_parameters(parse(key), real)
    for name, value in raw.items():
        if is_mapping(value) and value.get("location") == "path":
            continue
        here = source.source_down(name).result_down("parameters", len(parameters))
        parameters.append(convert_parameter(name, value, here, context))
    version = context.text(method.raw.get("apiVersion"), place.source + "/apiVersion", "`apiVersion`")
    if version:
        parameters.append(_version_header(version))
    return {
        **({"parameters": parameters} if parameters else {}),
        "x-sdkgen-request-path": template.text,
        "x-sdkgen-path-parameters": real,
        "x-sdkgen-order": order,
    }


def _version_header(version: str) -> JsonObject:
    """`apiVersion` as what it means on the wire: a header with that one value."""
    schema: JsonObject = {"type": "string", "enum": [version], "default": version}
    return {"name": VERSION_HEADER, "in": "header", "schema": schema}
