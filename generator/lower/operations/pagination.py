"""Which operations are lists that go on, by configuration or by the shape of request and response."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from generator.codes import lowering as codes
from generator.config import PageConfig, TargetConfig
from generator.ir.api import Operation
from generator.ir.behaviour import Pagination
from generator.ir.types import AliasDef, Field, ListOf, Nullable, Ref, TypeDef, TypeId, TypeRef
from generator.ir.walk import success_responses
from generator.lower.operations.page_shapes import USUAL_ITEMS, ListView, guess
from generator.lower.operations.streaming import Finished, fields_of
from generator.paging import WAYS

_Fingerprint: TypeAlias = tuple[PageConfig, bool]


class Schemes:
    """Names of inferred page classes: one for each distinct set of fields, numbered in document order.

    A class whose items have a name of their own bears it: ``tunedModels`` of a token page are a
    ``TunedModelsTokenPage``.
    """

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._known: dict[_Fingerprint, str] = {}

    def name(self, page: PageConfig, in_body: bool) -> str:
        """The class for a shape, new or known."""
        key = (page, in_body)
        if key not in self._known:
            word = re.sub(r"[^A-Za-z0-9]", "", page.items)
            usual = page.items in USUAL_ITEMS or not word
            plain = WAYS[page.kind].class_name
            base = plain if usual else f"{word[0].upper()}{word[1:]}{plain}"
            name, number = base, 2
            while name in self._taken:
                name, number = f"{base}{number}", number + 1
            self._taken.add(name)
            self._known[key] = name
        return self._known[key]


def pagination_of(
    finished: Finished, operation: Operation, config: TargetConfig, schemes: Schemes
) -> Pagination | None:
    """How an operation pages; None when it does not.

    Configuration comes first: the class that it names for the operation, then those with `infer` that fit.
    """
    stated = config.operations.get(operation.id)
    named = stated.page if stated is not None else None
    if named == "":
        return None
    view = _view(finished.defs, operation)
    if named is not None:
        return _named(finished, operation, view, named, config.pages.get(named))
    for name, page in config.pages.items():
        if page.infer and not _missing(view, page):
            return _pagination(view, name, page, declared=True)
    if operation.method not in ("GET", "POST", "QUERY") or operation.streaming is not None:
        return None
    guessed = guess(view)
    if guessed is None:
        return None
    found = _pagination(view, schemes.name(guessed, _in_body(view, guessed)), guessed, declared=False)
    finished.diagnostics.note(
        codes.PAGINATION_INFERRED, f"{operation.id!r:.80} pages as {found.scheme}", operation.origin
    )
    return found


def _named(
    finished: Finished, operation: Operation, view: ListView, name: str, page: PageConfig | None
) -> Pagination | None:
    """The class that configuration names; faults of the configuration are reported."""
    if page is None:
        finished.diagnostics.warning(
            codes.CONFIG_MISFIT,
            f"{operation.id!r:.80}: no page class {name!r:.80} in `pages`",
            operation.origin,
        )
        return None
    missing = _missing(view, page)
    if missing:
        finished.diagnostics.warning(
            codes.CONFIG_MISFIT,
            f"{operation.id!r:.80} does not page as {name:.80}: it lacks {', '.join(missing):.200}",
            operation.origin,
        )
        return None
    return _pagination(view, name, page, declared=True)


def _missing(view: ListView, page: PageConfig) -> list[str]:
    """What a page class needs and an operation lacks, in words; [] when it fits."""
    missing = [] if page.items in view.lists else [f"an array {page.items!r}"]
    for name in (page.next_field, page.has_more_field):
        if name is not None and name not in view.fields:
            missing.append(f"the response field {name!r}")
    if page.cursor_param is not None and not view.has_param(page.cursor_param):
        missing.append(f"the parameter {page.cursor_param!r}")
    items = view.item_fields.get(page.items, {})
    if page.last_item_field is not None and page.items in view.lists and page.last_item_field not in items:
        missing.append(f"the item field {page.last_item_field!r}")
    return missing


def _pagination(view: ListView, name: str, page: PageConfig, *, declared: bool) -> Pagination:
    """The facts of a page class that fits."""
    return Pagination(
        page.kind,
        name,
        page.items,
        view.lists[page.items],
        page.cursor_param,
        page.next_field,
        page.last_item_field,
        page.has_more_field,
        _in_body(view, page),
        declared,
    )


def _in_body(view: ListView, page: PageConfig) -> bool:
    """Whether the next request carries the cursor in its body."""
    return (
        page.cursor_param is not None
        and page.cursor_param not in view.query
        and page.cursor_param in view.body
    )


def _view(defs: Mapping[TypeId, TypeDef], operation: Operation) -> ListView:
    """What paging is recognised by."""
    fields = fields_of(defs, _result_type(operation))
    lists = {name: item for name, field in fields.items() if (item := _item_type(defs, field)) is not None}
    body: dict[str, TypeRef] = {}
    for content in operation.body.contents if operation.body is not None else ():
        if content.kind == "json":
            body.update((name, field.type) for name, field in fields_of(defs, content.type).items())
    query = {param.name: param.type for param in operation.params if param.location == "query"}
    item_fields = {name: fields_of(defs, item) for name, item in lists.items()}
    return ListView(fields, lists, item_fields, query, body)


def _result_type(operation: Operation) -> TypeRef | None:
    """The JSON type of the first success response that has one."""
    for response in success_responses(operation):
        for content in response.contents:
            if content.kind == "json":
                return content.type
    return None


def _item_type(defs: Mapping[TypeId, TypeDef], field: Field) -> TypeRef | None:
    """The type of the items of an array field, None for other fields."""
    type_: TypeRef = field.type
    for _ in range(32):
        if isinstance(type_, Nullable):
            type_ = type_.inner
        definition = defs.get(type_.id) if isinstance(type_, Ref) else None
        if not isinstance(definition, AliasDef):
            break
        type_ = definition.target
    return type_.item if isinstance(type_, ListOf) else None
