"""Recorded HTTP interactions in vcrpy's cassette format, version 1.

Read with a safe loader only: a cassette is data, whoever recorded it.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from generator.diagnostics import UsageError
from generator.narrow import is_list, is_mapping

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

ABOUT = "sdkgen"
"""Key of a cassette under which facts about it stand; vcrpy leaves keys alone that it does not know."""


@dataclass(frozen=True, slots=True)
class Message:
    """Headers (lower-case names, one value each) and body of a request or response."""

    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Interaction:
    """One request and the answer it got; `source` is the cassette's path, for messages.

    `origin` says whether it was `recorded` or is `synthetic`, where the file says so; `operation`: the id in the document.
    """

    method: str
    uri: str
    request: Message
    status: int
    response: Message
    source: str
    origin: str = ""
    operation: str = ""

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return Path(self.source).stem

    @property
    def path(self) -> str:
        """Path of the request without host and query."""
        return urlsplit(self.uri).path

    @property
    def is_stream(self) -> bool:
        """Whether the answer is a stream of server-sent events."""
        return self.response.headers.get("content-type", "").startswith("text/event-stream")

    @property
    def json(self) -> Any:
        """The body of the answer as JSON; raises ValueError when it is none."""
        return json.loads(self.response.body)


def read_cassettes(folder: Path) -> tuple[Interaction, ...]:
    """All interactions below a folder (`*.yaml`), in path order.

    Raises UsageError, naming the file, for one that is no cassette of version 1.
    """
    paths = sorted(folder.rglob("*.yaml")) if folder.is_dir() else [folder]
    return tuple(interaction for path in paths for interaction in read_cassette(path))


def read_cassette(path: Path) -> tuple[Interaction, ...]:
    """The interactions of one file; raises UsageError when it is no cassette of version 1."""
    try:
        data = yaml.load(path.read_bytes(), Loader=_Loader)
        if data["version"] != 1:
            raise UsageError(f"{path}: cassette version {data['version']!r}, not 1")
        about = data.get(ABOUT)
        facts: Mapping[str, object] = about if is_mapping(about) else {}
        return tuple(_interaction(item, str(path), facts) for item in data["interactions"])
    except (yaml.YAMLError, KeyError, TypeError, AttributeError, OSError) as problem:
        raise UsageError(
            f"{path}: not a recorded interaction ({type(problem).__name__}: {problem})"
        ) from None


def _interaction(
    item: Mapping[str, Mapping[str, object]], source: str, about: Mapping[str, object]
) -> Interaction:
    request, response = item["request"], item["response"]
    status = response["status"]
    code = status["code"] if is_mapping(status) else status
    return Interaction(
        method=str(request["method"]).upper(),
        uri=str(request["uri"]),
        request=_message(request),
        status=int(str(code)),
        response=_message(response),
        source=source,
        origin=str(about.get("origin", "")),
        operation=str(about.get("operation", "")),
    )


def _message(side: Mapping[str, object]) -> Message:
    raw = side.get("headers")
    headers = raw.items() if is_mapping(raw) else ()
    values = {str(k).lower(): str(v[0]) if is_list(v) and v else str(v) for k, v in headers}
    if "parsed_body" in side:
        return Message(values, json.dumps(side["parsed_body"], ensure_ascii=False).encode())
    body = side.get("body")
    if is_mapping(body):
        if "base64_string" in body:
            return Message(values, base64.b64decode(str(body["base64_string"])))
        body = body.get("string", "")
    return Message(values, _encoded(body))


def _encoded(body: object) -> bytes:
    if body is None:
        return b""
    return body if isinstance(body, bytes) else str(body).encode()
