"""What is in a Discovery document and in an OpenAPI document, counted without the converter's own code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]


def methods(node: Json) -> Iterator[Json]:
    yield from node.get("methods", {}).values()
    for child in node.get("resources", {}).values():
        yield from methods(child)


def properties(schema: Json) -> int:
    inner = [child for key in ("items", "additionalProperties") if isinstance(child := schema.get(key), dict)]
    own = schema.get("properties", {})
    return len(own) + sum(map(properties, [*own.values(), *inner]))


def of_discovery(document: Json) -> dict[str, int]:
    found = list(methods(document))
    parameters = [item for method in found for item in method.get("parameters", {}).values()]
    return {
        "methods": len(found),
        "path parameters": sum(item["location"] == "path" for item in parameters),
        "query parameters": sum(item["location"] == "query" for item in parameters),
        "global parameters": len(document.get("parameters", {})),
        "bodies": sum("request" in method for method in found),
        "answers": sum("response" in method for method in found),
        "uploads": sum("mediaUpload" in method for method in found),
        "downloads": sum(bool(method.get("supportsMediaDownload")) for method in found),
        "schemas": len(document.get("schemas", {})),
        "properties": sum(map(properties, document.get("schemas", {}).values())),
    }


def of_openapi(document: Json) -> dict[str, int]:
    found = [operation for item in document["paths"].values() for operation in item.values()]
    listed = [item for operation in found for item in operation.get("parameters", [])]
    schemas = document["components"]["schemas"]
    return {
        "methods": len(found),
        "path parameters": sum(len(operation["x-sdkgen-path-parameters"]) for operation in found),
        "query parameters": sum(item["in"] == "query" for item in listed),
        "global parameters": len(document["x-sdkgen-global-parameters"]),
        "bodies": sum("requestBody" in operation for operation in found),
        "answers": sum("content" in operation["responses"]["200"] for operation in found),
        "uploads": sum("x-sdkgen-upload" in operation for operation in found),
        "downloads": sum("x-sdkgen-download" in operation for operation in found),
        "schemas": len(schemas),
        "properties": sum(map(properties, schemas.values())),
    }
