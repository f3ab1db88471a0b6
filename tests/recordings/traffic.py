"""Recorded traffic as calls of a generated client: which method, which arguments, what came back."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from generator.testing.cassette import Interaction, read_cassette
from tests.operations.targets import Target, target

FOLDER = os.environ.get("SDKGEN_RECORDINGS", "")
"""Where recordings lie; the tests that need them are skipped without it."""


@dataclass(frozen=True)
class Recorded:
    """One recording that a method of a target can reproduce."""

    name: str
    kind: str
    target: str
    operation: str
    path: Path

    def interaction(self) -> Interaction:
        """Read the file."""
        return read_cassette(self.path)[0]


@lru_cache
def recordings() -> tuple[Recorded, ...]:
    """Every JSON, error and event-stream recording of an HTTP operation, in the order of the index."""
    if not FOLDER:
        return ()
    root = Path(FOLDER)
    rows = json.loads((root / "index.json").read_text(encoding="utf-8"))["recordings"]
    return tuple(_recorded(root, row) for row in rows if row["kind"] in {"json", "sse", "error"})


def _recorded(root: Path, row: dict[str, Any]) -> Recorded:
    gemini = row["provider"] == "gemini"
    operation = f"generativelanguage.{row['operation']}" if gemini else row["operation"]
    return Recorded(row["file"], row["kind"], "gemini" if gemini else "openai", operation, root / row["file"])


def method_of(which: Target, operation: str) -> dict[str, Any]:
    """The first method that sends an operation, deprecated duplicates last."""
    found = [m for m in which.methods if m["operation"] == operation]
    return min(found, key=lambda m: m["resource"][:1] == ["beta"])


def body_of(interaction: Interaction) -> Any:
    """The recorded request body as JSON, None when there is none."""
    return json.loads(interaction.request.body) if interaction.request.body.strip() else None


def arguments(method: dict[str, Any], interaction: Interaction) -> dict[str, Any]:
    """Keyword arguments that should make the recorded request; what the document does not know goes as `extra_body`."""
    body = body_of(interaction) or {}
    names = {a["wire"]: a["name"] for a in method["arguments"] if a["in"] == "body"}
    values: dict[str, Any] = {names[key]: value for key, value in body.items() if key in names}
    rest = {key: value for key, value in body.items() if key not in names}
    if "event" in method and "stream" in rest:
        values["stream"] = rest.pop("stream")
    if rest:
        values["extra_body"] = rest
    values.update(_from_path(method, interaction))
    values.update(_from_query(method, interaction))
    return values


def _from_query(method: dict[str, Any], interaction: Interaction) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, text in query_of(interaction.uri):
        argument = next(
            (a for a in method["arguments"] if a["in"] == "query" and a["wire"] in (key, key[:-2])), None
        )
        if argument is not None and key.endswith("[]"):
            found.setdefault(argument["name"], []).append(text)
        elif argument is not None:
            found[argument["name"]] = {"true": True, "false": False}.get(text.lower(), text)
        else:
            found.setdefault("extra_query", {})[key] = text
    return found


def query_of(url: str) -> list[tuple[str, str]]:
    """The query as sorted pairs, credentials left out."""
    return sorted(pair for pair in parse_qsl(urlsplit(url).query, keep_blank_values=True) if pair[0] != "key")


def spelled(value: Any) -> Any:
    """The same JSON with every key in lowerCamelCase: Google's servers read both spellings, ours is that of the document."""
    if isinstance(value, dict):
        return {
            re.sub(r"(?<=[a-z0-9])_([a-z])", lambda m: m[1].upper(), k): spelled(v) for k, v in value.items()
        }
    return [spelled(item) for item in value] if isinstance(value, list) else value


def _from_path(method: dict[str, Any], interaction: Interaction) -> Iterator[tuple[str, str]]:
    template = method["http"].partition(" ")[2]
    pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(template))
    match = re.search(pattern + "$", urlsplit(interaction.uri).path)
    assert match is not None, f"{interaction.uri} does not fit {template}"
    names = {a["wire"]: a["name"] for a in method["arguments"] if a["in"] == "path"}
    return ((names[wire], unquote(value)) for wire, value in match.groupdict().items())


def events_of(body: bytes) -> list[Any]:
    """The JSON of each event of a stream, read independently of the runtime."""
    text = body.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    found = []
    for block in text.split("\n\n"):
        data = "\n".join(line[5:].removeprefix(" ") for line in block.split("\n") if line.startswith("data:"))
        if data and data != "[DONE]":
            found.append(json.loads(data))
    return found


def known(which: str) -> Target:
    """The target by name."""
    return target(which)
