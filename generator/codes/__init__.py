"""The register of diagnostic codes: one module for each hundred, merged here.

`CODES` maps a code to its :class:`CodeInfo`.  A code that is registered twice is a programming error and
stops the import.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from generator.codes import (
    configuration,
    discovery,
    load,
    lowering,
    output,
    overlay,
    planning,
    validation,
)
from generator.codes.info import CodeInfo
from generator.diagnostics import Diagnostic

__all__ = ["CODES", "CodeInfo", "advised"]


def _merge(*groups: Iterable[CodeInfo]) -> Mapping[str, CodeInfo]:
    """All codes in one read-only mapping; raises ValueError for a code that stands twice."""
    merged: dict[str, CodeInfo] = {}
    for info in (info for group in groups for info in group):
        if info.code in merged:
            raise ValueError(f"diagnostic code {info.code} is registered twice")
        merged[info.code] = info
    return MappingProxyType(merged)


CODES: Mapping[str, CodeInfo] = _merge(
    load.CODES,
    validation.CODES,
    overlay.CODES,
    discovery.CODES,
    lowering.CODES,
    planning.CODES,
    output.CODES,
    configuration.CODES,
)
"""Every code the generator may emit."""


def advised(finding: Diagnostic) -> Diagnostic:
    """The finding with a hint: its own, or what its code advises in general."""
    if finding.hint or finding.code not in CODES:
        return finding
    return dataclasses.replace(finding, hint=CODES[finding.code].hint)
