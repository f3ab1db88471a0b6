"""Patterns are regular expressions of ECMA-262; Python reads most of them, and none is ever run."""

from __future__ import annotations

import re
import warnings

from generator.diagnostics import Severity
from generator.spec.rules.base import Context, Rule, shown
from generator.spec.structure import Site

_MAX_LENGTH = 5_000


def check(site: Site, context: Context) -> None:
    """Whether the pattern of one schema can be kept as a Python pattern."""
    if "pattern" not in site.mapping:
        return
    pattern, place = site.mapping["pattern"], (*site.tokens, "pattern")
    if not isinstance(pattern, str):
        context.report("SDK246", Severity.WARNING, f"`pattern` is {shown(pattern)}, not text", place)
    elif (problem := compile_problem(pattern)) is not None:
        message = f"Python cannot read the pattern {shown(pattern)}: {problem}"
        context.report("SDK246", Severity.NOTE, message, place)


def compile_problem(pattern: str) -> str | None:
    """Why Python cannot compile a pattern, None when it can."""
    if len(pattern) > _MAX_LENGTH:
        return f"it is longer than {_MAX_LENGTH} characters"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return str(error) or type(error).__name__
    return None


RULE = Rule(frozenset({"schema"}), check)
