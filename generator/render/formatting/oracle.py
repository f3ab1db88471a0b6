"""Questions to black: many small ones in one text, the answers cut out of what it makes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.render.formatting.black import format_text
from generator.render.formatting.questions import Answers, Boundary, Passage, Questions
from generator.render.formatting.statements import INDENT

_MARK = re.compile(r"sdkgen_question_(\d+)\b")


_SAMPLES = {
    "class": "class {}:",
    "class stub": "class {}: ...",
    "def": "def {}():",
    "def stub": "def {}(): ...",
    "if": "if {}:",
    "for": "for {} in x:",
    "while": "while {}:",
    "with": "with {}:",
    "decorator": "@{}",
    "import": "import {}",
    "return": "return {}",
    "raise": "raise {}",
    "docstring": '"""{}"""',
    "string": '"""{}"""',
    "comment": "# {}",
    "other": "{} = 0",
}
"""The shortest statement of each kind that carries a name."""
_BODIES = {"class": "pass", "def": "pass", "if": "pass", "for": "pass", "while": "pass", "with": "pass"}


def answer(questions: Questions) -> Answers:
    """Put questions to black.  Raises what black raises."""
    examples, passages, gaps = list(questions.shapes.values()), list(questions.texts), list(questions.gaps)
    made = formatted([*examples, *passages])
    pairs = zip(questions.shapes.items(), made, strict=False)
    return Answers(
        {shape: text == example.lines for (shape, example), text in pairs},
        dict(zip(passages, made[len(examples) :], strict=True)),
        dict(zip(gaps, blank_lines(gaps), strict=True)),
        {text: format_text(text) for text in questions.modules},
    )


def blank_lines(questions: Sequence[Boundary]) -> list[int]:
    """How many blank lines black wants between the statements of each boundary."""
    answers = [0] * len(questions)
    inside: list[tuple[int, Boundary]] = []
    for number, question in enumerate(questions):
        if question.is_start and not question.blocks:
            # These begin with the beginning of a module, so each needs a text of its own.
            answers[number] = _gap(format_text("\n".join(_boundary(question, 0)) + "\n"))[0]
        else:
            inside.append((number, question))
    lines = (line for number, question in inside for line in ("x = 0", *_boundary(question, number)))
    for number, gap in _gap(format_text("\n".join(lines) + "\n")).items():
        if not (questions[number].is_start and not questions[number].blocks):
            answers[number] = gap
    return answers


def _boundary(question: Boundary, number: int) -> Iterator[str]:
    for depth, kind in enumerate(question.blocks):
        yield _line(kind, depth, "x")
    depth = len(question.blocks)
    if not question.is_start:
        yield _line("other", depth, "x")
    for position, kind in enumerate(question.trail):
        yield _line(kind, depth, "x")
        if position < len(question.trail) - 1 and kind in _BODIES:
            yield _line("other", depth + 1, "x")
    yield from [""] * question.blanks
    yield _line(question.kind, question.depth, f"sdkgen_question_{number}")
    if question.kind in _BODIES:
        yield _line("other", question.depth + 1, "x")
    elif question.kind == "decorator":
        yield _line("def stub", question.depth, "x")


def _line(kind: str, depth: int, name: str) -> str:
    return " " * (INDENT * depth) + _SAMPLES[kind].format(name)


def _gap(text: str) -> dict[int, int]:
    """Blank lines above each marked line, by its number."""
    gaps: dict[int, int] = {}
    blanks = 0
    for line in text.split("\n"):
        if marked := _MARK.search(line):
            gaps[int(marked[1])] = blanks
        blanks = 0 if line else blanks + 1
    return gaps


def formatted(asked: Sequence[Passage]) -> list[tuple[str, ...]]:
    """What black makes of each piece, without the indentation."""
    lines: list[str] = []
    for number, question in enumerate(asked):
        lines += [f"sdkgen_question_{number}", *_nested(question)]
    parts: list[list[str]] = []
    for line in format_text("\n".join(lines) + "\n").split("\n"):
        if _MARK.match(line):
            parts.append([])
        elif parts and (line or parts[-1]):
            parts[-1].append(line)
    return [_cut(question, part) for question, part in zip(asked, parts, strict=True)]


_AROUND: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "": ((), ()),
    "def": (("def x(", "    x,"), ("    x,", "): ...")),
    "import": (("from x import (",), (")",)),
    "applied (": (("x(", "    x,"), (")",)),
    "applied [": (("x[", "    x,"), ("]",)),
    "(": (("x = (", "    x,"), (")",)),
    "[": (("x = [", "    x,"), ("]",)),
    "{": (("x = {",), ("}",)),
}
"""The smallest statement around an item: what comes before it and after it, by context."""


def _around(question: Passage) -> tuple[tuple[str, ...], tuple[str, ...]]:
    before, after = _AROUND[question.context]
    if question.context == "def" and question.lines[0].lstrip().startswith("**"):
        return before, after[1:]
    return before, after


def _nested(question: Passage) -> Iterator[str]:
    block = "class" if question.kind == "docstring" else "if"
    for depth in range(question.depth):
        yield _line(block, depth, "x")
    margin = " " * (INDENT * question.depth)
    for line in _whole(question):
        yield margin + line if line else ""
    if question.context in ("", "frame"):
        if question.is_opener:
            yield _line("other", question.depth + 1, "x")
        elif question.kind == "decorator":
            yield _line("def stub", question.depth, "x")


def _whole(question: Passage) -> tuple[str, ...]:
    if question.context != "frame":
        before, after = _around(question)
        return (*before, *question.lines, *after)
    head, tail = question.lines
    return (head, "    x: x," if head.endswith("{") else "    x,", tail)


def _cut(question: Passage, lines: list[str]) -> tuple[str, ...]:
    """The piece without the blocks around it and the line below it."""
    lines = [line for line in lines if line] if question.kind != "docstring" else _without_end(lines)
    if question.context in ("", "frame") and (question.is_opener or question.kind == "decorator"):
        lines.pop()
    rest = _without_end(lines)[question.depth :]
    while rest and not rest[0]:
        rest.pop(0)
    made = tuple(line[INDENT * question.depth :] for line in rest)
    if question.context == "frame":
        return (made[0], made[-1]) if len(made) == 3 else made
    before, after = _around(question)
    return made[len(before) : len(made) - len(after)]


def _without_end(lines: list[str]) -> list[str]:
    end = len(lines)
    while end and not lines[end - 1]:
        end -= 1
    return lines[:end]
