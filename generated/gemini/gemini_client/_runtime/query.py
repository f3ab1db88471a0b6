"""Query strings: every OpenAPI 3 parameter style, and the bracket forms that APIs use beyond it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import quote

from .narrow import is_items, is_mapping
from .sentinels import is_given
from .urls import scalar_text

__all__ = ["Pair", "QueryWriter", "flatten"]

Pair = tuple[str, str]

_DELIMITERS = {"spaceDelimited": "%20", "pipeDelimited": "%7C", "form": ",", "comma": ","}


def _encode(text: str) -> str:
    return quote(text, safe="-._~")


def _as_mapping(value: object) -> object:
    """A model as the mapping that it stands for; anything else as it is."""
    dump: Callable[..., object] | None = getattr(value, "model_dump", None)
    if dump is not None and not isinstance(value, type):
        return dump(mode="json", by_alias=True, exclude_unset=True)
    return value


def flatten(name: str, value: object, arrays: str, objects: str) -> Iterator[Pair]:
    """Nested data as (name, text) pairs, not yet percent-encoded.

    arrays: ``brackets`` a[]=1, ``indices`` a[0]=1, ``comma`` a=1,2, anything else a=1&a=2.
    objects: ``dots`` a.b=1, anything else a[b]=1.  None and omitted values are dropped.
    """
    value = _as_mapping(value)
    if value is None or not is_given(value):
        return
    if is_mapping(value):
        for key, inner in value.items():
            child = f"{name}.{key}" if objects == "dots" else f"{name}[{scalar_text(key)}]"
            yield from flatten(child, inner, arrays, objects)
    elif is_items(value):
        items = [item for item in value if item is not None and is_given(item)]
        if arrays == "comma" and items:
            yield name, ",".join(scalar_text(item) for item in items)
            return
        for index, item in enumerate(items):
            child = (
                f"{name}[]" if arrays == "brackets" else f"{name}[{index}]" if arrays == "indices" else name
            )
            yield from flatten(
                child.replace("[][]", "[]") if name.endswith("[]") else child, item, arrays, objects
            )
    else:
        yield name, scalar_text(value)


_PLAIN = ("", True)
_KEPT = ":/?@!$'()*,;="
"""Reserved characters (RFC 3986 section 2.2) that can stand in a value without ending it, or the query."""


def _reserved(name: str, value: object, explode: bool) -> Iterator[str]:
    """A parameter with `allowReserved`: form style, reserved characters kept where they do no harm."""
    items = [value]
    if is_mapping(value):
        given = [(scalar_text(k), v) for k, v in value.items() if v is not None and is_given(v)]
        if explode:
            yield from (f"{_encode(k)}={quote(scalar_text(v), safe=_KEPT)}" for k, v in given)
            return
        items = [part for pair in given for part in pair]
    elif is_items(value):
        items = [item for item in value if item is not None and is_given(item)]
    texts = [quote(scalar_text(item), safe=_KEPT) for item in items]
    if explode:
        yield from (f"{_encode(name)}={text}" for text in texts)
    elif texts:
        yield f"{_encode(name)}={','.join(texts)}"


class QueryWriter:
    """Writes parameters in the client's default form, or in the style that an operation states for one of them."""

    __slots__ = ("_arrays", "_objects")

    def __init__(self, arrays: str = "document", objects: str = "document") -> None:
        self._arrays = arrays
        self._objects = objects

    def write(self, params: Mapping[str, object], styles: Mapping[str, tuple[str, bool]]) -> str:
        """The query string without "?", "" for no parameters."""
        out: list[str] = []
        for name, value in params.items():
            if value is None or not is_given(value):
                continue
            style = styles.get(name, _PLAIN)[0] if styles else ""
            if style == "reserved":
                out.extend(_reserved(name, _as_mapping(value), styles[name][1]))
            elif style == "json":
                text = json.dumps(_as_mapping(value), separators=(",", ":"), default=scalar_text)
                out.append(f"{_encode(name)}={_encode(text)}")
            elif type(value) is str:
                out.append(f"{_encode(name)}={_encode(value)}")
            elif isinstance(value, (str, int, float)):
                out.append(f"{_encode(name)}={_encode(scalar_text(value))}")
            elif name in styles:
                out.extend(self._styled(name, _as_mapping(value), *styles[name]))
            else:
                out.extend(self._default(name, _as_mapping(value)))
        return "&".join(out)

    def _default(self, name: str, value: object) -> Iterator[str]:
        """One array or object in the client's form; "document" is OpenAPI's default, form and explode."""
        if self._objects == "document" and is_mapping(value):
            yield from self._styled_object(_encode(name), name, value, "form", True)
            return
        pairs = flatten(name, value, self._arrays, self._objects)
        yield from (f"{_encode(k)}={_encode(v)}" for k, v in pairs)

    def _styled(self, name: str, value: object, style: str, explode: bool) -> Iterator[str]:
        """One parameter in a stated style (OpenAPI 3.1 section 4.8.12.3); delimiters stay unencoded where they may."""
        key = _encode(name)
        if is_mapping(value):
            yield from self._styled_object(key, name, value, style, explode)
        elif is_items(value):
            items = [item for item in value if item is not None and is_given(item)]
            if style in _DELIMITERS and (not explode or style == "comma"):
                if items:
                    yield f"{key}={_DELIMITERS[style].join(_encode(scalar_text(item)) for item in items)}"
            else:
                arrays = style if style in ("brackets", "indices") else "repeat"
                pairs = flatten(name, items, arrays, self._objects)
                yield from (f"{_encode(k)}={_encode(v)}" for k, v in pairs)
        else:
            yield f"{key}={_encode(scalar_text(value))}"

    def _styled_object(
        self, key: str, name: str, value: Mapping[object, object], style: str, explode: bool
    ) -> Iterator[str]:
        given = {scalar_text(k): v for k, v in value.items() if v is not None and is_given(v)}
        if style in ("deepObject", "brackets", "dots"):
            objects = "dots" if style == "dots" else "brackets"
            yield from (f"{_encode(k)}={_encode(v)}" for k, v in flatten(name, given, self._arrays, objects))
        elif explode:
            for prop, inner in given.items():
                yield from (
                    f"{_encode(k)}={_encode(v)}" for k, v in flatten(prop, inner, self._arrays, self._objects)
                )
        elif given:
            parts = [text for prop, inner in given.items() for text in (prop, scalar_text(inner))]
            yield f"{key}={_DELIMITERS.get(style, ',').join(_encode(part) for part in parts)}"
