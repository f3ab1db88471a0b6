"""The places that a JSONPath (RFC 9535) selects, as tokens from the root."""

from __future__ import annotations

import functools
from typing import Any

from generator.spec.overlay.plain_paths import Location, follow, steps_of


class BadPath(Exception):
    """The expression is not valid, or cannot be evaluated; the text says why."""


def select(data: Any, path: str) -> list[Location]:
    """The locations that `path` selects in document order; raises BadPath.

    Paths of the everyday kind are followed without the library, which is loaded for others only.
    """
    steps = steps_of(path)
    if steps is not None:
        return follow(data, steps)
    from jsonpath_rfc9535 import JSONPathError

    try:
        nodes = _compiled(path).find(data)
        return list(dict.fromkeys(tuple(node.location) for node in nodes))
    except (JSONPathError, RecursionError) as error:
        raise BadPath(str(error) or type(error).__name__) from None


def value_at(data: Any, location: Location) -> Any:
    """The value at a location that `select` returned."""
    value = data
    for step in location:
        value = value[step]
    return value


@functools.lru_cache(maxsize=256)
def _compiled(path: str) -> Any:
    from jsonpath_rfc9535 import JSONPathEnvironment

    class Environment(JSONPathEnvironment):
        """As deep as documents may be."""

        max_recursion_depth = 1_000

    return Environment().compile(path)
