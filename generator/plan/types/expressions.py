"""Type expressions of both dialects."""

from __future__ import annotations

from collections.abc import Mapping

from generator.ir.api import Api
from generator.ir.types import (
    AliasDef,
    Const,
    EnumOf,
    JsonScalar,
    ListOf,
    MapOf,
    Nullable,
    OneOf,
    Ref,
    Scalar,
    ScalarKind,
    TypeId,
    TypeRef,
)
from generator.plan.annotation import Dialect, TypeName
from generator.plan.code import Code, literal
from generator.plan.imports import Import
from generator.plan.types.neutral import Neutral
from generator.plan.types.scope import Scope
from generator.plan.types.tags import members

__all__ = ["Expressions"]

_BUILTIN = {
    ScalarKind.STRING: "str",
    ScalarKind.INTEGER: "int",
    ScalarKind.NUMBER: "float",
    ScalarKind.BOOLEAN: "bool",
    ScalarKind.ANY: "object",
    ScalarKind.UNIX_TIME: "int",
}
_RESPONSE_SCALARS = {
    ScalarKind.BASE64: "Base64Str",
    ScalarKind.DATE_TIME: "DateTime",
    ScalarKind.DATE: "Date",
    ScalarKind.INT64_STRING: "Int64",
}

_LARGEST = 2**63 - 1
"""Type checkers take no larger integer inside of `Literal`."""
_DATETIME = Import("datetime", alias="_datetime")
"""Under a name that no key of a TypedDict can have."""


class Expressions:
    """Prints type references as annotations, for one API and its names."""

    def __init__(
        self,
        api: Api,
        names: Mapping[tuple[TypeId, Dialect], TypeName],
        neutral: Neutral,
        *,
        open_enums: bool,
    ) -> None:
        self._defs = api.types.defs
        self._names = names
        self._neutral = neutral
        self._open_enums = open_enums

    def of(self, ref: TypeRef, dialect: Dialect, scope: Scope, *, nullable: bool = False) -> Code:
        """The annotation of `ref`; with `nullable`, or None."""
        return self._joined(self._parts(ref, dialect, scope, self._open_enums), nullable=nullable)

    def neutral(self, ref: TypeRef, scope: Scope, *, nullable: bool = False) -> Code:
        """The value of a neutral alias: closed, with maps that both dialects accept."""
        return self._joined(self._neutral_parts(ref, scope), nullable=nullable)

    def _joined(self, parts: list[str], *, nullable: bool) -> Code:
        unique = list(dict.fromkeys(_one_literal(parts)))
        has_null = nullable or "None" in unique
        unique = [part for part in unique if part != "None"]
        return Code(" | ".join([*unique, "None"] if has_null else unique))

    def _parts(self, ref: TypeRef, dialect: Dialect, scope: Scope, is_open: bool) -> list[str]:
        """The members of the union that `ref` is printed as; one for most."""
        is_answer = dialect is Dialect.RESPONSE
        match ref:
            case Scalar(kind=kind):
                return self._scalar(kind, scope) if is_answer else self._request_scalar(kind, scope)
            case Const(value=value):
                return _literals((value,), ScalarKind.ANY, scope)
            case EnumOf(values=values, base=base):
                extra = [scope.builtin(_BUILTIN.get(base, "object"))] if is_answer and is_open else []
                return _literals(values, base, scope) + extra
            case ListOf(item=item, prefix=prefix):
                # `items: false` after prefixItems says that there is no further item.
                is_last = bool(prefix) and isinstance(item, Scalar) and item.kind is ScalarKind.NEVER
                items = prefix if is_last else (*prefix, item)
                inner = [part for each in items for part in self._parts(each, dialect, scope, is_open)]
                outer = scope.builtin("list") if is_answer else scope.std("collections.abc", "Sequence")
                return [f"{outer}[{self._joined(inner, nullable=False)}]"]
            case MapOf(value=value):
                inner = self._parts(value, dialect, scope, is_open)
                outer = scope.builtin("dict") if is_answer else scope.std("collections.abc", "Mapping")
                return [f"{outer}[{scope.builtin('str')}, {self._joined(inner, nullable=False)}]"]
            case Nullable(inner=wrapped):
                return [*self._parts(wrapped, dialect, scope, is_open), "None"]
            case OneOf():
                return self._union(ref, dialect, scope, is_open)
            case Ref(id=id):
                return self._reference(id, dialect, scope, is_open)

    def _reference(self, id: TypeId, dialect: Dialect, scope: Scope, is_open: bool) -> list[str]:
        definition = self._defs[id]
        if isinstance(definition, AliasDef) and definition.target == Scalar(ScalarKind.NULL):
            return ["None"]
        name = scope.type(self._names[id, dialect])
        if dialect is Dialect.RESPONSE and is_open and id in self._neutral:
            unknown = self._neutral.unknown_values(id)
            return [name, *(scope.builtin(_BUILTIN.get(kind, "object")) for kind in unknown)]
        return [name]

    def _union(self, union: OneOf, dialect: Dialect, scope: Scope, is_open: bool) -> list[str]:
        if dialect is Dialect.REQUEST or union.discriminator is None:
            return [part for v in union.variants for part in self._parts(v, dialect, scope, is_open)]
        merged: dict[str, tuple[JsonScalar, ...]] = {}
        for member in members(union, self._defs):
            for part in self._parts(member.type, dialect, scope, is_open):
                merged[part] = tuple(dict.fromkeys((*merged.get(part, ()), *member.tags)))
        has_null = merged.pop("None", None) is not None
        tail = ["None"] if has_null else []
        if len(merged) < 2 or not any(merged.values()):
            return [*merged, *tail]
        tags = ", ".join(literal(tags) for tags in merged.values())
        marker = f"{scope.runtime('models', 'tagged')}({literal(union.discriminator.property)}, {tags})"
        return [f"{scope.std('typing', 'Annotated')}[{' | '.join(merged)}, {marker}]", *tail]

    def _neutral_parts(self, ref: TypeRef, scope: Scope) -> list[str]:
        match ref:
            case MapOf(value=value):
                inner = self._joined(self._neutral_parts(value, scope), nullable=False)
                return [f"{scope.builtin('dict')}[{scope.builtin('str')}, {inner}]"]
            case Nullable(inner=inner_ref):
                return [*self._neutral_parts(inner_ref, scope), "None"]
            case OneOf(variants=variants):
                return [part for v in variants for part in self._neutral_parts(v, scope)]
            case _:
                return self._parts(ref, Dialect.REQUEST, scope, False)

    @staticmethod
    def _scalar(kind: ScalarKind, scope: Scope) -> list[str]:
        if kind is ScalarKind.NULL:
            return ["None"]
        if kind in _RESPONSE_SCALARS:
            return [scope.runtime("models", _RESPONSE_SCALARS[kind])]
        if kind is ScalarKind.BINARY:  # JSON has no bytes: whatever the document calls binary there is text.
            return [scope.builtin("str")]
        return [scope.builtin(_BUILTIN.get(kind, "object"))]

    @staticmethod
    def _request_scalar(kind: ScalarKind, scope: Scope) -> list[str]:
        match kind:
            case ScalarKind.NULL:
                return ["None"]
            case ScalarKind.BINARY:
                return [scope.runtime("aliases", "FileTypes")]
            case ScalarKind.BASE64:
                return [scope.builtin("str")]
            case ScalarKind.DATE_TIME | ScalarKind.DATE:
                scope.imports.add(_DATETIME)
                moment = "datetime" if kind is ScalarKind.DATE_TIME else "date"
                return [scope.builtin("str"), f"_datetime.{moment}"]
            case ScalarKind.INT64_STRING:
                return [scope.builtin("int"), scope.builtin("str")]
            case ScalarKind.NEVER:
                return [scope.std("typing_extensions", "Never")]
            case _:
                return [scope.builtin(_BUILTIN[kind])]


def _literals(values: tuple[JsonScalar, ...], base: ScalarKind, scope: Scope) -> list[str]:
    """`Literal[...]` for what may stand there (PEP 586: strings, integers, booleans), the plain type for the rest."""
    parts: list[str] = []
    huge = any(isinstance(v, int) and abs(v) > _LARGEST for v in values)
    printable = dict.fromkeys(
        literal(v) for v in values if isinstance(v, str | bool) or (isinstance(v, int) and not huge)
    )
    if printable:
        parts.append(f"{scope.std('typing', 'Literal')}[{', '.join(printable)}]")
    if huge:
        parts.append(scope.builtin("int"))
    if any(isinstance(v, float) for v in values):
        parts.append(scope.builtin("float"))
    if any(v is None for v in values):
        parts.append("None")
    return parts or [scope.builtin(_BUILTIN.get(base, "object"))]


def _one_literal(parts: list[str]) -> list[str]:
    """`Literal[a] | Literal[b]` as one, at the place of the first."""
    found = [p for p in parts if p.startswith(("Literal[", "_Literal["))]
    if len(found) < 2:
        return parts
    head = found[0].partition("[")[0]
    inner = ", ".join(dict.fromkeys(p[len(head) + 1 : -1] for p in found))
    first = parts.index(found[0])
    return [*parts[:first], f"{head}[{inner}]", *(p for p in parts[first + 1 :] if p not in found)]
