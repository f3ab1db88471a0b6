"""Optional dependencies."""

from __future__ import annotations

from ..errors import SDKError

__all__ = ["MissingDependencyError", "format_instructions"]


class MissingDependencyError(SDKError):
    """Something was asked for that needs a library which is not installed."""


def format_instructions(*, library: str, extra: str) -> str:
    """What to install to have `library`; `extra` is the name of the optional dependency of this package."""
    return f"`{library}` is not installed; it comes with the extra `{extra}` of this package"
