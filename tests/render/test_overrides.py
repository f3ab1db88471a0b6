"""Templates of a user: each replaces one of ours, is checked like ours, and may read what the documentation lists."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.paths import templates_dir
from generator.plan.package import Package, PlannedFile
from generator.render.contract import VIEWS, as_data, as_markdown
from generator.render.overrides import template_names
from tests.cli.conftest import sdkgen as sdkgen
from tests.cli.running import Command, target

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests/cases"
NESTED = """\
openapi: 3.1.0
info: {title: Nested, version: "1"}
paths:
  /a:
    post:
      operationId: a
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/A"}}}}
      responses: {"204": {description: done}}
components:
  schemas:
    A: {type: object, properties: {inner: {type: object, properties: {camelCase: {type: string}}}}}
"""
"""A key inside a body is called otherwise in Python."""


def put(folder: Path, name: str, text: str) -> None:
    """A template of the user."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A folder of templates beside a configured target."""
    target(tmp_path, "pets")
    (tmp_path / "mine").mkdir()
    return tmp_path / "mine"


def test_each_kind_of_template_can_be_replaced(mine: Path, sdkgen: Command) -> None:
    put(
        mine,
        "docs/readme.md.jinja",
        '{% include "original/docs/readme.md.jinja" %}\n## {{ view.title | md }} help\n',
    )
    put(
        mine,
        "package/version.py.jinja",
        '{% from "own/x.jinja" import mark %}\n{{ mark() }}__version__ = "9"\n',
    )
    put(mine, "own/x.jinja", "{% macro mark() %}__title__ = 'mine'\n{% endmacro %}")
    model = (templates_dir() / "models/pydantic_v2/BaseModel.jinja2").read_text()
    put(mine, "models/pydantic_v2/BaseModel.jinja2", f"{model}\n    # mine")
    ran = sdkgen("generate", "--templates", "mine")
    assert ran.code == 0, ran.err
    out = mine.parent / "generated" / "pets"
    readme = (out / "README.md").read_text()
    assert "## First call" in readme
    assert readme.endswith("## Pets help\n")
    assert (out / "pets_client/_version.py").read_text() == '__title__ = "mine"\n__version__ = "9"\n'
    assert "# mine" in (out / "pets_client/types/pet.py").read_text()
    assert "templates of the target" in json.loads((out / "sdkgen.manifest.json").read_text())["inputs"]
    assert sdkgen("generate", "--check", "--templates", "mine").code == 0
    assert sdkgen("generate", "--check").code == 3


def test_the_folder_can_be_configured(mine: Path, sdkgen: Command) -> None:
    folder = mine.parent / "specs/pets"
    mine.rename(folder / "mine")
    put(folder / "mine", "docs/reference.md.jinja", "# Pages\n")
    with (folder / "sdk.yaml").open("a") as file:
        file.write("templates: mine\n")
    assert sdkgen("generate").code == 0
    page = mine.parent / "generated/pets/reference/README.md"
    assert page.read_text() == "# Pages\n"
    put(folder / "mine", "docs/reference.md.jinja", "# Other pages\n")
    assert sdkgen("generate").code == 0
    assert page.read_text() == "# Other pages\n"


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("docs/readme.md.jinja", "{{ view.heading | md }}", "'heading'"),
        ("docs/readme.md.jinja", "{{ view.title }}", "words printed without an encoder"),
        ("docs/readme.md.jinja", "{% if %}", "TemplateSyntaxError"),
        ("package/version.py.jinja", "def", "not valid Python"),
        ("models/pydantic_v2/BaseModel.jinja2", "class Other: pass", "no single class"),
    ],
)
def test_a_template_that_fails_says_where_to_look(
    mine: Path, sdkgen: Command, name: str, text: str, complaint: str
) -> None:
    put(mine, name, text)
    ran = sdkgen("generate", "--templates", "mine")
    assert ran.code == 1
    assert complaint in ran.err
    assert "docs/templates.md" in ran.err
    assert not (mine.parent / "generated").exists()


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("docs/readmee.md.jinja", "did you mean docs/readme.md.jinja?"),
        ("other.jinja", "`sdkgen templates` lists them"),
        ("runtime/client.py", "custom:"),
    ],
)
def test_what_would_replace_nothing_is_refused(mine: Path, sdkgen: Command, name: str, advice: str) -> None:
    put(mine, name, "")
    ran = sdkgen("generate", "--templates", "mine")
    assert ran.code == 2
    assert advice in ran.err


def test_the_command_shows_templates(mine: Path, sdkgen: Command) -> None:
    listed = {line.split()[0] for line in sdkgen("templates").out.splitlines()}
    assert listed == set(template_names())
    source = (templates_dir() / "docs/api.md.jinja").read_text()
    assert sdkgen("templates", "docs/api.md.jinja").out == source
    assert sdkgen("templates", "docs/app.md.jinja").code == 2
    assert json.loads(sdkgen("templates", "--json").out) == as_data()
    assert sdkgen("generate", "--templates", "nowhere").code == 2


def test_the_documentation_lists_what_templates_may_read() -> None:
    """A view that changes changes the contract: write `sdkgen templates --markdown` to the end of the page."""
    page = (ROOT / "docs/templates.md").read_text("utf-8")
    assert page.partition("## What each template is given\n\n")[2] == as_markdown()


def test_every_printed_file_has_the_view_of_the_contract(packages: list[Package]) -> None:
    seen: set[str] = set()
    for package in packages:
        for file in package.files:
            if file.template is not None:
                seen.add(file.template)
                assert type(file.view) is VIEWS[file.template], file.path
    assert seen == set(VIEWS)


@pytest.fixture
def packages(tmp_path: Path) -> list[Package]:
    """The plans of documents that need every template between them."""
    (tmp_path / "spec.yaml").write_text(NESTED, "utf-8")
    return [_planned(folder) for folder in (CASES / "familiar", CASES / "pages", tmp_path)]


def _planned(folder: Path) -> Package:
    from dataclasses import replace

    from generator.config import TargetConfig
    from generator.config_reader import read_config
    from generator.custom import read_custom
    from generator.diagnostics import Diagnostics
    from generator.lower import lower
    from generator.pipeline import Job, read
    from generator.plan.assemble import plan_package
    from generator.progress import Progress

    diagnostics = Diagnostics()
    path = folder / "sdk.yaml"
    config = read_config(path, diagnostics) if path.is_file() else TargetConfig()
    if not path.is_file():
        config = replace(config, package=replace(config.package, name="pets_client"))
    document = read(Job(config, folder / "spec.yaml"), diagnostics, Progress())
    runtime = templates_dir() / "runtime"
    custom = read_custom(config, folder if path.is_file() else None, runtime, diagnostics)
    return plan_package(lower(document, config, diagnostics), config, runtime, diagnostics, custom).package


def test_planned_files_have_templates_that_exist() -> None:
    assert set(VIEWS) <= set(template_names())
    assert PlannedFile("a", None).template is None
