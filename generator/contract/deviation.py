"""One difference between a document and what was seen on the wire."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal[
    "null",
    "type",
    "enum",
    "required",
    "undocumented",
    "variant",
    "bound",
    "parameter",
    "status",
    "content",
    "other",
]
Side = Literal["request", "response"]


@dataclass(frozen=True, slots=True)
class Deviation:
    """One place.

    `pointer`: the schema (or operation) in the document that does not admit what was seen; `anchor`: the schema
    through which it was reached, where null can be admitted for this place alone.  `place`: JSON pointer into the
    body.  `name`: the member, parameter, keyword, status or media type that it is about.  `value`: what was seen.
    """

    kind: Kind
    pointer: str
    place: str
    message: str
    name: str = ""
    anchor: str = ""
    value: Any = field(default=None, compare=False)
    side: Side = "response"

    @property
    def key(self) -> tuple[str, str, str]:
        """What is equal for deviations that one change of the document admits."""
        return self.kind, self.anchor if self.kind == "null" else self.pointer, self.name
