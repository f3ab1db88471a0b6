"""`sdkgen docs --html`: a site of a generated package, whose pages say what the Markdown says."""

from __future__ import annotations

import html
import importlib.util
import re
from pathlib import Path

import pytest

from generator.site import SiteError, build_site, write_sources
from tests.cli.conftest import sdkgen, spec
from tests.cli.running import SPEC, Command, target

__all__ = ["sdkgen", "spec"]

HAS_SPHINX = importlib.util.find_spec("sphinx") is not None


def test_pages_come_in_the_order_of_the_resources(sdkgen: Command, tmp_path: Path) -> None:
    second = (
        "  /cats:\n    get: {operationId: listCats, responses: {'204': {description: none}}}\ncomponents:"
    )
    target(tmp_path, "pets", SPEC.replace("components:", second, 1))
    sdkgen("generate", "-q")
    assert write_sources(tmp_path / "generated" / "pets", tmp_path / "sources") == 5
    index = (tmp_path / "sources" / "index.rst").read_text("utf-8")
    assert index.index("reference/pets") < index.index("reference/cats")
    page = (tmp_path / "sources" / "reference" / "pets.md").read_text("utf-8")
    sources = re.findall(r"\(\.\./([^)]*\.py\.txt)\)", page)
    assert "pets_client/resources/pets.py.txt" in sources
    assert all((tmp_path / "sources" / source).is_file() for source in sources)


@pytest.mark.slow
@pytest.mark.skipif(not HAS_SPHINX, reason="the extra `docs` is not installed")
def test_words_of_a_document_are_words_on_the_site(sdkgen: Command, tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script> {eval}`1` {{ 7 * 7 }} % x"
    document = SPEC.replace("operationId: listPets", f'operationId: listPets\n      summary: "{hostile}"')
    (tmp_path / "api.yaml").write_text(document, "utf-8")
    sdkgen("generate", "--spec", "api.yaml", "--package", "pets_client", "--out", "generated/pets", "-q")
    ran = sdkgen("docs", "pets", "--html")
    assert ran.code == 0, ran.err
    page = (tmp_path / "site" / "pets" / "reference" / "pets.html").read_text("utf-8")
    assert "<script>alert" not in page
    text = html.unescape(re.sub(r"<[^>]+>", "", page))
    assert "<script>alert(1)</script> {eval}1 {{ 7 * 7 }} % x" in text
    assert (tmp_path / "site" / "pets" / "searchindex.js").is_file()
    assert sdkgen("docs", "pets", "--html").code == 0


@pytest.mark.skipif(not HAS_SPHINX, reason="the extra `docs` is not installed")
def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine", "utf-8")
    with pytest.raises(SiteError, match="holds no site"):
        build_site(tmp_path, tmp_path / "mine")
    assert (tmp_path / "mine" / "notes.txt").read_text("utf-8") == "mine"


def test_pages_are_listed(sdkgen: Command, tmp_path: Path) -> None:
    assert sdkgen("docs", "pets").code == 2
    target(tmp_path, "pets")
    sdkgen("generate", "-q")
    listed = sdkgen("docs", "pets").out.split()
    assert listed == ["generated/pets/reference/README.md", "generated/pets/reference/pets.md"]
