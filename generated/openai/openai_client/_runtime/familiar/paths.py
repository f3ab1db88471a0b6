"""Path templates for programs that call endpoints by path."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, unquote

__all__ = ["path_template"]

_PLACE = re.compile(r"\{(\w+)\}")
# RFC 3986: pchar (section 3.3) without percent; queries and fragments (3.4, 3.5) also keep "/" and "?".
_SEGMENT_SAFE = "!$&'()*+,;=:@"
_FRAGMENT_SAFE = _SEGMENT_SAFE + "/?"
# "&" and "+" have a meaning of their own inside a query, and "=" belongs to the template.
_QUERY_SAFE = "!$'()*,;:@/?"


def _text(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _filled(template: str, values: Mapping[str, object], safe: str) -> str:
    return _PLACE.sub(lambda match: quote(_text(values[match[1]]), safe=safe), template)


def path_template(template: str, /, **values: object) -> str:
    """Fill ``{name}`` places of a path, a query and a fragment, each encoded for where it stands.

    Raises KeyError for a name without value, ValueError when a segment of the path becomes "." or "..", which
    would lead to another resource.
    """
    rest, mark, fragment = template.partition("#")
    path, question, query = rest.partition("?")
    filled = _filled(path, values, _SEGMENT_SAFE)
    for segment in filled.split("/"):
        if unquote(segment) in (".", ".."):
            raise ValueError(f"The path {filled!r} has a dot-segment, which would address another resource")
    return "".join(
        (
            filled,
            question,
            _filled(query, values, _QUERY_SAFE),
            mark,
            _filled(fragment, values, _FRAGMENT_SAFE),
        )
    )
