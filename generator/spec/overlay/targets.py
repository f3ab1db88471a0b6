"""The places that a JSONPath (RFC 9535) selects, as tokens from the root."""

from __future__ import annotations

import functools
import re
from typing import Any, TypeAlias

from jsonpath_rfc9535 import JSONPathEnvironment, JSONPathError

from generator.narrow import Data

Location: TypeAlias = tuple[str | int, ...]

_STEP = re.compile(r"\.([A-Za-z_][A-Za-z0-9_]*)|\['([^'\\]*)'\]|\[\"([^\"\\]*)\"\]|\[(0|[1-9][0-9]{0,8})\]")
_NOTHING: Any = object()


class BadPath(Exception):
    """The expression is not valid, or cannot be evaluated; the text says why."""


class _Environment(JSONPathEnvironment):
    """As deep as documents may be."""

    max_recursion_depth = 1_000


def select(data: Any, path: str) -> list[Location]:
    """The locations that `path` selects in document order; raises BadPath.

    A path of names and indexes only, as most targets are, is followed without looking at the rest of the document.
    """
    steps = singular(path)
    if steps is not None:
        return [steps] if _exists(data, steps) else []
    try:
        nodes = _compiled(path).find(data)
        return list(dict.fromkeys(tuple(node.location) for node in nodes))
    except (JSONPathError, RecursionError) as error:
        raise BadPath(str(error) or type(error).__name__) from None


@functools.lru_cache(maxsize=1024)
def singular(path: str) -> Location | None:
    """The steps of a path that names one place (RFC 9535 section 2.3.5.1, singular query), None for others."""
    if not path.startswith("$"):
        return None
    position = 1
    steps: list[str | int] = []
    while position < len(path):
        found = _STEP.match(path, position)
        if found is None:
            return None
        name, single, double, number = found.groups()
        key = name if name is not None else single if single is not None else double
        steps.append(int(number) if key is None else key)
        position = found.end()
    return tuple(steps)


def value_at(data: Any, location: Location) -> Any:
    """The value at a location that `select` returned."""
    value = data
    for step in location:
        value = value[step]
    return value


def _exists(data: Data, steps: Location) -> bool:
    value: Data = data
    for step in steps:
        if isinstance(step, str):
            value = value.get(step, _NOTHING) if isinstance(value, dict) else _NOTHING
        else:
            value = value[step] if isinstance(value, list) and step < len(value) else _NOTHING
        if value is _NOTHING:
            return False
    return True


@functools.lru_cache(maxsize=256)
def _compiled(path: str) -> Any:
    return _Environment().compile(path)
