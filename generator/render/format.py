"""The last steps of every printed Python file: parse, compare with the plan, format."""

from __future__ import annotations

import inspect
import os
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import CodeType

from generator.render.formatting.formatter import format_all
from generator.render.formatting.store import NOTHING, Memory


@dataclass(frozen=True, slots=True)
class Source:
    """A printed module.  `classes`: names of its top-level classes, None where they are not planned."""

    path: str
    text: str
    classes: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Finished:
    """A formatted module, or the diagnostic (code, message) that says why there is none."""

    path: str
    text: str
    problem: tuple[str, str] | None = None


def finish_all(
    sources: Sequence[Source], *, jobs: int | None = None, memory: Memory = NOTHING
) -> list[Finished]:
    """Check and format each module, in order, with `jobs` processes (default: one for each core).

    `memory`: what earlier runs learnt about formatting.
    """
    problems = [_problem(source) for source in sources]
    good = [source.text for source, problem in zip(sources, problems, strict=True) if problem is None]
    jobs = jobs if jobs is not None else os.cpu_count() or 1
    try:
        texts = iter(format_all(good, jobs=jobs, memory=memory))
    except Exception:  # Whatever it was: one module at a time says whose fault it is.
        return [_finish(source, problem) for source, problem in zip(sources, problems, strict=True)]
    return [
        Finished(source.path, source.text if problem else next(texts), problem)
        for source, problem in zip(sources, problems, strict=True)
    ]


def _finish(source: Source, problem: tuple[str, str] | None) -> Finished:
    """One module on its own, by black itself."""
    from generator.render.formatting.black import format_text

    if problem is not None:
        return Finished(source.path, source.text, problem)
    try:
        return Finished(source.path, format_text(source.text))
    except Exception as error:  # black raises its own, lib2to3's and Python's; each is a fault of ours.
        return Finished(source.path, source.text, ("SDK703", f"{type(error).__name__}: {error}"))


def _problem(source: Source) -> tuple[str, str] | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", SyntaxWarning)
            code = compile(source.text, source.path, "exec", dont_inherit=True)
    except (SyntaxError, SyntaxWarning, ValueError, RecursionError, MemoryError) as error:
        return "SDK701", f"not valid Python: {error}"
    if source.classes is None:
        return None
    printed = sorted(_classes(code))
    planned = sorted(source.classes)
    if printed != planned:
        lost, extra = sorted(set(planned) - set(printed)), sorted(set(printed) - set(planned))
        return "SDK702", f"classes differ from the plan: {lost} are missing, {extra} were not planned"
    return None


def _classes(module: CodeType) -> Iterator[str]:
    """Names of the classes that a module defines: their bodies have a scope, but not that of a function."""
    for constant in module.co_consts:
        if isinstance(constant, CodeType) and not constant.co_flags & inspect.CO_OPTIMIZED:
            yield constant.co_name
