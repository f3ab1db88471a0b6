"""Encoders: whatever the words are, the printed text is inert and black leaves it as it is."""

from __future__ import annotations

import ast
import io
import tokenize
import tomllib

import black
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.plan.code import Code, Text
from generator.render import filters
from generator.render.formatting.black import MODE

HOSTILE = [
    "",
    " ",
    "plain",
    '"""',
    "'''",
    '""""""',
    "ends with a backslash \\",
    'ends with a quote "',
    '"begins with one',
    "\\N{DASH} \\x41 \\",
    "line\nline\n\n\nline  \n",
    "\r\nfor\rm\ffeed\vtab\t",
    "\u202eright to left\u202c \u2066isolated\u2069 \u200bzero",
    "\u2028separators\u2029 \x85 \x00 nul",
    "lone \ud800 surrogate",
    "{{ jinja }} {% raw %} {# #}",
    "{braces} %s $x `ticks` ```fence```",
    "# comment\nimport os; os.system('x')",
    "- item\n  - deeper\n    1. numbered " + "long " * 40,
    "w" * 300,
    "<script>alert(1)</script> [link](javascript:x) | cell |",
]
texts = st.one_of(
    st.sampled_from(HOSTILE), st.text(max_size=200), st.text("\"'\\\n #`|ab\u202e\u2028", max_size=60)
)


@given(texts, st.sampled_from([0, 4, 8]))
@settings(max_examples=300, deadline=None)
def test_docstring_is_one_literal(words: str, indent: int) -> None:
    """A docstring is exactly one string token, printable, and a fixed point of the formatter."""
    margin = " " * indent
    nest = {0: "", 4: "class A:\n", 8: "class A:\n    def f(self) -> None:\n"}[indent]
    source = f"{nest}{margin}{filters.docstring(Text(words), indent)}\n"
    tokens = [t for t in tokenize.generate_tokens(io.StringIO(source).readline) if t.type == tokenize.STRING]
    assert len(tokens) == 1
    assert all(c.isprintable() or c == "\n" for c in source)
    assert "  \n" not in source
    compile(source, "x", "exec", ast.PyCF_ONLY_AST)
    assert black.format_str(source, mode=MODE) == source


@given(texts, st.sampled_from([0, 4]))
@settings(max_examples=200, deadline=None)
def test_comment_is_only_comments(words: str, indent: int) -> None:
    """Every line of a comment is one."""
    source = " " * indent + filters.comment(words, indent)
    assert all(line.strip().startswith("#") for line in source.split("\n"))
    assert len(source.split("\n")) == len(source.splitlines())


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | texts,
        lambda s: st.lists(s) | st.dictionaries(texts, s),
        max_leaves=8,
    )
)
@settings(max_examples=200, deadline=None)
def test_literal_is_the_value(value: object) -> None:
    """A literal evaluates to the value and is ASCII."""
    code = filters.literal(value)
    assert code.isascii()
    assert "\n" not in code
    assert ast.literal_eval(code) == value


@given(texts)
@settings(max_examples=200, deadline=None)
def test_toml_is_the_value(words: str) -> None:
    """A TOML string reads back as the words (lone surrogates, which TOML cannot hold, excepted)."""
    whole = words.encode("utf-8", "replace").decode()
    assert tomllib.loads(f"x = {filters.toml(words)}")["x"] == whole


@given(texts)
@settings(max_examples=200, deadline=None)
def test_markdown_stays_on_its_line(words: str) -> None:
    """Inline encoders give one printable line without raw HTML or links."""
    for encode in (filters.md, filters.md_cell, filters.md_code, filters.fenced, filters.url_path):
        code = encode(words)
        assert "\n" not in code
        assert all(c.isprintable() for c in code)
    # What a reader sees are words and code, whatever the words were.
    kinds = {token.type for token in _inline(f"x {filters.md(words)}")}
    assert kinds <= {"text", "code_inline"}


@given(texts)
@settings(max_examples=200, deadline=None)
def test_table_cells_stay_cells(words: str) -> None:
    """Words in a cell end neither the cell nor the row."""
    rows = f"| a | b | c |\n| --- | --- | --- |\n| {filters.md_cell(words)} | {filters.md_cell_code(words)} | x |\n"
    tokens = MarkdownIt("commonmark").enable("table").parse(rows)
    assert [token.type for token in tokens].count("td_open") == 3
    assert tokens[-5].content == "x"
    assert {child.type for token in tokens for child in token.children or ()} <= {"text", "code_inline"}


def _inline(text: str) -> list[Token]:
    return [child for token in MarkdownIt("commonmark").parse(text) for child in token.children or ()]


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("with `stream`", "with `stream`"),
        ("`a|b`", "`a|b`"),
        ("one ` alone", "one \\` alone"),
        ("``two``", "\\`\\`two\\`\\`"),
        ("`<b>` <b>", "`<b>` &lt;b&gt;"),
    ],
)
def test_code_in_words_stays_code(words: str, printed: str) -> None:
    """Single backticks around something are code, any others are shown."""
    assert filters.md(words) == printed
    assert filters.md_cell(words) == printed.replace("|", "\\|")


@pytest.mark.parametrize(
    ("words", "printed"),
    [("plain", "`plain`"), ("a`b", "``a`b``"), ("`", "`` ` ``"), ("", "` `")],
)
def test_code_spans(words: str, printed: str) -> None:
    """The fence is longer than any run of backticks inside."""
    assert filters.md_code(words) == printed


def test_list_items_do_not_start() -> None:
    """Words at the beginning of a line make no list."""
    assert filters.md("- x") == "\\- x"
    assert filters.md("1. x") == "1\\. x"


def test_link_targets() -> None:
    """A link target has no spaces, brackets or schemes."""
    assert filters.url_path("a b/(c):d") == "a%20b/%28c%29%3Ad"


@pytest.mark.parametrize("value", [None, 1, ["x"], Code])
def test_only_words_are_encoded(value: object) -> None:
    """An encoder refuses what is no text."""
    with pytest.raises(TypeError):
        filters.docstring(value)  # type: ignore[arg-type]


def test_only_code_is_joined() -> None:
    """Joining and indenting take code only."""
    assert filters.joined([Code("a"), Code("b")]) == "a, b"
    assert filters.indented(Code("a(\n    b,\n)"), 2) == "a(\n      b,\n  )"
    with pytest.raises(TypeError):
        filters.joined(["a"])
    with pytest.raises(TypeError):
        filters.indented("a")


def test_wrapping_keeps_lists() -> None:
    """Long list items hang below their own text."""
    text = "- " + "word " * 30
    assert "\n  word" in str(filters.docstring(f"Title.\n\n{text}", 0))
