from __future__ import annotations

from email import message_from_bytes
from typing import Any

from tests.cases.kit import Case, Wire, plain


def connected(case: Case) -> Any:
    return case.client(plain(b"", "text/plain", 204))


def parts(wire: Wire) -> list[tuple[str, str | None, str, bytes]]:
    """Name, file name, media type and content of each part."""
    head = f"Content-Type: {wire.headers['content-type']}\r\n\r\n".encode()
    found = []
    for part in message_from_bytes(head + wire.last.content).get_payload():
        name = part.get_param("name", header="content-disposition")
        found.append((name, part.get_filename(), part.get_content_type(), part.get_payload(decode=True)))
    return found


def check_form(case: Case) -> None:
    client, wire = connected(case)
    case.call(client, "sendForm", grant="a&b=c", scopes=["x y", "z"], on=True)
    assert wire.headers["content-type"] == "application/x-www-form-urlencoded"
    assert sorted(wire.last.content.decode().replace("%20", "+").split("&")) == [
        "grant=a%26b%3Dc",
        "on=true",
        "scopes=x+y",
        "scopes=z",
    ]


def check_multipart(case: Case) -> None:
    client, wire = connected(case)
    case.call(
        client,
        "sendParts",
        file=("a.txt", b"\x00\r\n--x", "text/plain"),
        images=[b"1", b"2"],
        labels=["l", "m"],
        meta={"a": 1},
        note="*n*",
    )
    found = sorted(parts(wire), key=lambda part: part[0])
    assert [part[0] for part in found] == ["file", "images", "images", "labels", "labels", "meta", "note"]
    assert found[0][1:] == ("a.txt", "text/plain", b"\x00\r\n--x")
    assert [part[3] for part in found[1:5]] == [b"1", b"2", b"l", b"m"]
    assert found[5][2:] == ("application/json", b'{"a":1}')
    assert found[6][2:] == ("text/markdown", b"*n*")


def check_raw(case: Case) -> None:
    client, wire = connected(case)
    case.call(client, "sendText", body="häh")
    assert (wire.last.content, wire.headers["content-type"].partition(";")[0]) == (
        "häh".encode(),
        "text/plain",
    )
    case.call(client, "sendBytes", body=b"\x00\xff")
    assert (wire.last.content, wire.headers["content-type"]) == (b"\x00\xff", "application/octet-stream")
    case.call(client, "sendImage", body=b"png")
    assert (wire.last.content, wire.headers["content-type"]) == (b"png", "image/png")


def check_the_first_of_several_media_types(case: Case) -> None:
    client, wire = connected(case)
    case.call(client, "sendChoice", a="x")
    assert parts(wire) == [("a", None, "text/plain", b"x")]
