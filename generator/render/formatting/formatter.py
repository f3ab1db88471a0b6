"""Formatting many modules: read, ask what is not known, put together."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from generator.concurrency import call_elsewhere
from generator.narrow import Data
from generator.render.formatting.breaking import broken
from generator.render.formatting.modules import Module
from generator.render.formatting.questions import Answers, Questions
from generator.render.formatting.statements import Reader
from generator.render.formatting.store import NOTHING, Memory
from generator.render.formatting.verdicts import is_known_style, verdicts

_SMALL = 20_000
"""Characters of questions below which a child process costs more than it saves."""


def format_all(texts: Sequence[str], *, jobs: int = 1, memory: Memory = NOTHING) -> list[str]:
    """What black makes of each module; all of them have to be valid Python.

    `jobs`: processes to use.  `memory`: the answers of earlier runs.  Raises what black raises.
    """
    reader = Reader()
    modules = [Module(text, reader) for text in texts]
    used, learnt = Answers(), Answers()
    remembered: Answers | None = None
    is_new = False
    if is_known_style():
        used.update(verdicts())
    pending: Sequence[Module] = modules
    while True:
        questions = Questions()
        pending = [module for module in pending if module.ask(used, questions)]
        if not pending:
            break
        used.update(_broken(questions))
        questions = questions.without(used)
        if not questions:
            continue
        if remembered is None:
            remembered = memory.load()
        unknown = questions.without(remembered)
        if unknown:
            is_new = True
            remembered.update(_answered(unknown, jobs))
        learnt.update(remembered.among(questions))
        used.update(learnt)
    if is_new:
        memory.save(learnt)
    return [module.assemble(used) for module in modules]


def _broken(questions: Questions) -> Answers:
    """The texts whose lines can be told without black."""
    if not is_known_style():
        return Answers()
    lines = {passage: broken(passage) for passage in questions.texts}
    return Answers(texts={passage: made for passage, made in lines.items() if made is not None})


def answer_data(job: Data) -> Data:
    """`answer` in plain data, for a child process."""
    from generator.render.formatting.oracle import answer

    return answer(Questions.from_data(job)).as_data()


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
