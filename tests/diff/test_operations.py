"""Operations, parameters, bodies, responses, security, servers: a pair of documents for each kind of change."""

from __future__ import annotations

import pytest

from tests.diff.making import Json, api, changes, only, operation, words

S: Json = {"type": "string"}
JSON: Json = {"application/json": {"schema": S}}


def one(path: str = "/x", method: str = "get", top: Json | None = None, **more: object) -> Json:
    return api({path: {method: operation(**more)}}, **(top or {}))


def param(name: str = "q", where: str = "query", **more: object) -> Json:
    return {"name": name, "in": where, "schema": S, **more}


def params(*all_: Json) -> Json:
    return one(parameters=list(all_))


def body(required: bool | None = None, **content: Json) -> Json:
    stated: Json = {"content": {f"application/{name}": value for name, value in content.items()}}
    return one(method="post", requestBody=stated if required is None else {**stated, "required": required})


def answers(**statuses: Json) -> Json:
    return one(responses={name.strip("_"): {"description": "", **value} for name, value in statuses.items()})


def headers(**named: Json) -> Json:
    return answers(_200={"headers": named})


def secured(*ways: Json, schemes: Json | None = None) -> Json:
    found = one(security=list(ways))
    found["components"]["securitySchemes"] = schemes or {}
    return found


H: Json = {"schema": S}
KEY: Json = {"type": "apiKey", "in": "header", "name": "k"}
FLOW: Json = {
    "type": "oauth2",
    "flows": {"clientCredentials": {"tokenUrl": "https://a.example/t", "scopes": {"r": ""}}},
}
WIDER: Json = {
    "type": "oauth2",
    "flows": {"clientCredentials": {"tokenUrl": "https://a.example/t", "scopes": {"r": "", "w": ""}}},
}
ELSEWHERE: Json = {
    "type": "oauth2",
    "flows": {"clientCredentials": {"tokenUrl": "https://b.example/t", "scopes": {"r": ""}}},
}
EVENT = {"requestBody": {"content": JSON}, "responses": {"200": {"description": ""}}}

PAIRS: list[tuple[str, str | None, str | None, Json, Json]] = [
    ("endpoint-added", "additive", "additive", api(), one()),
    ("endpoint-removed", "breaking", "breaking", one(), api()),
    ("endpoint-removed-after-deprecation", "breaking", "breaking", one(deprecated=True), api()),
    ("endpoint-moved", "breaking", "breaking", one(), one("/y")),
    ("endpoint-moved", "breaking", "breaking", one(), one(method="put")),
    ("endpoint-deprecated", "neutral", "neutral", one(), one(deprecated=True)),
    ("endpoint-reactivated", "neutral", "neutral", one(deprecated=True), one()),
    ("operation-id-changed", "neutral", None, one(), one(operationId="went")),
    ("operation-id-removed", "neutral", None, one(), one(operationId=None)),
    ("operation-id-added", "neutral", None, one(operationId=None), one()),
    ("tag-added", "neutral", None, one(), one(tags=["a"])),
    ("tag-removed", "neutral", None, one(tags=["a", "b"]), one(tags=["b"])),
    ("path-parameter-renamed", "neutral", None, one("/x/{a}"), one("/x/{b}")),
    ("server-added", "additive", None, one(), one(servers=[{"url": "https://a.example/"}])),
    ("server-removed", "risky", None, one(top={"servers": [{"url": "https://a.example"}]}), one()),
    (
        "server-variable-changed",
        "risky",
        None,
        one(servers=[{"url": "https://{h}", "variables": {"h": {"default": "a"}}}]),
        one(servers=[{"url": "https://{h}", "variables": {"h": {"default": "b"}}}]),
    ),
    ("stability-changed", "risky", None, one(), one(**{"x-stability-level": "alpha"})),
    ("sunset-changed", "risky", None, one(), one(**{"x-sunset": "2030-01-01"})),
    ("operation-extension-changed", "risky", None, one(), one(**{"x-sdkgen-upload": {"simple": "/u"}})),
    ("callback-added", None, "additive", one(), one(callbacks={"c": {"{$u}": {"post": EVENT}}})),
    ("callback-removed", None, "risky", one(callbacks={"c": {"{$u}": {"post": EVENT}}}), one()),
    ("webhook-added", None, "additive", one(), one(top={"webhooks": {"w": {"post": EVENT}}})),
    ("webhook-removed", None, "breaking", one(top={"webhooks": {"w": {"post": EVENT}}}), one()),
    ("new-required-parameter", "breaking", None, params(), params(param(required=True))),
    ("new-optional-parameter", "additive", None, params(), params(param())),
    ("parameter-removed", "risky", None, params(param()), params()),
    ("parameter-became-required", "breaking", None, params(param()), params(param(required=True))),
    ("parameter-became-optional", "additive", None, params(param(required=True)), params(param())),
    ("parameter-deprecated", "neutral", None, params(param()), params(param(deprecated=True))),
    ("parameter-reactivated", "neutral", None, params(param(deprecated=True)), params(param())),
    ("parameter-style-changed", "breaking", None, params(param()), params(param(style="pipeDelimited"))),
    ("parameter-style-changed", "breaking", None, params(param()), params(param(explode=False))),
    ("parameter-encoding-changed", "risky", None, params(param()), params(param(allowReserved=True))),
    (
        "parameter-encoding-changed",
        "risky",
        None,
        params(param()),
        params({"name": "q", "in": "query", "content": JSON}),
    ),
    ("type-changed", "breaking", None, params(param()), params(param(schema={"type": "boolean"}))),
    ("request-body-added-required", "breaking", None, one(method="post"), body(True, json={})),
    ("request-body-added-optional", "additive", None, one(method="post"), body(json={})),
    ("request-body-removed", "breaking", None, body(json={}), one(method="post")),
    ("request-body-became-required", "breaking", None, body(json={}), body(True, json={})),
    ("request-body-became-optional", "additive", None, body(True, json={}), body(False, json={})),
    ("request-body-media-type-added", "additive", None, body(json={}), body(json={}, xml={})),
    ("request-body-media-type-removed", "breaking", None, body(json={}, xml={}), body(json={})),
    (
        "request-body-encoding-changed",
        "risky",
        None,
        body(**{"x-www-form-urlencoded": {}}),
        body(**{"x-www-form-urlencoded": {"encoding": {"a": {"contentType": "text/plain"}}}}),
    ),
    ("response-success-status-added", None, "additive", answers(_200={}), answers(_200={}, _201={})),
    ("response-success-status-removed", None, "breaking", answers(_200={}, _201={}), answers(_200={})),
    ("response-non-success-status-added", None, "additive", answers(_200={}), answers(_200={}, _404={})),
    ("response-non-success-status-removed", None, "risky", answers(_200={}, default={}), answers(_200={})),
    ("response-body-added", None, "additive", answers(_200={}), answers(_200={"content": JSON})),
    ("response-body-removed", None, "breaking", answers(_200={"content": JSON}), answers(_200={})),
    (
        "response-media-type-added",
        None,
        "risky",
        answers(_200={"content": JSON}),
        answers(_200={"content": {**JSON, "text/plain": {"schema": S}}}),
    ),
    (
        "response-media-type-removed",
        None,
        "breaking",
        answers(_200={"content": {**JSON, "text/plain": {"schema": S}}}),
        answers(_200={"content": JSON}),
    ),
    ("response-header-added", None, "additive", headers(), headers(A=H)),
    ("optional-response-header-removed", None, "risky", headers(A=H), headers()),
    ("required-response-header-removed", None, "breaking", headers(A={**H, "required": True}), headers()),
    ("response-header-became-optional", None, "risky", headers(A={**H, "required": True}), headers(a=H)),
    ("response-header-became-required", None, "additive", headers(A=H), headers(A={**H, "required": True})),
    ("response-header-style-changed", None, "breaking", headers(A=H), headers(A={**H, "explode": True})),
    ("response-header-encoding-changed", None, "risky", headers(A=H), headers(A={"content": JSON})),
    ("type-changed", None, "breaking", headers(A=H), headers(A={"schema": {"type": "boolean"}})),
    (
        "response-link-changed",
        None,
        "neutral",
        answers(_200={}),
        answers(_200={"links": {"next": {"operationId": "go"}}}),
    ),
    ("security-added", "additive", None, secured({"a": []}), secured({"a": []}, {"b": []})),
    ("security-removed", "breaking", None, secured({"a": []}, {}), secured({"a": []})),
    ("security-scope-added", "risky", None, secured({"a": ["r"]}), secured({"a": ["r", "w"]})),
    ("security-scope-removed", "additive", None, secured({"a": ["r", "w"]}), secured({"a": ["r"]})),
    ("security-scheme-added", "additive", None, secured({}), secured({}, schemes={"k": KEY})),
    ("security-scheme-removed", "risky", None, secured({}, schemes={"k": KEY}), secured({})),
    (
        "security-scheme-changed",
        "breaking",
        None,
        secured({}, schemes={"k": KEY}),
        secured({}, schemes={"k": {**KEY, "name": "j"}}),
    ),
    (
        "security-scheme-url-changed",
        "risky",
        None,
        secured({}, schemes={"k": FLOW}),
        secured({}, schemes={"k": ELSEWHERE}),
    ),
    (
        "security-scheme-scope-added",
        "additive",
        None,
        secured({}, schemes={"k": FLOW}),
        secured({}, schemes={"k": WIDER}),
    ),
    (
        "security-scheme-scope-removed",
        "additive",
        None,
        secured({}, schemes={"k": FLOW}),
        secured({}, schemes={"k": FLOW}),
    ),
    ("api-title-changed", "neutral", "neutral", one(), one(top={"info": {"title": "U", "version": "1"}})),
    ("api-version-changed", "neutral", "neutral", one(), one(top={"info": {"title": "T", "version": "2"}})),
    ("document-fact-changed", "neutral", "neutral", one(), one(top={"x-sdkgen-discovery": {"id": "a"}})),
]
PAIRS = [each for each in PAIRS if each[3] != each[4]]
PAIRS.append(
    (
        "security-scheme-scope-removed",
        "risky",
        None,
        secured({}, schemes={"k": WIDER}),
        secured({}, schemes={"k": FLOW}),
    )
)


@pytest.mark.parametrize(
    ("id", "request_", "response", "old", "new"),
    PAIRS,
    ids=[f"{n}-{each[0]}" for n, each in enumerate(PAIRS)],
)
def test_each_change_has_its_id_and_levels(
    id: str, request_: str | None, response: str | None, old: Json, new: Json
) -> None:
    for each in (old, new):
        for item in each["paths"].values():
            for op in item.values():
                if op.get("operationId", "") is None:
                    del op["operationId"]
    assert words(only(old, new)) == (id, request_, response)


def test_a_global_requirement_is_one_change() -> None:
    old = api({"/x": {"get": operation()}, "/y": {"get": operation(operationId="b")}}, security=[{"a": []}])
    new = {**old, "security": [{"b": []}]}
    found = changes(old, new).changes
    assert [each.id for each in found] == ["security-removed", "security-added"]
    assert found[0].operations == ("GET /x", "GET /y")


def test_parameters_of_the_path_count_for_each_operation() -> None:
    old = api({"/x": {"parameters": [param()], "get": operation(), "put": operation(operationId="b")}})
    new = api(
        {"/x": {"parameters": [], "get": operation(parameters=[param()]), "put": operation(operationId="b")}}
    )
    change = only(old, new)
    assert (change.id, change.operations) == ("parameter-removed", ("PUT /x",))


def test_a_moved_operation_is_compared_all_the_same() -> None:
    found = changes(params(param()), {**api({"/y": {"get": operation(parameters=[param(required=True)])}})})
    assert {each.id for each in found.changes} == {"endpoint-moved", "parameter-became-required"}


def test_raw_bytes_are_the_same_in_3_0_and_3_1() -> None:
    old = answers(_200={"content": {"image/png": {"schema": {"type": "string", "format": "binary"}}}})
    assert changes(old, answers(_200={"content": {"image/png": {}}})).changes == ()
