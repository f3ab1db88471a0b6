"""Breaking long code: the meaning stays, and black has nothing left to do in the usual cases."""

from __future__ import annotations

import ast

import black
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.plan.code import Code, literal
from generator.render import layout
from generator.render.formatting.black import MODE

LONG = [f"name_{i:02}" for i in range(12)]
values = st.recursive(
    st.text(max_size=30) | st.integers() | st.none(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=20), inner, max_size=5),
    max_leaves=25,
)


def same(left: str, right: str) -> bool:
    """Whether two sources mean the same."""
    return ast.dump(ast.parse(left)) == ast.dump(ast.parse(right))


def is_final(source: str) -> bool:
    """Whether black would leave a source as it is."""
    return black.format_str(source, mode=MODE) == source


@given(values)
@settings(max_examples=200, deadline=None)
def test_collections_keep_their_value(value: object) -> None:
    """Brackets, commas and quotes inside of strings are no structure."""
    code = literal(value)
    assert ast.literal_eval(layout.fitted(code, 12, 4)) == value
    source = f"x = {layout.fitted(code, 4, 0)}\n"
    assert same(source, f"x = {code}\n")


def test_collections_are_one_item_a_line() -> None:
    """A dictionary that does not fit."""
    code = Code("{" + ", ".join(f'"{n}": {n}' for n in LONG) + "}")
    source = f"f(\n    body={layout.fitted(code, 9, 4)},\n)\n"
    assert source.count("\n") == 16
    assert is_final(source)


def test_arguments_share_a_line_where_they_fit() -> None:
    """A call whose arguments fit on one line of their own."""
    code = Code(f"SomeClass({', '.join(f'{n}={i}' for i, n in enumerate(LONG[:7]))})")
    source = f"value_of_the_call = {layout.fitted(code, 20, 0)}\n"
    assert is_final(source)
    assert source.count("\n") == 3


@pytest.mark.parametrize("count", [1, 2, 5, 12])
def test_parameters(count: int) -> None:
    """Long annotations stand in parentheses, one alternative a line where they must."""
    for default in (" = omit", ""):
        annotation = " | ".join(f"LongNameOfSomeType{n}" for n in LONG[:count])
        code = Code(f"argument: {annotation}{default}")
        printed = layout.parameter(code, 4)
        source = f"def function(\n    {printed},\n) -> None: ...\n"
        assert same(source, f"def function({code}) -> None: ...\n")
        assert is_final(source)


def test_parameters_with_one_long_alternative() -> None:
    """A literal with many values, in brackets of its own."""
    code = Code(f"argument: Literal[{', '.join(literal(n) for n in LONG)}] | Omit = omit")
    source = f"def function(\n    {layout.parameter(code, 4)},\n) -> None: ...\n"
    assert is_final(source)
    assert layout.parameter(Code("*"), 4) == "*"


@pytest.mark.parametrize("size", [1, 3, 4, 8])
def test_assignments(size: int) -> None:
    """Constants with short, long and very long annotations."""
    annotation = Code(f"Operation[{', '.join(f'LongNameOf{n}' for n in LONG[:size])}]")
    for settings_count in (2, 9):
        inner = ", ".join(f'{n}="{n}"' for n in LONG[:settings_count])
        source = layout.assignment(Code("_CREATE"), annotation, Code(f"Operation({inner})")) + "\n"
        assert same(source, f"_CREATE: {annotation} = Operation({inner})\n")
        assert max(len(line) for line in source.splitlines()) <= layout.COLUMNS


def test_imports() -> None:
    """One name a line where the statement does not fit; other statements stay."""
    code = Code(f"from ...package.module import {', '.join(LONG)}")
    assert is_final(f"{layout.import_line(code)}\n")
    nested = layout.import_line(code, 4)
    assert is_final(f"if True:\n    {nested}\n")
    assert layout.import_line(Code("import x")) == "import x"


def test_blank_lines() -> None:
    """Two before definitions of a module, one elsewhere, none at the ends."""
    source = layout.settled(
        '\n\n"""Words."""\n\n\n\nx = 1\nclass A:\n    """A."""\n\n\n    y: int\n\n\n\n@d\n\nclass B:\n    pass\n\n\n'
    )
    assert (
        source
        == '"""Words."""\n\nx = 1\nclass A:\n    """A."""\n\n    y: int\n\n\n@d\n\nclass B:\n    pass\n'
    )


@pytest.mark.parametrize("call", [layout.fitted, layout.import_line, layout.parameter])
def test_only_code_is_laid_out(call: object) -> None:
    """Plain text is refused."""
    with pytest.raises(TypeError):
        call("text", 4)  # type: ignore[operator]
    with pytest.raises(TypeError):
        layout.assignment(Code("a"), "b", Code("c()"))
