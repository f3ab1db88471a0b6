"""Small documents to compare."""

from __future__ import annotations

import copy
import json
from typing import Any

from generator.diagnostics import Diagnostics
from generator.diff import Change, Comparison, compare
from generator.spec import Document, parse_document

Json = dict[str, Any]


def document(data: Json, name: str = "api.json") -> Document:
    return parse_document(json.dumps(data), diagnostics=Diagnostics(), name=name)


def api(paths: Json | None = None, schemas: Json | None = None, version: str = "3.1.0", **more: Any) -> Json:
    return {
        "openapi": version,
        "info": {"title": "T", "version": "1"},
        "paths": paths or {},
        "components": {"schemas": schemas or {}},
        **more,
    }


def operation(**more: Any) -> Json:
    return {"operationId": "go", "responses": {"200": {"description": ""}}, **more}


def sent(schema: Json | bool) -> Json:
    """One operation that sends a value of a schema."""
    body = {"required": True, "content": {"application/json": {"schema": schema}}}
    return api({"/x": {"post": operation(requestBody=body)}})


def received(schema: Json | bool) -> Json:
    """One operation that answers with it."""
    answer = {"200": {"description": "", "content": {"application/json": {"schema": schema}}}}
    return api({"/x": {"get": operation(responses=answer)}})


def both(schema: Json | bool, **more: Any) -> Json:
    """One operation that sends and answers with a component."""
    reference = {"$ref": "#/components/schemas/S"}
    content = {"content": {"application/json": {"schema": reference}}}
    one = operation(requestBody=content, responses={"200": {"description": "", **content}})
    return api({"/x": {"post": one}}, {"S": schema, **more})


def changes(old: Json, new: Json) -> Comparison:
    return compare(document(copy.deepcopy(old), "old"), document(copy.deepcopy(new), "new"))


def only(old: Json, new: Json) -> Change:
    found = changes(old, new).changes
    assert len(found) == 1, [(each.id, each.subject, each.text) for each in found]
    return found[0]


def words(change: Change) -> tuple[str, str | None, str | None]:
    """Id and the two levels."""
    labels = [None if level is None else level.label for level in (change.request, change.response)]
    return change.id, labels[0], labels[1]
