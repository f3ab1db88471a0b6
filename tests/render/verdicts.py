"""`python -m tests.render.verdicts`: what the targets and the cases print is shown to black, and what it says is kept.

To be run after a change of templates that prints new shapes (nothing breaks without it: black is asked at run time), and
for a new year of black's style, which `generator.render.formatting.verdicts.STYLE` names.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from generator.cli.jobs import tasks
from generator.cli.request import Request
from generator.config import PackageConfig, TargetConfig
from generator.diagnostics import Diagnostics
from generator.narrow import Data
from generator.pipeline import Job, generate
from generator.progress import Progress
from generator.render.formatting import formatter, verdicts
from generator.render.formatting.questions import Answers, Questions
from tests.cases.kit import job, names

ROOT = Path(__file__).resolve().parent.parent.parent


def collected() -> tuple[Questions, Answers]:
    """What black is asked, and what it says, when nothing is known but how to break lines."""
    questions, answers = Questions(), Answers()
    original = formatter.answer_data

    def listening(asked: Data) -> Data:
        said = original(asked)
        found = Questions.from_data(asked)
        questions.shapes.update(found.shapes)
        questions.gaps.update(found.gaps)
        # Texts of a document differ in the next one; docstrings that have to be asked about are our own.
        questions.texts.update({text: None for text in found.texts if text.kind == "docstring"})
        answers.update(Answers.from_data(said))
        return said

    with patch.object(formatter, "answer_data", listening), patch.object(formatter, "verdicts", Answers):
        for each in _jobs():
            generate(each, Diagnostics(), Progress())
    return questions, answers.among(questions)


def _jobs() -> Iterator[Job]:
    """The configured targets, their documents without configuration, and all cases."""
    for task in tasks(Request(root=ROOT, jobs=1, cache=False), Diagnostics()):
        yield task.job
        config = replace(TargetConfig(), package=PackageConfig(name="made"))
        yield Job(config, task.job.spec, words="upstream", jobs=1)
    for name in names():
        if name != "faulty":
            yield replace(job(name)[0], jobs=1)


def text(questions: Questions, answers: Answers) -> str:
    """The file, one row a line, in an order that does not depend on the run."""
    parts = {"answers": answers.as_data(), "questions": questions.as_data()}
    return _listed({name: _listed(_rows(part)) for name, part in parts.items()}) + "\n"


def _rows(part: Any) -> dict[str, str]:
    """Each kind of question or answer as the text of its sorted rows."""
    made: dict[str, str] = {}
    for name, rows in part.items():
        if isinstance(rows, dict):
            made[name] = _listed({key: json.dumps(value) for key, value in sorted(rows.items())})
        else:
            made[name] = "[" + ",\n".join(sorted(map(json.dumps, rows))) + "]"
    return made


def _listed(values: dict[str, str]) -> str:
    return "{" + ",\n".join(f"{json.dumps(key)}: {value}" for key, value in values.items()) + "}"


if __name__ == "__main__":
    verdicts.PLACE.write_text(text(*collected()), encoding="utf-8")
