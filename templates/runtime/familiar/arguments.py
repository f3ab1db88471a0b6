"""Checks of how functions are called, and comparisons of their signatures."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar, cast

from typing_extensions import ParamSpec

from ..waiting import in_thread
from .values import human_join, quote

__all__ = ["assert_signatures_in_sync", "asyncify", "function_has_argument", "required_args", "to_thread"]

P = ParamSpec("P")
T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])


def required_args(*variants: Sequence[str]) -> Callable[[F], F]:
    """A decorator for functions with overloads: a call must pass all arguments of one of the `variants`.

    The decorated function raises TypeError otherwise.  An argument counts as passed whatever its value is.
    """

    def wrap(function: F) -> F:
        kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
        parameters = inspect.signature(function).parameters.values()
        positional = [parameter.name for parameter in parameters if parameter.kind in kinds]

        @functools.wraps(function)
        def call(*args: object, **kwargs: object) -> object:
            if len(args) > len(positional):
                raise TypeError(
                    f"{function.__name__}() takes {len(positional)} argument(s) but {len(args)} were given"
                )
            passed = {*positional[: len(args)], *kwargs}
            if not any(passed.issuperset(variant) for variant in variants):
                raise TypeError(_missing(variants, passed))
            return function(*args, **kwargs)

        return cast("F", call)

    return wrap


def _missing(variants: tuple[Sequence[str], ...], passed: set[str]) -> str:
    if len(variants) > 1:
        wanted = [f"({human_join([quote(name) for name in variant], final='and')})" for variant in variants]
        return f"Missing required arguments; Expected either {human_join(wanted)} arguments to be given"
    missing = [quote(name) for variant in variants for name in variant if name not in passed]
    if len(missing) == 1:
        return f"Missing required argument: {missing[0]}"
    return f"Missing required arguments: {human_join(missing)}"


async def to_thread(function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a blocking function in a worker thread, under asyncio or trio."""
    return await in_thread(functools.partial(function, *args, **kwargs))


def asyncify(function: Callable[P, T]) -> Callable[P, Awaitable[T]]:
    """An async form of a blocking function, which runs in a worker thread."""

    async def call(*args: P.args, **kwargs: P.kwargs) -> T:
        return await to_thread(function, *args, **kwargs)

    return call


def function_has_argument(function: Callable[..., Any], name: str) -> bool:
    """Whether the function has a parameter of that name."""
    return name in inspect.signature(function).parameters


def assert_signatures_in_sync(
    source: Callable[..., Any],
    check: Callable[..., Any],
    *,
    exclude_params: set[str] = set(),  # noqa: B006
    description: str = "",
) -> None:
    """Assert that `check` has every parameter of `source`, of the same kind and annotation.

    Raises AssertionError with one line for each difference; `exclude_params` are not looked at.
    """
    expected = inspect.signature(source).parameters
    actual = inspect.signature(check).parameters
    problems: list[str] = []
    for name, parameter in expected.items():
        if name in exclude_params:
            continue
        other = actual.get(name)
        if other is None:
            problems.append(f"the `{name}` param is missing")
        elif other.annotation != parameter.annotation:
            problems.append(
                f"types for the `{name}` param do not match; "
                f"source={parameter.annotation!r} checking={other.annotation!r}"
            )
    if problems:
        text = "\n\n".join(problems)
        title = f"{len(problems)} errors encountered when comparing signatures{description}"
        raise AssertionError(f"{title}:\n\n{text}")
