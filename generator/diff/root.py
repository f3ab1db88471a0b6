"""What stands at the top of a document: its name, servers, and schemas that no operation uses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.diff.engine import Engine, Found, Use
from generator.diff.reading import elements, members, plain, text
from generator.diff.side import Side
from generator.diff.values import canonical, short
from generator.narrow import Data, is_container
from generator.spec import pointers
from generator.spec.document import Node, RefError

_USE = Use("request", "", "document")


def compare(engine: Engine) -> None:
    """Report changes of the document itself."""
    old, new = engine.old.document.root, engine.new.document.root
    before, after = old.get("info"), new.get("info")
    for key in ("title", "version"):
        first, second = text(before, key), text(after, key)
        if first != second:
            found = Found(
                f"api-{key}-changed",
                f"{first!r} became {second!r}",
                before,
                after,
                first,
                second,
                None,
                f"API {key}",
            )
            engine.report(_USE, found)
    compare_servers(engine, _USE, old, new)
    _facts(engine, old, new)


def _facts(engine: Engine, old: Node, new: Node) -> None:
    """Extensions of this project (Discovery's facts) and the dialect."""
    keys = {key for node in (old, new) for key, _ in node.items() if key.startswith("x-sdkgen-")}
    for key in sorted({*keys, "jsonSchemaDialect"} - {"x-sdkgen-global-parameters"}):
        before, after = _plain(old, key), _plain(new, key)
        if canonical(before) != canonical(after):
            words = f"{short(before)} became {short(after)}"
            engine.report(
                _USE,
                Found("document-fact-changed", words, old.get(key), new.get(key), subject=f"fact {key!r}"),
            )


def _plain(node: Node, key: str) -> Any:
    value: Data = plain(node, key)
    return (
        {name: each for name, each in value.items() if name != "etag"} if isinstance(value, dict) else value
    )


def compare_servers(engine: Engine, use: Use, old: Node, new: Node) -> None:
    """Base URLs of a document, a path or an operation."""
    before, after = _servers(old), _servers(new)
    for url in sorted({*before, *after}):
        first, second = before.get(url), after.get(url)
        subject = f"server {url}"
        if first is None or second is None:
            id = "server-added" if first is None else "server-removed"
            engine.report(use, Found(id, id.rpartition("-")[2], first, second, subject=subject))
        elif _variables(first) != _variables(second):
            words = f"variables {_variables(first)} became {_variables(second)}"
            engine.report(use, Found("server-variable-changed", words, first, second, subject=subject))


def _servers(home: Node) -> dict[str, Node]:
    return {text(node, "url").rstrip("/"): node for node in elements(home, "servers") if text(node, "url")}


def _variables(server: Node) -> str:
    found = members(server, "variables")
    return canonical({name: [plain(node, "default"), _choice(node)] for name, node in found.items()})


def _choice(variable: Node) -> list[str]:
    stated: Data = plain(variable, "enum")
    return sorted(map(str, stated)) if isinstance(stated, list) else []


def compare_components(engine: Engine) -> None:
    """Named schemas that no comparison has reached; to be called when all others are done.

    Realtime events and the like are described without an operation that mentions them, and yet have classes.
    """
    old, new = engine.old.components, engine.new.components
    used_old, used_new = mentioned(engine.old), mentioned(engine.new)
    for name, node in old.items():
        use = Use("component", "", "schema")
        if name in new:
            engine.component((node,), (new[name],), use)
        elif name not in used_old:
            engine.report(use, Found("schema-removed", "removed", node, None, subject=f"schema {name}"))
    for name, node in new.items():
        if name not in old and name not in used_new:
            use = Use("component", "", "schema")
            engine.report(use, Found("schema-added", "added", None, node, subject=f"schema {name}"))
    engine.run()


def mentioned(side: Side) -> frozenset[str]:
    """The components that some reference of the document leads to, from outside of themselves."""
    found: set[str] = set()
    raw = side.document.raw
    for home, value in _parts(raw):
        stack: list[Data] = [value]
        while stack:
            each = stack.pop()
            if isinstance(each, list):
                stack.extend(filter(is_container, each))
            elif isinstance(each, dict):
                reference = each.get("$ref")
                if isinstance(reference, str) and (name := _target(side, reference)) != home:
                    found.add(name)
                stack.extend(filter(is_container, each.values()))
    return frozenset(found)


def _parts(raw: dict[str, Any]) -> Iterator[tuple[str, Data]]:
    """The document in pieces: each named schema by its name, everything else under ""."""
    components: Data = raw.get("components")
    schemas: Data = components.get("schemas") if isinstance(components, dict) else None
    if isinstance(schemas, dict):
        yield from schemas.items()
    if isinstance(components, dict):
        yield "", {key: value for key, value in components.items() if key != "schemas"}
    yield "", {key: value for key, value in raw.items() if key != "components"}


def _target(side: Side, reference: str) -> str:
    """The component that a reference of the root document leads to or into, "" for others."""
    prefix = "#/components/schemas/"
    if reference.startswith(prefix) and "%" not in reference:
        return pointers.unescape(reference[len(prefix) :].partition("/")[0])
    try:
        tokens = side.document.root.follow(reference).tokens
    except RefError:
        return ""
    return tokens[2] if len(tokens) >= 3 and tokens[:2] == ("components", "schemas") else ""
