"""Resource modules: the classes of a resource, its wrappers, and the lazy packages around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.plan import imports as import_lines
from generator.plan.client import names
from generator.plan.client.class_family import WRAPPERS, class_names
from generator.plan.client.connections.modules import (
    connect_imports,
    connect_method,
    connection_file,
    exported,
)
from generator.plan.client.methods import Method
from generator.plan.client.planner import PlannedResource
from generator.plan.client.views import (
    ChildView,
    ClassView,
    LazyNameView,
    LazyPackageView,
    ResourceModuleView,
    WrappedMethod,
    WrapperView,
)
from generator.plan.code import Code, Text, literal
from generator.plan.imports import Import, ModulePath
from generator.plan.package import PlannedFile


def resource_files(root: PlannedResource, import_name: str, distribution: str) -> Iterator[PlannedFile]:
    """Every file of `resources/`: a module for each resource and each connection, an `__init__` for each folder.

    `distribution`: what users install, for the message that an extra is missing.
    """
    yield _package_file(("resources",), root.children, (), import_name)
    for child in root.children:
        yield from _files(child, import_name, distribution)


def _files(resource: PlannedResource, import_name: str, distribution: str) -> Iterator[PlannedFile]:
    path = "/".join((import_name, *resource.node.module)) + ".py"
    yield PlannedFile(
        path, "resources/module.py.jinja", module_view(resource), classes=class_names(resource.class_name)
    )
    if resource.connection is not None:
        yield connection_file(resource.connection, import_name, distribution)
    if resource.children:
        own = (resource.node.module[-1], resource)
        yield _package_file(resource.node.package, resource.children, (own,), import_name)
        for child in resource.children:
            yield from _files(child, import_name, distribution)


def module_view(resource: PlannedResource) -> ResourceModuleView:
    """The module of one resource."""
    module = resource.node.module
    needed: set[Import] = (
        {Import("typing", "TYPE_CHECKING")}
        if resource.children or resource.methods or resource.derived or resource.connection
        else set()
    )
    needed |= {Import((names.RUNTIME, "resource"), name) for name in ("AsyncResource", "SyncResource")}
    needed |= set(wrapping(resource))
    needed |= resource.mixins.imports
    typing: set[Import] = set()
    for found in (resource.methods, resource.derived):
        for method in found:
            needed |= method.imports
            typing |= method.typing_imports
    needed.add(Import("functools", "cached_property"))
    if resource.connection is not None:
        own, annotations = connect_imports(resource.connection)
        needed |= own | {Import((names.RUNTIME, "lazy"), "attach")}
        typing |= annotations
    if resource.children:
        typing |= {imported for child in resource.children for imported in _imports_of(child)}
    needed |= {item for item in typing if item.module == "typing"}
    return ResourceModuleView(
        words=Text(f"Operations of `{resource.title}`."),
        imports=import_lines.lines(needed, module),
        typing_imports=import_lines.lines(typing - needed, module),
        descriptors=tuple(method.descriptor.view for method in resource.methods),
        classes=tuple(class_view(resource, asynchronous) for asynchronous in (False, True)),
        wrappers=tuple(wrapper_views(resource)),
        lazy=tuple(_lazy_names(resource)),
    )


def _lazy_names(resource: PlannedResource) -> Iterator[LazyNameView]:
    """Names of the connection's module, which is loaded when they are asked for."""
    connection = resource.connection
    if connection is not None:
        # At run time the module stands for a package, from which relative names climb one step more.
        target = import_lines.relative(connection.module, resource.node.module, importer_is_package=True)
        for name in exported(connection):
            yield LazyNameView(Code(""), literal(name), literal(str(target)))


def class_view(resource: PlannedResource, asynchronous: bool) -> ClassView:
    """The sync or the async class of a resource."""
    name = f"Async{resource.class_name}" if asynchronous else resource.class_name
    connection = resource.connection
    return ClassView(
        name=Code(name),
        base=resource.mixins.bases("AsyncResource" if asynchronous else "SyncResource", asynchronous),
        raw=Code(f"{name}WithRawResponse"),
        streaming=Code(f"{name}WithStreamingResponse"),
        words=Text(f"Operations of `{resource.title}`."),
        children=tuple(child_views(resource, "Async{}" if asynchronous else "{}")),
        methods=(
            *(method.view(asynchronous) for method in resource.methods),
            *(method.view(asynchronous) for method in resource.derived),
            *((connect_method(connection, asynchronous),) if connection is not None else ()),
        ),
    )


def wrapper_views(resource: PlannedResource) -> Iterator[WrapperView]:
    """The four wrapper classes."""
    subject = f"`{resource.title}`" if resource.title else "The client"
    for pattern, asynchronous, wrap, words in WRAPPERS:
        yield WrapperView(
            name=Code(pattern.format(resource.class_name)),
            owner=Code(f"Async{resource.class_name}" if asynchronous else resource.class_name),
            words=Text(f"{subject} {words}."),
            methods=tuple(
                WrappedMethod(
                    Code(m.name), Code(wrap_of(m, wrap)), Code(_DEPRECATED if m.operation.deprecated else "")
                )
                for m in resource.methods
            )
            + tuple(WrappedMethod(Code(name), Code(wrap), Code("")) for name in resource.mixins.wrapped)
            + tuple(
                WrappedMethod(Code(m.name), Code(wrap), Code(_DEPRECATED if m.is_deprecated else ""))
                for m in resource.derived
                if m.wrapped
            ),
            children=tuple(child_views(resource, pattern)),
        )


def wrap_of(method: Method, wrap: str) -> str:
    """The function around a method: one of its own for streamed raw bytes."""
    return f"{wrap}_binary" if "streamed" in wrap and method.result.kind == "binary" else wrap


def wrapping(resource: PlannedResource) -> Iterator[Import]:
    """What the wrapper classes of a resource import."""
    own = [wrap_of(method, wrap) for method in resource.methods for *_, wrap, _ in WRAPPERS]
    plain = resource.mixins.wrapped or any(method.wrapped for method in resource.derived)
    for wrap in {*own, *((wrap for *_, wrap, _ in WRAPPERS) if plain else ())}:
        yield Import((names.RUNTIME, "response_wrappers"), wrap)


_DEPRECATED = "  # pyright: ignore[reportDeprecated]"


def child_views(resource: PlannedResource, pattern: str) -> Iterator[ChildView]:
    """The sub-resources of a class, with the class of each that fits it."""
    for child in resource.children:
        yield ChildView(
            name=Code(child.node.name),
            class_name=Code(pattern.format(child.class_name)),
            module=import_lines.relative(child.node.module, resource.node.module),
            words=Text(f"Operations of `{child.title}`."),
        )


def _imports_of(child: PlannedResource) -> Iterator[Import]:
    yield from (Import(child.node.module, name) for name in class_names(child.class_name))


def _package_file(
    package: ModulePath,
    children: Iterable[PlannedResource],
    own: tuple[tuple[str, PlannedResource], ...],
    import_name: str,
) -> PlannedFile:
    """The lazy `__init__` of a folder of resources: all classes of its own resource and of the ones directly below."""
    entries: dict[str, ModulePath] = {}
    for resource in (*(resource for _, resource in own), *children):
        for name in class_names(resource.class_name):
            entries.setdefault(name, resource.node.module)
    view = lazy_view("Resources, loaded when first used.", package, entries)
    return PlannedFile(
        "/".join((import_name, *package, "__init__.py")), "package/lazy.py.jinja", view, classes=()
    )


def lazy_view(words: str, package: ModulePath, entries: dict[str, ModulePath]) -> LazyPackageView:
    """A lazy `__init__` that exports `entries` (name to the module that defines it)."""
    lazy = import_lines.relative((names.RUNTIME, "lazy"), package, importer_is_package=True)
    views: list[LazyNameView] = []
    for name in sorted(entries):
        module = import_lines.relative(entries[name], package, importer_is_package=True)
        # `attach` reads names below the package without the leading dot.
        target = module[1:] if not module.startswith("..") else module
        statement = Code(f"from {module} import {name} as {name}")
        views.append(LazyNameView(statement, literal(name), literal(str(target))))
    return LazyPackageView(Text(words), lazy, tuple(views))
