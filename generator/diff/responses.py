"""Responses: statuses, media types, headers."""

from __future__ import annotations

from collections.abc import Callable

from generator.diff.bodies import contents, media_type
from generator.diff.engine import Engine, Found, Use
from generator.diff.parameters import schemas, serialisation
from generator.diff.reading import Endpoint, flag, members, plain
from generator.diff.side import Side
from generator.diff.values import canonical, short
from generator.spec.document import Node


def compare(engine: Engine, old: Endpoint, new: Endpoint) -> None:
    """Report what changed in the answers of an operation."""
    before, after = _responses(engine.old, old), _responses(engine.new, new)
    for status, node in before.items():
        if status in after:
            _kept(engine, new.label, status, node, after[status])
        else:
            id = f"response-{_sort(status, before)}-status-removed"
            _report(engine, new.label, id, f"status {status} removed", node, None, status)
    for status, node in after.items():
        if status not in before:
            id = f"response-{_sort(status, after)}-status-added"
            _report(engine, new.label, id, f"status {status} added", None, node, status)


def _responses(side: Side, endpoint: Endpoint) -> dict[str, Node]:
    """Statuses as text in capitals (``2XX``), extensions left out."""
    found = members(endpoint.node, "responses")
    return {
        status if status == "default" else status.upper(): side.resolve(node)
        for status, node in found.items()
        if not status.startswith("x-")
    }


def _sort(status: str, all_: dict[str, Node]) -> str:
    """Whether a client returns on a status; `default` stands for success where no 2xx is described."""
    success = status.startswith("2") or (
        status == "default" and not any(each.startswith("2") for each in all_)
    )
    return "success" if success else "non-success"


def _report(
    engine: Engine, operation: str, id: str, words: str, old: Node | None, new: Node | None, status: str
) -> None:
    use = Use("response", operation, "body")
    engine.report(use, Found(id, words, old, new, subject=f"response {status}"))


def _kept(engine: Engine, operation: str, status: str, old: Node, new: Node) -> None:
    use = Use("response", operation, "body")

    def add(id: str, words: str, before: str = "", after: str = "") -> None:
        engine.report(use, Found(id, words, old, new, before, after, subject=f"response {status}"))

    first, second = contents(old), contents(new)
    if bool(first) != bool(second):
        add(
            "response-body-added" if second else "response-body-removed",
            "has a body now" if second else "no body any more",
            ", ".join(first),
            ", ".join(second),
        )
    else:
        for media in first:
            if media not in second:
                add("response-media-type-removed", f"media type {media} removed", media)
        for media, node in second.items():
            if media not in first:
                add("response-media-type-added", f"media type {media} added", "", media)
            else:
                media_type(engine, use, media, first[media], node)
    _headers(engine, operation, status, old, new)
    before, after = plain(old, "links"), plain(new, "links")
    if canonical(before) != canonical(after):
        add("response-link-changed", f"links {short(before)} became {short(after)}")


def _headers(engine: Engine, operation: str, status: str, old: Node, new: Node) -> None:
    """Headers by name without case; `Content-Type` is not described here (OpenAPI 3.1 section 4.8.17)."""
    before, after = _by_name(engine.old, old), _by_name(engine.new, new)
    use = Use("response", operation, "header")
    for name in sorted({*before, *after} - {"content-type"}):
        first, second = before.get(name), after.get(name)
        add = _adder(engine, use, first, second, f"header {name!r} of response {status}")
        if first is None:
            add("response-header-added", "added")
        elif second is None:
            required = flag(first, "required")
            add(
                "required-response-header-removed" if required else "optional-response-header-removed",
                "removed",
            )
        else:
            if flag(first, "required") != flag(second, "required"):
                required = flag(second, "required")
                add(
                    "response-header-became-required" if required else "response-header-became-optional",
                    "always comes now" if required else "may be missing now",
                )
            if flag(first, "deprecated") != flag(second, "deprecated"):
                add("deprecated" if flag(second, "deprecated") else "reactivated", "deprecation mark changed")
            serialisation(first, second, add, "simple", "response-header")
            schemas(engine, use, first, second, add, "response-header")


def _adder(engine: Engine, use: Use, old: Node | None, new: Node | None, subject: str) -> Callable[..., None]:
    def add(id: str, words: str, before: str = "", after: str = "") -> None:
        engine.report(use, Found(id, words, old, new, before, after, subject=subject))

    return add


def _by_name(side: Side, response: Node) -> dict[str, Node]:
    return {name.lower(): side.resolve(node) for name, node in members(response, "headers").items()}
