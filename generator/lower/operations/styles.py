"""Parameter styles (OpenAPI 3.1 section 4.8.12.2) and where each may be used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, cast

from generator.ir.api import ParamLocation, ParamStyle

DEFAULT_STYLE: Final[Mapping[ParamLocation, ParamStyle]] = {
    "path": "simple",
    "query": "form",
    "header": "simple",
    "cookie": "form",
}

_PERMITTED: Final[Mapping[ParamLocation, frozenset[str]]] = {
    "path": frozenset({"simple", "label", "matrix"}),
    "query": frozenset({"form", "spaceDelimited", "pipeDelimited", "deepObject"}),
    "header": frozenset({"simple"}),
    "cookie": frozenset({"form", "cookie"}),
}
_ALL: Final = frozenset(
    {"simple", "label", "matrix", "form", "spaceDelimited", "pipeDelimited", "deepObject", "cookie"}
)


def known_style(word: object) -> ParamStyle | None:
    """A style of the specification, None for anything else."""
    return cast("ParamStyle", word) if isinstance(word, str) and word in _ALL else None


def permitted(style: ParamStyle, location: ParamLocation) -> bool:
    """Whether the specification lets a style stand at a location."""
    return style in _PERMITTED[location]


def default_explode(style: ParamStyle) -> bool:
    """`explode` where the document leaves it open: true for form and cookie only (and meaningless but true for deepObject)."""
    return style in ("form", "deepObject", "cookie")
