"""Operations, paths, bodies, security."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostics
from generator.spec.discovery import convert
from tests.discovery.test_documents import read

FOLDER = Path(__file__).parent / "documents"


def converted(name: str) -> dict[str, Any]:
    return convert(read(FOLDER / f"{name}.json"), name, Diagnostics()).data


def operation(name: str, identity: str) -> dict[str, Any]:
    for item in converted(name)["paths"].values():
        for found in item.values():
            if found["operationId"] == identity:
                result: dict[str, Any] = found
                return result
    raise AssertionError(identity)


def test_the_path_key_is_flat_and_the_real_path_is_kept() -> None:
    paths = converted("garden")["paths"]
    assert list(paths) == ["/v1/trees/{treesId}", "/v1/beds/{bedsId}", "/v1/beds/{bedsId}/rows/{rowsId}"]
    rows = paths["/v1/beds/{bedsId}/rows/{rowsId}"]["get"]
    assert rows["x-sdkgen-request-path"] == "v1/{+name}"
    assert [item["name"] for item in rows["parameters"]] == ["bedsId", "rowsId"]
    assert rows["x-sdkgen-path-parameters"] == [
        {"name": "name", "in": "path", "required": True, "schema": {"type": "string"}, "allowReserved": True}
    ]


def test_nested_resources_and_verbs() -> None:
    move = operation("harbour", "harbour.ports.berths.move")
    assert move["x-sdkgen-resource"] == ["ports", "berths"]
    assert move["x-sdkgen-method"] == "move"
    assert move["x-sdkgen-request-path"] == "v1/{+name}:move"
    assert move["x-sdkgen-order"] == ["name"]
    [name] = move["x-sdkgen-path-parameters"]
    assert name["schema"] == {"type": "string", "pattern": "^ports/[^/]+/berths/[^/]+$"}
    assert move["requestBody"] == {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Port"}}},
    }


def test_methods_of_the_document_itself_have_no_resource() -> None:
    ping = operation("lamps", "lamps.ping")
    assert ping["x-sdkgen-resource"] == []
    assert "parameters" not in ping


def test_the_service_path_is_part_of_key_and_request() -> None:
    document = converted("ledger")
    assert document["servers"] == [{"url": "https://ledger.example.com"}]
    [(key, item)] = document["paths"].items()
    assert key == "/ledger/v1/books/{bookId}/pages"
    assert item["get"]["x-sdkgen-request-path"] == "ledger/v1/books/{bookId}/pages"
    assert "allowReserved" not in item["get"]["x-sdkgen-path-parameters"][0]


def test_uploads_and_downloads() -> None:
    upload = operation("archive", "archive.media.upload")
    assert upload["x-sdkgen-upload"] == {
        "simple": "/upload/v1/files",
        "resumable": "/resumable/upload/v1/files",
        "accept": ["image/*", "text/plain"],
        "max-size": 2048,
    }
    assert upload["requestBody"]["required"] is False
    raw = operation("archive", "archive.media.raw")
    assert raw["x-sdkgen-upload"] == {"simple": "/upload/v1/raw", "accept": ["*/*"], "max-size": 10 * 2**20}
    assert "requestBody" not in raw
    assert operation("archive", "archive.media.download")["x-sdkgen-download"] is True


def test_an_http_body_is_raw_bytes_both_ways() -> None:
    send = operation("proxy", "proxy.calls.send")
    raw = {"*/*": {"schema": {"type": "string", "format": "binary"}}}
    assert send["requestBody"]["content"] == raw
    assert send["responses"]["200"]["content"] == raw
    plain = operation("proxy", "proxy.calls.plain")
    assert list(plain["responses"]["200"]["content"]) == ["application/json"]


def test_inline_maps() -> None:
    put = operation("maps", "maps.bags.put")
    anything = {"application/json": {"schema": {"type": "object", "additionalProperties": {}}}}
    assert put["requestBody"] == {"required": True, "content": anything, "x-sdkgen-body-name": "resource"}
    assert put["responses"]["200"]["content"] == anything
    assert operation("maps", "maps.bags.drop")["responses"] == {"200": {"description": ""}}


def test_security_is_the_key_or_any_one_scope() -> None:
    document = converted("vault")
    assert list(document["components"]["securitySchemes"]) == ["key", "oauth2"]
    assert document["security"] == [{"key": []}, {"oauth2": []}]
    scopes = document["components"]["securitySchemes"]["oauth2"]["flows"]["authorizationCode"]["scopes"]
    assert scopes["https://example.com/auth/read"] == "Read."
    assert operation("vault", "vault.items.get")["security"] == [
        {"key": []},
        {"oauth2": ["https://example.com/auth/read"]},
        {"oauth2": ["https://example.com/auth/write"]},
    ]
    assert "security" not in operation("vault", "vault.items.open")


def test_deprecation_goes_down_the_tree() -> None:
    assert operation("region", "region.old.older.get")["deprecated"] is True
    assert operation("region", "region.now.get")["deprecated"] is True
    assert "deprecated" not in operation("region", "region.now.import")


def test_the_api_version_is_a_header() -> None:
    [header] = operation("region", "region.old.get")["parameters"]
    assert (header["name"], header["in"]) == ("X-Goog-Api-Version", "header")
    assert header["schema"] == {"type": "string", "enum": ["v1_20260101"], "default": "v1_20260101"}


def test_regional_endpoints_are_servers() -> None:
    assert converted("region")["servers"] == [
        {"url": "https://region.example.com"},
        {"url": "https://region.eu.example.com", "x-sdkgen-location": "eu"},
    ]


def test_two_methods_with_one_id_and_path_are_both_kept() -> None:
    paths = converted("twins")["paths"]
    assert {key: item["get"]["operationId"] for key, item in paths.items()} == {
        "/v1/{name}": "twins.get",
        "/v1/{name}#twins.b.get": "twins.b.get",
    }


def test_places_lead_back_to_the_source() -> None:
    found = convert(read(FOLDER / "harbour.json"), "harbour", Diagnostics()).origins
    key = "/paths/~1v1~1ports~1{portsId}~1berths~1{berthsId}~1cranes/get"
    source = "/resources/ports/resources/berths/resources/cranes/methods/list"
    assert found(key) == source
    assert found(key + "/x-sdkgen-path-parameters/0/schema") == source + "/parameters/parent"
    assert found(key + "/parameters/2/schema/format") == source + "/parameters/pageSize/format"
    assert found(key + "/responses/200/content/application~1json/schema") == source + "/response"
    assert found("/components/schemas/Port/properties/name/type") == "/schemas/Port/properties/name/type"
    assert found("/openapi") == ""
