"""Neutral aliases: definitions that read the same in a request and in an answer.

An enum, a scalar, a union of such, or a map of plain scalars has one module and one name for both dialects.  The alias
itself is closed (``Literal[...]``); a response field that uses it adds what unknown values are (``Effort | str``).
"""

from __future__ import annotations

from generator.ir.api import Api
from generator.ir.types import (
    AliasDef,
    Const,
    EnumOf,
    MapOf,
    Nullable,
    OneOf,
    Ref,
    Scalar,
    ScalarKind,
    TypeId,
    TypeRef,
)

__all__ = ["Neutral"]

_PLAIN = frozenset(
    {
        ScalarKind.STRING,
        ScalarKind.INTEGER,
        ScalarKind.NUMBER,
        ScalarKind.BOOLEAN,
        ScalarKind.NULL,
        ScalarKind.ANY,
        ScalarKind.UNIX_TIME,
    }
)


class Neutral:
    """Answers for one API, computed once for each definition."""

    def __init__(self, api: Api) -> None:
        self._defs = api.types.defs
        self._known: dict[TypeId, bool] = {}
        self._open: dict[TypeId, tuple[ScalarKind, ...]] = {}

    def __contains__(self, id: object) -> bool:
        """Whether a definition is a neutral alias."""
        if id not in self._defs:
            return False
        assert isinstance(id, str)
        key = TypeId(id)
        if key not in self._known:
            self._known[key] = False  # A definition that leads back to itself is not neutral.
            definition = self._defs[key]
            self._known[key] = isinstance(definition, AliasDef) and self._is_plain(definition.target)
        return self._known[key]

    def unknown_values(self, id: TypeId) -> tuple[ScalarKind, ...]:
        """Kinds of values that the enums inside a neutral alias do not list and no other member takes."""
        if id not in self._open:
            definition = self._defs[id]
            assert isinstance(definition, AliasDef)
            enums, scalars = self._kinds(definition.target)
            self._open[id] = tuple(kind for kind in enums if kind not in scalars)
        return self._open[id]

    def _is_plain(self, ref: TypeRef) -> bool:
        match ref:
            case Scalar(kind=kind):
                return kind in _PLAIN
            case Const() | EnumOf():
                return True
            case MapOf(value=value):
                return isinstance(value, Scalar) and value.kind in _PLAIN
            case Nullable(inner=inner):
                return self._is_plain(inner)
            case OneOf(variants=variants):
                return all(self._is_plain(v) for v in variants)
            case Ref(id=id):
                return id in self
            case _:
                return False

    def _kinds(self, ref: TypeRef) -> tuple[dict[ScalarKind, None], set[ScalarKind]]:
        """Base kinds of the enums inside `ref`, and the kinds of its free scalars."""
        match ref:
            case EnumOf(base=base):
                return {base: None}, set()
            case Scalar(kind=kind):
                return {}, {kind}
            case Nullable(inner=inner):
                return self._kinds(inner)
            case Ref(id=id):
                definition = self._defs[id]
                assert isinstance(definition, AliasDef)
                return self._kinds(definition.target)
            case OneOf(variants=variants):
                enums: dict[ScalarKind, None] = {}
                scalars: set[ScalarKind] = set()
                for variant in variants:
                    inner_enums, inner_scalars = self._kinds(variant)
                    enums |= inner_enums
                    scalars |= inner_scalars
                return enums, scalars
            case _:
                return {}, set()
