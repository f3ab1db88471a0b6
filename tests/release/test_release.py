"""`sdkgen release`: causes, version, changelog, commit message, names that live on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator.diagnostics import UsageError
from generator.release.writing import with_version
from tests.release.shop import CONFIG, document, git, reference, sdkgen, write


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    (tmp_path / ".gitignore").write_text(".cache\n")
    write(tmp_path, document())
    assert sdkgen("generate", "--root", tmp_path, "-q", "--jobs", "1")[0] == 0
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "one")
    return tmp_path


def run(program: str, root: Path) -> str:
    """The output of a program that imports the generated package."""
    command = [sys.executable, "-c", program]
    return subprocess.run(
        command, cwd=root / "generated/shop", capture_output=True, text=True, check=True
    ).stdout


def configuration(root: Path) -> str:
    return (root / "specs/shop/sdk.yaml").read_text()


def test_a_breaking_change_from_document_to_changelog(shop: Path) -> None:
    data = document()
    del data["components"]["schemas"]["Item"]["properties"]["state"]
    data["paths"]["/items"]["get"]["parameters"][0]["required"] = True
    write(shop, data)
    sdkgen("generate", "--root", shop, "-q", "--jobs", "1")
    code, text = sdkgen("surface", "HEAD:generated/shop", "generated/shop", "--root", shop, "--format", "json",
                        "--documents", "HEAD:specs/shop", "specs/shop", "--fail-on", "breaking")  # fmt: skip
    found = json.loads(text)
    assert (code, found["bump"]) == (3, "major")
    causes = {
        (f"{each['path']}.{each['member']}", each["id"]): each["causes"][0] for each in found["changes"]
    }
    assert causes["types.Item.state", "attribute-removed"] == "Item.state: removed (property-removed)"
    limit = "GET /items: query parameter 'limit': required now (parameter-became-required)"
    assert causes["resources.Items.list", "parameter-became-required"] == limit
    assert causes["types.ItemListParams.limit", "attribute-became-required"] == limit
    assert all(each["causes"] for each in found["changes"])
    message = shop / "message.txt"
    assert sdkgen("release", "shop", "--root", shop, "--message", message, "--write", "-q")[0] == 0
    assert "version: 2.0.0   # set by releases" in configuration(shop)
    changelog = (shop / "generated/shop/CHANGELOG.md").read_text()
    assert changelog == (shop / "specs/shop/CHANGELOG.md").read_text()
    assert "## 2.0.0" in changelog
    assert "- `types.Item.state`: removed (Item.state: removed (property-removed))" in changelog
    assert "AsyncItems" not in changelog  # its twin says it
    first, blank, *rest = message.read_text().splitlines()
    assert (first, blank) == ("Regenerate shop 2.0.0", "")
    assert rest[0] == "Version 1.2.3 to 2.0.0 (major)."
    assert '__version__ = "2.0.0"' in (shop / "generated/shop/shop_client/_version.py").read_text()
    assert sdkgen("generate", "--root", shop, "--check", "-q")[0] == 0
    # Doing it again from the same state changes nothing: one section, one version.
    sdkgen("release", "shop", "--root", shop, "--write", "-q")
    assert (shop / "specs/shop/CHANGELOG.md").read_text() == changelog


def test_additive_neutral_and_nothing(shop: Path) -> None:
    assert "1.2.3 to 1.2.3 (none)" in sdkgen("release", "shop", "--root", shop)[1]
    data = document()
    data["components"]["schemas"]["NewItem"]["properties"]["note"] = {"type": "string"}
    write(shop, data)
    sdkgen("generate", "--root", shop, "-q", "--jobs", "1")
    assert "1.2.3 to 1.3.0 (minor)" in sdkgen("release", "shop", "--root", shop)[1]
    data = document()
    data["info"]["version"] = "2"
    write(shop, data)
    sdkgen("generate", "--root", shop, "-q", "--jobs", "1")
    text = sdkgen("release", "shop", "--root", shop)[1]
    assert "(patch)" in text or "(none)" in text


def test_renamed_names_live_on_for_one_major_version(shop: Path) -> None:
    data = document()
    schemas = data["components"]["schemas"]
    schemas["Person"] = schemas.pop("Owner")
    schemas["Item"]["properties"]["owner"] = reference("Person")
    write(shop, data)
    path = shop / "specs/shop/sdk.yaml"
    path.write_text(CONFIG + "release:\n  keep_names: true\n")
    sdkgen("generate", "--root", shop, "-q", "--jobs", "1")
    text = sdkgen("release", "shop", "--root", shop, "--write")[1]
    assert "1.2.3 to 1.3.0 (minor)" in text
    assert 'old: "types.Owner", new: "types.Person", since: "1.3.0"' in configuration(shop)
    assert "### Deprecated" in (shop / "specs/shop/CHANGELOG.md").read_text()
    _, found = sdkgen("surface", "HEAD:generated/shop", "generated/shop", "--root", shop, "--format", "json")
    assert json.loads(found)["bump"] == "minor"
    program = "import shop_client as s; assert s.types.Owner is s.types.Person; print('fine')"
    assert run(program, shop) == "fine\n"
    # A method that is called otherwise: the old one stays beside it.
    path.write_text(f"{configuration(shop)}resources:\n  items:\n    methods:\n      find: listItems\n")
    sdkgen("generate", "--root", shop, "-q", "--jobs", "1")
    sdkgen("release", "shop", "--root", shop, "--write")
    assert 'old: "items.list", new: "items.find"' in configuration(shop)
    program = "import shop_client as s; c = s.Shop(); assert c.items.find and c.items.list;" "print('fine')"
    assert run(program, shop) == "fine\n"
    assert "deprecated" in (shop / "generated/shop/shop_client/resources/items.py").read_text()
    # That was a major step (the parameters' type has another name), and the next one is free of older names.
    assert not (shop / "generated/shop/shop_client/types/owner.py").exists()


@pytest.mark.slow
def test_a_checker_never_sees_more_than_the_step_says(shop: Path) -> None:
    """A program that was right is checked against each later package: refused means a major step."""
    program = (
        "from shop_client import Shop\nfrom shop_client.types import Item, Owner\nc = Shop()\n"
        "item: Item = c.items.create(name='x')\nowner: Owner | None = item.owner\nc.items.list()\nc.items.list(limit=1)\n"
        "mine = Item(id='1')\n"
    )
    edits = {
        "required parameter": lambda d: d["paths"]["/items"]["get"]["parameters"][0].update(required=True),
        "other type": lambda d: d["components"]["schemas"]["Item"]["properties"].update(
            owner={"type": "string"}
        ),
        "new optional": lambda d: d["components"]["schemas"]["NewItem"]["properties"].update(
            n={"type": "string"}
        ),
    }
    for name, edit in edits.items():
        data = document()
        edit(data)
        write(shop, data)
        sdkgen("generate", "--root", shop, "-q", "--jobs", "1")
        (shop / "program.py").write_text(program)
        done = subprocess.run(
            [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", "program.py"],
            cwd=shop,
            env={"MYPYPATH": str(shop / "generated/shop"), "PATH": ""},
            capture_output=True,
            text=True,
        )
        step = sdkgen("release", "shop", "--root", shop)[1].splitlines()[0]
        if done.returncode:
            assert "(major)" in step, (name, step, done.stdout)
        if name == "new optional":
            assert (done.returncode, "(minor)" in step) == (0, True), done.stdout


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("package:\n  version: 1.0 # c\n", "package:\n  version: 2.0.0 # c\n"),
        ("package:\n  name: a\nclient: {}\n", "package:\n  version: 2.0.0\n  name: a\nclient: {}\n"),
        (
            "spec: a\nclient:\n  version: 3\n",
            "spec: a\nclient:\n  version: 3\n\npackage:\n  version: 2.0.0\n",
        ),
    ],
)
def test_the_version_is_set_where_it_stands(before: str, after: str) -> None:
    assert with_version(before, "2.0.0") == after


def test_a_configuration_on_one_line_is_left_to_its_author() -> None:
    with pytest.raises(UsageError):
        with_version("package: {name: a}\n", "2.0.0")
