"""Small APIs by hand, and a type book that knows just enough for them."""

from __future__ import annotations

from dataclasses import dataclass

from generator.ir.api import (
    Api,
    Body,
    Content,
    Operation,
    Param,
    Response,
    ResponseContent,
    SecurityScheme,
    Server,
)
from generator.ir.types import (
    AliasDef,
    EnumOf,
    Field,
    ListOf,
    Nullable,
    ObjectDef,
    OneOf,
    Ref,
    Scalar,
    ScalarKind,
    TypeDef,
    TypeId,
    TypeRef,
    TypeTable,
)
from generator.plan.annotation import Annotation, Dialect, TypeName
from generator.plan.code import Code, literal
from generator.plan.identifiers import snake
from generator.plan.imports import Import

STRING = Scalar(ScalarKind.STRING)
BOOLEAN = Scalar(ScalarKind.BOOLEAN)
INTEGER = Scalar(ScalarKind.INTEGER)
BINARY = Scalar(ScalarKind.BINARY)
_SCALARS = {
    ScalarKind.STRING: "str",
    ScalarKind.BOOLEAN: "bool",
    ScalarKind.INTEGER: "int",
    ScalarKind.ANY: "object",
}


def ref(name: str) -> Ref:
    """A reference to the component `name`."""
    return Ref(TypeId(name))


def table(*definitions: TypeDef) -> TypeTable:
    """A type table of some definitions."""
    return TypeTable({d.id: d for d in definitions})


def obj(name: str, *fields: Field) -> ObjectDef:
    """A named object."""
    return ObjectDef(TypeId(name), fields, name=name)


def alias(name: str, target: TypeRef) -> AliasDef:
    """A named type that is no object."""
    return AliasDef(TypeId(name), target, name=name)


def field(name: str, type: TypeRef = STRING, required: bool = False, nullable: bool = False) -> Field:
    """A property."""
    return Field(name, type, required, nullable)


def path_param(name: str) -> Param:
    """A path parameter."""
    return Param(name, "path", STRING, True, style="simple", explode=False)


def query_param(name: str, type: TypeRef = STRING, required: bool = False) -> Param:
    """A query parameter."""
    return Param(name, "query", type, required)


def json_body(type: TypeRef, required: bool = True) -> Body:
    """A JSON request body."""
    return Body((Content("application/json", "json", type),), required)


def json_answer(type: TypeRef, status: str = "200") -> Response:
    """A JSON answer."""
    return Response(status, (ResponseContent("application/json", "json", type),))


def api(*operations: Operation, types: TypeTable | None = None) -> Api:
    """An API of some operations."""
    scheme = SecurityScheme("Key", "http", http_scheme="bearer")
    server = Server("https://api.example.com/v1")
    return Api("Small", "1.0", (server,), operations, (), (scheme,), types or TypeTable())


@dataclass(frozen=True)
class SmallBook:
    """Every named type is in `types/<name>`; answers, items and events are the references themselves."""

    api: Api

    def annotate(self, ref: TypeRef, dialect: Dialect, *, nullable: bool = False) -> Annotation:
        """The annotation of the few kinds of types that the small APIs have."""
        found = self._annotate(ref, dialect)
        return Annotation(Code(f"{found.code} | None"), found.imports) if nullable else found

    def _annotate(self, ref: TypeRef, dialect: Dialect) -> Annotation:
        match ref:
            case Scalar(kind=ScalarKind.BINARY):
                return Annotation(
                    Code("FileTypes"), frozenset([Import(("_runtime", "aliases"), "FileTypes")])
                )
            case Scalar(kind=kind):
                return Annotation(Code(_SCALARS[kind]))
            case EnumOf(values=values):
                inner = ", ".join(literal(v) for v in values)
                return Annotation(Code(f"Literal[{inner}]"), frozenset([Import("typing", "Literal")]))
            case ListOf(item=item):
                found = self._annotate(item, dialect)
                imports = found.imports | {Import("collections.abc", "Sequence")}
                return Annotation(Code(f"Sequence[{found.code}]"), imports)
            case Nullable(inner=inner):
                return self.annotate(inner, dialect, nullable=True)
            case OneOf(variants=variants):
                parts = [self._annotate(v, dialect) for v in variants]
                return Annotation(
                    Code(" | ".join(p.code for p in parts)), frozenset().union(*(p.imports for p in parts))
                )
            case Ref(id=id):
                name = self.name_of(id, dialect)
                return Annotation(Code(name.name), frozenset([Import(name.module, name.name)]))
            case _:
                return Annotation(Code("object"))

    def name_of(self, id: TypeId, dialect: Dialect) -> TypeName:
        """`types/<name>`, with `Param` behind the name in requests."""
        suffix = "Param" if dialect is Dialect.REQUEST else ""
        return TypeName(("types", snake(f"{id}{suffix}")), f"{id}{suffix}")

    def named(self, name: TypeName) -> Annotation:
        """The name itself."""
        return Annotation(Code(name.name), frozenset([Import(name.module, name.name)]))

    def _operation(self, operation_id: str) -> Operation:
        return next(op for op in self.api.operations if op.id == operation_id)

    def other_answers(self, operation_id: str) -> tuple[tuple[str, TypeName], ...]:
        """None: the tests of whole packages cover them."""
        return ()

    def response_locator(self, operation_id: str) -> TypeName | None:
        """The first JSON success type that is a reference."""
        for response in self._operation(operation_id).responses:
            for content in response.contents:
                if response.is_success and content.kind == "json" and isinstance(content.type, Ref):
                    return self.name_of(content.type.id, Dialect.RESPONSE)
        return None

    def answer_name(self, operation_id: str, name: TypeName) -> Annotation:
        """No operation has a further name here."""
        return self.named(name)

    def item_locator(self, operation_id: str) -> TypeName | None:
        """The item of the pagination."""
        pagination = self._operation(operation_id).pagination
        if pagination is None or not isinstance(pagination.item, Ref):
            return None
        return self.name_of(pagination.item.id, Dialect.RESPONSE)

    def event_locator(self, operation_id: str) -> TypeName | None:
        """The event of the stream."""
        streaming = self._operation(operation_id).streaming
        if streaming is None or not isinstance(streaming.event, Ref):
            return None
        return self.name_of(streaming.event.id, Dialect.RESPONSE)

    def params_name(self, operation_id: str) -> TypeName | None:
        """Never any."""
        return None

    def wire_shape(self, operation_id: str) -> str | None:
        """Never any."""
        return None
