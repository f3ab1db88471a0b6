"""Signs of health of the sources, beside the same figures of codebases worth learning from.

    python -m benchmarks.stats [--json]

A body of a function are its lines behind the docstring.  A function is fully typed when its result and every parameter
but `self` and `cls` have annotations.  None of the figures is a limit: they show where to look.
"""

from __future__ import annotations

import argparse
import ast
import io
import json
import re
import statistics
import tokenize
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeAlias

ROOT = Path(__file__).resolve().parents[1]
PARTS = {"generator": "generator", "runtime": "templates/runtime", "tests": "tests"}
MODELS = {
    "lines of a file, median": "vendoring 76, openapi-python-client 61, swift-openapi-generator 63",
    "lines of a file, largest": "vendoring 198, openapi-python-client 555",
    "body of a function, 90th percentile": "structlog 16, httpx 22, vendoring 23",
    "body of a function, longest": "vendoring 77, towncrier 133",
    "functions fully typed, %": "httpx, black, vendoring 100, structlog 96",
    "modules with a docstring, %": "copier 100, structlog 90",
    "classes with a docstring, %": "copier 94, structlog 100",
    "comment lines per 100 code lines": "4 to 11",
    "control tags per 100 template lines": "five public template sets 22 to 34",
    "template conditions with and, or, comparison, %": "the same five 13 to 43",
    "template nesting, deepest": "the same five 4 to 7",
}
"""Measured in public codebases, by the name of the figure."""
_TAG = re.compile(r"\{%-?\s*(\w+)(.*?)-?%\}", re.DOTALL)
_OPENING = frozenset({"if", "for", "macro", "block", "call", "filter"})
_COMPOUND = re.compile(r"\b(?:and|or|in)\b|[<>]|[=!]=")


@dataclass(frozen=True, slots=True)
class Function:
    """One function.  `body`: lines behind its docstring."""

    place: str
    body: int
    is_typed: bool


@dataclass(frozen=True, slots=True)
class Module:
    """One file.  `code` and `comments`: lines; `classes`: whether each has a docstring."""

    place: str
    lines: int
    code: int
    comments: int
    is_described: bool
    classes: tuple[bool, ...]
    functions: tuple[Function, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A row of the table.  `values` by part; `where` names the place of an extreme."""

    name: str
    values: Mapping[str, float]
    where: str = ""


Measure: TypeAlias = Callable[[Sequence[Module]], float]
"""One value of the modules of a part."""


def read_module(path: Path, root: Path = ROOT) -> Module:
    """What one Python file is like.  Raises SyntaxError for a broken one."""
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    place = path.relative_to(root).as_posix()
    nodes = list(ast.walk(tree))
    comments = {
        t.start[0] for t in tokenize.generate_tokens(io.StringIO(text).readline) if t.type == tokenize.COMMENT
    }
    lines = text.splitlines()
    return Module(
        place,
        len(lines),
        sum(bool(line.strip()) for line in lines),
        len(comments),
        not lines or ast.get_docstring(tree) is not None,
        tuple(ast.get_docstring(node) is not None for node in nodes if isinstance(node, ast.ClassDef)),
        tuple(_function(n, place) for n in nodes if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)),
    )


def _function(node: ast.FunctionDef | ast.AsyncFunctionDef, place: str) -> Function:
    statements = node.body[1:] if ast.get_docstring(node) is not None else node.body
    last = node.end_lineno or node.lineno
    body = last - statements[0].lineno + 1 if statements else 0
    spec = node.args
    given = [*spec.posonlyargs, *spec.args, *spec.kwonlyargs, *filter(None, (spec.vararg, spec.kwarg))]
    typed = all(one.annotation is not None for one in given if one.arg not in ("self", "cls"))
    return Function(f"{place}:{node.lineno}", body, typed and node.returns is not None)


def figures(parts: Mapping[str, Sequence[Module]]) -> Iterator[Figure]:
    """The rows about Python, a value for each part; extremes are named outside of tests."""
    modules = [module for name, part in parts.items() if name != "tests" for module in part]
    largest = max(modules, key=lambda module: module.lines)
    longest = max((f for module in modules for f in module.functions), key=lambda f: f.body)
    yield Figure("files", {name: len(part) for name, part in parts.items()})
    yield Figure("lines", {name: sum(m.lines for m in part) for name, part in parts.items()})
    yield _row("lines of a file, median", parts, lambda part: statistics.median(m.lines for m in part))
    yield _row("lines of a file, largest", parts, lambda part: max(m.lines for m in part), largest.place)
    yield _row("functions", parts, lambda part: len(_bodies(part)))
    yield _row("body of a function, median", parts, lambda part: statistics.median(_bodies(part)))
    yield _row(
        "body of a function, 90th percentile",
        parts,
        lambda part: _bodies(part)[int(len(_bodies(part)) * 0.9)],
    )
    yield _row("body of a function, longest", parts, lambda part: _bodies(part)[-1], longest.place)
    yield _row(
        "functions fully typed, %",
        parts,
        lambda part: _share([f.is_typed for m in part for f in m.functions]),
    )
    yield _row("modules with a docstring, %", parts, lambda part: _share([m.is_described for m in part]))
    yield _row(
        "classes with a docstring, %", parts, lambda part: _share([c for m in part for c in m.classes])
    )
    yield _row(
        "comment lines per 100 code lines",
        parts,
        lambda part: round(100 * sum(m.comments for m in part) / sum(m.code for m in part), 1),
    )
    written = sum(m.lines for name, part in parts.items() if name != "tests" for m in part)
    tested = sum(m.lines for m in parts.get("tests", ()))
    yield Figure("lines of tests per line of code", {"tests": round(tested / written, 2)})


def template_figures(sources: Mapping[str, str]) -> Iterator[Figure]:
    """The rows about templates, given as text by name."""
    lines = sum(text.count("\n") for text in sources.values())
    tags = {name: _TAG.findall(text) for name, text in sources.items()}
    everything = [tag for found in tags.values() for tag in found]
    conditions = [words for kind, words in everything if kind in ("if", "elif")]
    depths = {name: _depth(found) for name, found in tags.items()}
    deepest = max(depths, key=lambda name: depths[name])
    yield Figure("template lines", {"templates": lines})
    yield Figure(
        "control tags per 100 template lines", {"templates": round(100 * len(everything) / lines, 1)}
    )
    compound = [bool(_COMPOUND.search(words)) for words in conditions]
    yield Figure(
        "template conditions with and, or, comparison, %", {"templates": _share(compound) if compound else 0}
    )
    yield Figure("template nesting, deepest", {"templates": depths[deepest]}, deepest)


def _depth(tags: Sequence[tuple[str, str]]) -> int:
    depth = deepest = 0
    for kind, _ in tags:
        depth += (kind in _OPENING) - (kind.startswith("end") and kind[3:] in _OPENING)
        deepest = max(deepest, depth)
    return deepest


def _row(name: str, parts: Mapping[str, Sequence[Module]], measure: Measure, where: str = "") -> Figure:
    return Figure(name, {part: measure(modules) for part, modules in parts.items()}, where)


def _bodies(modules: Sequence[Module]) -> list[int]:
    return sorted(function.body for module in modules for function in module.functions)


def _share(values: Sequence[bool]) -> float:
    return round(100 * sum(values) / len(values), 1) if values else 100.0


def measure(root: Path = ROOT) -> list[Figure]:
    """All rows for a checkout."""
    parts = {
        name: [read_module(path, root) for path in sorted((root / folder).rglob("*.py"))]
        for name, folder in PARTS.items()
    }
    folder = root / "templates"
    found = (path for path in folder.rglob("*") if path.suffix in (".jinja", ".jinja2"))
    sources = {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in sorted(found)}
    return [*figures(parts), *template_figures(sources)]


def table(rows: Sequence[Figure]) -> str:
    """The rows as text: a column for each part, the models behind."""
    columns = (*PARTS, "templates")
    lines = [f"{'':48}{''.join(f'{part:>11}' for part in columns)}  models"]
    for row in rows:
        shown = "".join(f"{_number(row.values.get(part)):>11}" for part in columns)
        where = f"  ({row.where})" if row.where else ""
        lines.append(f"{row.name:48}{shown}  {MODELS.get(row.name, '')}{where}")
    return "\n".join(lines)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,g}" if value < 1_000 else f"{value:,.0f}"


def main() -> None:
    """Print the table, or with `--json` the rows."""
    parser = argparse.ArgumentParser(description="Signs of health of the sources.")
    parser.add_argument("--json", action="store_true", help="print the rows as JSON")
    rows = measure()
    print(json.dumps([asdict(row) for row in rows], indent=2) if parser.parse_args().json else table(rows))


if __name__ == "__main__":
    main()
