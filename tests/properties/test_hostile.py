"""A document whose every text attacks: the generated code has the shape of that of a harmless twin.

Two documents of one structure are generated, one with plain words in each position, one with a payload behind the
same words.  Of the Python files everything but names and values must be equal; the others must parse alike.
"""

from __future__ import annotations

import ast
import json
import re
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from generator.config import PackageConfig, TargetConfig
from generator.diagnostics import Diagnostics
from generator.output.paths import refusal
from generator.pipeline import Job, generate
from generator.progress import Progress

PAYLOADS = {
    "docstring": '"""\nPWNED()\n"""',
    "docstring_raw": '\\"\\"\\"\nPWNED()\n#',
    "single": "'+PWNED()+'",
    "double": '"+PWNED()+"',
    "backslash": "\\",
    "line": "\nPWNED()\n",
    "carriage": "\r\rimport PWNED\r",
    "separators": "\u2028PWNED()\u2029\x85\x0c\x0b",
    "comment": "# type: ignore\n# -*- coding: utf-7 -*-",
    "jinja": "{{ PWNED() }}{% raw %}{# x #}",
    "format": "{PWNED!r} %(PWNED)s ${PWNED} {0}",
    "bidi": "\u202e\u2066PWNED\u2069\ufeff\u200b",
    "markdown": "``` </code><script>PWNED()</script> [a](javascript:x) | x |",
    "toml": '"\n[tool.PWNED]\nx = "',
    "escapes": "\\x41\\N{BULLET}\\u0041\\",
    "nesting": "(((((]]]}}}\"'",
}


def document(tail: str) -> dict[str, Any]:
    """A document with `tail` behind every text that may be anything."""

    def text(word: str) -> str:
        return f"{word} {tail}"

    def escaped(word: str) -> str:
        return text(word).replace("~", "~0").replace("/", "~1")

    plain_path = "".join(c for c in tail if c not in "{}/?#")
    ref = {"$ref": "#/components/schemas/" + text("Thing one").replace("~", "~0").replace("/", "~1")}
    parameters = [
        {
            "name": text("query one"),
            "in": "query",
            "description": text("About"),
            "schema": {"type": "string", "default": text("d")},
        },
        {
            "name": text("Header-Two"),
            "in": "header",
            "schema": {"type": "string", "enum": [text("one"), text("two")]},
        },
        {"name": text("cookie three"), "in": "cookie", "schema": {"const": text("const")}},
        {"name": text("deep four"), "in": "query", "style": "deepObject", "schema": ref},
    ]
    body = {
        "type": "object",
        "required": [text("needed field")],
        "properties": {
            text("needed field"): {"type": "string", "description": text("Said of it"), "pattern": text("p")},
            text("other field"): {"type": "array", "items": ref},
            text("union field"): {
                "oneOf": [
                    ref,
                    {
                        "type": "object",
                        "title": text("Inner title"),
                        "properties": {text("deep key"): {"const": text("v")}},
                    },
                ]
            },
        },
    }
    operation = {
        "operationId": text("make it"),
        "summary": text("Summary"),
        "description": text("Description"),
        "tags": [text("tag")],
        "deprecated": True,
        "x-extension": {text("key"): text("value")},
        "parameters": parameters,
        "security": [{text("scheme one"): []}, {text("flow two"): [text("scope a")]}, {text("connect"): []}],
        "externalDocs": {"url": f"https://twin.test/{tail}", "description": text("Elsewhere")},
        "callbacks": {
            text("called back"): {
                "{$request.body#/"
                + plain_path
                + "}": {
                    "post": {
                        "requestBody": {"content": {"application/json": {"schema": ref}}},
                        "responses": {},
                    }
                }
            }
        },
        "requestBody": {
            "description": text("Body"),
            "required": True,
            "content": {"application/json": {"schema": body}},
        },
        "responses": {
            "200": {
                "description": text("Fine"),
                "content": {"application/json": {"schema": ref, "example": {text("k"): text("v")}}},
                "links": {text("link"): {"operationId": text("make it"), "description": text("l")}},
            },
            "202": {
                "description": text("Later"),
                "content": {
                    "application/json": {
                        "schema": {
                            "type": "object",
                            "title": text("Later"),
                            "properties": {text("job id"): {"type": "string"}},
                        }
                    }
                },
            },
            "400": {
                "description": text("Not fine"),
                "headers": {text("X-Head"): {"schema": {"type": "string"}}},
            },
        },
    }
    parts = {
        "operationId": text("send parts"),
        "requestBody": {
            "content": {
                "multipart/form-data": {
                    "schema": {
                        "type": "object",
                        "properties": {
                            text("file part"): {"type": "string", "format": "binary"},
                            text("note part"): {"type": "string"},
                        },
                    },
                    "encoding": {
                        text("note part"): {
                            "contentType": "text/x; p=" + tail,
                            "headers": {text("X-P"): {"schema": {"type": "string"}}},
                        }
                    },
                }
            }
        },
        "responses": {"204": {"description": text("ok")}},
    }
    events = {
        "operationId": text("watch it"),
        "parameters": [
            {
                "name": text("form five"),
                "in": "query",
                "style": "pipeDelimited",
                "explode": False,
                "schema": {"type": "array", "items": {"enum": [text("x"), 1, None]}},
            },
            {"name": text("json six"), "in": "query", "content": {"application/json": {"schema": ref}}},
        ],
        "responses": {
            "200": {
                "description": "ok",
                "content": {
                    "text/event-stream": {
                        "itemSchema": {
                            "oneOf": [
                                {"$ref": "#/components/schemas/" + escaped("Cat")},
                                {"$ref": "#/components/schemas/" + escaped("Dog")},
                            ],
                            "discriminator": {
                                "propertyName": text("kind"),
                                "mapping": {
                                    text("c"): "#/components/schemas/" + escaped("Cat"),
                                    text("d"): "#/components/schemas/" + escaped("Dog"),
                                },
                            },
                        }
                    }
                },
            }
        },
    }
    raw = {
        "operationId": text("send raw"),
        "requestBody": {
            "content": {f"application/x-odd; p={tail}": {"schema": {"type": "string", "format": "binary"}}}
        },
        "responses": {
            "200": {"description": "ok", "content": {f"text/plain; q={tail}": {"schema": {"type": "string"}}}}
        },
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": text("Twin title"),
            "version": text("1"),
            "description": text("All"),
            "license": {"name": text("Lic"), "identifier": text("MIT")},
            "contact": {"name": text("Me"), "email": text("a@b"), "url": f"https://twin.test/{tail}"},
            "termsOfService": text("terms"),
        },
        "servers": [
            {
                "url": f"https://{{zone{plain_path}}}.twin.test/" + "".join(c for c in tail if c not in "{}"),
                "description": text("Server"),
                "variables": {
                    f"zone{plain_path}": {
                        "default": text("main"),
                        "enum": [text("main")],
                        "description": text("z"),
                    }
                },
            }
        ],
        "tags": [{"name": text("tag"), "description": text("Tag words")}],
        "paths": {
            f"/first things{plain_path}/"
            + "{id}": {
                "post": {
                    **operation,
                    "parameters": [
                        *parameters,
                        {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}},
                    ],
                }
            },
            "/raw": {"put": raw},
            "/parts": {"post": parts, "get": events},
        },
        "components": {
            "schemas": {
                text("Thing one"): {
                    "type": "object",
                    "title": text("Title"),
                    "description": text("A thing"),
                    "properties": {
                        text("kind of"): {
                            "type": "string",
                            "enum": [text("alpha"), text("beta")],
                            "default": text("alpha"),
                        },
                        text("self ref"): ref,
                        text("map of"): {"type": "object", "additionalProperties": ref},
                        text("when"): {
                            "type": "string",
                            "format": text("odd-format"),
                            "examples": [text("e")],
                        },
                        text("xml"): {"type": "string", "xml": {"name": text("n"), "namespace": text("s")}},
                    },
                    "patternProperties": {text("^p"): {"type": "string"}},
                    "x-enum-varnames": [text("A")],
                },
                text("Cat"): {
                    "type": "object",
                    "required": [text("kind")],
                    "properties": {text("kind"): {"const": text("c")}, text("claws"): {"type": "integer"}},
                },
                text("Dog"): {
                    "type": "object",
                    "required": [text("kind")],
                    "properties": {
                        text("kind"): {"const": text("d")},
                        text("tail"): {"$ref": "#/components/schemas/" + escaped("Word")},
                    },
                },
                text("Word"): {
                    "type": "string",
                    "enum": [text("alpha"), text("beta")],
                    "description": text("One word"),
                },
            },
            "securitySchemes": {
                text("scheme one"): {
                    "type": "apiKey",
                    "in": "query",
                    "name": text("key name"),
                    "description": text("k"),
                },
                text("flow two"): {
                    "type": "oauth2",
                    "description": text("o"),
                    "flows": {
                        "clientCredentials": {
                            "tokenUrl": f"https://twin.test/{tail}",
                            "refreshUrl": f"/{tail}",
                            "scopes": {text("scope a"): text("All")},
                        }
                    },
                },
                text("connect"): {"type": "openIdConnect", "openIdConnectUrl": f"https://twin.test/{tail}"},
            },
        },
        "webhooks": {
            text("hook one"): {
                "post": {"requestBody": {"content": {"application/json": {"schema": ref}}}, "responses": {}}
            }
        },
    }


def files(tail: str, folder: Path) -> dict[str, bytes]:
    """The package of a document, generated in memory."""
    spec = folder / "api.json"
    spec.write_text(json.dumps(document(tail)), "utf-8")
    config = TargetConfig(target="twin", package=PackageConfig(name="twin"))
    diagnostics = Diagnostics()
    made = generate(Job(config, spec, words="upstream", jobs=1), diagnostics, Progress())
    assert "SDK590" not in {finding.code for finding in diagnostics}
    return dict(made.files)


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The package of the harmless twin.  Its words need the same renaming, so that the same aliases are printed."""
    return files("and-more words", tmp_path_factory.mktemp("twin"))


def shape(node: ast.AST) -> object:
    """Kinds of nodes without names and values."""
    if isinstance(node, ast.Constant):
        return type(node.value).__name__
    children = tuple(shape(child) for child in ast.iter_child_nodes(node))
    return type(node).__name__, children


def shapes(package: dict[str, bytes]) -> list[str]:
    """The shapes of all Python files but the runtime, in an order that names do not change."""
    own = [content for path, content in package.items() if path.endswith(".py") and "/_runtime/" not in path]
    return sorted(repr(shape(ast.parse(content))) for content in own)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_twins_have_one_shape(payload: str, harmless: dict[str, bytes], tmp_path: Path) -> None:
    hostile = files(PAYLOADS[payload], tmp_path)
    assert shapes(hostile) == shapes(harmless)
    assert structure(tomllib.loads(hostile["pyproject.toml"].decode())) == structure(
        tomllib.loads(harmless["pyproject.toml"].decode())
    )
    assert structure(json.loads(hostile["operations.json"])) == structure(
        json.loads(harmless["operations.json"])
    )
    assert all(refusal(path) is None for path in hostile)
    for path, content in hostile.items():
        check_text(path, content.decode())


def check_text(path: str, text: str) -> None:
    """No invisible characters in any file, no HTML in Markdown, no code in place of words."""
    odd = {c for c in text if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp"}}
    assert odd == set(), path
    if path.endswith(".py"):
        names = {
            ast.unparse(node) for node in ast.walk(ast.parse(text)) if isinstance(node, (ast.Name, ast.alias))
        }
        assert "PWNED" not in names, path
    if path.endswith(".md"):
        assert "<script" not in re.sub(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", "", text, flags=re.DOTALL), path


def structure(value: object) -> object:
    """Plain data without its texts; lists keep their length."""
    if isinstance(value, dict):
        known = {"name", "wire", "in", "required", "operation", "http", "resource", "method"}
        return {key if key in known else "?": structure(inner) for key, inner in value.items()} | {
            "": len(value)
        }
    if isinstance(value, list):
        return [structure(inner) for inner in value]
    return type(value).__name__
