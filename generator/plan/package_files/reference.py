"""`reference/`: one Markdown page a resource, with all that a caller needs to know about each method."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.ir.api import Api, Param
from generator.ir.types import Field
from generator.plan import reserved
from generator.plan.client.arguments import Argument
from generator.plan.client.class_family import class_names
from generator.plan.client.clients import ClientNames
from generator.plan.client.credentials import ClientArguments
from generator.plan.client.docstrings import joined
from generator.plan.client.methods import Method
from generator.plan.client.planner import PlannedResource
from generator.plan.code import Code, Text, literal
from generator.plan.package import PlannedFile
from generator.plan.package_files.connections import ConnectionWords, connection_words
from generator.plan.package_files.examples import ExampleValues, ExampleView, example
from generator.plan.types.bodies import flatten_content

__all__ = ["reference_files"]

FOLDER = "reference"
_PLACES: Mapping[str, str] = {
    "path": "path",
    "query": "query",
    "header": "header",
    "cookie": "cookie",
    "body": "body",
    "whole": "the body",
    "media": "upload",
    "switch": "chooses the answer",
}
_ERRORS: Mapping[str, str] = {
    "400": "BadRequestError",
    "401": "AuthenticationError",
    "403": "PermissionDeniedError",
    "404": "NotFoundError",
    "409": "ConflictError",
    "422": "UnprocessableEntityError",
    "429": "RateLimitError",
}
_TAKEN = frozenset({"client", "readme"})
"""First parts of file names that are not for resources, whatever the file system makes of capitals."""
_MANNERS: Mapping[str, str] = {"binary": ": bytes, read as they arrive", "none": ": no content"}


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """A row of the table of parameters.  `notes`: words, default and marks, as one sentence list."""

    name: Text
    type: Text
    place: Text
    required: Text
    notes: Text


@dataclass(frozen=True, slots=True)
class TypeLink:
    """A type and, where it is a class of the package, the file that defines it ("" otherwise)."""

    name: Text
    source: Text


@dataclass(frozen=True, slots=True)
class ErrorRow:
    """A status that the document declares, and the exception that it becomes."""

    status: Text
    exception: Text


@dataclass(frozen=True, slots=True)
class MethodSection:
    """One method of a page.  `loop`: what iterates over the example's result ("" for a plain answer)."""

    title: Text
    request: Text
    words: Text
    summary: Text
    is_deprecated: bool
    source: Text
    parameters: tuple[ParameterRow, ...]
    returns: TypeLink
    manner: Text
    stream: TypeLink | None
    errors: tuple[ErrorRow, ...]
    authorization: Text
    contents: Text
    example: ExampleView
    needs_path: bool
    loop: Code


@dataclass(frozen=True, slots=True)
class PageView:
    """A resource: its place on the client, its classes, and its methods."""

    heading: Text
    package: Code
    client: Code
    sync: Text
    asynchronous: Text
    base_url: Text
    methods: tuple[MethodSection, ...]
    connection: ConnectionWords | None


@dataclass(frozen=True, slots=True)
class PageLink:
    """An entry of the index."""

    heading: Text
    file: Text
    methods: int


@dataclass(frozen=True, slots=True)
class ContentsView:
    """`reference/README.md`."""

    title: Text
    pages: tuple[PageLink, ...]


@dataclass(frozen=True, slots=True)
class _Work:
    """What every page needs.  `values`: what examples are made of; `credentials`: argument and variable by scheme."""

    values: ExampleValues
    called: ClientNames
    credentials: Mapping[str, tuple[str, str]]
    base_url: str


def reference_files(
    values: ExampleValues,
    called: ClientNames,
    arguments: ClientArguments,
    root: PlannedResource,
    base_url: str,
) -> tuple[PlannedFile, ...]:
    """The pages, and an index of them.  `arguments`: of the constructor, to say how a call is authorized."""
    credentials = {c.scheme.name: (c.argument, c.env[0] if c.env else "") for c in arguments.credentials}
    work = _Work(values, called, credentials, base_url)
    resources = [resource for resource in _walk(root) if resource.methods or resource.connection]
    pages = [
        PlannedFile(f"{FOLDER}/{_file(resource)}", "docs/resource.md.jinja", _page(work, resource))
        for resource in resources
    ]
    links = tuple(
        PageLink(Text(_heading(resource)), Text(_file(resource)), len(resource.methods))
        for resource in resources
    )
    contents = ContentsView(Text(values.api.title or called.client), links)
    return (PlannedFile(f"{FOLDER}/README.md", "docs/reference.md.jinja", contents), *pages)


def _walk(resource: PlannedResource) -> Iterator[PlannedResource]:
    yield resource
    for child in resource.children:
        yield from _walk(child)


def _heading(resource: PlannedResource) -> str:
    return ".".join(("client", *resource.node.path))


def _file(resource: PlannedResource) -> str:
    """File name of a page.  A resource never takes that of the index or of the client itself, nor a device's."""
    first, *others = resource.node.path or ("client",)
    if resource.node.path and (first in _TAKEN or first in reserved.words("modules")):
        first = f"{first}_"
    return ".".join((first, *others, "md"))


def _page(work: _Work, resource: PlannedResource) -> PageView:
    socket = resource.connection
    sync, asynchronous = class_names(resource.class_name or work.called.client)[:2]
    return PageView(
        heading=Text(_heading(resource)),
        package=Code(work.called.package),
        client=Code(work.called.client),
        sync=Text(sync),
        asynchronous=Text(asynchronous),
        base_url=Text(work.base_url),
        methods=tuple(_section(work, resource, method) for method in resource.methods),
        connection=connection_words(socket, work.called.package, "../") if socket is not None else None,
    )


def _section(work: _Work, resource: PlannedResource, method: Method) -> MethodSection:
    operation, result = method.operation, method.result
    shown = example(work.values, resource, method)
    return MethodSection(
        title=Text(method.name),
        request=Text(f"{operation.method} {operation.path}"),
        words=Text(joined(operation.docs)),
        summary=Text(operation.docs.summary),
        is_deprecated=operation.deprecated,
        source=Text("/".join(("..", work.called.package, *resource.node.module)) + ".py"),
        parameters=tuple(_row(work.values.api, method, argument) for argument in method.arguments.items),
        returns=_link(work, str(result.types.sync.code), result.locator),
        manner=Text(
            ": a page, and by iteration all further ones" if result.page else _MANNERS.get(result.kind, "")
        ),
        stream=_link(work, str(result.stream.sync.code), result.event) if result.stream is not None else None,
        errors=tuple(_errors(method)),
        authorization=Text(_authorization(work, method)),
        contents=Text(_contents(method)),
        example=shown,
        needs_path=any("Path(" in argument for argument in shown.arguments),
        loop=Code("event" if result.kind == "stream" else "item" if result.page else ""),
    )


def _row(api: Api, method: Method, argument: Argument) -> ParameterRow:
    member = _member(api, method, argument)
    notes = [" ".join(joined(argument.docs).split())]
    if member is not None and member.has_default:
        notes.append(f"Default: {literal(member.default)}.")
    if member is not None and member.deprecated:
        notes.append("Deprecated.")
    if argument.name != argument.wire and argument.source not in ("whole", "media", "switch"):
        notes.append(f"On the wire: {argument.wire}.")
    return ParameterRow(
        name=Text(argument.name),
        type=Text(str(argument.annotation.code)),
        place=Text(_PLACES[argument.source]),
        required=Text("yes" if argument.required else "no"),
        notes=Text(" ".join(note for note in notes if note)),
    )


def _member(api: Api, method: Method, argument: Argument) -> Field | Param | None:
    """What the document says of an argument; None for the body as a whole and what the client adds."""
    if argument.source == "body" and method.arguments.content is not None:
        fields = flatten_content(api, method.arguments.content) or ()
        return next((field for field in fields if field.name == argument.wire), None)
    found = (p for p in method.operation.params if p.name == argument.wire and p.location == argument.source)
    return next(found, None)


def _link(work: _Work, name: str, locator: str | None) -> TypeLink:
    """`locator`: ``module:Class`` below the package."""
    if locator is None:
        return TypeLink(Text(name), Text(""))
    module = locator.partition(":")[0].replace(".", "/")
    return TypeLink(Text(name), Text(f"../{work.called.package}/{module}.py"))


def _errors(method: Method) -> Iterator[ErrorRow]:
    for response in method.operation.responses:
        status = response.status
        if response.is_success or status == "default":
            continue
        server = status.startswith("5")
        yield ErrorRow(
            Text(status), Text("InternalServerError" if server else _ERRORS.get(status, "APIStatusError"))
        )


def _authorization(work: _Work, method: Method) -> str:
    """The alternatives in words."""
    requirements = method.operation.security
    if not requirements or not all(requirements):
        return "None needed."
    ways: list[str] = []
    for requirement in requirements:
        used = [work.credentials[scheme] for scheme in requirement if scheme in work.credentials]
        ways.append(" and ".join(f"`{name}`" + (f" (or `{env}`)" if env else "") for name, env in used))
    words = "; or ".join(filter(None, ways))
    return (
        f"Arguments of the client (or environment variables): {words}."
        if words
        else "None that the client sends."
    )


def _contents(method: Method) -> str:
    """Media types in words."""
    sent = method.arguments.content
    successes = (response for response in method.operation.responses if response.is_success)
    received = dict.fromkeys(content.media_type for response in successes for content in response.contents)
    parts = [f"Sent: `{sent.media_type}`."] if sent is not None else []
    if received:
        parts.append(f"Received: {', '.join(f'`{name}`' for name in received)}.")
    return " ".join(parts) or "Neither the request nor the answer has a body."
