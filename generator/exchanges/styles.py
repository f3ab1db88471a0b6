"""Parameters and form fields as text, both ways (OpenAPI 3.1 sections 4.8.12.3 and 4.8.15).

Writing follows the stated style.  Reading gives every value that a text may stand for, since a query has no types:
``12`` is a number where the schema wants one, and a text where it wants that.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from generator.config import WireConfig
from generator.exchanges.operations import Parameter
from generator.narrow import is_array, is_list, is_object

Pairs = list[tuple[str, str]]
_SEPARATORS: Final = {"spaceDelimited": " ", "pipeDelimited": "|", "form": ",", "simple": ","}
_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_CONSTANTS: Final[Mapping[str, Any]] = {"true": True, "false": False, "null": None}


def text_of(value: Any) -> str:
    """A scalar as it stands in a URL; containers as JSON."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, str | int | float):
        return str(value)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


# Writing


def path_text(parameter: Parameter, value: Any) -> str:
    """The text that takes the place of an expression in a path (styles simple, label and matrix)."""
    safe = "/" if parameter.allow_reserved else ""
    if is_object(value):
        pairs = [(str(k), text_of(v)) for k, v in value.items()]
        texts = [f"{k}={v}" for k, v in pairs] if parameter.explode else [t for pair in pairs for t in pair]
    else:
        texts = [text_of(each) for each in value] if is_array(value) else [text_of(value)]
    quoted = [quote(text, safe=safe + "=") for text in texts]
    if parameter.style == "label":
        return "." + ("." if parameter.explode else ",").join(quoted)
    if parameter.style == "matrix":
        if parameter.explode and not is_object(value):
            return "".join(f";{parameter.name}={text}" for text in quoted)
        joined = (";" if parameter.explode else ",").join(quoted)
        return f";{joined}" if parameter.explode else f";{parameter.name}={joined}"
    return ",".join(quoted)


def query_pairs(parameter: Parameter, value: Any, wire: WireConfig) -> Pairs:
    """The pairs of a query parameter; `wire`: what the target says goes before the document."""
    name = parameter.name
    if parameter.media_type:
        return [(name, json.dumps(value, ensure_ascii=False))]
    if is_array(value):
        return _array_pairs(parameter, value, wire)
    if is_object(value):
        if parameter.style == "deepObject" or wire.query_objects != "document":
            return nested_pairs(name, value, dots=wire.query_objects == "dots")
        if parameter.explode:
            return [(str(k), text_of(v)) for k, v in value.items()]
        return [(name, ",".join(t for k, v in value.items() for t in (str(k), text_of(v))))]
    return [(name, text_of(value))]


def _array_pairs(parameter: Parameter, value: Sequence[Any], wire: WireConfig) -> Pairs:
    name, texts = parameter.name, [text_of(each) for each in value]
    if wire.query_arrays == "brackets":
        return [(f"{name}[]", text) for text in texts]
    if wire.query_arrays == "indices":
        return [(f"{name}[{number}]", text) for number, text in enumerate(texts)]
    if wire.query_arrays == "comma" or (wire.query_arrays == "document" and not parameter.explode):
        return [(name, _SEPARATORS.get(parameter.style, ",").join(texts))] if texts else []
    return [(name, text) for text in texts]


def nested_pairs(name: str, value: Any, *, dots: bool = False) -> Pairs:
    """``a[b][c]=1`` (style deepObject, taken further down), or ``a.b.c=1``."""
    if is_object(value):
        return [
            pair
            for key, member in value.items()
            for pair in nested_pairs(f"{name}.{key}" if dots else f"{name}[{key}]", member, dots=dots)
        ]
    if is_array(value):
        return [pair for member in value for pair in nested_pairs(f"{name}[]", member, dots=dots)]
    return [(name, text_of(value))]


# Reading


def readings(text: str) -> list[Any]:
    """The JSON values that a text may stand for, the text itself first."""
    found: list[Any] = [text]
    if text in _CONSTANTS:
        found.append(_CONSTANTS[text])
        return found
    if _NUMBER.fullmatch(text) and len(text) < 400:
        number: int | float = int(text) if text.lstrip("-").isdigit() else float(text)
        if abs(number) != float("inf"):
            found.append(number)
    return found


def nest(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Pairs with brackets as nested objects and lists: ``a[b]=1``, ``a[]=1``, ``a[0][b]=1``.

    A name that stands there several times becomes a list.  Leaves keep their type.
    """
    found: dict[str, Any] = {}
    for name, value in pairs:
        head, *keys = _keys(name)
        _put(found, [head, *keys], value)
    return {key: _lists(value) for key, value in found.items()}


def _keys(name: str) -> list[str]:
    head, bracket, rest = name.partition("[")
    if not bracket or not head or not rest.endswith("]"):
        return [name]
    return [head, *rest[:-1].split("][")]


def _put(target: dict[str, Any], keys: Sequence[str], value: Any) -> None:
    key, *rest = keys
    if rest == [""]:
        known = target.setdefault(key, [])
        if is_array(known) and not isinstance(known, tuple):
            known.append(value)
    elif rest:
        inner = target.setdefault(key, [] if rest[0] == "" else {})
        if is_object(inner):
            _put(inner, rest, value)
        elif is_list(inner) and rest[0] == "":
            # `a[][b]=1`: a new item begins where the last one has the key already.
            if not inner or not is_object(inner[-1]) or (len(rest) == 2 and rest[1] in inner[-1]):
                inner.append({})
            _put(inner[-1], rest[1:], value)
    elif key in target:
        known = target[key]
        target[key] = [*known, value] if isinstance(known, list) else [known, value]
    else:
        target[key] = value


def _lists(value: Any) -> Any:
    """Objects whose keys are ``0, 1, ...`` as lists; ``""`` as the only key stands for a list of objects."""
    if not is_object(value):
        return value
    members = {key: _lists(member) for key, member in value.items()}
    if members and all(key.isdigit() for key in members):
        return [members[key] for key in sorted(members, key=int)]
    if set(members) == {""}:
        return members[""] if is_list(members[""]) else [members[""]]
    return members


def split_text(parameter: Parameter, text: str) -> list[str]:
    """The items of an array that stands in one text."""
    return text.split(_SEPARATORS.get(parameter.style, ",")) if text else []
