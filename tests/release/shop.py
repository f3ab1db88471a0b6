"""A small target that changes."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import yaml
from typer.testing import CliRunner

from generator.cli.main import application

Json = dict[str, Any]

CONFIG = """# a shop
spec: api.yaml
package:
  name: shop_client
  version: 1.2.3   # set by releases
"""


def reference(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def content(name: str) -> Json:
    return {"content": {"application/json": {"schema": reference(name)}}}


def document() -> Json:
    item = {
        "type": "object",
        "required": ["id"],
        "properties": {
            "id": {"type": "string"},
            "state": {"type": "string", "enum": ["new", "old"]},
            "owner": reference("Owner"),
        },
    }
    limit = {"name": "limit", "in": "query", "schema": {"type": "integer"}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "servers": [{"url": "https://shop.example"}],
        "paths": {
            "/items": {
                "get": {
                    "operationId": "listItems",
                    "parameters": [limit],
                    "responses": {"200": {"description": "", **content("Item")}},
                },
                "post": {
                    "operationId": "createItem",
                    "requestBody": {"required": True, **content("NewItem")},
                    "responses": {"200": {"description": "", **content("Item")}},
                },
            }
        },
        "components": {
            "schemas": {
                "Item": item,
                "NewItem": {
                    "type": "object",
                    "required": ["name"],
                    "properties": {"name": {"type": "string"}},
                },
                "Owner": {"type": "object", "properties": {"name": {"type": "string"}}},
            }
        },
    }


def write(root: Path, data: Json, config: str = CONFIG) -> None:
    folder = root / "specs/shop"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "api.yaml").write_text(yaml.safe_dump(data, sort_keys=False))
    if not (folder / "sdk.yaml").exists():
        (folder / "sdk.yaml").write_text(config)


def sdkgen(*words: object) -> tuple[int, str]:
    """Run a command in this process: exit code and standard output."""
    code, out, _ = command(*words)
    return code, out


def command(*words: object) -> tuple[int, str, str]:
    """The same with standard error."""
    done = CliRunner().invoke(application(), [str(word) for word in words], standalone_mode=False)
    if done.exception is not None:
        raise done.exception
    return int(done.return_value or 0), done.stdout, done.stderr


def git(folder: Path, *words: str) -> str:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout
