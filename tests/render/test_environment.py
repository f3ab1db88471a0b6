"""The environment prints code and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import TemplateError, TemplateSyntaxError, nodes

from generator.paths import templates_dir
from generator.plan.code import Code, Text
from generator.render.environment import UnencodedError, environment


def printed(source: str, **values: object) -> str:
    """Render a template text."""
    return environment().from_string(source).render(**values)


def test_code_and_numbers_print() -> None:
    """Code, integers, encoded words, macros and set blocks."""
    assert printed("{{ a }} {{ b }}", a=Code("x"), b=3) == "x 3"
    assert printed("{{ a | literal }}", a=Text('"')) == "'\"'"
    assert printed("{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m(a) }}", a=Code("x")) == "<x>"
    assert printed("{% set b %}{{ a }}{% endset %}{{ b }}", a=Code("x")) == "x"
    assert printed("{{ a | map('literal') | joined }}", a=[Text("x"), Text("y")]) == '"x", "y"'


@pytest.mark.parametrize("value", ["text", Text("words"), None, True, 1.5, ["x"], object()])
def test_nothing_else_prints(value: object) -> None:
    """Words without an encoder, None and the rest stop the run."""
    with pytest.raises(UnencodedError):
        printed("{{ value }}", value=value)


@pytest.mark.parametrize("source", ["{{ 'text' }}", "{{ a ~ a }}", "{{ a | upper }}", "{{ [a] | join }}"])
def test_templates_build_no_code(source: str) -> None:
    """Strings that a template makes are no code."""
    with pytest.raises(UnencodedError):
        printed(source, a=Code("x"))


@pytest.mark.parametrize("source", ["{{ missing }}", "{{ view.missing }}", "{{ range(3) }}"])
def test_undefined_names_stop(source: str) -> None:
    """Undefined names and jinja's own globals are errors."""
    with pytest.raises(TemplateError):
        printed(source, view=Code("x"))


def templates() -> list[Path]:
    """All templates (the runtime is plain Python, never rendered)."""
    return sorted(
        p for p in templates_dir().rglob("*.jinja") if "models" not in p.relative_to(templates_dir()).parts
    )


@pytest.mark.parametrize("path", templates(), ids=lambda p: p.name)
def test_templates_only_place(path: Path) -> None:
    """No compound conditions, shallow nesting: the plan decides."""
    text = path.read_text()
    tree = environment().parse(text)
    for condition in tree.find_all((nodes.And, nodes.Or, nodes.Compare)):
        raise AssertionError(f"{path.name}:{condition.lineno}: a compound condition")
    assert depth(tree) <= 3


def test_templates_have_few_control_tags() -> None:
    """At most 20 loops and conditions in 100 lines, over all templates."""
    texts = [path.read_text() for path in templates()]
    tags = sum(len(re.findall(r"{%-?\s*(?:if|elif|else|for)\b", text)) for text in texts)
    assert tags * 100 <= 20 * sum(text.count("\n") for text in texts)


def depth(node: nodes.Node) -> int:
    """How deep loops and conditions are nested."""
    inner = max((depth(child) for child in node.iter_child_nodes()), default=0)
    return inner + isinstance(node, nodes.For | nodes.If)


def test_syntax_errors_are_template_errors() -> None:
    """A broken template is found when it is loaded."""
    with pytest.raises(TemplateSyntaxError):
        printed("{% if %}")
