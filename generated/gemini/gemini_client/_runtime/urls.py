"""Expansion of path templates (RFC 6570, levels 1 and 2, and OpenAPI's label and matrix styles).

``{+name=models/}`` takes a resource name with or without its collection: ``models/x`` and ``x`` are the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from enum import Enum
from functools import lru_cache
from urllib.parse import quote

from .narrow import is_items, is_mapping
from .sentinels import is_given

__all__ = ["expand_path", "origin_of", "scalar_text"]

_EXPRESSION = re.compile(r"\{(\+?)([^{}=]+)(?:=([^{}]*))?\}")
_TRIPLET = re.compile(r"%(?![0-9A-Fa-f]{2})")
_RESERVED_SAFE = "/:@!$&'()*+,;=%"
"""Kept by ``{+name}``: what RFC 3986 section 3.3 allows in a path.  "?" and "#" would leave the path."""
_DOTS = {".": "%2E", "..": "%2E%2E"}


def scalar_text(value: object) -> str:
    """Text of one value in a URL, header or form: lower-case booleans, values of enums, ISO dates."""
    if isinstance(value, str):
        return value if type(value) is str else str(value.value) if isinstance(value, Enum) else str(value)
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, Enum):
        return scalar_text(value.value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    isoformat = getattr(value, "isoformat", None)
    return str(isoformat()) if isoformat is not None else str(value)


@lru_cache(maxsize=1024)
def _pieces(template: str) -> tuple[tuple[str, bool, str, str], ...]:
    """The template as (literal text before, reserved, parameter name, collection); a last entry with name "" ends it."""
    pieces: list[tuple[str, bool, str, str]] = []
    end = 0
    for match in _EXPRESSION.finditer(template):
        pieces.append((template[end : match.start()], bool(match[1]), match[2], match[3] or ""))
        end = match.end()
    pieces.append((template[end:], False, "", ""))
    return tuple(pieces)


def _segment(value: str) -> str:
    """One segment: everything but unreserved characters is encoded, and so are segments that mean a folder."""
    return _DOTS.get(value) or quote(value, safe="-._~")


def _reserved(value: str) -> str:
    """A path of several segments; slashes and existing percent triplets stay, dot segments cannot climb."""
    encoded = quote(_TRIPLET.sub("%25", value), safe=_RESERVED_SAFE + "-._~")
    return "/".join(_without_dots(part) for part in encoded.split("/"))


def _without_dots(part: str) -> str:
    plain = part.replace("%2E", ".").replace("%2e", ".")
    return _DOTS.get(plain, part)


def _styled(name: str, value: object, style: str, explode: bool) -> str:
    """OpenAPI path styles `simple`, `label` and `matrix` for scalars, arrays and objects."""
    if style == "json":
        return _segment(json.dumps(value, separators=(",", ":"), default=scalar_text))
    prefix, separator = {"label": (".", "."), "matrix": (";", ";")}.get(style, ("", ","))
    if is_mapping(value):
        pairs = [
            (_segment(scalar_text(k)), _segment(scalar_text(v))) for k, v in value.items() if is_given(v)
        ]
        if explode:
            return prefix + separator.join(f"{k}={v}" for k, v in pairs)
        joined = ",".join(f"{k},{v}" for k, v in pairs)
    elif is_items(value):
        items = [_segment(scalar_text(item)) for item in value]
        if style == "matrix" and explode:
            return "".join(f";{name}={item}" for item in items)
        joined = (separator if explode else ",").join(items)
    else:
        joined = _segment(scalar_text(value))
    return f";{name}={joined}" if style == "matrix" else prefix + joined


def expand_path(template: str, values: Mapping[str, object], styles: Mapping[str, tuple[str, bool]]) -> str:
    """Fill a path template.

    Raises ValueError when a value is missing or empty: it would address another resource.
    """
    out: list[str] = []
    for literal, reserved, name, collection in _pieces(template):
        out.append(literal)
        if not name:
            continue
        value = values.get(name)
        if not is_given(value) or value is None or value == "" or value == [] or value == {}:
            raise ValueError(f"Expected a non-empty value for `{name}` but received {value!r}")
        style, explode = styles.get(name, ("simple", False))
        if reserved or style == "reserved":
            text = scalar_text(value)
            out.append(_reserved(text if "/" in text else collection + text))
        elif type(value) is str and style == "simple":
            out.append(_segment(value))
        else:
            out.append(_styled(name, value, style, explode))
    return "".join(out)


def origin_of(url: str) -> str:
    """Scheme, host and port of an absolute URL, in lower case, without default port and user information."""
    scheme, _, rest = url.partition("://")
    scheme = scheme.lower()
    host = re.split(r"[/?#]", rest, maxsplit=1)[0].rpartition("@")[2].lower()
    default = {"https": ":443", "http": ":80"}.get(scheme, "")
    return f"{scheme}://{host.removesuffix(default) if default else host}"
