"""`testing.py`: the test kit of a package, with the names of its methods."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.plan.client.clients import ClientNames
from generator.plan.client.planner import PlannedResource
from generator.plan.code import Code, Text, literal
from generator.plan.package import PlannedFile


@dataclass(frozen=True, slots=True)
class RouteView:
    """One method: its dotted name and the locator of its operation's constant, both as literals."""

    quoted: Code
    locator: Code


@dataclass(frozen=True, slots=True)
class TestingView:
    """The module.  `names`: the type of method names; `locators`: both clients, as literals."""

    words: Text
    client: Code
    asynchronous: Code
    names: Code
    methods: tuple[RouteView, ...]
    locators: Code


def testing_file(called: ClientNames, root: PlannedResource) -> PlannedFile:
    """The module, with every method that sends an operation."""
    routes = tuple(_routes(root))
    clients = (called.client, f"Async{called.client}")
    names = Code(f"Literal[{', '.join(route.quoted for route in routes)}]" if routes else "str")
    view = TestingView(
        words=Text(
            "For tests of programs that use this package: a fake server, sample results, streams and errors."
        ),
        client=Code(clients[0]),
        asynchronous=Code(clients[1]),
        names=names,
        methods=routes,
        locators=Code(", ".join(literal(f"_client:{name}") for name in clients)),
    )
    return PlannedFile(
        f"{called.package}/testing.py", "package/testing.py.jinja", view, classes=("FakeServer",)
    )


def _routes(resource: PlannedResource) -> Iterator[RouteView]:
    module = ".".join(resource.node.module) if resource.class_name else "_client"
    for method in resource.methods:
        dotted = ".".join((*resource.node.path, method.name))
        yield RouteView(literal(dotted), literal(f"{module}:{method.descriptor.view.name}"))
    for child in resource.children:
        yield from _routes(child)
