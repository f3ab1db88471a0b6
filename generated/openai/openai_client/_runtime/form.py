"""``application/x-www-form-urlencoded`` bodies."""

from __future__ import annotations

from collections.abc import Mapping

from .query import QueryWriter

__all__ = ["dump_form"]


def dump_form(
    fields: Mapping[str, object], writer: QueryWriter, styles: Mapping[str, tuple[str, bool]]
) -> bytes:
    """The fields as a form; None and omitted fields are dropped."""
    return writer.write(fields, styles).encode("ascii")
