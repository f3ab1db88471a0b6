"""Which of its many values a schema is asked for."""

from __future__ import annotations

import enum
from typing import Literal, TypeAlias

Side: TypeAlias = Literal["request", "response"]
"""Who sends the value: servers ignore `readOnly` properties, and never answer with `writeOnly` ones."""

UNKNOWN_VALUE = "value_from_the_future"
"""Stands for an enum value that the document does not list."""

UNKNOWN_VARIANT = "variant_from_the_future"
"""Stands for the tag of a union member that the document does not list."""

UNKNOWN_FIELD = "field_from_the_future"
"""Stands for a property that the document does not list."""


class Flavour(enum.Enum):
    """An ordinary value, or a boundary case of it.  The value is the case's name in file names."""

    TYPICAL = "typical"
    """Optional properties are filled down to the wanted depth."""
    MINIMAL = "minimal"
    """Required properties only."""
    NULLS = "nulls"
    """Null wherever it is admitted below the top."""
    EMPTY = "empty"
    """No items in lists and no keys in maps, wherever that is admitted."""
    UNKNOWN_FIELDS = "unknown-fields"
    """One property more in every object."""
    UNKNOWN_ENUM = "unknown-enum"
    """An unlisted value for every enum that is not the tag of a union."""
    UNKNOWN_VARIANT = "unknown-variant"
    """An unlisted member for every union that is told apart by a tag."""

    @property
    def conforms(self) -> bool:
        """Whether the document admits such values; the other flavours are what newer servers send."""
        return self not in _BEYOND


_BEYOND = frozenset({Flavour.UNKNOWN_FIELDS, Flavour.UNKNOWN_ENUM, Flavour.UNKNOWN_VARIANT})
BOUNDARIES = (
    Flavour.NULLS,
    Flavour.EMPTY,
    Flavour.UNKNOWN_FIELDS,
    Flavour.UNKNOWN_ENUM,
    Flavour.UNKNOWN_VARIANT,
)
"""The cases beside the ordinary value, in the order in which they are written."""
