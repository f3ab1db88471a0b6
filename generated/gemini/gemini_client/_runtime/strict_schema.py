"""JSON Schema in the form that strict structured output takes: closed objects whose members are all required.

Constraints that the form has words for stay.  What it cannot say is refused with the place of the trouble, instead
of being sent and refused by the server, or dropped in silence.
"""

from __future__ import annotations

from typing import Any, cast

from .narrow import is_array, is_object

__all__ = ["strict_schema"]

_REFUSED = {
    "not": "`not`",
    "if": "conditions",
    "then": "conditions",
    "else": "conditions",
    "dependentRequired": "dependent members",
    "dependentSchemas": "dependent members",
    "patternProperties": "members by pattern",
    "propertyNames": "members with free names",
    "minProperties": "a number of members",
    "maxProperties": "a number of members",
    "prefixItems": "tuples; use a list, or an object with named fields",
    "contains": "`contains`",
    "unevaluatedProperties": "`unevaluatedProperties`",
}
_ANNOTATIONS = frozenset(
    {"title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly"}
)


def strict_schema(schema: dict[str, Any]) -> dict[str, Any]:
    """A strict copy of `schema`.

    Every object is closed and asks for all its members; null defaults go; ``oneOf`` becomes ``anyOf``; an ``allOf`` of
    one and a reference with words beside it are written out.  Raises TypeError for a root that is no object, and for
    keywords that the form does not have (tuples, maps with free keys, conditions, ...).
    """
    maker = _Maker(schema)
    made = maker.strict(schema, (), ())
    root = maker.target(made["$ref"]) if set(made) - _ANNOTATIONS == {"$defs", "$ref"} else made
    if root is not made:
        # The root must say what it is itself; what refers to it keeps doing so.
        made = {**maker.strict(root, (), (made["$ref"],)), "$defs": made["$defs"]}
    if made.get("type") != "object" or "anyOf" in made:
        raise TypeError("Structured output needs an object with named fields at the top, not " + _kind(made))
    return made


def _kind(schema: dict[str, Any]) -> str:
    return "a union" if "anyOf" in schema else f"{schema.get('type', 'any value')!r}"


class _Maker:
    """Strict copies of the parts of one document."""

    def __init__(self, root: dict[str, Any]) -> None:
        self._root = root

    def target(self, ref: str) -> dict[str, Any]:
        """What a reference inside the document leads to.  Raises TypeError when it leads nowhere."""
        node: Any = self._root
        for token in ref.removeprefix("#/").split("/"):
            key = token.replace("~1", "/").replace("~0", "~")
            if not is_object(node) or key not in node:
                raise TypeError(f"The schema has no {ref!r}")
            node = node[key]
        if not is_object(node):
            raise TypeError(f"{ref!r} is no schema")
        return node

    def strict(self, schema: object, path: tuple[str, ...], inside: tuple[str, ...]) -> dict[str, Any]:
        """The copy of one schema; `inside`: references that are being written out around it."""
        if schema is True:
            return {}
        if not is_object(schema):
            raise TypeError(f"{_place(path)} is no schema")
        made: dict[str, Any] = dict(schema)
        self._check(made, path)
        made = self._merged(made, path, inside)
        if "$ref" in made and len(made) > 1 and set(made) != {"$defs", "$ref"}:
            ref = str(made.pop("$ref"))
            if ref in inside:
                return {"$ref": ref}
            return self.strict({**self.target(ref), **made}, path, (*inside, ref))
        for key in ("$defs", "definitions"):
            if key in made:
                members = cast("dict[str, object]", made[key])
                made[key] = {name: self.strict(v, (*path, name), inside) for name, v in members.items()}
        self._close(made, path, inside)
        if "items" in made:
            made["items"] = self.strict(made["items"], (*path, "[]"), inside)
        if "oneOf" in made:
            made["anyOf"] = [*made.get("anyOf", ()), *made.pop("oneOf")]
            made.pop("discriminator", None)
        if "anyOf" in made:
            made["anyOf"] = [self.strict(variant, path, inside) for variant in made["anyOf"]]
        if made.get("default", ...) is None:
            del made["default"]
        # The Python type makes a set of what arrives, so nothing is lost.
        made.pop("uniqueItems", None)
        return made

    def _check(self, schema: dict[str, Any], path: tuple[str, ...]) -> None:
        for keyword, words in _REFUSED.items():
            if keyword in schema:
                raise TypeError(f"{_place(path)}: strict structured output has no {words}")
        free = schema.get("additionalProperties")
        if is_object(free) or (free is True and not schema.get("properties")):
            raise TypeError(
                f"{_place(path)}: strict structured output has no maps with free keys; "
                "use a list of objects with a key and a value"
            )

    def _merged(
        self, schema: dict[str, Any], path: tuple[str, ...], inside: tuple[str, ...]
    ) -> dict[str, Any]:
        parts = schema.get("allOf")
        if parts is None:
            return schema
        if not is_array(parts) or len(parts) != 1:
            raise TypeError(f"{_place(path)}: strict structured output has no intersections (`allOf`)")
        rest = {key: value for key, value in schema.items() if key != "allOf"}
        only = cast("dict[str, Any]", parts[0])
        return {**only, **rest} if is_object(only) else self.strict(only, path, inside)

    def _close(self, schema: dict[str, Any], path: tuple[str, ...], inside: tuple[str, ...]) -> None:
        if schema.get("type") != "object" and "properties" not in schema:
            return
        members = cast("dict[str, object]", schema.get("properties", {}))
        schema["additionalProperties"] = False
        if members:
            schema["properties"] = {
                name: self.strict(member, (*path, name), inside) for name, member in members.items()
            }
            schema["required"] = list(members)


def _place(path: tuple[str, ...]) -> str:
    return f"`{'.'.join(path)}`" if path else "The type"
