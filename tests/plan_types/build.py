"""Small APIs made by hand, planned and printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.config import TargetConfig
from generator.diagnostics import Diagnostics
from generator.ir.api import (
    Api,
    Body,
    BodyKind,
    Content,
    Operation,
    Param,
    Response,
    ResponseContent,
    Webhook,
)
from generator.ir.behaviour import Pagination, Streaming
from generator.ir.types import (
    AliasDef,
    Const,
    Discriminator,
    EnumOf,
    Field,
    ObjectDef,
    OneOf,
    PathStep,
    Ref,
    Scalar,
    ScalarKind,
    TypeDef,
    TypeId,
    TypeRef,
    TypeTable,
)
from generator.plan.package import Package
from generator.plan.types import TypePlan, plan_types
from generator.plan.types.layout import Placements
from generator.render.models import PRINTERS
from generator.render.render import render

STRING = Scalar(ScalarKind.STRING)
INTEGER = Scalar(ScalarKind.INTEGER)
BOOLEAN = Scalar(ScalarKind.BOOLEAN)
ANY = Scalar(ScalarKind.ANY)


def tid(name: str) -> TypeId:
    """Id of a component, or of an inline schema when the name begins with a slash."""
    return TypeId(f"doc#{name}" if name.startswith("/") else f"doc#/components/schemas/{name}")


def ref(name: str) -> Ref:
    return Ref(tid(name))


def f(name: str, type: TypeRef = STRING, *, required: bool = False, **more: object) -> Field:
    return Field(name, type, required, **more)  # type: ignore[arg-type]


def obj(name: str, *fields: Field, additional: TypeRef | None = None) -> ObjectDef:
    return ObjectDef(tid(name), fields, additional, name=name)


def inline(id: str, owner: str, path: Sequence[PathStep], *fields: Field, title: str = "") -> ObjectDef:
    owner_id = TypeId(owner) if ":" in owner else tid(owner)
    return ObjectDef(tid(id), fields, owner=owner_id, path=tuple(path), title=title)


def alias(name: str, target: TypeRef, *, nullable: bool = False) -> AliasDef:
    return AliasDef(tid(name), target, nullable, name=name)


def enum(*values: str) -> EnumOf:
    return EnumOf(values)


def tagged(property: str, **members: str | Sequence[str]) -> OneOf:
    tags = tuple((t,) if isinstance(t, str) else tuple(t) for t in members.values())
    return OneOf(tuple(ref(name) for name in members), Discriminator(property, tags))


def const(value: str) -> Const:
    return Const(value)


def get(id: str, answer: TypeRef | None = None, *params: Param, **more: object) -> Operation:
    contents = () if answer is None else (ResponseContent("application/json", "json", answer),)
    responses = (Response("200", contents),)
    return Operation(id, "GET", f"/{id}", params, responses=responses, **more)  # type: ignore[arg-type]


def post(
    id: str,
    body: TypeRef,
    answer: TypeRef | None = None,
    *,
    kind: BodyKind = "json",
    required: bool = True,
    streaming: Streaming | None = None,
    params: Sequence[Param] = (),
) -> Operation:
    contents = () if answer is None else (ResponseContent("application/json", "json", answer),)
    media = {"json": "application/json", "multipart": "multipart/form-data"}.get(
        kind, "application/octet-stream"
    )
    return Operation(
        id,
        "POST",
        f"/{id}",
        tuple(params),
        Body((Content(media, kind, body),), required),
        (Response("200", contents),),
        streaming=streaming,
    )


def page(item: TypeRef) -> Pagination:
    return Pagination("cursor", "CursorPage", "data", item)


def api(*parts: TypeDef | Operation | Webhook) -> Api:
    defs = {p.id: p for p in parts if isinstance(p, ObjectDef | AliasDef)}
    operations = tuple(p for p in parts if isinstance(p, Operation))
    webhooks = tuple(p for p in parts if isinstance(p, Webhook))
    return Api("Test API", "1", (), operations, webhooks, (), TypeTable(defs))


def plan(
    of: Api,
    config: TargetConfig | None = None,
    placements: Placements | None = None,
    diagnostics: Diagnostics | None = None,
) -> TypePlan:
    """Plan as package `pkg`; operations are placed at `things.<id>` unless `placements` says otherwise."""
    places = placements if placements is not None else {o.id: (("things",), o.id) for o in of.operations}
    found = Diagnostics() if diagnostics is None else diagnostics
    return plan_types(of, config or TargetConfig(), found, places, import_name="pkg")


def printed(
    of: Api, config: TargetConfig | None = None, placements: Placements | None = None
) -> Mapping[str, str]:
    """Text of every file by module, for instance `types.choice`."""
    planned = plan(of, config, placements)
    files = render(Package("t", "pkg", planned.files), Diagnostics(), jobs=1, printers=PRINTERS)
    return {
        path.removeprefix("pkg/").removesuffix(".py").replace("/", "."): content.decode()
        for path, content in files.items()
    }


def body_of(text: str) -> str:
    """A printed module from ``__all__`` on."""
    return text[text.index("__all__") :]
