"""Where the surface differs from that of the provider's package, and why.

Every entry has to be true: one that no longer differs is an error as well.
"""

from __future__ import annotations

from collections.abc import Mapping

MISSING_METHODS: Mapping[str, str] = {
}
"""Methods that only the provider's package has."""

PARAMETERS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...], str]] = {
    "beta.realtime.sessions.create": (
        (),
        ("prompt", "truncation"),
        "the document has two members that the other package lacks",
    ),
}
"""Methods whose parameters differ: those that are missing here, those that only we have, the reason."""

MISSING_MODULES: Mapping[str, str] = {
}
"""Modules of types that only the provider's package has."""

MISSING_NAMES: Mapping[str, tuple[str, ...]] = {
}
"""Names that modules of types lack here."""
