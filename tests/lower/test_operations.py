"""Operations: ids, security, servers, bodies, responses, webhooks."""

from __future__ import annotations

from typing import Any

import pytest

from generator.config import AuthConfig, ClientConfig, OperationConfig, TargetConfig
from generator.ir.api import Server
from tests.lower.support import Result, json_response, lowered, operation, ref, show

OBJECT = {"type": "object", "properties": {"x": {"type": "string"}}}


def bodies(result: Result) -> list[str]:
    """Request contents in a line each."""
    body = result.operation().body
    assert body is not None
    return [f"{each.media_type} {each.kind} {show(result.api, each.type)}" for each in body.contents]


def responses(result: Result) -> list[str]:
    """Response contents in a line each."""
    return [
        f"{response.status} {each.media_type} {each.kind} {show(result.api, each.type) if each.type else ''}"
        for response in result.operation().responses
        for each in response.contents
    ]


def content(**types: Any) -> dict[str, Any]:
    """A request body; names of media types have ``__`` for ``/``."""
    return {"content": {name.replace("__", "/"): {"schema": schema} for name, schema in types.items()}}


@pytest.mark.parametrize(
    ("media_type", "schema", "expected"),
    [
        ("application/json", OBJECT, "json @body:"),
        ("application/json; charset=utf-8", OBJECT, "json @body:"),
        ("application/merge-patch+json", OBJECT, "json @body:"),
        ("application/json", None, "json any"),
        ("application/x-www-form-urlencoded", OBJECT, "form @body:"),
        ("multipart/form-data", OBJECT, "multipart @body:"),
        ("multipart/form-data", None, "multipart {any}"),
        ("text/plain", {"type": "string"}, "text string"),
        ("application/octet-stream", {"type": "string", "format": "binary"}, "binary binary"),
        ("application/octet-stream", None, "binary binary"),
        ("image/png", {}, "binary binary"),
        ("application/sdp", {"type": "string"}, "binary binary"),
        ("*/*", OBJECT, "json @body:"),
        ("*/*", {"type": "string", "format": "binary"}, "binary binary"),
        ("application/x-ndjson", OBJECT, "binary binary"),
    ],
)
def test_kinds_of_request_bodies(media_type: str, schema: Any, expected: str) -> None:
    media = {} if schema is None else {"schema": schema}
    result = operation({"requestBody": {"required": True, "content": {media_type: media}}}, method="post")
    assert bodies(result) == [f"{media_type} {expected}"]
    assert result.operation().body is not None


def test_an_object_in_a_media_type_without_encoder_is_mentioned() -> None:
    result = operation({"requestBody": content(application__xml=OBJECT)}, method="post")
    assert bodies(result) == ["application/xml binary binary"]
    assert result.codes == ["SDK540"]


def test_all_contents_are_kept_and_configuration_chooses_the_first() -> None:
    body = content(**{"application__json": OBJECT, "multipart__form-data": OBJECT})
    result = operation({"requestBody": body}, method="post")
    assert bodies(result) == [
        "application/json json @body:",
        "multipart/form-data multipart @body:multipart/form-data",
    ]
    config = TargetConfig(operations={"op": OperationConfig(content_type="multipart/form-data")})
    assert bodies(operation({"requestBody": body}, method="post", config=config))[0].startswith("multipart")


def test_encodings_of_parts() -> None:
    encoding = {
        "x": {"contentType": "image/png", "style": "deepObject", "explode": True, "headers": {"X": {}}}
    }
    body = {"content": {"multipart/form-data": {"schema": OBJECT, "encoding": encoding}}}
    result = operation({"requestBody": body}, method="post")
    lowered_body = result.operation().body
    assert lowered_body is not None
    (part,) = lowered_body.contents[0].parts
    assert (part.name, part.content_type, part.style, part.explode) == ("x", "image/png", "deepObject", True)
    assert result.codes == ["SDK541"]


def test_kinds_of_responses() -> None:
    found = operation(
        {
            "responses": {
                "200": {
                    "description": "",
                    "content": {
                        "application/json": {"schema": OBJECT},
                        "text/event-stream": {"schema": ref("E")},
                        "image/png": {},
                        "text/csv": {"schema": {"type": "string"}},
                    },
                },
                "2XX": {"description": ""},
                "default": json_response({"type": "string"}),
                "x-extra": {},
            }
        },
        components={"schemas": {"E": OBJECT}},
    )
    assert responses(found) == [
        "200 application/json json @response:200",
        "200 text/event-stream stream E",
        "200 image/png binary binary",
        "200 text/csv text string",
        "default application/json json string",
    ]
    assert [(each.status, each.is_success) for each in found.operation().responses] == [
        ("200", True),
        ("2XX", True),
        ("default", False),
    ]


def test_configuration_makes_a_response_binary() -> None:
    config = TargetConfig(operations={"op": OperationConfig(binary=True)})
    document = {"responses": {"200": json_response({"type": "string"}), "400": json_response(OBJECT)}}
    assert responses(operation(document, config=config)) == [
        "200 application/json binary binary",
        "400 application/json json @response:400",
    ]
    assert responses(operation({"responses": {"200": {"description": ""}}}, config=config)) == [
        "200 application/octet-stream binary binary"
    ]


def test_the_schema_of_a_shared_response_has_a_name_of_its_own() -> None:
    components = {
        "responses": {"Failure": json_response(OBJECT), "Gone": json_response(OBJECT)},
        "schemas": {"Gone": {"type": "string"}},
    }
    document = {
        "responses": {
            "400": {"$ref": "#/components/responses/Failure"},
            "410": {"$ref": "#/components/responses/Gone"},
            "500": {"$ref": "#/components/responses/Missing"},
        }
    }
    result = operation(document, components=components)
    assert responses(result) == [
        "400 application/json json Failure",
        "410 application/json json GoneResponse",
    ]
    assert result.codes == ["SDK501"]


def test_bodies_that_cannot_be_used_are_reported() -> None:
    result = operation({"requestBody": {"$ref": "#/components/requestBodies/Gone"}}, method="post")
    assert result.operation().body is None
    assert result.codes == ["SDK501"]
    assert operation({"requestBody": {"content": {}}}, method="post").codes == ["SDK543"]


def test_ids_are_made_up_and_made_unique() -> None:
    responses_: dict[str, Any] = {"responses": {}}
    result = lowered(
        {
            "paths": {
                "/a": {"get": {"operationId": "x", **responses_}, "post": {"operationId": "x", **responses_}},
                "/b": {"get": {**responses_}, "put": 3},
                "/c": 3,
                "x-d": {},
            }
        }
    )
    assert [each.id for each in result.api.operations] == ["x", "x_2", "get /b"]
    assert result.codes == ["SDK551", "SDK550", "SDK553", "SDK543"]


def test_a_path_item_may_be_a_reference_with_operations_beside_it() -> None:
    shared = {
        "parameters": [{"name": "q", "in": "query", "schema": {"type": "string"}}],
        "get": {"operationId": "theirs"},
        "put": {"operationId": "put"},
    }
    item = {"$ref": "#/components/pathItems/Shared", "get": {"operationId": "own"}}
    result = lowered({"paths": {"/a": item}, "components": {"pathItems": {"Shared": shared}}})
    assert [(each.id, len(each.params)) for each in result.api.operations] == [("own", 0), ("put", 1)]


def test_methods_of_version_32() -> None:
    item = {"query": {"operationId": "q"}, "additionalOperations": {"COPY": {"operationId": "c"}}}
    result = lowered({"paths": {"/a": item}}, version="3.2.0")
    assert [(each.id, each.method) for each in result.api.operations] == [("q", "QUERY"), ("c", "COPY")]


def test_security_is_inherited_overridden_or_switched_off() -> None:
    schemes = {
        "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
        "bearer": {"type": "http", "scheme": "Bearer"},
        "o": {
            "type": "oauth2",
            "flows": {"clientCredentials": {"tokenUrl": "https://t", "scopes": {"a": "", "b": ""}}},
        },
        "odd": {"type": "magic"},
        "half": {"type": "apiKey"},
    }
    paths = {
        "/a": {"get": {"operationId": "inherits"}},
        "/b": {"get": {"operationId": "none", "security": []}},
        "/c": {"get": {"operationId": "either", "security": [{"bearer": []}, {"key": [], "o": ["a"]}, {}]}},
        "/d": {"get": {"operationId": "unknown", "security": [{"ghost": []}, {"key": []}]}},
    }
    result = lowered({"security": [{"key": []}], "components": {"securitySchemes": schemes}, "paths": paths})
    assert [(each.name, each.kind) for each in result.api.security_schemes] == [
        ("key", "apiKey"),
        ("bearer", "http"),
        ("o", "oauth2"),
    ]
    key, bearer, oauth = result.api.security_schemes
    assert (key.location, key.param) == ("header", "X-Key")
    assert bearer.http_scheme == "bearer"
    assert (oauth.scopes, oauth.token_url) == (("a", "b"), "https://t")
    assert [each.security for each in result.api.operations] == [
        (("key",),),
        (),
        (("bearer",), ("key", "o"), ()),
        (("key",),),
    ]
    assert result.codes == ["SDK560"] * 3


def test_servers() -> None:
    server = {
        "url": "https://{region}.example.com/{v}/{ghost}",
        "variables": {"region": {"default": "eu", "enum": ["eu"]}, "v": {"enum": ["1"]}},
    }
    item = {
        "servers": [{"url": "https://path"}],
        "get": {"operationId": "a", "servers": [{"url": "https://op"}]},
    }
    result = lowered({"servers": [server, {}], "paths": {"/p": {**item, "post": {"operationId": "b"}}}})
    assert result.api.servers == (
        Server("https://{region}.example.com/{v}/{ghost}", (("region", "eu"), ("v", "1"), ("ghost", ""))),
    )
    assert [each.server for each in result.api.operations] == [Server("https://op"), Server("https://path")]
    assert result.codes == ["SDK566"] * 3
    assert lowered({"servers": [{"url": "/v1"}]}).diagnostics[0].code == "SDK565"


def test_webhooks_and_callbacks() -> None:
    hook = {"post": {"summary": "S", "requestBody": {"content": {"application/json": {"schema": OBJECT}}}}}
    paths = {
        "/p": {
            "post": {
                "operationId": "op",
                "responses": {"200": {"description": "", "links": {"next": {"operationId": "op"}}}},
                "callbacks": {"done": {"{$request.body#/url}": hook}},
            }
        }
    }
    result = lowered(
        {
            "webhooks": {"done": hook, "ping": {"$ref": "#/components/pathItems/P"}},
            "paths": paths,
            "components": {"pathItems": {"P": {"get": {}}}},
        }
    )
    assert [each.name for each in result.api.webhooks] == ["done", "ping", "done 2"]
    first = result.api.webhooks[0]
    assert first.payload is not None
    assert show(result.api, first.payload) == "@body:"
    assert first.docs.summary == "S"
    assert result.api.webhooks[1].payload is None
    assert [each.owner for each in result.api.types.defs.values()] == ["webhook:done", "webhook:done 2"]
    assert result.codes == ["SDK552"]


def test_raw_bytes_inside_json_are_mentioned() -> None:
    schema = {"type": "object", "properties": {"f": {"type": "string", "format": "binary"}}}
    assert operation({"requestBody": content(application__json=schema)}, method="post").codes == ["SDK520"]
    assert operation({"requestBody": content(**{"multipart__form-data": schema})}, method="post").codes == []


def test_words_tags_and_marks() -> None:
    document = {"summary": "S", "description": "D", "tags": ["a", 3, "b"], "deprecated": True}
    found = operation(document).operation()
    assert (found.docs.summary, found.docs.description, found.tags, found.deprecated) == (
        "S",
        "D",
        ("a", "b"),
        True,
    )
    assert found.origin.pointer == "/paths/~1p/get"


def test_schemes_of_the_configuration() -> None:
    """Where the document knows nothing of security, the configuration does."""
    auth = {"Key": AuthConfig("api_key", scheme="bearer"), "Other": AuthConfig("other")}
    config = TargetConfig(client=ClientConfig(auth=auth))
    paths = {"/a": {"get": {"operationId": "a"}}, "/b": {"get": {"operationId": "b", "security": []}}}
    result = lowered({"paths": paths}, config)
    assert [(each.name, each.http_scheme) for each in result.api.security_schemes] == [("Key", "bearer")]
    assert [each.security for each in result.api.operations] == [(("Key",),), ()]
    assert result.codes == ["SDK561"]
    declared = {"securitySchemes": {"Mine": {"type": "http", "scheme": "basic"}}}
    result = lowered({"paths": paths, "components": declared}, config)
    assert [each.security for each in result.api.operations] == [(), ()]
