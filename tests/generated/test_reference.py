"""The reference pages of the generated packages: complete, linked to what exists, with examples that are Python."""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.config import ResourceConfig
from generator.config_reader import read_config
from generator.diagnostics import Diagnostics

ROOT = Path(__file__).resolve().parents[2]
DISTRIBUTIONS = sorted(path.parent for path in ROOT.glob("generated/*/reference"))


def parsed(page: Path) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(page.read_text("utf-8"))


def titles(page: Path) -> list[str]:
    """The second-level headings: methods."""
    tokens = parsed(page)
    following = [tokens[i + 1] for i, t in enumerate(tokens) if t.type == "heading_open" and t.tag == "h2"]
    return ["".join(child.content for child in token.children or ()) for token in following]


def connections(folder: Path) -> list[str]:
    """Resources that open a WebSocket, from the configuration of the target."""
    root = read_config(ROOT / "specs" / folder.name / "sdk.yaml", Diagnostics()).root
    return sorted(".".join(path) for path, each in _walk(root.resources, ()) if each.connect is not None)


def _walk(
    resources: Mapping[str, ResourceConfig], path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], ResourceConfig]]:
    for name, each in resources.items():
        yield (*path, name), each
        yield from _walk(each.resources, (*path, name))


@pytest.mark.parametrize("folder", DISTRIBUTIONS, ids=lambda path: path.name)
def test_every_method_has_a_section(folder: Path) -> None:
    index = json.loads((folder / "operations.json").read_text("utf-8"))
    wanted = Counter((".".join(row["resource"]) or "client", row["method"]) for row in index["methods"])
    wanted.update((each, "connect") for each in connections(folder))
    pages = [page for page in (folder / "reference").glob("*.md") if page.name != "README.md"]
    assert Counter((page.stem, title) for page in pages for title in titles(page)) == wanted


@pytest.mark.parametrize("folder", DISTRIBUTIONS, ids=lambda path: path.name)
def test_links_lead_somewhere(folder: Path) -> None:
    for page in (folder / "reference").glob("*.md"):
        found = set(titles(page))
        for target in re.findall(r"\]\(([^)]*)\)", page.read_text("utf-8")):
            path, _, anchor = unquote(target).partition("#")
            if path:
                assert (page.parent / path).is_file(), (page.name, target)
            else:
                assert anchor in found, (page.name, target)


@pytest.mark.parametrize("folder", DISTRIBUTIONS, ids=lambda path: path.name)
def test_examples_are_python(folder: Path) -> None:
    for page in (folder / "reference").glob("*.md"):
        examples = [token.content for token in parsed(page) if token.type == "fence"]
        assert len(examples) == len(titles(page))
        for example in examples:
            ast.parse(example, page.name)
