"""The template environment: what may be printed, and how.

An expression in a template is printed only when it is :class:`~generator.plan.code.Code` or an integer.
Anything else (words of a document, plain strings, None, undefined names) stops the run: it is a fault of a
template, not of the input.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined, Undefined

from generator.paths import templates_dir
from generator.plan.code import Code, Text
from generator.render.filters import FILTERS
from generator.render.overrides import ORIGINAL


class UnencodedError(TypeError):
    """A template printed something that no encoder has made safe for its position."""


def finalize(value: object) -> object:
    """What an expression prints: code and integers pass, all else raises UnencodedError."""
    if isinstance(value, Code) or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    if isinstance(value, Undefined):
        str(value)  # raises UndefinedError, which names what is missing
    if isinstance(value, Text):
        raise UnencodedError(f"words printed without an encoder: {value.value[:60]!r}")
    raise UnencodedError(f"{type(value).__name__} printed without an encoder: {value!r:.60}")


class TemplateEnvironment(Environment):
    """Jinja with finished macros that are code: what a macro printed went through `finalize` already."""

    @staticmethod
    def concat(parts: Iterable[str]) -> Code:
        """Join what a template, a macro or a set block printed."""
        return Code("".join(parts))


@lru_cache(maxsize=4)
def environment(own: Path | None = None) -> Environment:
    """The environment over our templates, those of the folder `own` first; cached, because compiling takes time.

    Blocks eat their line (`trim_blocks`, `lstrip_blocks`), undefined names raise, the final line end is kept,
    and there are no globals: templates compute nothing.
    """
    ours = FileSystemLoader(templates_dir())
    loaders = [ours] if own is None else [FileSystemLoader(own), ours, PrefixLoader({ORIGINAL: ours})]
    made = TemplateEnvironment(
        loader=ChoiceLoader(loaders),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
        finalize=finalize,
        auto_reload=own is not None,  # ours do not change while a process runs
    )
    made.filters.update(FILTERS)
    made.globals.clear()
    return made
