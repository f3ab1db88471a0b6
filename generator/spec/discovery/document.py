"""The whole Discovery document as an OpenAPI 3.1 document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.diagnostics import Diagnostics, Origin, Severity
from generator.narrow import is_array, is_mapping
from generator.spec.discovery.auth import default_security, security_schemes
from generator.spec.discovery.context import Context, JsonObject, Origins, Place
from generator.spec.discovery.methods import convert_methods
from generator.spec.discovery.parameters import global_parameters
from generator.spec.discovery.schemas import convert_schemas

OPENAPI_VERSION = "3.1.0"

REST_KIND = "discovery#restDescription"

FACTS = ("id", "name", "version", "revision", "canonicalName", "servicePath", "batchPath", "mtlsRootUrl")
"""Keys of the document that OpenAPI has no place for; kept under ``x-sdkgen-discovery``."""


SECTIONS = {
    "title": "/info/title",
    "version": "/info/version",
    "description": "/info/description",
    "rootUrl": "/servers",
    "schemas": "/components/schemas",
    "parameters": "/x-sdkgen-global-parameters",
}
"""Sections of the source and what is made of them; everything else of the result leads to the root."""


@dataclass(frozen=True, slots=True)
class ConvertedDocument:
    """`data`: the OpenAPI 3.1 document.  `origins`: its pointers led back to those of the Discovery file."""

    data: JsonObject
    origins: Origins


def is_discovery(data: object) -> bool:
    """Whether `data` claims to be something of the Discovery service (also a kind that `convert` refuses)."""
    if not is_mapping(data) or "openapi" in data or "swagger" in data:
        return False
    kind = data.get("kind")
    return "discoveryVersion" in data or (isinstance(kind, str) and kind.startswith("discovery#"))


def convert(
    data: Mapping[str, object],
    file: str,
    diagnostics: Diagnostics,
    *,
    line_of: Callable[[str], int | None] = lambda _: None,
) -> ConvertedDocument:
    """Convert a REST description.

    `file` and `line_of` (source pointer to line) go into the findings.  Faults of the document are emitted with
    codes ``SDK4xx``; only a document that is no REST description at all raises InputError (SDK401).
    """
    kind = data.get("kind", REST_KIND)
    if kind != REST_KIND:
        raise diagnostics.fatal(
            "SDK401",
            f"this is a {kind!r} document, not a description of a REST API",
            Origin(file, "/kind", line_of("/kind")),
            "give the discovery document of one API, such as the one at its `discoveryRestUrl`",
        )
    schemas = data.get("schemas")
    known: Mapping[Any, object] = schemas if is_mapping(schemas) else {}
    names = frozenset(name for name in known if isinstance(name, str))
    context = Context(file, diagnostics, names, line_of, known)
    _record_roots(data, context)
    result = _assemble(data, context)
    return ConvertedDocument(result, context.origins())


def _assemble(data: Mapping[str, object], context: Context) -> JsonObject:
    """The parts in the order in which OpenAPI documents are usually written."""
    schemes = security_schemes(data, context)
    paths = convert_methods(data, schemes, context)
    if not paths:
        context.report("SDK402", Severity.WARNING, "the document describes no usable method", "")
    result: JsonObject = {
        "openapi": OPENAPI_VERSION,
        "info": _info(data, context),
        "servers": _servers(data, context),
    }
    if schemes:
        result["security"] = default_security(schemes)
    result["paths"] = paths
    components: JsonObject = {"schemas": convert_schemas(data.get("schemas"), context)}
    if schemes:
        components["securitySchemes"] = schemes
    result["components"] = components
    result["x-sdkgen-global-parameters"] = global_parameters(data.get("parameters"), context)
    result["x-sdkgen-discovery"] = {key: data[key] for key in FACTS if isinstance(data.get(key), str)}
    return result


def _record_roots(data: Mapping[str, object], context: Context) -> None:
    context.record(Place("", ""))
    for key, result in SECTIONS.items():
        if key in data:
            context.record(Place(f"/{key}", result))


def _info(data: Mapping[str, object], context: Context) -> JsonObject:
    name = context.text(data.get("name"), "/name", "`name`")
    info: JsonObject = {
        "title": context.text(data.get("title"), "/title", "`title`") or name or "API",
        "version": context.text(data.get("version"), "/version", "`version`") or "0",
    }
    description = context.text(data.get("description"), "/description", "`description`")
    if description:
        info["description"] = description
    return info


def _servers(data: Mapping[str, object], context: Context) -> list[JsonObject]:
    """The root URL, then regional endpoints.  All keys of `paths` are relative to these (the servicePath is in them)."""
    root = context.text(data.get("rootUrl"), "/rootUrl", "`rootUrl`")
    if not root:
        base = context.text(data.get("baseUrl"), "/baseUrl", "`baseUrl`")
        service = context.text(data.get("servicePath"), "/servicePath", "`servicePath`")
        root = base.removesuffix(service)
    if not root:
        context.report("SDK413", Severity.WARNING, "the document names no `rootUrl`", "")
        return [{"url": "/"}]
    servers: list[JsonObject] = [{"url": root.rstrip("/") or "/"}]
    endpoints = data.get("endpoints")
    for endpoint in endpoints if is_array(endpoints) else ():
        url = endpoint.get("endpointUrl") if is_mapping(endpoint) else None
        if isinstance(url, str) and url:
            server: JsonObject = {"url": url.rstrip("/")}
            location = endpoint.get("location")
            if isinstance(location, str):
                server["x-sdkgen-location"] = location
            servers.append(server)
    return servers
