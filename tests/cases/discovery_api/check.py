from __future__ import annotations

from typing import Any

from tests.cases.kit import Case, ok, plain

BOOK = {"name": "shelves/1/books/2", "size": "9007199254740993", "state": "NEW", "sequel": {"extra": [1]}}


def opened(case: Case, *answers: Any) -> Any:
    schemes = case.module("_client")._DEFINITION.schemes
    return case.client(*answers, **{schemes[0].argument: "k"})


def check_tree(case: Case) -> None:
    assert case.methods() == {
        "ping": "GET /v1/ping",
        "books.get": "GET /v1/{name}",
        "books.list": "GET /v1/books",
        "books.patch": "PATCH /v1/{name}",
        "books.burn": "POST /v1/{name}:burn",
        "books.pages.insert": "POST /v1/pages",
        "books.pages.download": "GET /v1/pages/{id}:download",
        "books.pages.download_media": "GET /v1/pages/{id}:download",
    }


def check_names_with_slashes(case: Case) -> None:
    client, wire = opened(case, ok(BOOK))
    book = client.books.get("shelves/1/books/a b?")
    assert wire.last.url.raw_path.partition(b"?")[0] == b"/v1/shelves/1/books/a%20b%3F"
    assert book.to_dict(mode="json") == BOOK
    client.books.burn("shelves/1/books/2")
    assert wire.line.startswith("POST /v1/shelves/1/books/2:burn")
    client.books.get("shelves/../../x")
    assert "/../" not in wire.line


def check_numbers_as_text(case: Case) -> None:
    client, wire = opened(case, ok(BOOK))
    book = client.books.patch("shelves/1/books/2", size=9007199254740993, update_mask="size,state")
    assert str(wire.body["size"]) == "9007199254740993"
    assert wire.last.url.params["updateMask"] == "size,state"
    assert int(book.size) == 9007199254740993


def check_pages(case: Case) -> None:
    client, wire = opened(case, ok({"books": [BOOK], "nextPageToken": "t"}), ok({"books": [BOOK]}))
    assert [book.name for book in client.books.list(tag=["a", "b"], page_size=1)] == [BOOK["name"]] * 2
    assert wire.last.url.params.get_list("tag") == ["a", "b"]
    assert wire.last.url.params["pageToken"] == "t"


def check_upload(case: Case) -> None:
    client, wire = opened(case, ok({"number": 1}))
    assert client.books.pages.insert(media=b"\x00page", number=1).number == 1
    assert "/upload/v1/pages" in wire.lines[0]
    assert any(b"\x00page" in request.content for request in wire.requests)


def check_metadata_without_content(case: Case) -> None:
    client, wire = opened(case, ok({"number": 1}))
    client.books.pages.insert(number=1)
    assert wire.line.startswith("POST /v1/pages")
    assert wire.body == {"number": 1}


def check_download(case: Case) -> None:
    client, wire = opened(case, ok({"number": 5}), plain(b"\x00\xff", "application/octet-stream"))
    assert client.books.pages.download("5").number == 5
    assert client.books.pages.download_media("5").read() == b"\x00\xff"
    assert wire.last.url.params["alt"] == "media"


def check_top_level_method(case: Case) -> None:
    client, wire = opened(case, ok({}))
    client.ping()
    assert wire.line.startswith("GET /v1/ping")
