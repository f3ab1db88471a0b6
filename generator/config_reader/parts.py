"""Configurations in several files: `parts` names further ones, which add to the mappings of the first."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.config_reader import grammar
from generator.config_reader.located import LIMITS, Located, locate
from generator.diagnostics import Diagnostics
from generator.spec.source import read_source

__all__ = ["PARTS", "with_parts"]

PARTS = "parts"
"""The key; its paths are relative to the folder of the first file."""


def with_parts(source: Located, folder: Path, diagnostics: Diagnostics) -> Located:
    """`source` with everything that its parts add, in their order.

    Mappings are merged at every depth; anything else may stand in one file only (error SDK806).  Paths that leave
    `folder` are errors (SDK805) and are not read.  Raises :class:`generator.diagnostics.InputError` when a part cannot
    be read.
    """
    if not isinstance(source.value, Mapping):
        return source
    whole = source
    for path in _paths(source.value.get(PARTS)):
        if not grammar.stays_inside(str(path.value), folder):
            message = f"the path {path.value!r} leaves the folder of the configuration"
            diagnostics.error("SDK805", message, path.origin, "use a relative path below this file's folder")
            continue
        part = locate(read_source(folder / str(path.value), diagnostics=diagnostics, limits=LIMITS))
        whole = _merged(whole, part, diagnostics)
    return whole


def _paths(node: Located | None) -> tuple[Located, ...]:
    """The paths that are written, as a list or a single one; what else stands there is for the decoder to report."""
    if node is None:
        return ()
    items = node.value if isinstance(node.value, tuple) else (node,)
    return tuple(item for item in items if isinstance(item.value, str))


def _merged(first: Located, second: Located, diagnostics: Diagnostics, key: str = "") -> Located:
    """Both mappings in one."""
    if not isinstance(first.value, Mapping) or not isinstance(second.value, Mapping):
        name = f"{key!r}" if key else "the configuration"
        message = f"{name} is {first.kind} here and {second.kind} elsewhere; only mappings are merged"
        diagnostics.error("SDK806", message, second.origin, f"the other place: {first.origin}")
        return first
    merged = dict(first.value)
    for name, value in second.value.items():
        merged[name] = _merged(merged[name], value, diagnostics, name) if name in merged else value
    return Located(merged, first.origin)
