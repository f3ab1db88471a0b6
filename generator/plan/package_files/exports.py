"""The package's `__init__`, `_version` and `errors`: what `import` gives, loaded when first used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.plan.client.clients import ClientNames
from generator.plan.code import Code, Text, literal
from generator.plan.package import PlannedFile
from generator.plan.package_files.module_client import MODULE, ModuleClientPlan, setting_imports

ERRORS = (
    "APIConnectionError",
    "APIError",
    "APIResponseValidationError",
    "APIStatusError",
    "APITimeoutError",
    "AuthenticationError",
    "BadRequestError",
    "ConflictError",
    "InternalServerError",
    "MissingCredentialsError",
    "NotFoundError",
    "PermissionDeniedError",
    "RateLimitError",
    "UnprocessableEntityError",
)
"""Exceptions of the runtime that a package offers under their own names; the base gets a name of the target."""

BASE_ERROR = "SDKError"
"""The runtime's base exception."""

_RUNTIME = (
    ("APIResponse", "_runtime.responses"),
    ("AsyncAPIResponse", "_runtime.responses"),
    ("AsyncMiddleware", "_runtime.middleware"),
    ("AsyncStream", "_runtime.streaming"),
    ("AsyncTracing", "_runtime.tracing"),
    ("BaseModel", "_runtime.models"),
    ("BinaryResponse", "_runtime.binary"),
    ("CallInfo", "_runtime.middleware"),
    ("FileTypes", "_runtime.aliases"),
    ("Middleware", "_runtime.middleware"),
    ("NOT_GIVEN", "_runtime.sentinels"),
    ("NotGiven", "_runtime.sentinels"),
    ("Omit", "_runtime.sentinels"),
    ("RequestOptions", "_runtime.aliases"),
    ("Stream", "_runtime.streaming"),
    ("Timeout", "_http"),
    ("Tracing", "_runtime.tracing"),
    ("UnknownVariant", "_runtime.models"),
    ("not_given", "_runtime.sentinels"),
    ("omit", "_runtime.sentinels"),
    ("warm_up", "_runtime.warm_up"),
)

_CONNECTING = (
    ("ConnectionState", "_runtime.realtime.state"),
    ("ReconnectingEvent", "_runtime.realtime.reconnecting"),
    ("ReconnectingOverrides", "_runtime.realtime.reconnecting"),
    ("WebSocketConnectionClosedError", "_runtime.realtime.errors"),
    ("WebSocketFrameError", "_runtime.realtime.errors"),
    ("WebSocketQueueFullError", "_runtime.realtime.errors"),
)
"""Further names of packages that open WebSockets."""


@dataclass(frozen=True, slots=True)
class ExportView:
    """One exported name: as code and literal, the statement that imports it, and its place as `attach` reads it."""

    quoted: Code
    statement: Code
    target: Code


@dataclass(frozen=True, slots=True)
class ExportsView:
    """The package's `__init__`.

    `hidden`: names that `import *` does not give.  `settings`: attributes that set up the package's own client, and
    `setting_imports` what their declarations need.
    """

    words: Text
    names: tuple[ExportView, ...]
    hidden: tuple[ExportView, ...] = ()
    settings: tuple[Code, ...] = ()
    setting_imports: tuple[Code, ...] = ()


@dataclass(frozen=True, slots=True)
class WordsView:
    """A module that has nothing planned but its docstring."""

    words: Text


@dataclass(frozen=True, slots=True)
class VersionView:
    """`_version.py`: literals of title and version."""

    words: Text
    title: Code
    version: Code


@dataclass(frozen=True, slots=True)
class ErrorsView:
    """`errors.py`: names of the runtime's exceptions, and the target's name for their base."""

    words: Text
    names: tuple[Code, ...]
    quoted: tuple[Code, ...]
    base: Code
    own: Code


def export_files(
    called: ClientNames,
    title: str,
    version: str,
    custom: Mapping[str, str],
    module_client: ModuleClientPlan | None = None,
    *,
    connects: bool = False,
) -> Iterator[PlannedFile]:
    """`__init__.py`, `_version.py`, `_http.py`, `errors.py` and the marker for type checkers (PEP 561).

    `custom`: further names of the package, each with its module or `module:Name`; they win over the usual ones.
    `module_client`: what the package offers in place of a client.  `connects`: whether it opens WebSockets.
    """
    folder = called.package
    names = tuple(_exports(called, custom, (*_RUNTIME, *(_CONNECTING if connects else ()))))
    exports = ExportsView(Text(f"Typed client of {title}."), names, *_module_client(names, module_client))
    yield PlannedFile(f"{folder}/__init__.py", "package/init.py.jinja", exports, classes=())
    numbers = VersionView(
        Text("Name and version of this package."), literal(called.package), literal(version)
    )
    yield PlannedFile(f"{folder}/_version.py", "package/version.py.jinja", numbers, classes=())
    http = WordsView(Text("Names of the HTTP library that callers need."))
    yield PlannedFile(f"{folder}/_http.py", "package/http.py.jinja", http, classes=())
    error_names = tuple(Code(name) for name in ERRORS)
    quoted = tuple(literal(name) for name in sorted((*ERRORS, called.error)))
    errors = ErrorsView(Text("Exceptions."), error_names, quoted, Code(BASE_ERROR), Code(called.error))
    yield PlannedFile(f"{folder}/errors.py", "package/errors.py.jinja", errors, classes=())
    yield PlannedFile(f"{folder}/py.typed", None)


def _module_client(
    names: tuple[ExportView, ...], plan: ModuleClientPlan | None
) -> tuple[tuple[ExportView, ...], tuple[Code, ...], tuple[Code, ...]]:
    """Hidden names, settings and their imports; a name that the package has already stays what it is."""
    if plan is None:
        return (), (), ()
    taken = {str(name.quoted) for name in names}
    hidden = [
        ExportView(literal(name), Code(f"from .{MODULE} import {name} as {name}"), literal(MODULE))
        for name in ("_reset_client", *(resource for resource, _, _ in plan.resources))
        if str(literal(name)) not in taken
    ]
    timeout = ExportView(literal("timeout"), Code(""), literal("_runtime.http_defaults:DEFAULT_TIMEOUT"))
    return (*hidden, timeout), tuple(Code(line) for line in plan.settings), setting_imports()


def _exports(
    called: ClientNames, custom: Mapping[str, str], runtime: tuple[tuple[str, str], ...]
) -> Iterator[ExportView]:
    client, asynchronous = called.client, f"Async{called.client}"
    entries: dict[str, tuple[str, str]] = {}
    own = {name: place for name, place in custom.items() if "." not in name}
    for name, place in own.items():
        module, _, source = place.partition(":")
        entries[name] = (module, source or name)
    for name, source in (
        (client, client),
        (asynchronous, asynchronous),
        ("Client", client),
        ("AsyncClient", asynchronous),
    ):
        entries.setdefault(name, ("_client", source))
    for name in (*ERRORS, called.error):
        entries.setdefault(name, ("errors", name))
    for name, module in runtime:
        entries.setdefault(name, (module, name))
    for name in sorted(entries):
        module, source = entries[name]
        target = module if name == source else f"{module}:{source}"
        statement = Code(f"from .{module} import {source} as {name}")
        yield ExportView(literal(name), statement, literal(target))
    yield ExportView(literal("types"), Code("from . import types as types"), literal("types:"))
    yield ExportView(
        literal("resources"), Code("from . import resources as resources"), literal("resources:")
    )
