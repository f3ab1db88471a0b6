"""Long enums in an order of their own.

The values of an enum are a set (JSON Schema Validation 6.1.2).  A short one keeps the order of its document, which
often means something to a reader (low, medium, high).  In a long one the order is only how its author listed the
values; a stripped document keeps the values and not the listing.  Alphabetical order would not do: it is the one
that authors choose most often.
"""

from __future__ import annotations

import re
from typing import Any

from generator.narrow import Data

WORD = re.compile(r"[A-Za-z0-9']+")
LONG = 10
"""Words in all values together from which on an enum counts as long."""

PARALLEL = ("enumDeprecated",)
"""Lists that belong to the values one by one."""


def order_long_enum(schema: dict[str, Any]) -> None:
    """Put the enum of `schema` shortest value first when it is long and holds strings only.

    Values of the same length stand in falling order.  Lists that run parallel to the values move with them.
    """
    values: Data = schema.get("enum")
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        return
    if sum(len(WORD.findall(value)) for value in values) < LONG:
        return
    places = sorted(range(len(values)), key=values.__getitem__, reverse=True)
    places.sort(key=lambda place: len(values[place]))
    schema["enum"] = [values[place] for place in places]
    for key in PARALLEL:
        others: Data = schema.get(key)
        if isinstance(others, list) and len(others) == len(values):
            schema[key] = [others[place] for place in places]
