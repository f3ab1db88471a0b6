"""A value of any type that a parameter may be annotated with."""

from __future__ import annotations

import datetime
import inspect
import sys
import types
import typing
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import httpx2
import typing_extensions

_PLAIN: Mapping[Any, Any] = {
    str: "s",
    bool: True,
    int: 7,
    float: 7.5,
    bytes: b"b",
    object: "o",
    Any: "o",
    type(None): None,
    datetime.datetime: datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC),
}
_WRAPPERS = (Annotated, typing_extensions.Required, typing_extensions.NotRequired)
_FILE = ("name.txt", b"content")


def hints(function: Any) -> dict[str, Any]:
    """Annotations of a function, evaluated; names that its module imports for type checkers only are looked up.

    Raises NameError for a name that is nowhere.
    """
    names = {**vars(typing), "httpx2": httpx2, **vars(sys.modules[function.__module__])}
    return typing_extensions.get_type_hints(function, names, {"list": list})


def sample(hint: Any) -> Any:
    """A value that fits an annotation.  Raises TypeError when there is none to be thought of."""
    while get_origin(hint) in _WRAPPERS:
        hint = get_args(hint)[0]
    origin, args = get_origin(hint), get_args(hint)
    if hint in _PLAIN:
        return _PLAIN[hint]
    if origin is Literal:
        return args[0]
    if origin in (Union, types.UnionType):
        return _of_union(args)
    if typing_extensions.is_typeddict(hint):
        annotations = typing_extensions.get_type_hints(hint)
        return {key: sample(annotations[key]) for key in hint.__required_keys__}
    if isinstance(hint, typing.TypeVar) or origin is type:
        return None
    if inspect.isclass(origin) and issubclass(origin, Mapping):
        return {"k": sample(args[1])}
    if args and origin is not None:
        return [sample(args[0])]
    raise TypeError(hint)


def _of_union(options: tuple[Any, ...]) -> Any:
    """A value of the first option that is no marker for "left out"; a file where one may be given."""
    if any("PathLike" in str(option) for option in options):
        return _FILE
    real = [o for o in options if getattr(o, "__name__", "") not in ("Omit", "NotGiven", "NoneType")]
    return sample(real[0])
