"""The client module: the shared definition, the sync and the async client, and their wrappers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace

from generator.config import ClientConfig, TargetConfig
from generator.diagnostics import Diagnostics
from generator.ir.api import Api
from generator.plan import identifiers, words
from generator.plan import imports as import_lines
from generator.plan.client import names
from generator.plan.client.class_family import class_names
from generator.plan.client.credentials import (
    ClientArguments,
    Credential,
    base_server,
    default_security,
    option_code,
    plan_client_arguments,
)
from generator.plan.client.modules import class_view, wrapper_views, wrapping
from generator.plan.client.operations import filled
from generator.plan.client.planner import PlannedResource
from generator.plan.client.views import ClientClassView, ClientModuleView, Setting
from generator.plan.code import Code, Text, literal
from generator.plan.imports import Import
from generator.plan.package import PlannedFile


@dataclass(frozen=True, slots=True)
class ClientNames:
    """Names that follow from the title or the configuration.

    `client`: class of the sync client.  `error`: base exception.  `package`: import name.  `distribution`: name on an
    index.  `prefix`: beginning of environment variables.
    """

    client: str
    error: str
    package: str
    distribution: str
    prefix: str


def client_names(api: Api, config: TargetConfig) -> ClientNames:
    """The names of a target; everything has a default from the document's title."""
    acronyms = frozenset(config.acronyms) | words.ACRONYMS
    title = api.title or config.target or "client"
    package = config.package.name or identifiers.module_name(f"{config.target or _short(title)} client")
    client = config.client.name or identifiers.class_name(config.target or _short(title), acronyms)
    return ClientNames(
        client=client,
        error=config.client.error_name or f"{client}Error",
        package=package,
        distribution=config.package.distribution or package.replace("_", "-"),
        prefix=identifiers.snake(config.client.name or config.target or _short(title)).upper(),
    )


def _short(title: str) -> str:
    """A title without the words that every API has: ``Acme Pets API 2.0`` is ``Acme Pets``."""
    kept = [
        w
        for w in words.pieces(title)
        if w.lower() not in ("api", "rest", "the", "openapi") and not w[0].isdigit()
    ]
    return " ".join(kept[:4]) or title


def client_file(
    api: Api, config: TargetConfig, called: ClientNames, root: PlannedResource, diagnostics: Diagnostics
) -> PlannedFile:
    """`_client.py`.  Warning SDK659: no base URL is known."""
    arguments = plan_client_arguments(api, config, called.prefix, diagnostics, root.node.members)
    root = replace(root, class_name=called.client)
    view = _module_view(api, config, called, root, arguments, diagnostics)
    return PlannedFile(
        f"{called.package}/_client.py", "package/client.py.jinja", view, classes=class_names(called.client)
    )


def _module_view(
    api: Api,
    config: TargetConfig,
    called: ClientNames,
    root: PlannedResource,
    arguments: ClientArguments,
    diagnostics: Diagnostics,
) -> ClientModuleView:
    module = ("_client",)
    needed = set(_needed(root, arguments))
    typing = set(_typing(root, arguments)) - needed
    return ClientModuleView(
        words=Text(f"Clients of {api.title or called.client}."),
        imports=import_lines.lines(needed, module),
        typing_imports=import_lines.lines(typing, module),
        definition=tuple(_definition(api, config, called, arguments, diagnostics)),
        descriptors=tuple(method.descriptor.view for method in root.methods),
        clients=tuple(
            _client(api, root, arguments, config.client, asynchronous) for asynchronous in (False, True)
        ),
        wrappers=tuple(wrapper_views(root)),
    )


def _needed(root: PlannedResource, arguments: ClientArguments) -> Iterator[Import]:
    """What the module needs when it is loaded."""
    yield Import("typing", "TYPE_CHECKING")
    yield from (Import((names.RUNTIME, module), name) for module, name in _RUNTIME)
    yield Import(("_version",), "__version__")
    if arguments.credentials:
        yield Import((names.RUNTIME, "definition"), "Scheme")
    if arguments.options:
        yield Import((names.RUNTIME, "definition"), "Option")
    yield Import("functools", "cached_property")
    yield from root.mixins.imports
    yield from wrapping(root)
    for method in root.methods:
        yield from method.imports
        yield from (item for item in method.typing_imports if item.module == "typing")


_RUNTIME = (
    ("client", "SyncClient"),
    ("async_client", "AsyncClient"),
    ("definition", "ClientDefinition"),
    ("sentinels", "NotGiven"),
    ("sentinels", "not_given"),
)


def _typing(root: PlannedResource, arguments: ClientArguments) -> Iterator[Import]:
    """What only annotations need."""
    yield Import("httpx2")
    yield Import("collections.abc", "Mapping")
    yield Import("typing_extensions", "Self")
    yield Import((names.RUNTIME, "aliases"), "TimeoutTypes")
    if arguments.credentials:
        yield Import("collections.abc", "Callable")
        yield Import("collections.abc", "Awaitable")
    for option in arguments.options:
        yield from option.types
    for child in root.children:
        yield from (Import(child.node.module, name) for name in class_names(child.class_name))
    for method in root.methods:
        yield from (item for item in method.typing_imports if item.module != "typing")


def _definition(
    api: Api, config: TargetConfig, called: ClientNames, arguments: ClientArguments, diagnostics: Diagnostics
) -> Iterator[Setting]:
    """Settings of the shared definition; those that have the runtime's default value are left out."""
    client = config.client
    yield Setting(Code("name"), literal(called.client))
    yield Setting(Code("version"), Code("__version__"))
    filled = base_url(api, client, diagnostics)
    template = base_server(api).url if any(option.variable for option in arguments.options) else filled
    yield Setting(Code("base_url"), literal(template))
    yield Setting(Code("base_url_env"), literal(client.base_url_env or f"{called.prefix}_BASE_URL"))
    yield Setting(Code("log_env"), literal(f"{called.prefix}_LOG"))
    yield Setting(Code("headers_env"), literal(f"{called.prefix}_CUSTOM_HEADERS"))
    if arguments.credentials:
        yield Setting(Code("schemes"), _tuple(c.code for c in arguments.credentials))
        yield Setting(Code("security"), literal(default_security(api)))
        if client.require_credentials:
            yield Setting(Code("insists"), Code("True"))
    if arguments.options:
        yield Setting(Code("options"), _tuple(option_code(option) for option in arguments.options))
    if client.default_headers:
        yield Setting(Code("headers"), literal(dict(client.default_headers)))
    standard = ClientConfig()
    for name in (
        "timeout",
        "connect_timeout",
        "max_retries",
        "request_id_header",
        "platform_headers",
        "logger",
    ):
        if getattr(client, name) != getattr(standard, name):
            yield Setting(Code(name), literal(getattr(client, name)))
    if client.binary_class:
        yield Setting(Code("binary_class"), literal(client.binary_class))
    if client.idempotency_header:
        yield Setting(Code("idempotency_header"), literal(client.idempotency_header))
    for item in fields(config.wire):
        if item.name != "empty_bodies" and (value := getattr(config.wire, item.name)) != item.default:
            yield Setting(Code(item.name), literal(value))


def base_url(api: Api, client: ClientConfig, diagnostics: Diagnostics) -> str:
    """The configured base URL, else the first server with the defaults of its variables."""
    if client.base_url:
        return client.base_url
    server = base_server(api)
    if not server.url:
        diagnostics.warning("SDK659", "no server is declared; `base_url` has to be passed to the client")
        return ""
    url = filled(server)
    if "://" not in url:
        diagnostics.warning(
            "SDK659", f"the server {url!r} is relative; `base_url` has to be passed to the client"
        )
    return url


def _client(
    api: Api, root: PlannedResource, arguments: ClientArguments, config: ClientConfig, asynchronous: bool
) -> ClientClassView:
    resource = replace(
        class_view(root, asynchronous),
        base=root.mixins.bases("AsyncClient" if asynchronous else "SyncClient", asynchronous),
        words=Text(
            f"{'Asynchronous' if asynchronous else 'Synchronous'} client of {api.title or root.class_name}."
        ),
    )
    key = "str | Callable[[], str] | None"
    if asynchronous:
        key = "str | Callable[[], str] | Callable[[], Awaitable[str]] | None"
    http_client = "httpx2.AsyncClient" if asynchronous else "httpx2.Client"
    texts = {c.argument for c in arguments.credentials if c.scheme.kind == "mutualTLS" or _is_digest(c)}
    own = [f"{name}: {'str | None' if name in texts else key} = None" for name in arguments.credential_names]
    own += [f"{option.name}: {option.annotation} = None" for option in arguments.options]
    return ClientClassView(
        resource=resource,
        attributes=tuple(Code(line) for line in _attributes(arguments, config.require_credentials)),
        parameters=tuple(Code(line) for line in own),
        credentials=_mapping({c.scheme.name: c.argument for c in arguments.credentials}),
        options=_mapping({name: name for name in arguments.option_names}),
        http_client=Code(http_client),
        max_retries=literal(config.max_retries),
    )


def _is_digest(credential: Credential) -> bool:
    return (credential.scheme.http_scheme or "").lower() == "digest"


def _attributes(arguments: ClientArguments, insists: bool) -> Iterator[str]:
    """Declarations of what the runtime sets: a single credential that is insisted on is always there."""
    only = insists and len(arguments.credential_names) == 1
    for name in arguments.credential_names:
        yield f"{name}: str" if only else f"{name}: str | None"
    for option in arguments.options:
        yield f"{option.name}: {option.annotation}"


def _mapping(entries: Mapping[str, str]) -> Code:
    return Code("{" + ", ".join(f"{literal(wire)}: {name}" for wire, name in entries.items()) + "}")


def _tuple(items: Iterator[Code]) -> Code:
    return Code("(" + "".join(f"{item}, " for item in items) + ")")
