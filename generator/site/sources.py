"""What Sphinx reads: the pages of a distribution as they are, an index, and the settings.

The pages are read as GitHub's Markdown and nothing more, so that no words of a document can be directives or roles.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

__all__ = ["write_sources"]

_SETTINGS = """\
project = {title}
author = ""
version = release = {version}
extensions = ["myst_parser"]
myst_gfm_only = True
myst_heading_anchors = 3
root_doc = "index"
html_theme = "furo"
html_title = {title}
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
html_static_path = ["_style"]
html_css_files = ["wide.css"]
templates_path = []
suppress_warnings = ["myst.header", "misc.highlighting_failure"]
"""

_STYLE = """\
/* Tables of parameters are wide: they scroll inside the page, and types may break anywhere. */
article .table-wrapper { overflow-x: auto; }
article table.docutils td code { overflow-wrap: anywhere; }
article table.docutils td { vertical-align: top; }
article table.docutils td:first-child code { white-space: nowrap; overflow-wrap: normal; }
article table.docutils td:nth-child(2) { min-width: 9rem; }
"""

_SOURCE_LINK = re.compile(r"(\]\([^)\s]*\.py)\)")

_PAGE_LINK = re.compile(r"\]\(([^)/\s]+\.md)\)")


def write_sources(distribution: Path, folder: Path) -> int:
    """Fill `folder` with the sources of a site for the distribution; returns the number of pages.

    `distribution` holds `README.md`, `api.md`, `reference/` and `pyproject.toml` as `sdkgen generate` wrote them.
    Raises FileNotFoundError when one of them is missing.
    """
    project = tomllib.loads((distribution / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pages = [Path("README.md"), Path("api.md")]
    contents = Path("reference", "README.md")
    # The index has the pages in the order of the client's resources.
    links = _PAGE_LINK.findall((distribution / contents).read_text(encoding="utf-8"))
    pages += [contents, *(contents.with_name(unquote(link)) for link in links)]
    for page in pages:
        text = (distribution / page).read_text(encoding="utf-8")
        for source in _linked(text, page):
            _copy(distribution / source, folder / f"{source}.txt")
        _write(folder / page, _SOURCE_LINK.sub(r"\1.txt)", text))
    title, version = str(project["name"]), str(project["version"])
    _write(folder / "conf.py", _SETTINGS.format(title=json.dumps(title), version=json.dumps(version)))
    _write(folder / "_style" / "wide.css", _STYLE)
    _write(folder / "index.rst", "\n".join(_index(pages)) + "\n")
    return len(pages)


def _linked(text: str, page: Path) -> Iterator[PurePosixPath]:
    """Python files that a page links to, relative to the distribution."""
    for match in _SOURCE_LINK.finditer(text):
        target = PurePosixPath(match[1].removeprefix("]("))
        parts: list[str] = []
        for part in (*PurePosixPath(page.parent.as_posix()).parts, *target.parts):
            if part == "..":
                parts = parts[:-1]
            else:
                parts.append(part)
        yield PurePosixPath(*parts)


def _index(pages: list[Path]) -> Iterator[str]:
    yield ".. include:: README.md"
    yield "   :parser: myst_parser.sphinx_"
    yield from ("", ".. toctree::", "   :hidden:", "", "   Start <README>", "   All methods <api>", "")
    yield from (".. toctree::", "   :hidden:", "   :caption: Reference", "")
    for page in pages[2:]:
        title = "All resources" if page.name == "README.md" else page.stem
        yield f"   {title} <{page.with_suffix('').as_posix()}>"


def _copy(source: Path, target: Path) -> None:
    if not target.exists():
        _write(target, source.read_text(encoding="utf-8"))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
