"""Calls for the README: real methods with arguments that their types accept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from generator.ir.api import Api, Param
from generator.ir.types import (
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


@dataclass(frozen=True, slots=True)
class ExampleValues:
    """Where values of examples come from: the types of `api`, and the `wanted` values by wire name."""

    api: Api
    wanted: Mapping[str, str]

    def value(self, ref: TypeRef | None, name: str, depth: int = 0) -> object:
        """A value of a type: what is wanted where the type takes it, else one possibility of each union, the last of
        an enumeration, and texts made from names of members.
        """
        match ref:
            case Const(value=value):
                return value
            case EnumOf(values=values):
                return self.wanted[name] if self.wanted.get(name) in values else values[-1]
            case Nullable(inner=inner):
                return self.value(inner, name, depth)
            case OneOf(variants=variants):
                return self._of_union(variants, name, depth)
            case ListOf(item=item):
                return [self.value(item, name, depth + 1)] if depth < _DEEPEST else []
            case Ref(id=id):
                definition = self.api.types.defs[id]
                if isinstance(definition, ObjectDef):
                    return self._object(definition, depth)
                return self.value(definition.target, name, depth + 1) if depth < _DEEPEST else _text(name)
            case Scalar(kind=ScalarKind.STRING) if name in self.wanted:
                return self.wanted[name]
            case Scalar(kind=kind):
                return _SCALARS.get(kind, _text(name))
            case _:
                return {} if ref is not None else _text(name)

    def _of_union(self, variants: tuple[TypeRef, ...], name: str, depth: int) -> object:
        listed = next((v for v in variants if isinstance(v, EnumOf)), None)
        if listed is not None:
            wanted = self.wanted.get(name)
            return wanted if wanted in listed.values else listed.values[len(listed.values) // 2]
        return self.value(next(filter(self._has_wanted_tag, variants), variants[0]), name, depth)

    def _has_wanted_tag(self, variant: TypeRef) -> bool:
        """Whether a variant is an object with a constant that is wanted: ``role: user`` among messages."""
        definition = self.api.types.defs[variant.id] if isinstance(variant, Ref) else None
        return isinstance(definition, ObjectDef) and any(
            isinstance(member.type, Const) and self.wanted.get(member.name) == member.type.value
            for member in definition.fields
        )

    def _object(self, definition: ObjectDef, depth: int) -> dict[str, object]:
        """Required members; of an object without any, the one that tells most."""
        if depth >= _DEEPEST:
            return {}
        members = [f for f in definition.fields if f.required and not f.read_only]
        if not members:
            told = [f for f in definition.fields if f.name in _TELLING and not f.read_only]
            members = sorted(told, key=lambda f: _TELLING.index(f.name))[:1]
        return {identifiers.key_name(f.name): self.value(f.type, f.name, depth + 1) for f in members}


def _text(name: str) -> str:
    """A text for a member: ``my-project`` for a `project_id`, something to say for what is said, else its name."""
    words = name.replace("-", "_").split("_")
    if len(words) > 1:
        return "-".join(("my", *(word for word in words if word.lower() != "id")))
    return "Hello!" if name in _TELLING else name


def choose_examples(values: ExampleValues, root: PlannedResource) -> Examples:
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
    upload = _best(methods, lambda r, m: _sends_file(r, m) * (100 - _required(m)))
    return Examples(
        first=first and example(values, *first),
        stream=stream and example(values, *stream, streaming=True),
        page=page and example(values, *page),
        upload=upload and example(values, *upload),
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


def _sends_file(resource: PlannedResource, method: Method) -> int:
    """How much a method is about sending a file: 3 where a required argument is what the resource is named after
    (`file` of `files`), 2 where one is named `file`, 1 where any required argument takes one, else 0.
    """
    files = [
        argument.wire for argument in method.arguments.items if argument.holds_file and argument.required
    ]
    if any((f"{name}s",) == resource.node.path[-1:] for name in files):
        return 3
    return 2 if "file" in files else bool(files)


def _required(method: Method) -> int:
    return sum(argument.required for argument in method.arguments.items)


def example(
    values: ExampleValues, resource: PlannedResource, method: Method, *, streaming: bool = False
) -> ExampleView:
    """A call of a method with its required arguments, and one that tells what it is for; with `streaming`, as a stream."""
    shown = [argument for argument in method.arguments.items if argument.required]
    if not any(argument.source in ("body", "whole") for argument in shown):
        told = [a for a in method.arguments.of("body") if a.wire in _TELLING]
        shown += sorted(told, key=lambda a: _TELLING.index(a.wire))[:1]
    codes = [_argument(values, method, argument) for argument in shown]
    if streaming and method.switch is not None and method.operation.streaming is not None:
        codes.append(Code(f"{method.switch.name}={literal(method.operation.streaming.switch_value)}"))
    path = ".".join((*resource.node.path, method.name))
    return ExampleView(Code(path), tuple(codes), method.result.types.sync.code)


def _argument(values: ExampleValues, method: Method, argument: Argument) -> Code:
    if argument.holds_file or argument.source == "media":
        value = Code('Path("example.txt")')
    else:
        value = literal(values.value(_type(values.api, method, argument), argument.wire))
    return value if argument.positional else Code(f"{argument.name}={value}")


def _type(api: Api, method: Method, argument: Argument) -> TypeRef | None:
    content = method.arguments.content
    if argument.source == "whole":
        return content.type if content is not None else None
    members: list[Field] | list[Param] = list(method.operation.params)
    if argument.source == "body" and content is not None:
        members = list(flatten_content(api, content) or ())
    return next((member.type for member in members if member.name == argument.wire), None)
