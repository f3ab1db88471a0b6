"""`sdkgen vendor`: into a repository with tests of its own, pruned, updated, checked, beside another version."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator.diagnostics import InputError, UsageError
from generator.surface.imports import broken_imports
from generator.vendoring.place import place_of
from tests.release.shop import document, sdkgen, write

OWN_TESTS = """
import acme
from acme._vendor import shop
from acme._vendor.shop.types import Item

assert acme.NAME == "acme"
assert shop.__name__ == "acme._vendor.shop"
client = shop.Shop()
assert type(client.items).__module__ == "acme._vendor.shop.resources.items"
assert Item.model_validate({"id": "1"}).id == "1"
print("fine")
"""


@pytest.fixture
def targets(tmp_path: Path) -> Path:
    data = document()
    data["paths"]["/owners"] = {
        "get": {
            "operationId": "listOwners",
            "responses": {
                "200": {
                    "description": "",
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Owners"}}},
                }
            },
        }
    }
    data["components"]["schemas"]["Owners"] = {"type": "object", "properties": {"n": {"type": "integer"}}}
    write(tmp_path / "targets", data)
    return tmp_path / "targets"


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    """The other repository."""
    root = tmp_path / "acme"
    (root / "src/acme/_vendor").mkdir(parents=True)
    (root / "src/acme/__init__.py").write_text('NAME = "acme"\n')
    (root / "src/acme/_vendor/__init__.py").write_text("")
    (root / "tests.py").write_text(OWN_TESTS)
    return root


def run_tests(acme: Path) -> str:
    done = subprocess.run(
        [sys.executable, "tests.py"], cwd=acme, env={"PYTHONPATH": "src"}, capture_output=True, text=True
    )
    return done.stdout + done.stderr


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def test_into_a_repository_with_its_own_tests(targets: Path, acme: Path) -> None:
    into = acme / "src/acme/_vendor/shop"
    before = snapshot(acme)
    code, text = sdkgen("vendor", "shop", "--into", into, "--as", "acme._vendor.shop", "--root", targets)
    assert code == 0
    assert "modules imported" in text
    assert run_tests(acme) == "fine\n"
    after = snapshot(acme)
    assert {path: after[path] for path in before} == before
    assert all(
        path.startswith("src/acme/_vendor/shop/")
        for path in after.keys() - before.keys()
        if "__pycache__" not in path
    )
    record = json.loads(after["src/acme/_vendor/shop/sdkgen.vendor.json"])
    assert (record["target"], record["name"], record["only"]) == ("shop", "acme._vendor.shop", [])
    assert {"document", "configuration", "templates"} <= record["inputs"].keys()
    manifest = json.loads(after["src/acme/_vendor/shop/sdkgen.manifest.json"])
    assert {"__init__.py", "LICENSE", "sdkgen.vendor.json"} <= manifest["files"].keys()
    assert b"MIT License" in after["src/acme/_vendor/shop/LICENSE"]


def test_update_and_check_in_place(targets: Path, acme: Path) -> None:
    into = acme / "src/acme/_vendor/shop"
    sdkgen("vendor", "shop", "--into", into, "--root", targets, "-q")
    assert json.loads((into / "sdkgen.vendor.json").read_text())["name"] == "acme._vendor.shop"
    (into / "notes.txt").write_text("mine")
    assert sdkgen("vendor", "--check", "--into", into, "--root", targets, "-q")[0] == 0
    data = document()
    data["components"]["schemas"]["Item"]["properties"]["size"] = {"type": "integer"}
    del data["components"]["schemas"]["Owner"]
    data["components"]["schemas"]["Item"]["properties"]["owner"] = {"type": "string"}
    write(targets, data)
    assert sdkgen("vendor", "--check", "--into", into, "--root", targets, "-q")[0] == 3
    assert (into / "types/owner.py").exists()
    assert sdkgen("vendor", "--update", "--into", into, "--root", targets, "-q")[0] == 0
    assert sdkgen("vendor", "--check", "--into", into, "--root", targets, "-q")[0] == 0
    assert not (into / "types/owner.py").exists()
    assert (into / "notes.txt").read_text() == "mine"
    (into / "_client.py").write_text("edited\n")
    assert sdkgen("vendor", "--check", "--into", into, "--root", targets, "-q")[0] == 3
    with pytest.raises(InputError):
        sdkgen("vendor", "--update", "--into", into, "--root", targets, "-q")
    assert (into / "_client.py").read_text() == "edited\n"


def test_only_some_resources(targets: Path, acme: Path) -> None:
    into = acme / "src/acme/_vendor/shop"
    sdkgen("vendor", "shop", "--into", into, "--only", "items", "--root", targets, "-q")
    files = snapshot(into)
    assert "types/item.py" in files
    assert "types/owner.py" in files  # items reach it
    assert not any("owners" in path for path in files)
    assert b"owners" not in files["_client.py"]
    assert run_tests(acme) == "fine\n"
    sdkgen("vendor", "--update", "--into", into, "--root", targets, "-q")
    assert snapshot(into).keys() >= files.keys()
    assert not any("owners" in path for path in snapshot(into))
    with pytest.raises(UsageError, match="nothing"):
        sdkgen("vendor", "shop", "--into", into, "--only", "nothing", "--root", targets, "-q")


def test_two_versions_side_by_side(targets: Path, acme: Path) -> None:
    vendor = acme / "src/acme/_vendor"
    sdkgen("vendor", "shop", "--into", vendor / "one", "--root", targets, "-q")
    data = document()
    data["components"]["schemas"]["Item"]["properties"]["size"] = {"type": "integer"}
    write(targets, data)
    sdkgen("vendor", "shop", "--into", vendor / "two", "--root", targets, "-q")
    (acme / "tests.py").write_text(
        "from acme._vendor import one, two\n"
        "a, b = one.types.Item, two.types.Item\n"
        "assert a is not b and 'size' in b.model_fields and 'size' not in a.model_fields\n"
        "assert not issubclass(one.ShopError, two.ShopError)\n"
        "assert one.Shop().items and two.Shop().items\n"
        "print('fine')\n"
    )
    assert run_tests(acme) == "fine\n"


def test_names_and_folders_have_to_fit(tmp_path: Path) -> None:
    place = place_of(tmp_path / "src/acme/_vendor/shop", "acme._vendor.shop")
    assert (place.name, place.root) == ("acme._vendor.shop", tmp_path / "src")
    for bad in ("acme.shop2", "class", "a-b", "a..shop"):
        with pytest.raises(UsageError):
            place_of(tmp_path / "src/acme/shop", bad)


def test_broken_imports_are_found_without_running_anything() -> None:
    files = {
        "__init__.py": b"from .a import A\nfrom . import a\n",
        "a.py": b"import os\nfrom pydantic import BaseModel\nclass A: ...\nfrom .sub import gone\n",
        "sub/__init__.py": b"from ..a import A, missing\nfrom ...x import y\nimport pkg.a\n",
    }
    found = [(each.path, each.target) for each in broken_imports(files, "pkg")]
    assert found == [
        ("a.py", "sub.gone"),
        ("sub/__init__.py", "a.missing"),
        ("sub/__init__.py", "...x"),
        ("sub/__init__.py", "pkg.a"),
    ]
