"""What kind of document a file holds, and which versions are understood."""

from __future__ import annotations

import re
from typing import Any, Literal, TypeAlias

from generator.diagnostics import Diagnostics, InputError, Origin
from generator.narrow import Data
from generator.spec.source import Source

Kind: TypeAlias = Literal["openapi", "discovery"]

_VERSION = re.compile(r"3\.([0-9]+)(?:\.[0-9]+)?(?:[-+.].*)?\Z")
_MINORS = frozenset({"0", "1", "2"})
_FOREIGN_KEYS: tuple[tuple[str, str, str], ...] = (
    (
        "asyncapi",
        "an AsyncAPI document",
        "AsyncAPI describes messages; give the OpenAPI description of the API",
    ),
    ("arazzo", "an Arazzo workflow", "give the OpenAPI description that it refers to"),
    ("overlay", "an OpenAPI Overlay", "give the document that it applies to, and this file as an overlay"),
    ("workflowsSpec", "an Arazzo workflow", "give the OpenAPI description that it refers to"),
    ("__schema", "a GraphQL introspection result", "GraphQL APIs are not supported"),
    ("swaggerVersion", "a Swagger 1.x document", "convert it to OpenAPI 3 with api-spec-converter"),
    ("raml", "a RAML document", "convert it to OpenAPI 3 with an RAML converter"),
)
_FOREIGN_STARTS: tuple[tuple[str, str, str], ...] = (
    ("#%RAML", "a RAML document", "convert it to OpenAPI 3 with an RAML converter"),
    ("FORMAT: 1A", "an API Blueprint document", "convert it to OpenAPI 3, for instance with apib2openapi"),
    (
        "<",
        "XML or HTML",
        "give the description itself, not a page about it (WSDL and WADL are not supported)",
    ),
    ('syntax = "proto', "a Protocol Buffers file", "gRPC gateways write OpenAPI with protoc-gen-openapi"),
)
_SWAGGER_HINT = (
    "convert it to OpenAPI 3 first, for instance with swagger2openapi "
    "(`npx swagger2openapi old.yaml -o new.yaml`) or converter.swagger.io"
)


def identify(source: Source, diagnostics: Diagnostics) -> Kind:
    """Tell OpenAPI 3.0, 3.1 and 3.2 from Discovery documents; raise InputError for anything else."""
    data = source.data
    if not isinstance(data, dict):
        raise _no_mapping(source, diagnostics)
    if isinstance(data.get("openapi"), int | float | str) and not isinstance(data.get("openapi"), bool):
        _check_version(source, str(data["openapi"]), diagnostics)
        return "openapi"
    if data.get("kind") == "discovery#restDescription" or isinstance(data.get("discoveryVersion"), str):
        return "discovery"
    raise _foreign(source, data, diagnostics)


def minor_version(data: dict[str, Any]) -> int:
    """The minor version of an OpenAPI document that `identify` accepted: 0, 1 or 2."""
    found = _VERSION.match(str(data.get("openapi", "")).strip())
    return int(found.group(1)) if found else 1


def _check_version(source: Source, version: str, diagnostics: Diagnostics) -> None:
    """Any patch version of 3.0, 3.1 and 3.2 is read."""
    found = _VERSION.match(version.strip())
    if found and found.group(1) in _MINORS:
        return
    hint = "supported are OpenAPI 3.0, 3.1 and 3.2"
    if version.strip().startswith(("1", "2")):
        hint = _SWAGGER_HINT
    elif found or version.strip().startswith("4"):
        hint = "this version is newer than what is supported (3.0, 3.1 and 3.2); look for an update of sdkgen"
    message = f"unknown OpenAPI version {version[:40]!r}"
    raise diagnostics.fatal("SDK122", message, source.origin("/openapi"), hint)


def _no_mapping(source: Source, diagnostics: Diagnostics) -> InputError:
    """An empty file, a scalar, a list, or text that some other format owns."""
    data, start = source.data, source.text.lstrip()
    for prefix, what, hint in _FOREIGN_STARTS:
        if start.startswith(prefix):
            return diagnostics.fatal("SDK121", f"this looks like {what}", Origin(source.name, "", 1), hint)
    if data is None:
        return diagnostics.fatal("SDK120", "the file is empty", Origin(source.name, "", 1))
    kind = "a list" if isinstance(data, list) else "a single value"
    return diagnostics.fatal(
        "SDK120", f"the file holds {kind} where a mapping is expected", Origin(source.name, "", 1)
    )


def _foreign(source: Source, data: dict[str, Any], diagnostics: Diagnostics) -> InputError:
    """A mapping that is neither OpenAPI 3 nor Discovery."""
    start = source.text.lstrip()
    if "swagger" in data:
        message = f"this is a Swagger {str(data['swagger'])[:20]} document; OpenAPI 3 is needed"
        return diagnostics.fatal("SDK122", message, source.origin("/swagger"), _SWAGGER_HINT)
    for prefix, what, hint in _FOREIGN_STARTS:
        if start.startswith(prefix):
            return diagnostics.fatal("SDK121", f"this looks like {what}", Origin(source.name, "", 1), hint)
    for key, what, hint in _FOREIGN_KEYS:
        if key in data:
            return diagnostics.fatal("SDK121", f"this looks like {what}", source.origin(f"/{key}"), hint)
    what, pointer, hint = _guess(data)
    if what:
        return diagnostics.fatal("SDK121", f"this looks like {what}", source.origin(pointer), hint)
    message = "no `openapi` field: this is neither an OpenAPI 3 nor a Discovery document"
    if "openapi" in data:
        message = "the `openapi` field is no version number"
    return diagnostics.fatal(
        "SDK121",
        message,
        source.origin("/openapi"),
        "the first field of an OpenAPI document is `openapi: 3.1.0`",
    )


def _guess(data: dict[str, Any]) -> tuple[str, str, str]:
    """Formats that only their members give away: what, pointer, hint."""
    info: Data = data.get("info")
    kind = data.get("kind")
    if isinstance(info, dict) and ("_postman_id" in info or "getpostman.com" in str(info.get("schema", ""))):
        return (
            "a Postman collection",
            "/info",
            "convert it to OpenAPI 3, for instance with postman-to-openapi",
        )
    if kind == "discovery#directoryList":
        return "the directory of Discovery documents", "/kind", "give one of the documents that it lists"
    if data.get("_type") == "export" and "resources" in data:
        return "an Insomnia export", "/_type", "export the API as OpenAPI 3 instead"
    inner: Data = data.get("data")
    if isinstance(inner, dict) and "__schema" in inner:
        return "a GraphQL introspection result", "/data", "GraphQL APIs are not supported"
    if "$schema" in data or ("properties" in data and "paths" not in data):
        return "a JSON Schema", "", "put it into the components of an OpenAPI document"
    return "", "", ""
