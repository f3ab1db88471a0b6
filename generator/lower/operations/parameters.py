"""Parameters and response headers (OpenAPI 3.1 sections 4.8.12 and 4.8.21)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final, cast

from generator.codes import lowering as codes
from generator.ir.api import Param, ParamLocation
from generator.lower.context import ANY, Context, Lowered
from generator.lower.keywords import docs_of, entries, flag, mapping, members, optional_text, sequence, text
from generator.lower.operations.shared import shared_name
from generator.lower.operations.styles import DEFAULT_STYLE, default_explode, known_style, permitted
from generator.lower.places import Place
from generator.lower.schemas.peeling import peel
from generator.spec.document import Node

_LOCATIONS: Final = frozenset({"path", "query", "header", "cookie"})
_SET_ELSEWHERE: Final = frozenset({"accept", "content-type", "authorization"})


def parameters_of(ctx: Context, path_item: Node, operation: Node, owner: Place) -> tuple[Param, ...]:
    """The parameters of an operation: those of the path item, overridden by its own (same name and place)."""
    merged: dict[tuple[str, str], Node] = {}
    for level in (path_item, operation):
        own: set[tuple[str, str]] = set()
        for node in _nodes(ctx, level):
            key = _key(mapping(node.value))
            if key in own:
                ctx.diagnostics.error(codes.BAD_PARAMETER, f"{key[0]!r:.80} is declared twice", node.origin)
                continue
            own.add(key)
            merged[key] = node
    return tuple(param for node in merged.values() for param in param_of(ctx, node, owner))


def listed_parameters(ctx: Context, operation: Node, key: str, owner: Place) -> tuple[Param, ...]:
    """Parameters in an extension of the operation (Discovery's path parameters)."""
    found = [ctx.follow(child, "parameter") for child in members(operation, key)]
    return tuple(param for node in found if node is not None for param in param_of(ctx, node, owner))


def _nodes(ctx: Context, holder: Node) -> Iterable[Node]:
    """The parameter objects of a path item or operation, references followed."""
    if not isinstance(mapping(holder.value).get("parameters", []), list):
        ctx.diagnostics.error(codes.BAD_PARAMETER, "parameters is not a list", holder.origin)
    for child in members(holder, "parameters"):
        node = ctx.follow(child, "parameter")
        if node is not None:
            yield node


def _key(value: Mapping[str, object]) -> tuple[str, str]:
    """What makes a parameter unique; header names ignore case (RFC 9110 section 5.1)."""
    name, location = text(value, "name"), text(value, "in")
    return (name.lower() if location == "header" else name), location


def param_of(ctx: Context, node: Node, owner: Place) -> tuple[Param, ...]:
    """One declared parameter: none when it cannot be used, several for a whole query string."""
    value = mapping(node.value)
    name, location = text(value, "name"), text(value, "in")
    if location == "querystring":
        return _querystring(ctx, node, name, owner)
    if not name or location not in _LOCATIONS:
        ctx.diagnostics.error(codes.BAD_PARAMETER, "a parameter needs `name` and a known `in`", node.origin)
        return ()
    if location == "header" and name.lower() in _SET_ELSEWHERE:
        ctx.diagnostics.note(codes.PARAMETER_IGNORED, f"header {name:.80}", node.origin)
        return ()
    if location == "path" and value.get("required") is not True:
        ctx.diagnostics.note(codes.PATH_PARAMETER_OPTIONAL, f"path parameter {name!r:.80}", node.origin)
    if flag(value, "allowEmptyValue"):
        ctx.diagnostics.note(codes.PARAMETER_KEYWORD, f"allowEmptyValue of {name!r:.80}", node.origin)
    return (_declared(ctx, node, name, cast("ParamLocation", location), owner),)


def header_of(ctx: Context, name: str, node: Node, place: Place) -> Param | None:
    """A response header."""
    target = ctx.follow(node, f"header {name!r:.80}")
    if target is None or name.lower() == "content-type":
        return None
    return _declared(ctx, target, name, "header", place)


def _declared(ctx: Context, node: Node, name: str, location: ParamLocation, owner: Place) -> Param:
    """A parameter from its object, with `schema` or `content`."""
    value = mapping(node.value)
    place = owner.step("param", name)
    place = Place(place.owner, place.path, shared_name(node))
    schema, encoded = _schema(ctx, node)
    lowered = ctx.type_of(schema, place) if schema is not None else Lowered(ANY)
    inner: Mapping[str, object] = mapping(peel(schema).node.value) if schema is not None else {}
    outer: Mapping[str, object] = mapping(schema.value) if schema is not None else {}
    default_holder = outer if "default" in outer else inner
    param = Param(
        name,
        location,
        lowered.type,
        required=location == "path" or flag(value, "required"),
        nullable=lowered.nullable,
        allow_reserved=flag(value, "allowReserved"),
        pattern=optional_text(inner, "pattern"),
        has_default="default" in default_holder,
        default=default_holder.get("default"),
        deprecated=flag(value, "deprecated") or flag(outer, "deprecated"),
        docs=docs_of(value) or docs_of(outer),
        origin=node.origin,
    )
    return (
        replace(param, style="json", explode=False, style_stated=True)
        if encoded
        else _styled(ctx, node, param)
    )


def _schema(ctx: Context, node: Node) -> tuple[Node | None, bool]:
    """The schema of a parameter, and whether its value is encoded as JSON (`content`)."""
    schema = node.get("schema")
    if schema is not None:
        return schema, False
    for media_type, child in entries(node, "content"):
        media = ctx.follow(child, "media type")
        if media is not None:
            return media.get("schema"), "json" in media_type.lower()
    ctx.diagnostics.warning(codes.BAD_PARAMETER, "a parameter without schema takes any value", node.origin)
    return None, False


def _styled(ctx: Context, node: Node, param: Param) -> Param:
    """Style and explode, stated or default."""
    value = mapping(node.value)
    style = DEFAULT_STYLE[param.location]
    if value.get("style") is not None:
        stated = known_style(value.get("style"))
        if stated is None or not permitted(stated, param.location):
            ctx.diagnostics.warning(
                codes.BAD_STYLE, f"style {value['style']!r:.80} of a {param.location} parameter", node.origin
            )
        else:
            style = stated
    explode = value.get("explode")
    return replace(
        param,
        style=style,
        explode=explode if isinstance(explode, bool) else default_explode(style),
        style_stated="style" in value or "explode" in value,
    )


def _querystring(ctx: Context, node: Node, name: str, owner: Place) -> tuple[Param, ...]:
    """`in: querystring` (OpenAPI 3.2): the properties of a form-encoded object are query parameters."""
    for media_type, child in entries(node, "content"):
        schema = child.get("schema")
        target = ctx.follow(schema, "schema") if schema is not None else None
        if "form-urlencoded" not in media_type or target is None:
            continue
        names = sequence(mapping(target.value).get("required"))
        ctx.diagnostics.note(
            codes.QUERYSTRING, f"the properties of {name!r:.80} become query parameters", node.origin
        )
        return tuple(
            _from_property(ctx, key, prop, owner, key in names) for key, prop in entries(target, "properties")
        )
    ctx.diagnostics.error(
        codes.QUERYSTRING, f"query string {name!r:.80} is no form-encoded object; it is left out", node.origin
    )
    return ()


def _from_property(ctx: Context, name: str, node: Node, owner: Place, required: bool) -> Param:
    """A query parameter that a property of the query string object describes."""
    value = mapping(node.value)
    lowered = ctx.type_of(node, owner.step("param", name))
    return Param(
        name,
        "query",
        lowered.type,
        required,
        lowered.nullable,
        has_default="default" in value,
        default=value.get("default"),
        deprecated=flag(value, "deprecated"),
        docs=docs_of(value, "title"),
        origin=node.origin,
    )
