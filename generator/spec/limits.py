"""Bounds on what a document may cost to read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a document may be before it is refused.

    All counts are of one file.  The defaults are ten and more times what the largest public descriptions
    need, and small enough that a hostile file is refused within seconds.
    """

    bytes: int = 200_000_000
    """Size of the file."""
    depth: int = 200
    """Nesting of mappings and sequences, aliases followed."""
    nodes: int = 10_000_000
    """Values in the file, each alias counted as the copy it stands for."""
    alias_nodes: int = 1_000_000
    """Values that exist only because an alias repeats them."""
    merged_keys: int = 100_000
    """Keys brought in by YAML merge keys (``<<``)."""
    files: int = 1_000
    """Files that references may bring in."""
    chain: int = 1_000
    """References from one to the next before a value is reached."""


DEFAULT_LIMITS = Limits()
