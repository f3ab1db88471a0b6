"""Exchanges made by hand, for the judges that compare one with what a client did."""

from __future__ import annotations

from typing import Any

from generator.contract.description import Described
from generator.contract.drive import Run, Sent
from generator.contract.exchange import Exchange
from generator.contract.index import Argument, Method
from generator.contract.matching import Match
from generator.testing.cassette import Interaction, Message

URL = "https://api.example/v1/things"
JSON = {"content-type": "application/json"}


def method(*arguments: tuple[str, str], result: str = "json", event: str | None = None) -> Method:
    """A method; each argument is a wire name and a place, its Python name ends in `_`."""
    taken = tuple(Argument(f"{wire}_", wire, place, False) for wire, place in arguments)
    return Method(
        "op", "POST", "/things", ("things",), "make", result, taken, "application/json", event=event
    )


def interaction(
    body: bytes = b"",
    kind: str = "application/json",
    *,
    uri: str = URL,
    status: int = 200,
    answer: bytes = b"{}",
    answered: dict[str, str] | None = None,
    **headers: str,
) -> Interaction:
    """A recorded request and its answer."""
    request = Message({"content-type": kind, **headers} if kind else headers, body)
    return Interaction("POST", uri, request, status, Message(answered or JSON, answer), "r.yaml")


def exchange(
    recorded: Interaction,
    made_by: Method | None = None,
    *,
    upload: bool = False,
    sending: Interaction | None = None,
) -> Exchange:
    """The exchange of a recording."""
    operation = Described("op", "post", "/things?fixed=1", "/paths/~1things/post", {}, ())
    match = Match(operation, "/v1", {}, upload)
    return Exchange("r", recorded, match, made_by or method(), sending)


def sent(
    body: bytes = b"", kind: str = "application/json", *, url: str = URL, verb: str = "POST", **headers: str
) -> Sent:
    """A request that left the client."""
    return Sent(verb, url, {"content-type": kind, **headers}, body)


def run(*requests: Sent, **others: Any) -> Run:
    """What one call did."""
    return Run(list(requests), **others)


def form(*parts: tuple[str, bytes]) -> bytes:
    """A multipart body with the boundary `b`; each part is its headers and its content."""
    pieces = [b"--b\r\n" + head.encode() + b"\r\n\r\n" + content + b"\r\n" for head, content in parts]
    return b"".join(pieces) + b"--b--\r\n"


FORM = "multipart/form-data; boundary=b"
