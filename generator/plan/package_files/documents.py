"""`README.md` and `api.md`: made of real names, in our own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.ir.api import Api
from generator.plan.client.class_family import class_names
from generator.plan.client.clients import ClientNames
from generator.plan.client.credentials import ClientArguments
from generator.plan.client.methods import Method
from generator.plan.client.planner import PlannedResource
from generator.plan.code import Code, Text
from generator.plan.package import PlannedFile
from generator.plan.package_files.connections import ConnectionWords, connection_words, first_connection
from generator.plan.package_files.examples import Examples, ExampleValues, choose_examples


@dataclass(frozen=True, slots=True)
class ReadmeView:
    """What the README says.  `argument` and `variable`: of the first credential, "" when there is none.

    `unwrap`: path of the method that checks and reads webhooks, "" where the target brings none.
    """

    title: Text
    distribution: Text
    package: Code
    client: Code
    error: Code
    argument: Code
    variable: Text
    base_url: Text
    log_variable: Text
    examples: Examples
    max_retries: int
    timeout: Code
    connection: ConnectionWords | None
    unwrap: Code


@dataclass(frozen=True, slots=True)
class MethodLine:
    """One method in `api.md`: its signature, what it sends, its source, and the names of optional arguments."""

    signature: Text
    request: Text
    source: Text
    words: Text
    optional: tuple[Text, ...]
    is_deprecated: bool


@dataclass(frozen=True, slots=True)
class ResourceSection:
    """One resource in `api.md`."""

    heading: Text
    class_name: Text
    methods: tuple[MethodLine, ...]
    connection: ConnectionWords | None


@dataclass(frozen=True, slots=True)
class IndexView:
    """`api.md`.  `methods`: how many there are in all."""

    title: Text
    client: Code
    sections: tuple[ResourceSection, ...]
    methods: int


def readme_file(
    values: ExampleValues,
    called: ClientNames,
    arguments: ClientArguments,
    root: PlannedResource,
    base_url: str,
    max_retries: int,
    timeout: float,
) -> PlannedFile:
    """`README.md`.  `values`: what its examples are made of."""
    first = arguments.credentials[0] if arguments.credentials else None
    view = ReadmeView(
        title=Text(values.api.title or called.client),
        distribution=Text(called.distribution),
        package=Code(called.package),
        client=Code(called.client),
        error=Code(called.error),
        argument=Code(first.argument if first else ""),
        variable=Text(first.env[0] if first and first.env else ""),
        base_url=Text(base_url),
        log_variable=Text(f"{called.prefix}_LOG"),
        examples=choose_examples(values, root),
        max_retries=max_retries,
        timeout=Code(f"{timeout:g}"),
        connection=first_connection(root, called.package),
        unwrap=Code(next(_named(root, "unwrap"), "")),
    )
    return PlannedFile("README.md", "docs/readme.md.jinja", view)


def _named(resource: PlannedResource, name: str) -> Iterator[str]:
    """Dotted paths of methods of custom code that have a name."""
    for method in resource.derived:
        if method.name == name:
            yield ".".join((*resource.node.path, name))
    for child in resource.children:
        yield from _named(child, name)


def index_file(api: Api, called: ClientNames, root: PlannedResource) -> PlannedFile:
    """`api.md`: every resource and every method."""
    sections = tuple(_sections(root, called))
    total = sum(len(section.methods) for section in sections)
    view = IndexView(Text(api.title or called.client), Code(called.client), sections, total)
    return PlannedFile("api.md", "docs/api.md.jinja", view)


def _sections(resource: PlannedResource, called: ClientNames) -> Iterator[ResourceSection]:
    if resource.methods or resource.connection:
        heading = ".".join(("client", *resource.node.path))
        name = class_names(resource.class_name or called.client)[0]
        lines = tuple(_line(resource, method, called) for method in resource.methods)
        socket = resource.connection
        words = connection_words(socket, called.package) if socket is not None else None
        yield ResourceSection(Text(heading), Text(name), lines, words)
    for child in resource.children:
        yield from _sections(child, called)


def _line(resource: PlannedResource, method: Method, called: ClientNames) -> MethodLine:
    positional = [argument.declaration() for argument in method.arguments.positional]
    keywords = [a.declaration() for a in method.arguments.keywords if a.required]
    star = ["*"] if keywords else []
    rest = ["..."] if any(not a.required for a in method.arguments.keywords) else []
    inside = ", ".join([*positional, *star, *keywords, *rest])
    result = method.view(asynchronous=False).signature.returns
    source = "/".join((called.package, *resource.node.module)) + ".py"
    return MethodLine(
        signature=Text(f".{method.name}({inside}) -> {result}"),
        request=Text(f"{method.operation.method} {method.operation.path}"),
        source=Text(source),
        words=Text(method.operation.docs.summary),
        optional=tuple(Text(a.name) for a in method.arguments.keywords if not a.required),
        is_deprecated=method.operation.deprecated,
    )
