"""`make stats` counts what it says it counts."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from benchmarks import stats
from benchmarks.stats import MODELS, PARTS, figures, measure, read_module, template_figures

ROOT = Path(__file__).parents[2]
SOURCE = '''"""A module."""

# Why.
class A:
    """One."""

    def f(self, a: int) -> int:
        """Words
        of two lines."""
        b = a  # here
        return b

    def g(self, a):
        return a
'''


def test_a_module_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(SOURCE, "utf-8")
    module = read_module(tmp_path / "a.py", tmp_path)
    assert (module.lines, module.code, module.comments) == (14, 11, 2)
    assert module.is_described
    assert module.classes == (True,)
    assert [(f.body, f.is_typed) for f in module.functions] == [(2, True), (1, False)]
    rows = {row.name: row for row in figures({"generator": [module], "tests": [module, module]})}
    assert rows["functions fully typed, %"].values == {"generator": 50.0, "tests": 50.0}
    assert rows["lines of tests per line of code"].values == {"tests": 2.0}
    assert rows["body of a function, longest"].where == "a.py:7"


def test_templates_are_read() -> None:
    text = "{% if a %}\n{% for x in y %}\n{{ x }}\n{% endfor %}\n{% endif %}\n{% if a and b %}{% endif %}\n"
    rows = {row.name: row.values["templates"] for row in template_figures({"t": text})}
    assert rows["template lines"] == 6
    assert rows["control tags per 100 template lines"] == 100
    assert rows["template conditions with and, or, comparison, %"] == 50
    assert rows["template nesting, deepest"] == 2


def test_the_program_prints_a_table_or_json(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With every model beside its figure.  The tree is measured once for both."""
    rows = measure()
    assert {row.name for row in rows} >= set(MODELS)
    monkeypatch.setattr(stats, "measure", lambda: rows)
    monkeypatch.setattr(sys, "argv", ["stats", "--json"])
    stats.main()
    assert {row["name"] for row in json.loads(capsys.readouterr().out)} >= set(MODELS)
    monkeypatch.setattr(sys, "argv", ["stats"])
    stats.main()
    printed = capsys.readouterr().out
    assert all(words in printed for words in (*MODELS.values(), *PARTS))
