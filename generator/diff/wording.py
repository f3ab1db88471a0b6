"""Places and concepts in plain words."""

from __future__ import annotations

from generator.diff.engine import Direction
from generator.narrow import Data
from generator.spec.document import Node

_KINDS = {
    "responses": "response",
    "parameters": "parameter",
    "requestBodies": "request body",
    "headers": "header",
    "pathItems": "path",
    "callbacks": "callback",
    "mediaTypes": "media type",
}


def subject_of(node: Node) -> str:
    """What stands at a place: ``Foo.bar[]``, or ``POST /foo: request body.bar``."""
    tokens = node.tokens
    if tokens[:1] == ("components",) and len(tokens) >= 3:
        kind = "" if tokens[1] == "schemas" else f"{_KINDS.get(tokens[1], tokens[1])} "
        return f"{kind}{tokens[2]}{steps(tokens[3:])}"
    if tokens[:1] in (("paths",), ("webhooks",)) and len(tokens) >= 3:
        label = f"{tokens[2].upper()} {tokens[1]}" if tokens[0] == "paths" else f"webhook {tokens[1]}"
        return f"{label}: {_in_operation(node, tokens)}"
    return steps(tokens).lstrip(".") or "the document"


def _in_operation(node: Node, tokens: tuple[str, ...]) -> str:
    rest = tokens[3:]
    if rest[:2] == ("requestBody", "content"):
        return f"request body{steps(rest[4:])}"
    if rest[:1] == ("requestBody",):
        return "request body"
    if rest[:1] == ("responses",) and len(rest) > 1:
        if rest[2:3] == ("headers",) and len(rest) > 3:
            return f"header {rest[3]!r} of response {rest[1]}{steps(rest[5:])}"
        return f"response {rest[1]}{steps(rest[5:])}"
    position = tokens.index("parameters") if "parameters" in tokens else 0
    if position and len(tokens) > position + 1:
        home: Data = node.document.node_value(node.file, tokens[: position + 2])
        name = home.get("name", "?") if isinstance(home, dict) else "?"
        return f"parameter {name!r}{steps(tokens[position + 3 :])}"
    return steps(rest).lstrip(".") or "operation"


def steps(tokens: tuple[str, ...]) -> str:
    """A way through schemas, short: ``.name`` a property, ``[]`` items, ``{}`` other values, ``|2`` a member."""
    words: list[str] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        after = tokens[position + 1] if position + 1 < len(tokens) else ""
        width = 2
        match token:
            case "properties":
                words.append(f".{after}")
            case "anyOf" | "oneOf":
                words.append(f"|{after}")
            case "allOf":
                pass
            case "prefixItems":
                words.append(f"[{after}]")
            case "patternProperties":
                words.append(f"{{{after}}}")
            case _:
                width = 1
                words.append(
                    {"items": "[]", "additionalProperties": "{}", "schema": ""}.get(token, f".{token}")
                )
        position += width
    return "".join(words)


def names_of(id: str, directions: list[Direction], places: set[str]) -> tuple[str, ...]:
    """A concept of schemas by direction and place, in the manner of oasdiff's ids."""
    found: set[str] = set()
    for direction in directions:
        for place in places:
            found.add(_name(id, direction, place))
    return tuple(sorted(found))


def _name(id: str, direction: Direction, place: str) -> str:
    if direction == "component":
        return f"schema-{id}"
    if "property" in id and not id.startswith(("additional", "pattern", "discriminator")):
        if id.startswith("new-"):
            return id.replace("-property", f"-{direction}-property")
        return f"{direction}-{id}"
    where = place if place in ("parameter", "body", "header") else "property"
    return f"{direction}-{where}-{id}"
