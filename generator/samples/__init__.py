"""Example values for the schemas of a document: the same value for the same schema, on any machine.

`Sampler(document).value(schema)` gives plain JSON data; a `Flavour` asks for one of the boundary cases.
"""

from __future__ import annotations

from generator.samples.flavours import Flavour, Side
from generator.samples.sampler import Sampler

__all__ = ["Flavour", "Sampler", "Side"]
