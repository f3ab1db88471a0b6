"""From located YAML to the dataclasses of :mod:`generator.config`.

The dataclasses are the schema: keys are field names, and the annotation of a field says what its value may be.
What does not fit is reported and left at its default, so that one run reports all problems of a file.
"""

from __future__ import annotations

import dataclasses
import difflib
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, TypeVar

from generator.config import ResourceConfig, TargetConfig
from generator.config_reader.located import Located
from generator.diagnostics import Diagnostics, Origin

Record = TypeVar("Record")

_ROOT_KEYS = tuple(item.name for item in dataclasses.fields(ResourceConfig))


class _Misfit(Exception):
    """A value that its field cannot take; it has been reported."""


def decode_target(node: Located, diagnostics: Diagnostics) -> TargetConfig:
    """The whole file.  The keys of the root resource stand at the top level of the file."""
    decoder = _Decoder(diagnostics)
    if not isinstance(node.value, Mapping):
        decoder.complain("SDK802", f"expected a mapping, found {node.kind}", node.origin)
        return TargetConfig()
    at_root = {key: value for key, value in node.value.items() if key in _ROOT_KEYS}
    others = {key: value for key, value in node.value.items() if key not in _ROOT_KEYS}
    target = decoder.record(
        TargetConfig, Located(others, node.origin), extra_keys=_ROOT_KEYS, hidden=("root",)
    )
    return dataclasses.replace(target, root=decoder.record(ResourceConfig, Located(at_root, node.origin)))


class _Decoder:
    """One pass over one file."""

    def __init__(self, diagnostics: Diagnostics) -> None:
        self._diagnostics = diagnostics
        self._hints: dict[type, dict[str, Any]] = {}

    def complain(self, code: str, message: str, origin: Origin, hint: str = "") -> None:
        """Report one problem."""
        self._diagnostics.error(code, message, origin, hint)

    def record(
        self,
        cls: type[Record],
        node: Located,
        *,
        extra_keys: tuple[str, ...] = (),
        hidden: tuple[str, ...] = (),
    ) -> Record:
        """A dataclass from a mapping.  `extra_keys` are only named in hints, `hidden` fields are not keys.

        Raises `_Misfit` when the value is no mapping or a field without a default is missing.
        """
        if not isinstance(node.value, Mapping):
            raise self._misfit(node, "a mapping")
        hints = self._hints_of(cls)
        own = [f for f in dataclasses.fields(cls) if f.name not in hidden]  # type: ignore[arg-type]
        # Keys that are no Python names (`async`) are given in the metadata of their field.
        fields = {f.metadata.get("key", f.name): f for f in own}
        known = (*fields, *extra_keys)
        values: dict[str, Any] = {}
        for key, child in node.value.items():
            if key not in fields:
                self.complain("SDK801", f"unknown key {key!r}", child.origin, _suggest(key, known))
                continue
            try:
                values[fields[key].name] = self._value(hints[fields[key].name], child)
            except _Misfit:
                continue
        missing = [name for name, item in fields.items() if _is_required(item) and item.name not in values]
        for name in missing:
            if name not in node.value:
                self.complain("SDK803", f"the key {name!r} is missing", node.origin, f"add `{name}:`")
        if missing:
            raise _Misfit
        return cls(**values)

    def _hints_of(self, cls: type) -> dict[str, Any]:
        """The types of the fields of a class.  They are written as text, and working them out takes time."""
        if cls not in self._hints:
            self._hints[cls] = typing.get_type_hints(cls)
        return self._hints[cls]

    def _value(self, hint: Any, node: Located) -> Any:
        """A value of the annotated type; raises `_Misfit` after reporting."""
        origin, args = typing.get_origin(hint), typing.get_args(hint)
        if origin is types.UnionType or origin is typing.Union:
            return self._one_of(args, node)
        if origin is Literal:
            return self._choice(args, node)
        if origin is tuple:
            return self._sequence(args[0], node)
        if origin is not None and issubclass(origin, Mapping):
            return self._mapping(args[1], node)
        if dataclasses.is_dataclass(hint) and isinstance(hint, type):
            return self.record(hint, node)
        return self._scalar(hint, node)

    def _one_of(self, args: tuple[Any, ...], node: Located) -> Any:
        """`X | None` and unions of scalars."""
        if node.value is None and type(None) in args:
            return None
        options = [arg for arg in args if arg is not type(None)]
        for option in options[:-1]:
            if isinstance(option, type) and type(node.value) is option:
                return node.value
        return self._value(options[-1], node)

    def _choice(self, allowed: tuple[Any, ...], node: Located) -> Any:
        if node.value in allowed and isinstance(node.value, str):
            return node.value
        words = ", ".join(str(word) for word in allowed)
        hint = _suggest(node.value, allowed) if isinstance(node.value, str) else ""
        self.complain("SDK802", f"expected one of {words}; found {_show(node)}", node.origin, hint)
        raise _Misfit

    def _sequence(self, item: Any, node: Located) -> tuple[Any, ...]:
        """A list; one text may stand for a list of one."""
        if item is str and isinstance(node.value, str):
            return (node.value,)
        if not isinstance(node.value, tuple):
            raise self._misfit(node, "a list")
        numbered = ((str(index), child) for index, child in enumerate(node.value))
        return tuple(value for _, value in self._each(item, numbered))

    def _mapping(self, item: Any, node: Located) -> dict[str, Any]:
        if not isinstance(node.value, Mapping):
            raise self._misfit(node, "a mapping")
        return dict(self._each(item, node.value.items()))

    def _each(self, item: Any, children: Iterable[tuple[str, Located]]) -> Iterator[tuple[str, Any]]:
        """The children that fit; the others have been reported."""
        for key, child in children:
            try:
                yield key, self._value(item, child)
            except _Misfit:
                continue

    def _scalar(self, hint: Any, node: Located) -> Any:
        """Exactly the annotated type; whole numbers also serve where a float is asked for."""
        if type(node.value) is hint:
            return node.value
        if hint is float and type(node.value) is int:
            return float(node.value)
        raise self._misfit(node, _WORDS[hint])

    def _misfit(self, node: Located, wanted: str) -> _Misfit:
        hint = (
            "put it in quotes" if wanted == "a text" and not isinstance(node.value, tuple | Mapping) else ""
        )
        self.complain("SDK802", f"expected {wanted}, found {_show(node)}", node.origin, hint)
        return _Misfit()


_WORDS = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}


def _is_required(item: dataclasses.Field[Any]) -> bool:
    return item.default is dataclasses.MISSING and item.default_factory is dataclasses.MISSING


def _show(node: Located) -> str:
    """The value for a message: short scalars as they are, the rest by kind."""
    if isinstance(node.value, str | int | float) and len(str(node.value)) <= 40:
        return f"{node.kind} ({node.value!r})"
    return node.kind


def _suggest(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest allowed word, or all of them."""
    words = [str(item) for item in known]
    close = difflib.get_close_matches(word, words, n=1)
    return f"did you mean {close[0]!r}?" if close else "allowed: " + ", ".join(words)
