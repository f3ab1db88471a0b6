"""A package that is used like a client: `package.api_key = ...`, then `package.chat.completions.create(...)`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.config import ClientConfig
from generator.plan import imports as import_lines
from generator.plan.client.clients import ClientNames
from generator.plan.client.credentials import ClientArguments
from generator.plan.client.names import RUNTIME
from generator.plan.client.planner import PlannedResource
from generator.plan.code import Code, Text, literal
from generator.plan.imports import Import
from generator.plan.package import PlannedFile

MODULE = "_module_client"
"""The module of the package's own client."""

_RESERVED = frozenset({"errors", "lib", "pagination", "resources", "types"})
"""Modules of a package: a resource of such a name is reached through a client only."""


@dataclass(frozen=True, slots=True)
class ModuleClientPlan:
    """What a package offers in place of a client.

    `resources`: (attribute, class, module) of each.  `settings`: declarations of the package's attributes, with their
    values; `timeout` is declared only, its value loads the HTTP library.  `names`: arguments that settings become.
    """

    resources: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    settings: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ModuleResourceView:
    """One resource of the package: its name, its literal, and its class as annotation and literal."""

    name: Code
    quoted: Code
    class_name: Code


@dataclass(frozen=True, slots=True)
class ModuleClientView:
    """`_module_client.py`.  `client`: class of the client.  `settings`: literal of the names of arguments."""

    words: Text
    typing_imports: tuple[Code, ...]
    client: Code
    settings: Code
    resources: tuple[ModuleResourceView, ...]


def plan_module_client(
    client: ClientConfig, arguments: ClientArguments, root: PlannedResource
) -> ModuleClientPlan | None:
    """What the package offers; None when the configuration does not ask for it."""
    if not client.module_client:
        return None
    key = "str | Callable[[], str] | None = None"
    declared: dict[str, str] = dict.fromkeys(arguments.credential_names, key)
    declared.update((name, "str | None = None") for name in arguments.option_names)
    declared.update(
        base_url="str | httpx2.URL | None = None",
        timeout="TimeoutTypes | None",
        max_retries=f"int = {client.max_retries}",
        default_headers="Mapping[str, str] | None = None",
        default_query="Mapping[str, object] | None = None",
        http_client="httpx2.Client | None = None",
    )
    taken = _RESERVED | set(declared)
    resources = tuple(
        (child.node.path[-1], child.class_name, child.node.module)
        for child in root.children
        if child.node.path[-1] not in taken
    )
    settings = tuple(f"{name}: {annotation}" for name, annotation in declared.items())
    return ModuleClientPlan(resources, settings, tuple(declared))


def module_client_files(called: ClientNames, plan: ModuleClientPlan | None) -> Iterator[PlannedFile]:
    """`_module_client.py`, for packages that have one."""
    if plan is None:
        return
    needed = {Import(module, name) for _, name, module in plan.resources}
    view = ModuleClientView(
        words=Text(
            f"The client behind the package itself: `{called.package}.api_key` and its siblings set it up."
        ),
        typing_imports=import_lines.lines(needed, (MODULE,)),
        client=Code(called.client),
        settings=literal(plan.names),
        resources=tuple(
            ModuleResourceView(Code(name), literal(name), Code(cls)) for name, cls, _ in plan.resources
        ),
    )
    path = f"{called.package}/{MODULE}.py"
    yield PlannedFile(path, "package/module_client.py.jinja", view, classes=("_ModuleClient",))


def setting_imports() -> tuple[Code, ...]:
    """What the declarations of settings need for type checkers."""
    needed = {
        Import("httpx2"),
        Import("collections.abc", "Callable"),
        Import("collections.abc", "Mapping"),
        Import((RUNTIME, "aliases"), "TimeoutTypes"),
    }
    return import_lines.lines(needed, ("__init__",))
