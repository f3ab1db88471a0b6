"""Recordings as exchanges: one call of a method each, with the one or two interactions that it is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from generator.contract.index import Index, Method
from generator.contract.matching import Match, Matcher
from generator.contract.payloads import content_of, is_event_stream, json_of, query_of
from generator.narrow import is_object
from generator.testing.cassette import Interaction, Message, read_cassettes

SESSION = "https://upload.invalid/session"
"""Address of an upload session whose opening was not recorded."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One call.  `name`: the recording's path below its folder.  `sending`: the media of an upload session."""

    name: str
    interaction: Interaction
    match: Match
    method: Method
    sending: Interaction | None = None

    @property
    def answer(self) -> Interaction:
        """The interaction whose answer is the result."""
        return self.sending or self.interaction

    @property
    def asks_for_stream(self) -> bool:
        """Whether the request sets the usual switch."""
        request = self.interaction
        if ("stream", "true") in [(name, value.lower()) for name, value in query_of(request.uri)]:
            return True
        try:
            body = json_of(content_of(request.request))
        except ValueError:
            return False
        return is_object(body) and body.get("stream") is True

    @property
    def kind(self) -> str:
        """error, stream, or body."""
        if self.answer.status >= 400:
            return "error"
        return "stream" if is_event_stream(self.answer.response) else "body"


@dataclass(frozen=True, slots=True)
class Foreign:
    """A recording that no operation of the target is about."""

    name: str
    request: str


@dataclass(frozen=True, slots=True)
class Traffic:
    """What a folder holds."""

    exchanges: tuple[Exchange, ...]
    foreign: tuple[Foreign, ...]


def read_traffic(folders: Iterable[Path], matcher: Matcher, index: Index) -> Traffic:
    """Every recording below the folders, as exchanges of the target.

    The name of a recording's folder is a hint to its operation.  Raises UsageError for a file that is no cassette.
    """
    exchanges: list[Exchange] = []
    foreign: list[Foreign] = []
    places = list(folders)
    for folder in places:
        for name, interaction in _named(folder, prefix=f"{folder.name}/" if len(places) > 1 else ""):
            hint = Path(interaction.source).parent.name
            match = matcher.find(interaction.method, interaction.uri, hint)
            method = index.of(match.operation.id) if match is not None else None
            if match is None or method is None:
                foreign.append(Foreign(name, f"{interaction.method} {urlsplit(interaction.uri).path}"))
            else:
                exchanges.append(Exchange(name, interaction, match, method))
    return Traffic(tuple(_joined(exchanges)), tuple(foreign))


def _named(folder: Path, prefix: str) -> list[tuple[str, Interaction]]:
    found = read_cassettes(folder)
    counts: dict[str, int] = {}
    named: list[tuple[str, Interaction]] = []
    base = folder if folder.is_dir() else folder.parent
    for interaction in found:
        path = prefix + Path(interaction.source).relative_to(base).as_posix()
        counts[path] = counts.get(path, 0) + 1
        named.append((path if counts[path] == 1 else f"{path}#{counts[path]}", interaction))
    return named


def _joined(exchanges: Sequence[Exchange]) -> list[Exchange]:
    """The halves of upload sessions put together; what was not recorded of one is made up."""
    openings: dict[str, list[int]] = {}
    joined: list[Exchange | None] = list(exchanges)
    for number, exchange in enumerate(exchanges):
        if exchange.match.is_upload and _opens_session(exchange.interaction):
            openings.setdefault(_place(exchange), []).append(number)
    for number, exchange in enumerate(exchanges):
        if not exchange.match.is_upload or not _sends_media(exchange.interaction):
            continue
        waiting = openings.get(_place(exchange), [])
        if waiting:
            opening = waiting.pop(0)
            first = exchanges[opening]
            joined[opening] = replace(first, sending=exchange.interaction)
            joined[number] = None
        else:
            joined[number] = replace(exchange, interaction=_opening(exchange), sending=exchange.interaction)
    return [exchange for exchange in joined if exchange is not None]


def _place(exchange: Exchange) -> str:
    return urlsplit(exchange.interaction.uri).path


def _sends_media(interaction: Interaction) -> bool:
    return any(name == "upload_id" for name, _ in query_of(interaction.uri))


def _opens_session(interaction: Interaction) -> bool:
    headers = interaction.response.headers
    return not _sends_media(interaction) and bool(
        headers.get("x-goog-upload-url") or (headers.get("location") and not interaction.response.body)
    )


def _opening(exchange: Exchange) -> Interaction:
    found = exchange.interaction
    return Interaction(
        method="POST",
        uri=found.uri.partition("?")[0],
        request=Message({"content-type": "application/json"}, b""),
        status=200,
        response=Message({"location": SESSION}, b""),
        source=found.source,
    )
