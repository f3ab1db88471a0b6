"""Is the request that left the client the recorded one?"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from generator.contract.arguments import SECRET_QUERY, camel, fields_of
from generator.contract.drive import Run, Sent
from generator.contract.exchange import Exchange
from generator.contract.payloads import (
    Part,
    content_of,
    form_of,
    is_json_type,
    json_of,
    media_type,
    parts_of,
    query_of,
)
from generator.narrow import is_list, is_object
from generator.testing.cassette import Interaction

_MEANINGFUL = ("openai-beta", "anthropic-beta", "accept", "content-type")
"""Headers that say what is sent or asked for; others are about the connection, the program or the caller."""


def request_problems(exchange: Exchange, run: Run, *, proto: bool = False) -> list[str]:
    """Every difference between the request that left and the recorded one; [] when there is none.

    `proto`: members in snake case are the same as in lower camel case.
    """
    if not run.sent:
        return [f"nothing was sent: {_said(run.error)}"]
    sent, recorded = run.sent[0], exchange.interaction
    problems = [] if sent.method == recorded.method else [f"method {sent.method}, not {recorded.method}"]
    problems += _path(sent, recorded, is_upload=exchange.match.is_upload)
    if exchange.match.is_upload:
        return problems + _upload(exchange, run, proto)
    problems += _query(sent, recorded)
    problems += _headers(sent, recorded)
    problems += _body(sent, recorded, proto)
    if len(run.sent) > 1:
        problems.append(f"{len(run.sent)} requests were sent instead of one")
    return problems


def _said(error: Exception | None) -> str:
    return f"{type(error).__name__}: {error}" if error is not None else "no request"


def _path(sent: Sent, recorded: Interaction, *, is_upload: bool) -> list[str]:
    ours, theirs = unquote(urlsplit(sent.url).path), unquote(recorded.path)
    if is_upload:
        # Google's services open sessions under several paths, which differ before this word only.
        ours, theirs = (path.rpartition("/upload/")[2] for path in (ours, theirs))
    return [] if ours == theirs else [f"path {ours}, not {theirs}"]


def _plain_query(url: str) -> list[tuple[str, str]]:
    """Pairs in the order of names, without credentials; booleans in the spelling of JSON."""
    pairs = [pair for pair in query_of(url) if pair[0] not in SECRET_QUERY]
    spelled = {"true": "true", "false": "false"}
    return sorted((name, spelled.get(value.lower(), value)) for name, value in pairs)


def _query(sent: Sent, recorded: Interaction) -> list[str]:
    ours, theirs = _plain_query(sent.url), _plain_query(recorded.uri)
    return [] if ours == theirs else [f"query {ours}, not {theirs}"]


def _headers(sent: Sent, recorded: Interaction) -> Iterator[str]:
    for name in _MEANINGFUL:
        theirs = recorded.request.headers.get(name)
        if theirs is None or name == "accept":
            continue
        ours = sent.headers.get(name, "")
        if name == "content-type":
            # A body of nothing has no type worth comparing.
            if not content_of(recorded.request) and not sent.content:
                continue
            ours, theirs = ours.partition(";")[0].lower(), theirs.partition(";")[0].strip().lower()
            if ours == theirs or (is_json_type(ours) and is_json_type(theirs)):
                continue
        if ours != theirs:
            yield f"header {name}: {ours!r}, not {theirs!r}"


def _body(sent: Sent, recorded: Interaction, proto: bool) -> list[str]:
    expected = content_of(recorded.request)
    kind = media_type(recorded.request.headers)
    declared = recorded.request.headers.get("content-type", "")
    if kind.startswith("multipart/"):
        ours = parts_of(sent.headers.get("content-type", ""), sent.content)
        return _parts(ours, parts_of(declared, expected))
    if kind == "application/x-www-form-urlencoded":
        return _parts(form_of(sent.content), form_of(expected))
    if not expected and (not sent.content or _says_nothing(sent)):
        return []
    if expected == b"{}" and not sent.content:
        return []  # A body that may be left out, with nothing in it.
    if sent.content == expected or _json_equal(sent.content, expected, proto):
        return []
    return [f"body {_difference(sent.content, expected, proto)}"]


def _says_nothing(sent: Sent) -> bool:
    """Whether a body is an object without members or a form without parts: as good as none."""
    kind = sent.headers.get("content-type", "")
    return sent.content == b"{}" or (kind.startswith("multipart/") and not parts_of(kind, sent.content))


def _json_equal(ours: bytes, theirs: bytes, proto: bool) -> bool:
    """Whether two bodies hold the same JSON; `true` is not 1, as it is in Python."""
    try:
        return not first_difference(_spelled(json_of(ours), proto), _spelled(json_of(theirs), proto))
    except ValueError:
        return False


def _spelled(value: Any, proto: bool) -> Any:
    if not proto:
        return value
    if is_object(value):
        return {camel(k): _spelled(v, proto) for k, v in value.items()}
    return [_spelled(item, proto) for item in value] if is_list(value) else value


def _difference(ours: bytes, theirs: bytes, proto: bool) -> str:
    """The first place where two bodies differ."""
    try:
        return first_difference(_spelled(json_of(ours), proto), _spelled(json_of(theirs), proto))
    except ValueError:
        return f"{ours[:80]!r}, not {theirs[:80]!r}"


def first_difference(ours: Any, theirs: Any, place: str = "") -> str:
    """Pointer and values of the first difference between two JSON values; "" when they are equal."""
    if is_object(ours) and is_object(theirs):
        for key in [*ours, *(k for k in theirs if k not in ours)]:
            where = f"{place}/{key}"
            if key not in ours:
                return f"at {where}: missing"
            if key not in theirs:
                return f"at {where}: not in the recording"
            if found := first_difference(ours[key], theirs[key], where):
                return found
        return ""
    if is_list(ours) and is_list(theirs) and len(ours) == len(theirs):
        for number, (one, other) in enumerate(zip(ours, theirs, strict=True)):
            if found := first_difference(one, other, f"{place}/{number}"):
                return found
        return ""
    if ours == theirs and type(ours) is type(theirs):
        return ""
    if ours == theirs and not isinstance(ours, bool) and not isinstance(theirs, bool):
        return ""
    return f"at {place or 'the top'}: {_short(ours)}, not {_short(theirs)}"


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=repr)
    return text if len(text) <= 80 else text[:77] + "..."


def _parts(ours: list[Part], theirs: list[Part]) -> list[str]:
    """Differences between two forms; the order of fields with other names means nothing."""
    left, right = sorted(map(_comparable, ours)), sorted(map(_comparable, theirs))
    if left == right or _texts(fields_of(ours)) == _texts(fields_of(theirs)):
        return []
    missing = [name for name, *_ in right if name not in {n for n, *_ in left}]
    extra = [name for name, *_ in left if name not in {n for n, *_ in right}]
    differing = [one[0] for one, other in zip(left, right, strict=False) if one != other]
    named = ", ".join(dict.fromkeys([*missing, *extra, *differing]))
    return [f"form fields differ: {named}"]


def _texts(value: Any) -> Any:
    """Values of a form in one spelling: an object may be one JSON part or a part for each member."""
    if is_object(value):
        return {key: _texts(inner) for key, inner in value.items()}
    if is_list(value):
        return [_texts(inner) for inner in value]
    return json.dumps(value) if isinstance(value, bool | int | float) else value


def _comparable(part: Part) -> tuple[str, str, str]:
    content = part.content
    if part.filename is None:
        with contextlib.suppress(ValueError):
            content = json.dumps(json_of(content), sort_keys=True).encode()
    return part.name, part.filename or "", content.hex()


def _upload(exchange: Exchange, run: Run, proto: bool) -> list[str]:
    """Metadata and media of an upload are what was recorded; how a session cuts the media is its own business."""
    request = exchange.interaction.request
    if exchange.sending is None and len(run.sent) == 1:
        kind = media_type(request.headers)
        if not kind.startswith("multipart/"):
            return [] if run.sent[0].content == content_of(request) else ["the media differs"]
        ours = [p.content for p in parts_of(run.sent[0].headers.get("content-type", ""), run.sent[0].content)]
        theirs = [p.content for p in parts_of(request.headers.get("content-type", ""), content_of(request))]
        same = len(ours) == len(theirs) == 2 and ours[1] == theirs[1]
        return [] if same and _json_equal(ours[0], theirs[0], proto) else ["metadata or media differ"]
    problems: list[str] = []
    metadata, recorded = run.sent[0].content or b"{}", content_of(request) or b"{}"
    if not _json_equal(metadata, recorded, proto):
        problems.append(f"metadata {_difference(metadata, recorded, proto)}")
    if exchange.sending is not None:
        media = b"".join(sent.content for sent in run.sent[1:])
        if media != content_of(exchange.sending.request):
            problems.append("the media differs")
    return problems
