"""Request bodies, and the media types that they share with responses."""

from __future__ import annotations

import re

from generator.diff.engine import Engine, Found, Use
from generator.diff.reading import Endpoint, flag, members, plain
from generator.diff.side import Side
from generator.diff.values import canonical, short
from generator.diff.view import Ref, View
from generator.spec.document import Node

_TEXTUAL = re.compile(r"(?i)json|multipart/|x-www-form-urlencoded|text/|xml|yaml|event-stream")
"""Media types whose schema describes their content; of all others only the bytes count."""


def compare(engine: Engine, old: Endpoint, new: Endpoint) -> None:
    """Report what changed in the body of a request."""
    before, after = _body(engine.old, old), _body(engine.new, new)
    use = Use("request", new.label, "body")

    def add(id: str, words: str, first: str = "", second: str = "") -> None:
        engine.report(use, Found(id, words, before, after, first, second, subject="request body"))

    if before is None or after is None:
        if after is not None:
            required = flag(after, "required")
            add(
                "request-body-added-required" if required else "request-body-added-optional",
                "added, required" if required else "added, optional",
            )
        elif before is not None:
            add("request-body-removed", "removed")
        return
    if flag(before, "required") != flag(after, "required"):
        required = flag(after, "required")
        add(
            "request-body-became-required" if required else "request-body-became-optional",
            "required now" if required else "optional now",
        )
    first, second = contents(before), contents(after)
    for media in first:
        if media not in second:
            add("request-body-media-type-removed", f"media type {media} removed", media)
    for media, node in second.items():
        if media not in first:
            add("request-body-media-type-added", f"media type {media} added", "", media)
        else:
            media_type(engine, use, media, first[media], node)
            _encodings(engine, use, first[media], node)


def contents(home: Node) -> dict[str, Node]:
    """Media types without case and spaces (RFC 9110 section 8.3.1) to what is said of them."""
    return {
        re.sub(r"\s*;\s*", "; ", media.strip().lower()): node
        for media, node in members(home, "content").items()
    }


def media_type(engine: Engine, use: Use, media: str, old: Node, new: Node) -> None:
    """The schemas of one media type; `itemSchema` describes an event of a stream (OpenAPI 3.2)."""
    for key in ("schema", "itemSchema"):
        before, after = _schema(engine.old, old, key, media), _schema(engine.new, new, key, media)
        if before or after:
            engine.root(before, after, use)


def _schema(side: Side, node: Node, key: str, media: str) -> Ref:
    """The schema under a key; () for one that only says that there are bytes, as 3.0 and 3.1 do in different ways."""
    inner = node.get(key)
    if inner is None:
        return ()
    if _TEXTUAL.search(media) is None and _is_bytes(side.view((inner,))):
        return ()
    return (inner,)


def _is_bytes(view: View) -> bool:
    if view.types is not None and view.types != frozenset({"string"}):
        return False
    return view.format in ("binary", "") and not (view.properties or view.values or view.unions)


def _body(side: Side, endpoint: Endpoint) -> Node | None:
    node = endpoint.node.get("requestBody")
    return side.resolve(node) if node is not None else None


def _encodings(engine: Engine, use: Use, old: Node, new: Node) -> None:
    """How the parts of a form or multipart body are written."""
    for key in ("encoding", "itemEncoding", "prefixEncoding", "x-sdkgen-upload"):
        before, after = plain(old, key), plain(new, key)
        if canonical(before) != canonical(after):
            words = f"{key} {short(before)} became {short(after)}"
            found = Found("request-body-encoding-changed", words, old, new, short(before), short(after))
            engine.report(use, found)
