"""A configured target with another edition of its document: what does not fit there is left out and noted."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import Command

CONFIG = """
target: zoo
spec: openapi.yaml
overlays: [newer.yaml]
package: {name: zoo_client, version: 0.1.0}
client: {name: Zoo, auth: {Key: {argument: api_key, scheme: bearer}}}
resources: {pets: {methods: {list: listPets, feed: feedPet}}}
custom:
  folder: lib
  exports: {Keeper: lib.keeper, Vet: lib.vet}
"""
NEWER = {
    "overlay": "1.1.0",
    "info": {"title": "Newer", "version": "1"},
    "x-sdkgen-whole": True,
    "actions": [
        {"target": "$.info", "update": {"x-newer": True}},
        {
            "target": "$.components.schemas.Pet.properties",
            "update": {"diet": {"$ref": "#/components/schemas/Diet"}},
        },
    ],
}


def _answer(name: str) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{name}"}
    return {"200": {"description": "", "content": {"application/json": {"schema": schema}}}}


def _document(*, old: bool) -> dict[str, Any]:
    pet = {"type": "object", "properties": {"name": {"type": "string"}}}
    found: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {"title": "Zoo", "version": "1"},
        "servers": [{"url": "https://zoo.test"}],
        "paths": {"/pets": {"get": {"operationId": "listPets", "responses": _answer("Pet")}}},
        "components": {"schemas": {"Pet": pet}},
    }
    if not old:
        found["security"] = [{"Key": []}]
        found["components"]["securitySchemes"] = {"Key": {"type": "http", "scheme": "bearer"}}
        found["components"]["schemas"]["Diet"] = {
            "type": "object",
            "properties": {"food": {"type": "string"}},
        }
        found["paths"]["/diet"] = {"post": {"operationId": "feedPet", "responses": _answer("Diet")}}
    return found


@pytest.fixture
def zoo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "specs" / "zoo"
    (folder / "lib").mkdir(parents=True)
    (folder / "sdk.yaml").write_text(CONFIG, "utf-8")
    (folder / "newer.yaml").write_text(json.dumps(NEWER), "utf-8")
    (folder / "openapi.yaml").write_text(json.dumps(_document(old=False)), "utf-8")
    (folder / "lib" / "__init__.py").write_text('"""By hand."""\n', "utf-8")
    (folder / "lib" / "vet.py").write_text('"""Vets."""\n\n\nclass Vet:\n    """One."""\n', "utf-8")
    (folder / "lib" / "diets.py").write_text('"""Diets."""\n\nfrom ..types import Diet as Diet\n', "utf-8")
    keeper = (
        '"""Keepers."""\n\nfrom . import diets\n\n\nclass Keeper:\n    """One."""\n\n    diet = diets.Diet\n'
    )
    (folder / "lib" / "keeper.py").write_text(keeper, "utf-8")
    (tmp_path / "old.yaml").write_text(json.dumps(_document(old=True)), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_an_older_edition(zoo: Path, sdkgen: Command) -> None:
    """The package of an old document is whole: no trace of what came later, and the credential is still asked for."""
    ran = sdkgen("generate", "zoo", "--spec", "old.yaml", "--out", "out", "-q", "--report", "report.json")
    assert ran.code == 0, ran.err
    text = (zoo / "report.json").read_text("utf-8")
    for code in ("SDK310", "SDK561", "SDK720"):
        assert code in text
    package = zoo / "out" / "zoo_client"
    assert not (package / "lib" / "keeper.py").exists()
    assert not (package / "lib" / "diets.py").exists()
    program = (
        "import zoo_client; c = zoo_client.Zoo(api_key='k'); c.pets.list; zoo_client.Vet; "
        "assert not hasattr(zoo_client, 'Keeper'); assert 'diet' not in zoo_client.types.Pet.model_fields"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", program], cwd=zoo / "out", check=True)


def test_the_configured_edition(zoo: Path, sdkgen: Command) -> None:
    """There everything applies."""
    ran = sdkgen("generate", "zoo", "--out", "out", "-q")
    assert ran.code == 0, ran.err
    program = "import zoo_client; zoo_client.Keeper.diet; assert 'diet' in zoo_client.types.Pet.model_fields"
    subprocess.run([sys.executable, "-W", "error", "-c", program], cwd=zoo / "out", check=True)
