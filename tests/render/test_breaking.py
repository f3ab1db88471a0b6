"""Statements that are broken without black are broken as black breaks them."""

from __future__ import annotations

import ast
import random
from pathlib import Path
from unittest.mock import patch

import pytest

from generator.diagnostics import Diagnostics
from generator.pipeline import generate
from generator.progress import Progress
from generator.render.formatting import formatter, verdicts
from generator.render.formatting.breaking import broken
from generator.render.formatting.modules import Module
from generator.render.formatting.oracle import answer, formatted
from generator.render.formatting.questions import Passage, Questions
from generator.render.formatting.statements import Reader
from tests.cases.kit import job

ROOT = Path(__file__).resolve().parent.parent.parent
LONG = "a" * 40

CASES = [
    ("other", f"x: list[{LONG} | {LONG} | None] | None"),
    ("other", f"x: {LONG} | {LONG} | {LONG} = {LONG}"),
    ("other", f"x: {LONG}[{LONG}, {LONG}] = f(a={LONG})"),
    ("other", f"x: A[{LONG}] = f({LONG}, b={LONG})"),
    ("other", f"self.x = {LONG}.{LONG}.{LONG}"),
    ("other", f"x = ({LONG}, {LONG}, {LONG})"),
    ("other", f"x = ({LONG} | {LONG} | {LONG})"),
    ("other", f"x = {{'a'.upper(): 1, {LONG}: {LONG}}}"),
    ("other", f'{LONG}({LONG}, "{LONG}")'),
    ("return", f"return {LONG}(self.{LONG}.{LONG})"),
    ("return", f"return {LONG} | {LONG} | {LONG}"),
    ("import", f"from ..{LONG}.b import {LONG}, c as {LONG}"),
    ("import", f"from {LONG}{LONG} import ({LONG})"),
    ("class stub", f"class X({LONG}, {LONG}, {LONG}): ..."),
    ("def stub", f"def f(self, x: {LONG}[{LONG}, {LONG}]) -> {LONG}: ..."),
    ("def stub", f"async def f(self) -> {LONG}[{LONG}, {LONG}]: ..."),
    ("def stub", f"def f(self, x: int | {LONG}{LONG} = 1, **more: {LONG}) -> A[{LONG}, {LONG},]: ..."),
]


@pytest.mark.parametrize(("kind", "code"), CASES)
def test_forms_of_generated_code(kind: str, code: str) -> None:
    passage = Passage("", kind, 0, False, (code,))
    made = broken(passage)
    assert made == formatted([passage])[0] or (made is None and "'" in code)


@pytest.mark.parametrize(
    "code",
    [
        "x = a + b",
        "x = a if b else c",
        "x = [a for a in b]",
        "x = f(a).b(c)",
        "x = 'a'",
        'x = "a" "b"',
        'x = "\\x41"',
        "x = ((a))",
        "x = a[1:2]",
        "x = f(*a * b)",
        "x, y = a",
        "x = y = a",
        "x = 0XF",
        "x = ü",
        "x = f(  # note\n    a\n)",
        "x: (int)",
        "await x",
    ],
)
def test_other_forms_are_left_to_black(code: str) -> None:
    passage = Passage("", "other", 0, False, tuple(code.split("\n")))
    assert broken(passage) in (None, formatted([passage])[0])


class _Maker:
    """Statements at random, of the forms that generated code has and of widths that make black think."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)

    def passages(self, count: int) -> list[Passage]:
        """Passages that are valid Python."""
        made: list[Passage] = []
        while len(made) < count:
            kind, code, is_opener = self._statement()
            code = self._with_commas(code) if self.dice.random() < 0.3 else code
            try:
                ast.parse(f"{code} pass" if is_opener else code)
            except SyntaxError:
                if kind != "return":
                    continue
            made.append(Passage("", kind, self.dice.choice([0, 0, 1, 2]), is_opener, (code,)))
        return made

    def items(self, count: int) -> list[Passage]:
        """Items of brackets."""
        made: list[Passage] = []
        for _ in range(count):
            context = self.dice.choice(["def", "{", "[", "(", "applied (", "applied ["])
            code = self._parameter() if context == "def" else self._value(3)
            code = f'"{self._name()}": {code}' if context == "{" else code
            code = f"{self._name()}={code}" if context == "applied (" else code
            kind = "def" if context == "def" else "other"
            made.append(Passage(context, kind, self.dice.choice([0, 1]), kind == "def", (f"    {code},",)))
        return made

    def _name(self) -> str:
        return "n" + "".join(self.dice.choices("abc_", k=self.dice.randint(1, 28)))

    def _value(self, depth: int) -> str:
        choice = self.dice.random()
        inner = [self._value(depth - 1) for _ in range(self.dice.choice([1, 1, 2, 4]))] if depth else []
        some = ", ".join(inner)
        if not depth or choice < 0.3:
            words = f'"{self._name()}{self.dice.choice(["", " it", chr(92) + "n"])}"'
            return self.dice.choice([self._name(), f"{self._name()}.{self._name()}", words, "None", "12"])
        if choice < 0.45:
            return " | ".join([self._name(), *inner])
        if choice < 0.65:
            return f"{self._name()}[{some}]"
        if choice < 0.8:
            return f"{self._name()}({self.dice.choice([some, '', f'a={inner[0]}'])})"
        if choice < 0.9:
            return f"[{some}]" if self.dice.random() < 0.8 else "[]"
        if choice < 0.95:
            return f"({some}{',' if len(inner) == 1 else ''})"
        return "{" + ", ".join(f'"{self._name()}": {value}' for value in inner) + "}"

    def _annotation(self, depth: int = 3) -> str:
        choice = self.dice.random()
        if not depth or choice < 0.3:
            return self._name()
        inner = [self._annotation(depth - 1) for _ in range(self.dice.choice([1, 1, 2, 4]))]
        return " | ".join([*inner, "None"]) if choice < 0.6 else f"{self._name()}[{', '.join(inner)}]"

    def _parameter(self) -> str:
        form = self.dice.choice(
            ["{}: {}", "{}: {} = omit", "{}: ({} | None) = x", "{}", '{}: {} = f("a", 1)']
        )
        return form.format(self._name(), self._annotation())

    def _statement(self) -> tuple[str, str, bool]:
        """Kind, code, and whether a block follows."""
        name, annotation = self._name(), self._annotation()
        parameters = ", ".join(["self", *(self._parameter() for _ in range(self.dice.choice([0, 1, 2, 5])))])
        names = ", ".join(self._name() for _ in range(self.dice.choice([1, 2, 4])))
        forms = [
            ("return", f"return {self._value(3)}", False),
            ("other", f"{name}: {annotation}", False),
            ("other", f"{name}: {annotation} = {self._value(3)}", False),
            ("other", f"{name}: ({annotation} | None) = ({self._value(2)} | x)", False),
            ("other", f"self.{name} = {self._value(4)}", False),
            ("other", f"{name}[{self._name()}] = {self._value(3)}", False),
            ("other", f"{name}({self._value(3)}, b={self._value(2)})", False),
            ("import", f"from .{name}.x import {names}", False),
            ("class", f"class {name}({annotation}, {self._name()}):", True),
            ("def", f"def {name}({parameters}) -> {annotation}:", True),
            ("def stub", f"async def {name}({parameters}): ...", False),
        ]
        return self.dice.choice(forms)

    def _with_commas(self, code: str) -> str:
        made = ""
        for character in code:
            if character in ")]}" and made[-1] not in "([{," and self.dice.random() < 0.15:
                made += ","
            made += character
        return made


@pytest.mark.parametrize("seed", range(3))
def test_made_up_statements(seed: int) -> None:
    """One text for black, which asks about all of them; few may be left to it."""
    maker = _Maker(seed)
    passages = [*maker.passages(150), *maker.items(50)]
    made = {passage: broken(passage) for passage in passages}
    known = [passage for passage in passages if made[passage] is not None]
    assert len(known) > 0.9 * len(passages)
    assert [made[passage] for passage in known] == formatted(known)


@pytest.mark.parametrize("target", ["gemini", "openai", "xai"])
def test_what_generated_packages_hold(target: str) -> None:
    """Every piece that is printed in more than one line; of the largest package a part."""
    reader = Reader()
    paths = sorted((ROOT / "generated" / target).rglob("*.py"))
    questions = Questions()
    known = verdicts.verdicts()
    for path in paths[:: 5 if target == "openai" else 2]:
        if "_runtime" not in path.parts and "lib" not in path.parts:
            Module(path.read_text(encoding="utf-8"), reader).ask(known, questions)
    passages = [passage for passage in questions.texts if passage.kind != "docstring"]
    assert [broken(passage) for passage in passages] == formatted(passages)


def test_kept_verdicts_are_those_of_black() -> None:
    if not verdicts.is_known_style():
        pytest.fail(f"black's style is no longer {verdicts.STYLE}: write tests.render.verdicts again")
    assert answer(verdicts.grounds()) == verdicts.verdicts()


def test_another_style_is_asked_about() -> None:
    """With a black of another year nothing is taken for granted."""
    with patch.object(formatter, "is_known_style", lambda: False), patch.object(formatter, "broken") as own:
        assert formatter.format_all(["x = (1)\n"]) == ["x = 1\n"]
    own.assert_not_called()


def test_generated_code_is_formatted_without_black() -> None:
    """The cases of the tests print what black was asked about when the verdicts were written."""
    with patch.object(formatter, "is_known_style", lambda: False):
        made = generate(job("pages")[0], Diagnostics(), Progress())
    with patch.object(formatter, "answer_data", side_effect=AssertionError):
        again = generate(job("pages")[0], Diagnostics(), Progress())
    assert made.files == again.files
