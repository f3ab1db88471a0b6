"""Extensions of converted Discovery documents."""

from __future__ import annotations

import json
from typing import Any

from generator.config import TargetConfig
from generator.diagnostics import Diagnostics
from generator.ir.behaviour import MediaUpload
from generator.lower import lower
from generator.spec import parse_document
from tests.lower.support import Result

DOCUMENT: dict[str, Any] = {
    "discoveryVersion": "v1",
    "kind": "discovery#restDescription",
    "id": "x:v1",
    "name": "x",
    "version": "v1",
    "title": "X API",
    "rootUrl": "https://x.example.com/",
    "servicePath": "",
    "baseUrl": "https://x.example.com/",
    "protocol": "rest",
    "parameters": {
        "key": {"type": "string", "location": "query"},
        "alt": {"type": "string", "location": "query"},
    },
    "schemas": {
        "Thing": {
            "id": "Thing",
            "type": "object",
            "properties": {"size": {"type": "string", "format": "int64"}},
        },
        "Empty": {"id": "Empty", "type": "object", "properties": {}},
    },
    "resources": {
        "things": {
            "methods": {
                "get": {
                    "id": "x.things.get",
                    "path": "v1/{+name}",
                    "flatPath": "v1/things/{thingsId}",
                    "httpMethod": "GET",
                    "parameterOrder": ["name"],
                    "parameters": {
                        "mask": {"type": "string", "location": "query"},
                        "name": {
                            "type": "string",
                            "location": "path",
                            "required": True,
                            "pattern": "^things/[^/]+$",
                        },
                    },
                    "response": {"$ref": "Thing"},
                    "supportsMediaDownload": True,
                },
                "upload": {
                    "id": "x.things.upload",
                    "path": "v1/things",
                    "flatPath": "v1/things",
                    "httpMethod": "POST",
                    "parameterOrder": [],
                    "parameters": {},
                    "request": {"$ref": "Thing"},
                    "response": {"$ref": "Empty"},
                    "supportsMediaUpload": True,
                    "mediaUpload": {
                        "accept": ["image/*"],
                        "maxSize": "100",
                        "protocols": {
                            "simple": {"multipart": True, "path": "/upload/v1/things"},
                            "resumable": {"multipart": True, "path": "/resumable/upload/v1/things"},
                        },
                    },
                },
            }
        }
    },
}


def discovery() -> Result:
    """The document lowered."""
    loading, diagnostics = Diagnostics(), Diagnostics()
    document = parse_document(json.dumps(DOCUMENT), diagnostics=loading, name="d.json")
    api = lower(document, TargetConfig(), diagnostics)
    return Result(api, tuple(diagnostics))


def test_reserved_expressions_become_a_style() -> None:
    found = discovery().operation("x.things.get")
    assert found.path == "/v1/{name}"
    first, second = found.params
    assert (first.name, first.location, first.style, first.required) == ("name", "path", "reserved", True)
    assert first.pattern == "^things/[^/]+$"
    assert (second.name, second.location) == ("mask", "query")
    assert (found.resource_path, found.method_name, found.supports_download) == (("things",), "get", True)


def test_media_upload() -> None:
    found = discovery().operation("x.things.upload")
    assert found.upload == MediaUpload("/upload/v1/things", "/resumable/upload/v1/things", ("image/*",), 100)


def test_types_and_format() -> None:
    result = discovery()
    assert result.api.format == "discovery"
    assert result.show("Thing") == "{size: int64-string:int64}"
    assert result.show("Empty") == "{}"
    assert result.codes == ["SDK570"]
