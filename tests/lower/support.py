"""Small documents for the tests, and a compact notation of what comes out of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.config import TargetConfig
from generator.diagnostics import Diagnostic, Diagnostics
from generator.ir.api import Api, Operation
from generator.ir.types import (
    AliasDef,
    Const,
    EnumOf,
    ListOf,
    MapOf,
    Nullable,
    ObjectDef,
    OneOf,
    Scalar,
    TypeDef,
    TypeRef,
)
from generator.lower import lower
from generator.spec import parse_document

Json = dict[str, Any]


@dataclass(frozen=True)
class Result:
    """The IR and what was said about it."""

    api: Api
    diagnostics: tuple[Diagnostic, ...]

    @property
    def codes(self) -> list[str]:
        """Codes in order of emission, without the remark on missing servers."""
        return [each.code for each in self.diagnostics if each.code != "SDK565"]

    def named(self, name: str) -> TypeDef:
        """The definition of a component."""
        return next(each for each in self.api.types.defs.values() if each.name == name)

    def show(self, name: str) -> str:
        """A component in compact notation."""
        return show_def(self.api, self.named(name))

    def inline(self, *path: str) -> ObjectDef:
        """The inline object whose path has these words (kind:word)."""
        for each in self.api.types.defs.values():
            if isinstance(each, ObjectDef) and tuple(f"{k}:{w}" for k, w in each.path) == path:
                return each
        raise LookupError(path)

    def operation(self, operation_id: str = "op") -> Operation:
        """One operation by id."""
        return next(each for each in self.api.operations if each.id == operation_id)


def show(api: Api, type_: TypeRef) -> str:
    """A type in one line: ``string``, ``[T]``, ``{T}``, ``T?``, ``(A | B)<tag E a,b>``, ``'const'``, ``enum('a')``."""
    if isinstance(type_, Scalar):
        return type_.kind.value + (f":{type_.format}" if type_.format else "")
    if isinstance(type_, Const):
        return repr(type_.value)
    if isinstance(type_, EnumOf):
        return f"enum[{type_.base.value}]({', '.join(repr(value) for value in type_.values)})"
    if isinstance(type_, ListOf):
        return f"[{''.join(show(api, each) + ', ' for each in type_.prefix)}{show(api, type_.item)}]"
    if isinstance(type_, MapOf):
        return "{" + show(api, type_.value) + "}"
    if isinstance(type_, Nullable):
        return show(api, type_.inner) + "?"
    if isinstance(type_, OneOf):
        text = " | ".join(show(api, each) for each in type_.variants)
        tag = type_.discriminator
        if tag is None:
            return f"({text})"
        values = " ".join(",".join(str(value) for value in each) or "-" for each in tag.tags)
        return f"({text})<{tag.property} {'E' if tag.explicit else 'I'} {values}>"
    definition = api.types.defs[type_.id]
    return definition.name or "@" + "/".join(f"{kind}:{word}" for kind, word in definition.path)


def show_def(api: Api, definition: TypeDef) -> str:
    """A definition in one line; ``a!`` is required, ``|null`` nullable."""
    if isinstance(definition, AliasDef):
        return show(api, definition.target) + (" |null" if definition.nullable else "")
    fields = [
        f"{field.name}{'!' if field.required else ''}: {show(api, field.type)}{' |null' if field.nullable else ''}"
        for field in definition.fields
    ]
    if definition.additional is not None:
        fields.append(f"*: {show(api, definition.additional)}")
    return "{" + "; ".join(fields) + ("; closed" if definition.closed else "") + "}"


def ref(name: str) -> Json:
    """A reference to a component schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def lowered(
    document: Mapping[str, Any], config: TargetConfig | None = None, version: str = "3.1.0"
) -> Result:
    """Lower a document given without its head."""
    whole = {"openapi": version, "info": {"title": "T", "version": "1"}, "paths": {}, **document}
    loading, diagnostics = Diagnostics(), Diagnostics()
    parsed = parse_document(json.dumps(whole), diagnostics=loading, name="t.json")
    api = lower(parsed, config or TargetConfig(), diagnostics)
    return Result(api, tuple(diagnostics))


def schemas(**components: Any) -> Result:
    """Lower component schemas."""
    return lowered({"components": {"schemas": components}})


def operation(
    document: Mapping[str, Any],
    *,
    path: str = "/p",
    method: str = "get",
    config: TargetConfig | None = None,
    components: Mapping[str, Any] | None = None,
    version: str = "3.1.0",
) -> Result:
    """Lower one operation, called ``op``."""
    body = {"operationId": "op", "responses": {"204": {"description": ""}}, **document}
    whole = {"paths": {path: {method: body}}, "components": dict(components or {})}
    return lowered(whole, config, version)


def json_response(schema: Any, **others: Any) -> Json:
    """A response with JSON content."""
    return {"description": "", "content": {"application/json": {"schema": schema}, **others}}
