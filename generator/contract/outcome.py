"""Is what the client gave back what the server sent: the same values, the same error, nothing lost?"""

from __future__ import annotations

from typing import Any

from generator.contract.drive import Run
from generator.contract.exchange import Exchange
from generator.contract.package import Package
from generator.contract.payloads import Event, content_of, events_of, json_of
from generator.contract.sent import first_difference
from generator.narrow import is_list, is_object

_CLASSES = {
    400: "BadRequestError",
    401: "AuthenticationError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    409: "ConflictError",
    422: "UnprocessableEntityError",
    429: "RateLimitError",
}


def plain(result: Any) -> Any:
    """What a result says it was made from."""
    if hasattr(result, "to_dict"):
        return result.to_dict(mode="json")
    return [plain(item) for item in result] if is_list(result) else result


def outcome_problems(package: Package, exchange: Exchange, run: Run) -> list[str]:
    """Every difference between what the server answered and what the client made of it."""
    if not run.sent:
        return [f"the call failed: {said(run.error)}"]
    if exchange.kind == "error":
        return _error(package, exchange, run)
    if exchange.kind == "stream" and exchange.method.result not in ("binary", "text"):
        return _stream(package, exchange, run)
    return _body(package, exchange, run)


def said(error: Exception | None) -> str:
    """An exception in one line."""
    return "no exception" if error is None else f"{type(error).__name__}: {str(error)[:200]}"


def _error(package: Package, exchange: Exchange, run: Run) -> list[str]:
    status = exchange.answer.status
    name = _CLASSES.get(status, "InternalServerError" if status >= 500 else "APIStatusError")
    error: Any = run.error
    if type(error).__name__ != name or not isinstance(error, package.module.APIStatusError):
        return [f"{said(error)} for status {status}, not {name}"]
    problems = [] if error.status_code == status else [f"the error says status {error.status_code}"]
    content = content_of(exchange.answer.response)
    if error.response.content != content:
        problems.append("the error has not the whole body")
    expected = _error_body(content)
    if found := first_difference(error.body, expected):
        problems.append(f"the error's body {found}")
    return problems


def _error_body(content: bytes) -> Any:
    """What `body` of an error holds: the `error` member where there is one, else all of it; text that is no JSON."""
    try:
        value = json_of(content)
    except ValueError:
        return content.decode("utf-8", "replace")
    return value["error"] if is_object(value) and value.get("error") else value


def carried_error(event: Event, value: Any) -> Any:
    """The error that an event reports instead of being one of the stream's; None for ordinary events."""
    if is_object(value) and value.get("error"):
        return value["error"]
    if event.type == "error" and not (is_object(value) and isinstance(value.get("type"), str)):
        return value
    return None


def decoded_events(content: bytes) -> tuple[list[tuple[Event, Any]], Event | None]:
    """Events with their JSON, up to the first that ends the stream badly; that one, or None."""
    found: list[tuple[Event, Any]] = []
    for event in events_of(content):
        try:
            value = json_of(event.data.encode())
        except ValueError:
            return found, event
        if carried_error(event, value) is not None:
            return found, event
        found.append((event, value))
    return found, None


def _stream(package: Package, exchange: Exchange, run: Run) -> list[str]:
    expected, bad = decoded_events(content_of(exchange.answer.response))
    if run.events is None:
        return [f"a stream of {len(expected)} events became {type(run.result).__name__} ({said(run.error)})"]
    problems: list[str] = []
    if len(run.events) != len(expected):
        problems.append(f"{len(run.events)} events, not {len(expected)}")
    for number, (item, (event, value)) in enumerate(zip(run.events, expected, strict=False)):
        ours = plain(item)
        if is_object(ours) and set(ours) == {"event", "data"} and ours["event"] == event.type:
            ours = ours["data"]
        if found := first_difference(ours, value):
            problems.append(f"event {number} {found}")
    if bad is None and run.error is not None:
        problems.append(f"{said(run.error)} in a stream without an error")
    if bad is not None and not isinstance(run.error, package.module.APIError):
        problems.append(f"{said(run.error)} for a stream that ends with {bad.data[:80]!r}")
    return problems


def _body(package: Package, exchange: Exchange, run: Run) -> list[str]:
    content = content_of(exchange.answer.response)
    if run.error is not None:
        refused = isinstance(run.error, package.module.APIResponseValidationError)
        return [] if refused and not _readable(content) else [said(run.error)]
    kind = exchange.method.result
    if kind == "binary":
        return [] if run.result.content == content else ["the content differs"]
    if kind == "none":
        return [] if run.result is None else [f"{type(run.result).__name__}, not None"]
    if kind == "text" or isinstance(run.result, str):
        return [] if _as_text(run.result, content) else ["the text differs"]
    if not content.strip():
        return [] if run.result is None else [f"{type(run.result).__name__} of an empty body"]
    try:
        expected = json_of(content)
    except ValueError:
        return [f"{type(run.result).__name__} of a body that is no JSON"]
    found = first_difference(plain(run.result), expected)
    return [f"result {found}"] if found else []


def _as_text(result: Any, content: bytes) -> bool:
    if result == content.decode("utf-8", "replace"):
        return True
    try:
        return bool(result == json_of(content))
    except ValueError:
        return False


def _readable(content: bytes) -> bool:
    try:
        json_of(content)
    except ValueError:
        return False
    return True


def same(one: Run, other: Run) -> list[str]:
    """Differences between what the sync and the async client did."""
    problems: list[str] = []
    ours = [(s.method, s.url) for s in one.sent]
    theirs = [(s.method, s.url) for s in other.sent]
    if ours != theirs:
        problems.append("the async client sends something else")
    if type(one.error) is not type(other.error):
        problems.append(f"the async client raises {said(other.error)}, the sync one {said(one.error)}")
    left = [plain(e) for e in one.events] if one.events is not None else plain(_comparable(one.result))
    right = [plain(e) for e in other.events] if other.events is not None else plain(_comparable(other.result))
    if left != right:
        problems.append("the async client gives something else")
    return problems


def _comparable(result: Any) -> Any:
    content = getattr(result, "content", None)
    return content if isinstance(content, bytes) else result
