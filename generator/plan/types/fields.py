"""Fields of models and keys of TypedDicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.ir.types import Docs, Field, TypeRef
from generator.plan import identifiers
from generator.plan.annotation import Dialect
from generator.plan.code import Code, Text, literal
from generator.plan.types.expressions import Expressions
from generator.plan.types.scope import Scope
from generator.plan.types.views import FieldView

__all__ = ["Key", "key_names", "key_views", "model_fields", "prose"]


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a TypedDict, its Python name decided."""

    name: str
    type: TypeRef
    required: bool
    nullable: bool
    docs: Docs


def prose(docs: Docs) -> Text:
    """Summary and description as one text; the description alone when it begins with the summary."""
    summary, description = docs.summary.strip(), docs.description.strip()
    if not summary or description.startswith(summary):
        return Text(description)
    return Text(f"{summary}\n\n{description}".strip())


def model_fields(fields: Iterable[Field], expressions: Expressions, scope: Scope) -> tuple[FieldView, ...]:
    """Fields of a response model, in document order; what may be missing is None then."""
    present = tuple(fields)
    names = _names((f.name for f in present), identifiers.field_name)
    views: list[FieldView] = []
    with scope.inside(frozenset(names.values())):
        for field in present:
            name, may_lack = names[field.name], not field.required
            code = expressions.of(field.type, Dialect.RESPONSE, scope, nullable=field.nullable or may_lack)
            if field.kept:
                kinds = ", ".join(literal(kind) for kind in field.kept)
                code = Code(
                    f"{scope.std('typing', 'Annotated')}[{code}, {scope.runtime('models', 'kept')}({kinds})]"
                )
            default = Code("None" if may_lack else "")
            if name != field.name:
                arguments = (["None"] if may_lack else []) + [f"alias={literal(field.name)}"]
                default = Code(f"{scope.runtime('models', 'Field')}({', '.join(arguments)})")
            views.append(FieldView(Code(name), code, default, prose(field.docs)))
    return tuple(views)


def key_names(fields: Iterable[Field]) -> dict[str, str]:
    """Python names of TypedDict keys by wire name."""
    return _names((f.name for f in fields), identifiers.key_name)


def key_views(keys: Iterable[Key], expressions: Expressions, scope: Scope) -> tuple[FieldView, ...]:
    """Lines of a ``total=False`` TypedDict."""
    present = tuple(keys)
    views: list[FieldView] = []
    with scope.inside(frozenset(key.name for key in present)):
        for key in present:
            code = expressions.of(key.type, Dialect.REQUEST, scope, nullable=key.nullable)
            if key.required:
                code = Code(f"{scope.std('typing_extensions', 'Required')}[{code}]")
            views.append(FieldView(Code(key.name), code, Code(""), prose(key.docs)))
    return tuple(views)


def _names(wire_names: Iterable[str], make: Callable[[str], str]) -> dict[str, str]:
    """Distinct Python names; a wire name that is its own Python name keeps it whatever stands before it."""
    wanted = {wire: make(wire) for wire in wire_names}
    taken = {name for wire, name in wanted.items() if name == wire}
    names: dict[str, str] = {}
    for wire, name in wanted.items():
        names[wire] = name if name == wire else identifiers.unique([name, f"{name}_"], taken)
    return names
