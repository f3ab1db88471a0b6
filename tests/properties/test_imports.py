"""Relative imports lead from any module of a package to any other."""

from __future__ import annotations

import ast
import importlib.util

from hypothesis import given
from hypothesis import strategies as st

from generator.plan.imports import Import, lines, relative

PART = st.sampled_from(["types", "chat", "a", "b", "resources", "x1"])
PATH = st.lists(PART, max_size=5).map(tuple)


@given(target=PATH, importer=PATH.filter(bool), is_package=st.booleans())
def test_relative_names_resolve(target: tuple[str, ...], importer: tuple[str, ...], is_package: bool) -> None:
    name = relative(target, importer, importer_is_package=is_package)
    package = ".".join(["root", *(importer if is_package else importer[:-1])])
    assert importlib.util.resolve_name(name, package) == ".".join(["root", *target])


@given(
    imports=st.sets(
        st.builds(
            Import, PATH.filter(bool) | st.sampled_from(["typing", "json"]), st.sampled_from(["A", "B", "c"])
        ),
        max_size=8,
    ),
    importer=PATH.filter(bool),
)
def test_statements_bind_what_was_asked_for(imports: set[Import], importer: tuple[str, ...]) -> None:
    statements = lines(imports, importer)
    bound = [
        alias.asname or alias.name
        for line in statements
        for node in ast.parse(line).body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    ]
    assert sorted(bound) == sorted(item.bound for item in imports)
    assert lines(frozenset(imports), importer) == statements
