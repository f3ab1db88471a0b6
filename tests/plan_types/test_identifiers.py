from __future__ import annotations

import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.plan import identifiers, words


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("camelCase", ("camel", "case")),
        ("HTTPServerURLs", ("http", "server", "urls")),
        ("GPT4oMini", ("gpt4o", "mini")),
        ("v1beta", ("v1beta",)),
        ("MessagePhase-2", ("message", "phase", "2")),
        ("hate/threatening", ("hate", "threatening")),
        ("a.b-c_d e", ("a", "b", "c", "d", "e")),
        ("OpenAIFile", ("openai", "file")),
        ("OAuthError", ("oauth", "error")),
        ("base64Image", ("base64", "image")),
        ("+1", ("plus", "1")),
        ("-1", ("minus", "1")),
        ("created<", ("created", "lt")),
        ("created>=", ("created", "gt")),
        ("Straße", ("strasse",)),
        ("é", ("e",)),
        ("ﬁeld", ("field",)),
        ("日本", ("u65e5", "u672c")),
        ("*", ("asterisk",)),
        ("", ("empty",)),
    ],
)
def test_names_of_any_spelling_split_into_words(name: str, expected: tuple[str, ...]) -> None:
    assert words.split(name) == expected


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("choices", "choice"),
        ("categories", "category"),
        ("boxes", "box"),
        ("classes", "class"),
        ("status", "status"),
        ("analysis", "analysis"),
        ("children", "child"),
        ("indices", "index"),
        ("logprobs", "logprob"),
        ("series", "series"),
        ("Batches", "Batch"),
        ("responses", "response"),
        ("metrics", "metric"),
    ],
)
def test_one_of_many(plural: str, singular: str) -> None:
    assert words.singular(plural) == singular


@pytest.mark.parametrize(
    ("name", "field", "key", "module"),
    [
        ("class", "class_", "class_", "class_"),
        ("schema", "schema_", "schema", "schema"),
        ("model_config", "model_config_", "model_config", "model_config"),
        ("model_name", "model_name", "model_name", "model_name"),
        ("modelFields", "model_fields_", "model_fields", "model_fields"),
        ("copy", "copy_", "copy", "copy"),
        ("to_dict", "to_dict_", "to_dict", "to_dict"),
        ("_private", "private", "private", "private"),
        ("__init__", "init", "init", "init"),
        ("24h", "n_24h", "n_24h", "n_24h"),
        ("con", "con", "con", "con_"),
        ("NUL", "nul", "nul", "nul_"),
        ("lpt1", "lpt1", "lpt1", "lpt1_"),
    ],
)
def test_reserved_words_depend_on_the_place(name: str, field: str, key: str, module: str) -> None:
    assert identifiers.field_name(name) == field
    assert identifiers.key_name(name) == key
    assert identifiers.module_name(name) == module


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("chat_completion", "ChatCompletion"),
        ("MCPTool", "MCPTool"),
        ("http_method", "HTTPMethod"),
        ("HTTP_METHOD", "HTTPMethod"),
        ("userIds", "UserIDs"),
        ("24h", "N24h"),
        ("none", "None_"),
        ("BaseModel", "BaseModel_"),
    ],
)
def test_class_names(name: str, expected: str) -> None:
    assert identifiers.class_name(name) == expected


def test_acronyms_of_a_target() -> None:
    assert identifiers.pascal("mcp_tool", frozenset({"mcp"})) == "MCPTool"


def test_long_names_end_in_a_hash_of_the_whole() -> None:
    one, other = identifiers.snake("word_" * 60 + "one"), identifiers.snake("word_" * 60 + "other")
    assert len(one) <= identifiers.LONGEST
    assert one != other
    assert one.startswith("word_word_")


def test_unique_takes_candidates_in_order_and_numbers_last() -> None:
    taken = {"a"}
    assert identifiers.unique(["a", "b"], taken) == "b"
    assert identifiers.unique(["a", "b"], taken) == "b_2"
    assert identifiers.unique(["A"], taken) == "A"
    assert identifiers.unique(["B"], {"b"}, fold=True) == "B_2"


@given(st.text(max_size=200))
def test_every_string_gives_a_valid_stable_ascii_name(name: str) -> None:
    for make in (
        identifiers.field_name,
        identifiers.key_name,
        identifiers.argument_name,
        identifiers.method_name,
        identifiers.module_name,
        identifiers.class_name,
    ):
        made = make(name)
        assert made.isidentifier()
        assert made.isascii()
        assert not keyword.iskeyword(made)
        assert not made.startswith("_")
        assert len(made) <= identifiers.LONGEST + 1
        assert make(name) == made
