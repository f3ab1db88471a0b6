"""A rendered distribution as a value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

FileSet: TypeAlias = Mapping[str, bytes]
"""Contents by POSIX path relative to the distribution's folder."""
