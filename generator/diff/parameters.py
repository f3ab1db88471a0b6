"""Parameters of operations."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from generator.diff.engine import Engine, Found, Use
from generator.diff.reading import Endpoint, elements, flag, members, plain, text
from generator.diff.side import Side
from generator.diff.values import short
from generator.diff.view import Ref
from generator.spec.document import Node

_STYLES = {"path": "simple", "header": "simple", "query": "form", "cookie": "form"}
"""The style that applies when none is stated (OpenAPI 3.1 section 4.8.12.2.1)."""

Key: TypeAlias = tuple[str, str]
"""Location and name; headers without case (RFC 9110 section 5.1)."""

Add: TypeAlias = Callable[..., None]


def parameters(side: Side, endpoint: Endpoint) -> dict[Key, Node]:
    """All parameters of an operation; its own ones win over those of the path and of the whole API."""
    found: dict[Key, Node] = {}
    for home, key in (
        (side.document.root, "x-sdkgen-global-parameters"),
        (endpoint.item, "parameters"),
        (endpoint.node, "x-sdkgen-path-parameters"),
        (endpoint.node, "parameters"),
    ):
        for each in elements(home, key):
            node = side.resolve(each)
            name, location = text(node, "name"), text(node, "in")
            if node.is_mapping and name:
                found[location, name.lower() if location == "header" else name] = node
    return found


def compare(engine: Engine, old: Endpoint, new: Endpoint) -> None:
    """Report parameters that came, went or changed."""
    before, after = parameters(engine.old, old), parameters(engine.new, new)
    use = Use("request", new.label, "parameter")
    renamed = _renamed(old, new)
    for first, second in renamed.items():
        words = f"{first[1]!r} became {second[1]!r}"
        place = before.get(first, old.node), after.get(second, new.node)
        engine.report(
            use,
            Found("path-parameter-renamed", words, *place, first[1], second[1], subject=words_of(first)),
        )
    for key, node in before.items():
        target = renamed.get(key, key)
        if target in after:
            _kept(engine, use, target, node, after[target])
        else:
            engine.report(use, Found("parameter-removed", "removed", node, None, subject=words_of(key)))
    known = {renamed.get(key, key) for key in before}
    for key, node in after.items():
        if key not in known:
            required = is_required(node)
            id = "new-required-parameter" if required else "new-optional-parameter"
            text = "added, required" if required else "added, optional"
            engine.report(use, Found(id, text, None, node, subject=words_of(key)))


def _renamed(old: Endpoint, new: Endpoint) -> dict[Key, Key]:
    """Path parameters by place: their names are no part of what is sent."""
    if old.key != new.key:
        return {}
    return {("path", a): ("path", b) for a, b in zip(old.names, new.names, strict=True) if a != b}


def words_of(key: Key) -> str:
    """A parameter in words."""
    return f"{key[0]} parameter {key[1]!r}"


def is_required(node: Node) -> bool:
    """Whether a parameter has to be sent; those in the path always have to."""
    return text(node, "in") == "path" or flag(node, "required")


def _kept(engine: Engine, use: Use, key: Key, old: Node, new: Node) -> None:
    subject = words_of(key)

    def add(id: str, words: str, before: str = "", after: str = "") -> None:
        engine.report(use, Found(id, words, old, new, before, after, subject=subject))

    if is_required(old) != is_required(new):
        required = is_required(new)
        add(
            "parameter-became-required" if required else "parameter-became-optional",
            "required now" if required else "optional now",
        )
    if flag(old, "deprecated") != flag(new, "deprecated"):
        deprecated = flag(new, "deprecated")
        add(
            "parameter-deprecated" if deprecated else "parameter-reactivated",
            "marked as deprecated" if deprecated else "no longer deprecated",
        )
    serialisation(old, new, add, _STYLES.get(key[0], "form"), "parameter")
    schemas(engine, use, old, new, add)


def serialisation(old: Node, new: Node, add: Add, style: str, kind: str) -> None:
    """Style, explode and their like, with defaults filled in."""
    first, second = _serialised(old, style), _serialised(new, style)
    if first != second:
        add(f"{kind}-style-changed", f"{first} became {second}", first, second)
    for keyword in ("allowReserved", "allowEmptyValue"):
        if flag(old, keyword) != flag(new, keyword):
            add(f"{kind}-encoding-changed", f"{keyword} became {str(flag(new, keyword)).lower()}")
    for keyword in ("x-sdkgen-reserved", "x-sdkgen-repeated"):
        if plain(old, keyword) != plain(new, keyword):
            add(f"{kind}-encoding-changed", f"{keyword} became {short(plain(new, keyword))}")


def _serialised(node: Node, style: str) -> str:
    stated = text(node, "style") or style
    explode = plain(node, "explode")
    if not isinstance(explode, bool):
        explode = stated == "form"
    return f"{stated}, {'exploded' if explode else 'not exploded'}"


def schemas(engine: Engine, use: Use, old: Node, new: Node, add: Add, kind: str = "parameter") -> None:
    """The schema of a parameter or header, which may stand below `content`."""
    before, first = _schema(old)
    after, second = _schema(new)
    if first != second:
        add(
            f"{kind}-encoding-changed",
            f"content {first or 'plain'} became {second or 'plain'}",
            first,
            second,
        )
    engine.root(before, after, use)


def _schema(node: Node) -> tuple[Ref, str]:
    """The schema, and the media type that it is serialised as ("" for none)."""
    stated = node.get("schema")
    if stated is not None:
        return (stated,), ""
    for media, content in members(node, "content").items():
        inner = content.get("schema")
        return ((inner,) if inner is not None else ()), media
    return (), ""
