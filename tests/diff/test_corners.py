"""Rarer pairs of documents: requests of the server, odd schemas, names without a change of meaning."""

from __future__ import annotations

import pytest

from generator.diff.model import Comparison
from generator.diff.report.history import history_html, history_markdown, history_text
from generator.diff.report.html import as_html
from generator.diff.report.markdown import as_markdown
from generator.diff.report.text import as_text
from tests.diff.making import Json, api, both, changes, operation, received, sent
from tests.diff.test_operations import FLOW, JSON, H, S, headers, one, param, params, secured

INTEGER: Json = {"type": "integer"}
BODY: Json = {"requestBody": {"content": JSON}}
BEARER: Json = {"type": "http", "scheme": "bearer"}


def hook(**more: object) -> Json:
    """A webhook."""
    return one(top={"webhooks": {"w": {"post": {"responses": {"200": {"description": ""}}, **more}}}})


def obj(**more: object) -> Json:
    return {"type": "object", **more}


def tagged(value: str) -> Json:
    return obj(required=["k"], properties={"k": {"const": value}})


def union(*members: Json, **more: object) -> Json:
    return {"oneOf": list(members), **more}


def ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def mapped(**mapping: object) -> Json:
    choice = union(ref("A"), ref("B"), discriminator={"propertyName": "k", "mapping": mapping})
    return both(choice, A=tagged("x"), B=tagged("y"))


PAIRS: list[tuple[Json, Json, set[str]]] = [
    (hook(), hook(**BODY), {"response-body-added"}),
    (hook(**BODY), hook(), {"response-body-removed"}),
    (hook(), hook(deprecated=True), {"deprecated"}),
    (hook(deprecated=True, **BODY), hook(**BODY), {"reactivated"}),
    (hook(operationId="a"), hook(operationId="b"), {"document-fact-changed"}),
    (
        hook(**BODY),
        hook(requestBody={"content": {"text/plain": {"schema": S}}}),
        {"response-media-type-added", "response-media-type-removed"},
    ),
    (
        hook(**BODY),
        hook(requestBody={"content": {"application/json": {"schema": INTEGER}}}),
        {"type-changed"},
    ),
    (one(**{"x-sdkgen-a": 1}), one(**{"x-sdkgen-a": 2}), {"operation-extension-changed"}),
    (both(obj(additionalProperties=S)), both(obj(additionalProperties=INTEGER)), {"type-changed"}),
    (
        both(obj(additionalProperties=False)),
        both(obj(additionalProperties=S)),
        {"additional-properties-allowed"},
    ),
    (both(obj(patternProperties={"^a": S})), both(obj(patternProperties={"^a": INTEGER})), {"type-changed"}),
    (both({"prefixItems": [S]}), both({"prefixItems": [INTEGER]}), {"type-changed"}),
    (both({"contains": S}), both({"contains": INTEGER}), {"type-changed"}),
    (
        both({"if": S, "then": {"maxLength": 3}}),
        both({"if": S, "then": {"maxLength": 4}}),
        {"max-length-increased"},
    ),
    (both(False), both(S), {"type-generalized"}),
    (both(True), both(S), {"type-narrowed"}),
    (both({"type": "string", "contentEncoding": "base64"}), both(S), {"format-removed"}),
    (both({"type": "string", "contentEncoding": "8bit"}), both(S), {"keyword-removed"}),
    (
        both(union(obj(properties={"a": S}), S)),
        both(union(obj(properties={"a": INTEGER}), S)),
        {"type-changed"},
    ),
    (
        both(union(tagged("x"), tagged("y"))),
        both(union(tagged("x"), tagged("z"))),
        {"variant-added", "variant-removed"},
    ),
    (mapped(x="A", y="B"), mapped(x="B", y="B", z=3), {"discriminator-mapping-changed"}),
    (headers(A=H), headers(A={**H, "deprecated": True}), {"deprecated"}),
    (params({"name": "q", "in": "query", "content": {}}), params(param()), {"type-narrowed"}),
    (params(param(**{"x-sdkgen-reserved": True})), params(param()), {"parameter-encoding-changed"}),
    (
        secured({}, schemes={"k": BEARER}),
        secured({}, schemes={"k": {**BEARER, "bearerFormat": "JWT"}}),
        {"document-fact-changed"},
    ),
    (
        secured({}, schemes={"k": FLOW}),
        secured(
            {}, schemes={"k": {**FLOW, "flows": {**FLOW["flows"], "password": {"tokenUrl": "/t"}, "x-y": 1}}}
        ),
        {"security-scheme-changed", "security-scheme-url-changed"},
    ),
    (
        api({"/x": {"additionalOperations": {"COPY": operation()}}, "x-a": {}}, version="3.2.0"),
        api({"/x": {"additionalOperations": {"COPY": operation(deprecated=True)}}}, version="3.2.0"),
        {"endpoint-deprecated"},
    ),
    (both(ref("S")), both(S), {"keyword-removed", "type-narrowed"}),
    (sent(INTEGER), sent({"type": "string", "format": "binary"}), {"format-added", "type-changed"}),
    (
        params(param(schema={"type": "array", "prefixItems": [obj(patternProperties={"a": S})]})),
        params(param(schema={"type": "array", "prefixItems": [obj(patternProperties={"a": INTEGER})]})),
        {"type-changed"},
    ),
]


@pytest.mark.parametrize(("old", "new", "ids"), PAIRS)
def test_changes(old: Json, new: Json, ids: set[str]) -> None:
    assert {change.id for change in changes(old, new).changes} == ids


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"type": "string", "contentEncoding": "base64"}, {"type": "string", "format": "byte"}),
        ({"type": "string", "x-other": 1}, {"type": "string", "x-other": 2}),
        ({"properties": {"a": S}}, obj(properties={"a": S})),
        ({"items": S}, {"type": "array", "items": S}),
        ({"allOf": [{"type": ["string", "integer"]}, {"type": ["string", "null"]}]}, S),
        (
            {"allOf": [{"type": "string", "maxLength": 5, "minLength": 1}, {"maxLength": 3, "minLength": 2}]},
            {"type": "string", "maxLength": 3, "minLength": 2},
        ),
        (
            {"allOf": [{"type": "array", "items": S}, {"items": {"maxLength": 3}}]},
            {"type": "array", "items": {"type": "string", "maxLength": 3}},
        ),
        (
            {"allOf": [obj(additionalProperties=S), obj(additionalProperties={"maxLength": 3})]},
            obj(additionalProperties={"type": "string", "maxLength": 3}),
        ),
        ({"oneOf": [{"type": "null"}]}, {"type": "null"}),
        ({"$anchor": "a", "type": "string"}, {"$anchor": "b", "type": "string"}),
    ],
)
def test_other_words_for_the_same(old: Json, new: Json) -> None:
    for place in (sent, received):
        assert changes(place(old), place(new)).changes == ()


def steps() -> list[tuple[Json, Json, str]]:
    """Names only: another name, no name, a name for what had none."""
    inside = obj(properties={"q": S})
    by_a = both(obj(properties={"a": ref("A")}), A=inside)
    by_b = both(obj(properties={"a": ref("B")}), B=inside)
    bare = both(obj(properties={"a": inside}))
    return [
        (by_a, by_b, "A is called B now"),
        (by_a, bare, "A is written out where it is used"),
        (bare, by_b, "B is the name of what was written out before"),
    ]


@pytest.mark.parametrize(("old", "new", "told"), steps())
def test_names_without_a_change(old: Json, new: Json, told: str) -> None:
    comparison = changes(old, new)
    assert comparison.changes == ()
    for report in (as_text([comparison]), as_markdown([comparison])):
        assert "names only" in report.lower()
        assert told in report
    assert told in history_markdown([("v2", "", comparison, "")])


def test_a_history_in_words() -> None:
    """The newest first; what could not be read has its reason, the first version nothing before it."""
    comparison = changes(received(S), received(INTEGER))
    first = Comparison("", "v1", (), ())
    entries = [("v1", "begin", first, ""), ("v2", "", None, "no YAML"), ("v3", "note", comparison, "")]
    text = history_text(entries)
    assert text.index("integer") < text.index("v2: could not be read: no YAML")
    assert text.rstrip().endswith("v1 (begin): the first version")
    assert "no YAML" not in history_html(entries)


def test_pages_name_the_operations() -> None:
    """One by its name, several behind their number."""
    several = api({f"/{n}": {"get": operation(operationId=n, responses=_answers(S))} for n in "ab"})
    changed = api({f"/{n}": {"get": operation(operationId=n, responses=_answers(INTEGER))} for n in "ab"})
    page = as_html([changes({**several}, {**changed})])
    assert "GET /a" in page
    shared = both(S)
    shared["paths"]["/y"] = {"get": operation(operationId="b", responses=_answers(ref("S")))}
    page = as_html([changes(shared, {**shared, "components": {"schemas": {"S": INTEGER}}})])
    assert "<summary>2 operations</summary>" in page


def _answers(schema: Json) -> Json:
    return {"200": {"description": "", "content": {"application/json": {"schema": schema}}}}
