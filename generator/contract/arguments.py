"""A recorded request as keyword arguments of the method that should send it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from generator.contract.exchange import Exchange
from generator.contract.index import Method
from generator.contract.payloads import (
    Part,
    content_of,
    form_of,
    is_json,
    is_json_type,
    json_of,
    media_type,
    parts_of,
    query_of,
)
from generator.narrow import is_list, is_object

_CAMEL = re.compile(r"(?<=[a-z0-9])_([a-z])")
_KEYS = re.compile(r"[^\[\]]+")


class NotDrivable(Exception):
    """The recorded request cannot be made with the arguments of its method; the text says why."""


def camel(name: str) -> str:
    """`snake_case` in lowerCamelCase: Google's servers read both (ProtoJSON)."""
    return _CAMEL.sub(lambda match: match[1].upper(), name)


def arguments(exchange: Exchange, *, proto: bool = False) -> dict[str, Any]:
    """Keyword arguments that should make the recorded request; required ones may be missing, as they were there.

    What the method does not know goes as `extra_body` and `extra_query`.  `proto`: members may be spelled in snake
    case.  Raises NotDrivable.
    """
    method = exchange.method
    if not exchange.match.is_upload and is_raw(exchange) and not method.named("whole"):
        raise NotDrivable(f"{method.dotted} sends {method.content_type}, the recording another content type")
    values = _from_path(exchange)
    values.update(_from_query(exchange))
    values.update(_from_headers(exchange))
    if exchange.match.is_upload:
        return {**values, **_upload(exchange, proto)}
    return {**values, **_body(exchange, method, proto)}


def is_raw(exchange: Exchange) -> bool:
    """Whether the recorded body is neither JSON nor a form."""
    request = exchange.interaction.request
    kind = media_type(request.headers)
    is_form = kind.startswith("multipart/") or kind == "application/x-www-form-urlencoded"
    content = content_of(request)
    return bool(content) and not is_form and not is_json(content)


def by_path(exchange: Exchange) -> dict[str, Any]:
    """Arguments of a call by path that sends the recorded body as it is, for bodies that the method has no form of."""
    request = exchange.interaction.request
    headers = {"Content-Type": request.headers.get("content-type", "application/json")}
    pairs = [pair for pair in query_of(exchange.interaction.uri) if pair[0] not in SECRET_QUERY]
    return {"content": content_of(request), "options": {"headers": headers, "params": dict(pairs)}}


def _from_path(exchange: Exchange) -> dict[str, Any]:
    names = exchange.method.named("path")
    found = {names[wire]: text for wire, text in exchange.match.values.items() if wire in names}
    missing = set(names.values()) - set(found)
    if missing:
        raise NotDrivable(f"the path of the request says nothing of {', '.join(sorted(missing))}")
    return found


def _from_query(exchange: Exchange) -> dict[str, Any]:
    known = exchange.method.named("query")
    found: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    constants = exchange.match.operation.constants
    pairs = [
        pair
        for pair in query_of(exchange.interaction.uri)
        if pair[0] not in SECRET_QUERY and pair not in constants
    ]
    if exchange.match.is_upload:
        pairs = [pair for pair in pairs if not pair[0].lower().startswith("upload")]
    for key, text in pairs:
        wire, bracket, rest = key.partition("[")
        name = known.get(key) or known.get(wire)
        if name is None:
            extra[key] = [*_listed(extra[key]), text] if key in extra else text
        elif bracket and rest != "]" and key not in known:
            found.setdefault(name, {})[rest.rstrip("]")] = text
        elif bracket or name in found:
            found[name] = [*_listed(found.get(name, [])), text]
        else:
            found[name] = {"true": True, "false": False}.get(text.lower(), text)
    if extra:
        found["extra_query"] = extra
    return found


SECRET_QUERY = frozenset({"key", "access_token", "api_key", "token"})
"""Query parameters that carry credentials: recordings do not have them, or scrubbed."""


def _listed(value: Any) -> list[Any]:
    return value if is_list(value) else [value]


def _from_headers(exchange: Exchange) -> dict[str, Any]:
    headers = exchange.interaction.request.headers
    return {
        a.name: headers[a.wire.lower()]
        for a in exchange.method.arguments
        if a.place == "header" and a.wire.lower() in headers
    }


def _body(exchange: Exchange, method: Method, proto: bool) -> dict[str, Any]:
    content = content_of(exchange.interaction.request)
    if not content:
        return {}
    declared = exchange.interaction.request.headers.get("content-type", "")
    kind = media_type(exchange.interaction.request.headers)
    if kind.startswith("multipart/"):
        return _fields(method, fields_of(parts_of(declared, content)), proto)
    if kind == "application/x-www-form-urlencoded":
        return _fields(method, fields_of(form_of(content)), proto)
    if is_json_type(kind) or not kind or is_json_type(method.content_type or ""):
        try:
            return _json(method, json_of(content), proto)
        except ValueError:
            pass
    return _whole(method, content)


def _json(method: Method, value: Any, proto: bool) -> dict[str, Any]:
    if method.named("whole"):
        return _whole(method, value)
    if not is_object(value):
        return {"extra_body": value}
    return _fields(method, value, proto)


def _whole(method: Method, value: Any) -> dict[str, Any]:
    names = list(method.named("whole").values())
    return {names[0]: value} if names else {"extra_body": value}


def _fields(method: Method, fields: dict[str, Any], proto: bool) -> dict[str, Any]:
    names = method.named("body")
    values: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    for key, value in fields.items():
        name = names.get(key) or (names.get(camel(key)) if proto else None)
        if name is not None:
            values[name] = value
        else:
            rest[key] = value
    if method.event is not None and "stream" in rest:
        values["stream"] = rest.pop("stream")
    if rest:
        values["extra_body"] = rest
    return values


def fields_of(parts: Iterable[Part]) -> dict[str, Any]:
    """Parts of a form as values: files as tuples, `a[b]` as members, `a[]` and repeated names as lists."""
    found: dict[str, Any] = {}
    for part in parts:
        keys = _KEYS.findall(part.name) or [part.name]
        _put(found, keys, _value(part), is_list=part.name.endswith("[]"))
    return found


def _value(part: Part) -> Any:
    kind = (part.content_type or "").partition(";")[0].strip()
    if part.filename is not None:
        return (part.filename, part.content, kind or "application/octet-stream")
    if is_json_type(kind):
        try:
            return json_of(part.content)
        except ValueError:
            return part.content.decode("utf-8", "replace")
    return part.content.decode("utf-8", "replace")


def _put(found: dict[str, Any], keys: list[str], value: Any, *, is_list: bool) -> None:
    for key in keys[:-1]:
        inner = found.setdefault(key, {})
        if not is_object(inner):
            raise NotDrivable(f"form field {key} is a value and an object at once")
        found = inner
    last = keys[-1]
    if is_list or last in found:
        found[last] = [*_listed(found.get(last, [])), value]
    else:
        found[last] = value


class Pipe:
    """A file of unknown size: what makes a client open an upload session."""

    name = None

    def __init__(self, content: bytes) -> None:
        self._content = content

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        end = len(self._content) if size < 0 else size
        piece, self._content = self._content[:end], self._content[end:]
        return piece


def _upload(exchange: Exchange, proto: bool) -> dict[str, Any]:
    media = list(exchange.method.named("media").values())
    if not media:
        raise NotDrivable(f"{exchange.method.dotted} takes no media")
    request = exchange.interaction.request
    if exchange.sending is not None:
        metadata = content_of(request)
        kind = media_type(exchange.sending.request.headers) or "application/octet-stream"
        values = _json(exchange.method, json_of(metadata), proto) if metadata else {}
        return {**values, media[0]: ("media", Pipe(content_of(exchange.sending.request)), kind)}
    content = content_of(request)
    declared = request.headers.get("content-type", "")
    if not declared.startswith("multipart/"):
        # The opening of a session that was never used: any media will do.
        if exchange.interaction.response.headers.get("x-goog-upload-url"):
            values = _json(exchange.method, json_of(content), proto) if content else {}
            return {**values, media[0]: ("media", Pipe(b"media"), "application/octet-stream")}
        return {media[0]: ("media", content, declared or "application/octet-stream")}
    parts = parts_of(declared, content)
    if len(parts) != 2:
        raise NotDrivable(f"an upload of {len(parts)} parts, not metadata and media")
    values = _json(exchange.method, json_of(parts[0].content), proto)
    return {
        **values,
        media[0]: ("media", parts[1].content, parts[1].content_type or "application/octet-stream"),
    }
