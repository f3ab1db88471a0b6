"""Page classes: one for each scheme of pagination that the API uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from generator.ir.api import Api, Operation
from generator.ir.behaviour import Pagination
from generator.ir.types import AliasDef, Const, Field, ObjectDef, Ref, Scalar, ScalarKind, TypeRef
from generator.paging import WAYS
from generator.plan import identifiers
from generator.plan.code import Code, Text, literal
from generator.plan.package import PlannedFile

_PLAIN = {
    ScalarKind.STRING: "str",
    ScalarKind.INTEGER: "int",
    ScalarKind.UNIX_TIME: "int",
    ScalarKind.NUMBER: "float",
    ScalarKind.BOOLEAN: "bool",
}


@dataclass(frozen=True, slots=True)
class PageFieldView:
    """A field of a page beside its items: ``name: type = default``."""

    name: Code
    type: Code
    default: Code


@dataclass(frozen=True, slots=True)
class PageClassView:
    """A page class, sync or async."""

    name: Code
    base: Code
    words: Text
    items: PageFieldView
    fields: tuple[PageFieldView, ...]
    scheme: Code


@dataclass(frozen=True, slots=True)
class PagesView:
    """`pagination.py`.  `schemes`: scheme classes of the runtime.  `uses_field`: whether an alias is needed."""

    words: Text
    schemes: tuple[Code, ...]
    uses_field: bool
    classes: tuple[PageClassView, ...]
    exports: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page class to be: name without `Sync` and `Async`, its scheme, and the operations that return it."""

    name: str
    scheme: Pagination
    operations: tuple[Operation, ...]


def plan_pages(api: Api) -> tuple[Page, ...]:
    """The distinct schemes in order of use.  Schemes of one name that differ get the names of their items as well."""
    found: dict[Pagination, list[Operation]] = {}
    for operation in api.operations:
        if operation.pagination is not None:
            found.setdefault(_comparable(operation.pagination), []).append(operation)
    taken: set[str] = set()
    pages: list[Page] = []
    for scheme, operations in found.items():
        wanted = page_name(scheme.scheme)
        specific = f"{identifiers.pascal(scheme.items)}{wanted}"
        name = identifiers.unique([wanted, specific], taken)
        pages.append(Page(name, scheme, tuple(operations)))
    return tuple(pages)


def page_names(pages: Iterable[Page]) -> Mapping[str, str]:
    """Page name by operation id."""
    return {operation.id: page.name for page in pages for operation in page.operations}


def page_name(scheme: str) -> str:
    """Name of a page class without `Sync` and `Async`, from the name of its scheme: ``cursor`` is CursorPage."""
    name = identifiers.pascal(scheme)
    return name if name.endswith("Page") else f"{name}Page"


def pages_file(api: Api, pages: tuple[Page, ...], package: str) -> PlannedFile:
    """`pagination.py`."""
    classes = tuple(_class(api, page, prefix) for page in pages for prefix in ("Sync", "Async"))
    names = tuple(str(view.name) for view in classes)
    view = PagesView(
        words=Text("Pages of lists: iterate over them, or go on by hand."),
        schemes=tuple(Code(name) for name in sorted({WAYS[page.scheme.kind].scheme for page in pages})),
        uses_field=any("Field(" in f.default for view in classes for f in (view.items, *view.fields)),
        classes=classes,
        exports=tuple(literal(name) for name in sorted((*names, "AsyncPaginator"))),
    )
    return PlannedFile(f"{package}/pagination.py", "package/pagination.py.jinja", view, classes=names)


def _comparable(pagination: Pagination) -> Pagination:
    """The scheme without what differs between operations that share it."""
    return replace(pagination, item=Scalar(ScalarKind.ANY), in_body=False, declared=False)


def _class(api: Api, page: Page, prefix: str) -> PageClassView:
    scheme = page.scheme
    shared = _shared_fields(api, page)
    fields: list[PageFieldView] = []
    taken = {identifiers.field_name(scheme.items)}
    for wire, code in shared.items():
        name = identifiers.unique([identifiers.field_name(wire)], taken)
        fields.append(PageFieldView(Code(name), Code(f"{code} | None"), _default("None", wire, name)))
    items = identifiers.field_name(scheme.items)
    return PageClassView(
        name=Code(f"{prefix}{page.name}"),
        base=Code(f"Base{prefix}Page"),
        words=Text(WAYS[scheme.kind].words),
        items=PageFieldView(Code(items), Code("list[T]"), _default("[]", scheme.items, items)),
        fields=tuple(fields),
        scheme=_scheme(scheme),
    )


def _default(value: str, wire: str, name: str) -> Code:
    """The default of a field, with the alias of one whose Python name is another."""
    if wire == name:
        return Code(value)
    # pydantic copies a default that is a list; `default_factory=list` would have no item type.
    return Code(f"Field({value}, alias={literal(wire)})")


def _shared_fields(api: Api, page: Page) -> dict[str, str]:
    """Plain fields that every answer of a page has, and those that the scheme needs; by wire name, with their type."""
    answers = [_answer_fields(api, operation) for operation in page.operations]
    first = answers[0] if answers else {}
    shared = {name: code for name, code in first.items() if all(other.get(name) == code for other in answers)}
    scheme = page.scheme
    if scheme.has_more_field:
        shared.setdefault(scheme.has_more_field, "bool")
    if scheme.next_field:
        shared.setdefault(scheme.next_field, WAYS[scheme.kind].next_type)
    return {name: code for name, code in shared.items() if name != scheme.items}


def _answer_fields(api: Api, operation: Operation) -> dict[str, str]:
    for response in operation.responses:
        for content in response.contents:
            if response.is_success and content.kind == "json" and content.type is not None:
                fields = _fields(api, content.type)
                return {f.name: code for f in fields if (code := _plain(api, f.type)) is not None}
    return {}


def _fields(api: Api, ref: TypeRef, depth: int = 0) -> tuple[Field, ...]:
    if not isinstance(ref, Ref) or depth > 8:
        return ()
    definition = api.types.defs[ref.id]
    return (
        definition.fields if isinstance(definition, ObjectDef) else _fields(api, definition.target, depth + 1)
    )


def _plain(api: Api, ref: TypeRef) -> str | None:
    match ref:
        case Scalar(kind=kind):
            return _PLAIN.get(kind)
        case Const(value=value) if isinstance(value, str):
            return "str"
        case Ref(id=id) if isinstance(definition := api.types.defs[id], AliasDef):
            return _plain(api, definition.target) if not isinstance(definition.target, Ref) else None
        case _:
            return None


def _scheme(scheme: Pagination) -> Code:
    """The runtime's scheme with the settings that its kind has; fields under their Python names."""
    way = WAYS[scheme.kind]
    settings = {"items": identifiers.field_name(scheme.items)}
    for fact, setting in way.settings.items():
        wire: str | None = getattr(scheme, fact)
        if wire:
            # A parameter is called on the wire, fields are read from the page's attributes.
            settings[setting] = wire if fact == "cursor_param" else identifiers.field_name(wire)
    inner = ", ".join(f"{name}={literal(value)}" for name, value in settings.items())
    return Code(f"{way.scheme}({inner})")
