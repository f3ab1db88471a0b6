"""The same for Discovery documents."""

from __future__ import annotations

from typing import Any

from generator.spec.facts import strip

LONG = "A sentence that describes something at length, over and over."


def test_names_types_and_enums_stay() -> None:
    data: dict[str, Any] = {
        "kind": "discovery#restDescription",
        "name": "t",
        "title": "The long name of an API that goes on",
        "description": LONG,
        "documentationLink": "https://example.com",
        "ownerName": "Somebody",
        "icons": {"x16": "https://example.com/a.gif"},
        "auth": {"oauth2": {"scopes": {"https://example.com/auth": {"description": LONG}}}},
        "endpoints": [{"endpointUrl": "https://eu.example.com/", "location": "eu", "description": LONG}],
        "parameters": {"description": {"type": "string", "location": "query", "description": LONG}},
        "resources": {
            "description": {
                "methods": {
                    "summary": {
                        "id": "t.description.summary",
                        "description": LONG,
                        "path": "v1/{+name}",
                        "httpMethod": "POST",
                        "scopes": ["https://example.com/auth"],
                        "mediaUpload": {"accept": ["*/*"], "maxSize": "10"},
                        "parameters": {
                            "name": {
                                "type": "string",
                                "location": "path",
                                "required": True,
                                "description": LONG,
                            }
                        },
                        "request": {"$ref": "A"},
                        "response": {
                            "type": "object",
                            "additionalProperties": {"type": "any", "description": LONG},
                        },
                    }
                }
            }
        },
        "schemas": {
            "A": {
                "id": "A",
                "type": "object",
                "description": LONG,
                "properties": {
                    "description": {
                        "type": "string",
                        "description": LONG,
                        "enum": ["A", "B"],
                        "enumDescriptions": [LONG, ""],
                        "enumDeprecated": [True, False],
                        "default": "A",
                        "readOnly": True,
                        "annotations": {"required": ["t.description.summary"]},
                    },
                    "items": {"type": "array", "items": {"$ref": "A", "description": LONG}},
                },
            }
        },
    }
    assert strip(data, "discovery") == {
        "kind": "discovery#restDescription",
        "name": "t",
        "title": "The long name of an API that goes on",
        "auth": {"oauth2": {"scopes": {"https://example.com/auth": {}}}},
        "endpoints": [{"endpointUrl": "https://eu.example.com/", "location": "eu"}],
        "parameters": {"description": {"type": "string", "location": "query"}},
        "resources": {
            "description": {
                "methods": {
                    "summary": {
                        "id": "t.description.summary",
                        "path": "v1/{+name}",
                        "httpMethod": "POST",
                        "scopes": ["https://example.com/auth"],
                        "mediaUpload": {"accept": ["*/*"], "maxSize": "10"},
                        "parameters": {"name": {"type": "string", "location": "path", "required": True}},
                        "request": {"$ref": "A"},
                        "response": {"type": "object", "additionalProperties": {"type": "any"}},
                    }
                }
            }
        },
        "schemas": {
            "A": {
                "id": "A",
                "type": "object",
                "properties": {
                    "description": {
                        "type": "string",
                        "enum": ["A", "B"],
                        "enumDeprecated": [True, False],
                        "default": "A",
                        "readOnly": True,
                        "annotations": {"required": ["t.description.summary"]},
                    },
                    "items": {"type": "array", "items": {"$ref": "A"}},
                },
            }
        },
    }


def test_the_flags_of_a_long_enum_move_with_its_values() -> None:
    values = ["ONE_A", "TWO_B", "THREE_C", "FOUR_D", "E", "SIX F G H I J K"]
    flags = [True, False, False, False, False, True]
    data: dict[str, Any] = {"schemas": {"A": {"type": "string", "enum": values, "enumDeprecated": flags}}}
    schemas: Any = strip(data, "discovery")["schemas"]
    found = schemas["A"]
    assert found["enum"] == ["E", "TWO_B", "ONE_A", "FOUR_D", "THREE_C", "SIX F G H I J K"]
    assert found["enumDeprecated"] == [False, False, True, False, False, True]
