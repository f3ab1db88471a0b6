"""Encoders: whatever the words are, the printed text holds them and nothing else."""

from __future__ import annotations

import ast
import json
import tokenize
import tomllib
import unicodedata
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.plan.code import Code, Text
from generator.render import filters

NASTY = [
    '"""',
    "'''",
    '\\"""',
    "\\",
    "\\\\\n",
    '"\\',
    "\r\n",
    "\x00\x1b[31m",
    "\u2028\u2029\x85\x0b\x0c",
    "\u202eevil\u2066",
    "{{ 1 }}{% x %}{# #}",
    "#\nimport os",
    "```\n</code><script>",
    "\N{BULLET}\\N{BULLET}",
    "${x} %s {0}",
    "\U000e0001\ufeff\u200b",
]
WORDS = st.lists(st.sampled_from(NASTY) | st.text(max_size=20), max_size=6).map("".join)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=10,
)


def is_safe(text: str) -> bool:
    """No control, bidirectional or separator characters but line ends."""
    return all(c == "\n" or unicodedata.category(c) not in {"Cc", "Cf", "Zl", "Zp", "Cs"} for c in text)


@given(value=VALUES)
def test_a_literal_is_its_value(value: object) -> None:
    printed = filters.literal(value)
    assert isinstance(printed, Code)
    assert printed.isascii()
    assert "\n" not in printed
    [statement] = ast.parse(f"x = {printed}").body
    assert isinstance(statement, ast.Assign)
    assert ast.literal_eval(statement.value) == value


@pytest.mark.parametrize("indent", [0, 4, 8])
@given(words=WORDS)
def test_a_docstring_is_one_statement(indent: int, words: str) -> None:
    printed = filters.docstring(Text(words), indent)
    lead = " " * indent
    header = "".join(f"{' ' * depth}class C:\n" for depth in range(0, indent, 4))
    module = ast.parse(f"{header}{lead}{printed}\n{lead}after = 1\n")
    body = module.body
    for _ in range(0, indent, 4):
        [inner] = body
        assert isinstance(inner, ast.ClassDef)
        body = inner.body
    first, second = body
    assert isinstance(first, ast.Expr)
    assert isinstance(first.value, ast.Constant)
    assert isinstance(second, ast.Assign)
    assert is_safe(printed)
    kept = "".join(str(first.value.value).split())
    assert kept == "".join(words.split()), "words were lost or added"


@given(words=WORDS, indent=st.sampled_from([0, 4]))
def test_a_comment_stays_one(words: str, indent: int) -> None:
    source = " " * indent + filters.comment(Text(words), indent) + "\n"
    assert is_safe(source)
    kinds = {token.type for token in tokenize.generate_tokens(StringIO(source).readline)}
    assert kinds <= {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.ENDMARKER}


@given(words=WORDS)
def test_toml(words: str) -> None:
    printed = filters.toml(Text(words))
    assert tomllib.loads(f"a = {printed}\nb = 1") == {"a": words, "b": 1}
    assert is_safe(printed)


@given(words=WORDS)
def test_markdown_is_inert(words: str) -> None:
    for encode in (filters.md, filters.md_cell, filters.md_code, filters.fenced):
        printed = encode(Text(words))
        assert "\n" not in printed
        assert is_safe(printed)
    for printed in (filters.md(Text(words)), filters.md_cell(Text(words))):
        blocks = MarkdownIt("commonmark").parse(f"x {printed}")
        assert {child.type for block in blocks for child in block.children or ()} <= {"text", "code_inline"}
    code = filters.md_code(Text(words))
    fence = code[: len(code) - len(code.lstrip("`"))]
    assert code.endswith(fence)
    assert fence not in code[len(fence) : -len(fence)].replace(fence + "`", "")


@given(words=WORDS)
def test_link_targets(words: str) -> None:
    assert set(filters.url_path(Text(words))) <= set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/%"
    )


@given(value=VALUES)
def test_words_never_print_themselves(value: object) -> None:
    with pytest.raises(TypeError):
        str(Text(json.dumps(value)))
