"""Names: any text becomes a valid, stable identifier, and many texts become distinct ones."""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.output.paths import collisions, refusal
from generator.plan import identifiers

MAKERS = [
    identifiers.field_name,
    identifiers.key_name,
    identifiers.argument_name,
    identifiers.method_name,
    identifiers.module_name,
    identifiers.class_name,
]
NAMES = st.text(max_size=40) | st.sampled_from(
    [
        "",
        "_",
        "__",
        "1",
        "class",
        "None",
        "none",
        "CON",
        "aux.txt",
        "ﬁ",
        "ℌ",
        "İ",
        "ǅ",
        "a\u0301",
        "名前",
        "self",
        "a" * 400,
    ]
)


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
@given(text=NAMES)
@example(text="µ").via("another character after NFKC")
@example(text="ſ").via("folds to s")
def test_every_text_gives_an_identifier(make: Callable[[str], str], text: str) -> None:
    name = make(text)
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name)
    assert not keyword.iskeyword(name)
    assert unicodedata.normalize("NFKC", name) == name
    assert len(name) <= identifiers.LONGEST + 1
    assert make(text) == name


@given(text=NAMES)
def test_modules_are_files_on_every_system(text: str) -> None:
    name = identifiers.module_name(text)
    assert name == name.lower()
    assert refusal(f"package/{name}.py") is None


@given(texts=st.lists(NAMES, max_size=12))
def test_names_are_told_apart(texts: list[str]) -> None:
    taken: set[str] = set()
    fields = [identifiers.unique([identifiers.field_name(text)], taken) for text in texts]
    assert len(set(fields)) == len(texts)
    modules: set[str] = set()
    files = [
        f"p/{identifiers.unique([identifiers.module_name(text)], modules, fold=True)}.py" for text in texts
    ]
    assert list(collisions(files)) == []
    assert all(name.isidentifier() for name in fields)


@given(texts=st.lists(NAMES, max_size=12, unique=True))
def test_names_depend_on_what_came_before_only(texts: list[str]) -> None:
    whole: set[str] = set()
    all_names = [identifiers.unique([identifiers.class_name(text)], whole, fold=True) for text in texts]
    part: set[str] = set()
    assert [
        identifiers.unique([identifiers.class_name(text)], part, fold=True) for text in texts[:5]
    ] == all_names[:5]
