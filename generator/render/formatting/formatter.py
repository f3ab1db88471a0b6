"""Formatting many modules: read, ask what is not known, put together."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from generator.concurrency import call_elsewhere
from generator.narrow import Data
from generator.render.formatting.modules import Module
from generator.render.formatting.questions import Answers, Questions
from generator.render.formatting.statements import Reader
from generator.render.formatting.store import NOTHING, Memory

_SMALL = 20_000
"""Characters of questions below which a child process costs more than it saves."""


def format_all(texts: Sequence[str], *, jobs: int = 1, memory: Memory = NOTHING) -> list[str]:
    """What black makes of each module; all of them have to be valid Python.

    `jobs`: processes to use.  `memory`: the answers of earlier runs.  Raises what black raises.
    """
    reader = Reader()
    modules = [Module(text, reader) for text in texts]
    known = memory.load()
    used = Answers()
    is_new = False
    while questions := _asked(modules, used):
        unknown = questions.without(known)
        if unknown:
            is_new = True
            known.update(_answered(unknown, jobs))
        used.update(known.only(questions))
    if is_new:
        memory.save(used)
    return [module.assemble(used) for module in modules]


def answer_data(job: Data) -> Data:
    """`answer` in plain data, for a child process."""
    from generator.render.formatting.oracle import answer

    return answer(Questions.from_data(job)).as_data()


def _asked(modules: Sequence[Module], answers: Answers) -> Questions:
    questions = Questions()
    for module in modules:
        module.ask(answers, questions)
    return questions


def _answered(questions: Questions, jobs: int) -> Answers:
    """The answers; this process takes one share, and is the only one that loads black for a few questions."""
    shares = questions.dealt(jobs if questions.size > _SMALL else 1)
    made = Answers()
    with ThreadPoolExecutor(max(1, len(shares) - 1)) as pool:
        elsewhere = [pool.submit(call_elsewhere, answer_data, share.as_data()) for share in shares[1:]]
        made.update(Answers.from_data(answer_data(shares[0].as_data())))
        for pending in elsewhere:
            made.update(Answers.from_data(pending.result()))
    return made
