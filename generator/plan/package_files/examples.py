"""Calls for the README: real methods with arguments that their types accept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.ir.api import Api, Param
from generator.ir.types import (
    AliasDef,
    Const,
    EnumOf,
    Field,
    ListOf,
    Nullable,
    ObjectDef,
    OneOf,
    Ref,
    Scalar,
    ScalarKind,
    TypeRef,
)
from generator.plan import identifiers
from generator.plan.client.arguments import Argument
from generator.plan.client.methods import Method
from generator.plan.client.planner import PlannedResource
from generator.plan.code import Code, literal
from generator.plan.types.bodies import flatten_content

_TELLING = ("messages", "contents", "content", "input", "prompt", "parts", "text", "query")
"""Optional members that show what a call is for."""
_DEEPEST = 5
_SCALARS: dict[ScalarKind, object] = {
    ScalarKind.INTEGER: 1,
    ScalarKind.UNIX_TIME: 1700000000,
    ScalarKind.INT64_STRING: 1,
    ScalarKind.NUMBER: 0.5,
    ScalarKind.BOOLEAN: True,
    ScalarKind.DATE: "2026-01-31",
    ScalarKind.DATE_TIME: "2026-01-31T12:00:00Z",
    ScalarKind.NULL: None,
}


@dataclass(frozen=True, slots=True)
class ExampleView:
    """A call: `path` is the attribute path of the method, `arguments` each as printed, `result` its type."""

    path: Code
    arguments: tuple[Code, ...]
    result: Code


@dataclass(frozen=True, slots=True)
class Examples:
    """Calls by what they show; None where the API has no such method."""

    first: ExampleView | None
    stream: ExampleView | None
    page: ExampleView | None
    upload: ExampleView | None


def choose_examples(api: Api, root: PlannedResource) -> Examples:
    """The calls that a README shows: the method with most to say, one that streams, one that pages, one that uploads."""
    methods = [(resource, method) for resource, method in _all(root) if not method.operation.deprecated]
    names = {(resource.title, method.name) for resource, method in methods}

    def speaks(resource: PlannedResource, method: Method) -> bool:
        return method.result.stream is not None or (resource.title, f"stream_{method.name}") in names

    def weight(resource: PlannedResource, method: Method) -> int:
        required = sum(argument.required for argument in method.arguments.items)
        fits = 1 <= required <= 3 and method.result.kind == "json" and not method.result.page
        return fits * (1000 * speaks(resource, method) + len(method.arguments.items))

    first = _best(methods, weight)
    stream = _best(
        methods, lambda r, m: _streams(m) * (1000 * (first is not None and r is first[0]) + _size(m))
    )
    page = _best(methods, lambda _, m: bool(m.result.page) * (100 - _required(m)))
    upload = _best(methods, lambda _, m: _sends_file(m) * (100 - _required(m)))
    return Examples(
        first=first and example(api, *first),
        stream=stream and example(api, *stream, streaming=True),
        page=page and example(api, *page),
        upload=upload and example(api, *upload),
    )


def _all(root: PlannedResource) -> Iterator[tuple[PlannedResource, Method]]:
    yield from ((root, method) for method in root.methods)
    for child in root.children:
        yield from _all(child)


def _best(
    methods: list[tuple[PlannedResource, Method]], weight: Callable[[PlannedResource, Method], int]
) -> tuple[PlannedResource, Method] | None:
    """The heaviest method, the first one of equals; None when none weighs anything."""
    best = max(methods, key=lambda pair: weight(*pair), default=None)
    return best if best is not None and weight(*best) > 0 else None


def _streams(method: Method) -> bool:
    return method.result.stream is not None or method.result.kind == "stream"


def _size(method: Method) -> int:
    return len(method.arguments.items)


def _sends_file(method: Method) -> int:
    """2 where a required argument named `file` takes one, 1 where any required argument does, else 0."""
    files = [
        argument.wire for argument in method.arguments.items if argument.holds_file and argument.required
    ]
    return 2 if "file" in files else bool(files)


def _required(method: Method) -> int:
    return sum(argument.required for argument in method.arguments.items)


def example(api: Api, resource: PlannedResource, method: Method, *, streaming: bool = False) -> ExampleView:
    """A call of a method with its required arguments, and one that tells what it is for; with `streaming`, as a stream."""
    shown = [argument for argument in method.arguments.items if argument.required]
    if not any(argument.source in ("body", "whole") for argument in shown):
        told = [a for a in method.arguments.of("body") if a.wire in _TELLING]
        shown += sorted(told, key=lambda a: _TELLING.index(a.wire))[:1]
    codes = [_argument(api, method, argument) for argument in shown]
    if streaming and method.switch is not None and method.operation.streaming is not None:
        codes.append(Code(f"{method.switch.name}={literal(method.operation.streaming.switch_value)}"))
    path = ".".join((*resource.node.path, method.name))
    return ExampleView(Code(path), tuple(codes), method.result.types.sync.code)


def _argument(api: Api, method: Method, argument: Argument) -> Code:
    if argument.holds_file or argument.source == "media":
        value = Code('Path("example.txt")')
    else:
        value = literal(_value(api, _type(api, method, argument), argument.wire, 0))
    return value if argument.positional else Code(f"{argument.name}={value}")


def _type(api: Api, method: Method, argument: Argument) -> TypeRef | None:
    content = method.arguments.content
    if argument.source == "whole":
        return content.type if content is not None else None
    members: list[Field] | list[Param] = list(method.operation.params)
    if argument.source == "body" and content is not None:
        members = list(flatten_content(api, content) or ())
    return next((member.type for member in members if member.name == argument.wire), None)


def _value(api: Api, ref: TypeRef | None, name: str, depth: int) -> object:
    """A value of a type: one possibility everywhere, the last of an enumeration, and texts made from names of members."""
    match ref:
        case Const(value=value):
            return value
        case EnumOf(values=values):
            return values[-1]
        case Nullable(inner=inner):
            return _value(api, inner, name, depth)
        case OneOf(variants=variants):
            listed = next((v for v in variants if isinstance(v, EnumOf)), None)
            return (
                listed.values[len(listed.values) // 2]
                if listed is not None
                else _value(api, variants[0], name, depth)
            )
        case ListOf(item=item):
            return [_value(api, item, name, depth + 1)] if depth < _DEEPEST else []
        case Ref(id=id):
            definition = api.types.defs[id]
            if isinstance(definition, AliasDef):
                return _value(api, definition.target, name, depth + 1) if depth < _DEEPEST else _text(name)
            return _object(api, definition, depth)
        case Scalar(kind=kind):
            return _SCALARS.get(kind, _text(name))
        case _:
            return {} if ref is not None else _text(name)


def _text(name: str) -> str:
    """A text for a member: ``my-project`` for a `project_id`, something to say for what is said, else its name."""
    words = name.replace("-", "_").split("_")
    if len(words) > 1:
        return "-".join(("my", *(word for word in words if word.lower() != "id")))
    return "Hello!" if name in _TELLING else name


def _object(api: Api, definition: ObjectDef, depth: int) -> dict[str, object]:
    """Required members; of an object without any, the one that tells most."""
    if depth >= _DEEPEST:
        return {}
    members = [f for f in definition.fields if f.required and not f.read_only]
    if not members:
        told = [f for f in definition.fields if f.name in _TELLING and not f.read_only]
        members = sorted(told, key=lambda f: _TELLING.index(f.name))[:1]
    return {identifiers.key_name(f.name): _value(api, f.type, f.name, depth + 1) for f in members}
