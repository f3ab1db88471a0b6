"""The TypedDict that gathers an operation's keyword arguments."""

from __future__ import annotations

from generator.config import OperationConfig, TargetConfig
from generator.ir.api import Api, Content, Operation
from generator.ir.types import Const, Docs, Field, TypeRef
from generator.plan import identifiers
from generator.plan.code import Code, Text
from generator.plan.types.bodies import chosen_content, flatten_body
from generator.plan.types.expressions import Expressions
from generator.plan.types.fields import Key, key_views, prose
from generator.plan.types.scope import Scope
from generator.plan.types.views import FieldView, KeysView

__all__ = ["argument_names", "params_classes", "params_refs"]

_RAW = frozenset({"binary", "text"})
"""Kinds of content whose body is one argument, as the caller gives it."""


def argument_names(api: Api, operation: Operation, config: TargetConfig) -> dict[tuple[str, str], str]:
    """Python names of an operation's arguments by (location, wire name); the location of body fields is ``body``.

    The configuration's names are final.  Path parameters choose first, then the others, then body fields; a name that
    is taken gets its location in front.
    """
    own = config.operations.get(operation.id, OperationConfig())
    path = [p for p in operation.params if p.location == "path"]
    path.sort(key=lambda p: operation.path.find("{" + p.name + "}"))
    places: list[tuple[str, str]] = [("path", p.name) for p in path]
    places += [(p.location, p.name) for p in operation.params if p.location != "path"]
    fields = flatten_body(api, operation, config)
    places += [("body", f.name) for f in fields or ()]
    taken: set[str] = set()
    names: dict[tuple[str, str], str] = {}
    for location, wire in places:
        plain = own.rename.get(wire) or identifiers.argument_name(wire)
        names[location, wire] = identifiers.unique([plain, f"{location}_{plain.rstrip('_')}"], taken)
    return names


def params_refs(api: Api, operation: Operation, config: TargetConfig) -> tuple[TypeRef, ...]:
    """Types that the params of an operation name."""
    refs = [p.type for p in operation.params]
    content = chosen_content(operation, config)
    fields = flatten_body(api, operation, config)
    if fields is not None:
        return (*refs, *(f.type for f in fields))
    return (*refs, content.type) if content is not None and content.kind not in _RAW else tuple(refs)


def params_classes(
    api: Api, operation: Operation, config: TargetConfig, name: str, expressions: Expressions, scope: Scope
) -> tuple[tuple[KeysView, ...], Code | None]:
    """The TypedDicts of an operation's params, and the value of the alias over them where there are several.

    An operation that streams on request has three: what is common, and one for each way of answering.
    """
    keys = _keys(api, operation, config)
    switch = _switch(operation)
    raw = _raw_body(chosen_content(operation, config), operation, scope)
    typed_dict = scope.std("typing_extensions", "TypedDict")
    if switch is None:
        lines = key_views(keys.values(), expressions, scope) + raw
        return (KeysView(Code(name), Code(f"{typed_dict}, total=False"), lines, Text("")),), None
    field = keys.pop(switch, None)
    lines = key_views(keys.values(), expressions, scope) + raw
    base = KeysView(Code(f"{name}Base"), Code(f"{typed_dict}, total=False"), lines, Text(""))
    off, on = _switch_keys(switch, field)
    bases = Code(f"{name}Base, total=False")
    plain = KeysView(Code(f"{name}NonStreaming"), bases, key_views([off], expressions, scope), Text(""))
    streaming = KeysView(Code(f"{name}Streaming"), bases, key_views([on], expressions, scope), Text(""))
    return (base, plain, streaming), Code(f"{plain.name} | {streaming.name}")


def _keys(api: Api, operation: Operation, config: TargetConfig) -> dict[str, Key]:
    """Keys by wire name (of a parameter that shares its wire name with a body field: by its location as well)."""
    names = argument_names(api, operation, config)
    fields = flatten_body(api, operation, config) or ()
    keys = {f.name: _key(names["body", f.name], f) for f in fields}
    own_path = config.operations.get(operation.id, OperationConfig()).positional
    for param in operation.params:
        # A path parameter that is no positional argument is a keyword like the others.
        if param.location != "path" or (own_path is not None and param.name not in own_path):
            name = names[param.location, param.name]
            own = param.name if param.name not in keys else f"{param.location} {param.name}"
            is_required = param.required or param.location == "path"
            keys[own] = Key(name, param.type, is_required, param.nullable, param.docs)
    content = chosen_content(operation, config)
    if content is not None and content.kind not in _RAW and flatten_body(api, operation, config) is None:
        assert operation.body is not None
        keys["body"] = Key("body", content.type, operation.body.required, False, operation.body.docs)
    return keys


def _key(name: str, field: Field) -> Key:
    return Key(name, field.type, field.required, field.nullable, field.docs)


def _switch(operation: Operation) -> str | None:
    """The body field that turns streaming on, when it is a mere yes or no."""
    streaming = operation.streaming
    return streaming.switch if streaming is not None and streaming.switch_value is True else None


def _switch_keys(switch: str, field: Key | None) -> tuple[Key, Key]:
    name = field.name if field else identifiers.argument_name(switch)
    docs = field.docs if field else Docs()
    off = Key(name, Const(False), field.required if field else False, field.nullable if field else True, docs)
    return off, Key(name, Const(True), True, False, docs)


def _raw_body(content: Content | None, operation: Operation, scope: Scope) -> tuple[FieldView, ...]:
    """The key of a body that is bytes or text."""
    if content is None or operation.body is None or content.kind not in _RAW:
        return ()
    code = scope.runtime("aliases", "FileContent") if content.kind == "binary" else "str"
    if operation.body.required:
        code = f"{scope.std('typing_extensions', 'Required')}[{code}]"
    return (FieldView(Code("body"), Code(code), Code(""), prose(operation.body.docs)),)
