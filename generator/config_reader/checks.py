"""What the types of a configuration cannot say: names are identifiers, paths stay in their folder, and so on.

Every value ends up in generated code, in a file name or on the wire, so each one is held to the grammar of the
position it goes to (:mod:`generator.config_reader.grammar`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.config import (
    ClientConfig,
    ConnectConfig,
    CustomConfig,
    MixinConfig,
    OperationConfig,
    PackageConfig,
    PageConfig,
    ResourceConfig,
    TargetConfig,
)
from generator.config_reader import grammar
from generator.config_reader.located import Located
from generator.diagnostics import Diagnostics, Origin
from generator.paging import WAYS


@dataclass(frozen=True, slots=True)
class Checker:
    """The checks of one file: `source` gives the lines, `folder` is where the file lies."""

    source: Located
    folder: Path
    diagnostics: Diagnostics

    def check(self, config: TargetConfig) -> None:
        """Report every value that is wrong for its place (SDK804 to SDK807)."""
        self._names([config.target], "target")
        for key, paths in (
            ("spec", [config.spec]),
            ("overlays", config.overlays),
            ("docs_overlays", config.docs_overlays),
            ("custom", [config.custom.folder]),
            ("templates", [config.templates]),
        ):
            self._paths(paths, key)
        self._package(config.package)
        self._client(config.client)
        for name, page in config.pages.items():
            self._names([name], "pages", name)
            self._page(page, name)
        self._resource(config.root, ())
        for name, operation in config.operations.items():
            self._operation(operation, name, config.pages)
        self._custom(config.custom)
        for number, renamed in enumerate(config.renamed):
            names = [*renamed.old.split("."), *renamed.new.split(".")]
            self._grammar(names, grammar.is_name, "a dotted Python name", "renamed", str(number))
            self._grammar([renamed.since], grammar.is_version, "a version", "renamed", str(number), "since")
        self._grammar(config.examples.values(), grammar.is_printable, "a text of one line", "examples")
        self._grammar(config.acronyms, grammar.is_word, "a word of letters and digits", "acronyms")

    def _package(self, package: PackageConfig) -> None:
        self._names([package.name], "package", "name")
        self._grammar(
            [package.distribution], grammar.is_distribution, "a distribution name", "package", "distribution"
        )
        self._grammar([package.version], grammar.is_version, "a version", "package", "version")
        self._grammar([package.license], grammar.is_license, "a licence expression", "package", "license")
        for name, requirements in package.extras.items():
            place = ("package", "extras", name)
            self._grammar([name], grammar.is_distribution, "the name of an extra", *place)
            self._grammar(requirements, grammar.is_requirement, "a requirement", *place)

    def _custom(self, custom: CustomConfig) -> None:
        for name, target in custom.exports.items():
            self._grammar(
                [name], grammar.is_module, "a name, or a path such as types.Name", "custom", "exports", name
            )
            self._grammar(
                [target],
                grammar.is_module_or_place,
                "a module or one of its names",
                "custom",
                "exports",
                name,
            )
        for path, mixin in custom.resources.items():
            self._grammar(
                [path], grammar.is_module, "a dotted path of resources", "custom", "resources", path
            )
            self._mixin(mixin, "custom", "resources", path)
        self._mixin(custom.clients, "custom", "clients")
        for name, target in custom.models.items():
            self._grammar(
                [target], grammar.is_place, "a class such as lib.module:Name", "custom", "models", name
            )
        for name, targets in custom.modules.items():
            self._grammar([name, *targets], grammar.is_module, "a module", "custom", "modules", name)

    def _mixin(self, mixin: MixinConfig, *place: str) -> None:
        classes = [mixin.sync, mixin.asynchronous]
        self._grammar(classes, grammar.is_place, "a class such as lib.module:Name", *place)
        self._names(mixin.wrapped, *place, "wrapped")
        for name, method in mixin.methods.items():
            inside = (*place, "methods", name)
            self._names([name, method.base, *method.without], *inside)
            functions = [method.sync, method.asynchronous]
            self._grammar(functions, grammar.is_place, "a function such as lib.module:name", *inside)

    def _client(self, client: ClientConfig) -> None:
        self._names([client.name], "client", "name")
        self._names([client.error_name], "client", "error_name")
        self._grammar([client.base_url], grammar.is_base_url, "an http(s) URL", "client", "base_url")
        self._grammar(
            [client.binary_class],
            grammar.is_place,
            "a class such as lib.module:Name",
            "client",
            "binary_class",
        )
        self._environment([client.base_url_env], "client", "base_url_env")
        arguments: list[str] = []
        for scheme, auth in client.auth.items():
            self._names([auth.argument], "client", "auth", scheme, "argument")
            self._environment(auth.env, "client", "auth", scheme, "env")
            self._field_names([auth.header], "client", "auth", scheme, "header")
            arguments.append(auth.argument)
        for number, option in enumerate(client.options):
            place = ("client", "options", str(number))
            self._names([option.name], *place, "name")
            self._environment(option.env, *place, "env")
            self._field_names([option.header], *place, "header")
            self._grammar([option.query], grammar.is_printable, "a query parameter", *place, "query")
            self._grammar(option.types, grammar.is_place, "a type such as lib.module:Name", *place, "types")
            arguments.append(option.name)
        self._distinct(arguments, "client")
        self._headers(client.default_headers, "client", "default_headers")
        self._field_names(
            [client.idempotency_header, client.request_id_header], "client", "idempotency_header"
        )
        for key, value in (("timeout", client.timeout), ("connect_timeout", client.connect_timeout)):
            if not 0 < value < float("inf"):
                self._report("SDK804", f"{key} is {value}, not a number of seconds above 0", "client", key)
        if client.max_retries < 0:
            self._report("SDK804", "max_retries is below 0", "client", "max_retries")

    def _page(self, page: PageConfig, name: str) -> None:
        """A page class must say how it goes on, in the way its kind goes on."""
        place = ("pages", name)
        wire_names = [
            page.items,
            page.cursor_param,
            page.next_field,
            page.last_item_field,
            page.has_more_field,
        ]
        self._grammar(wire_names, grammar.is_printable, "a name on the wire", *place)
        needs = WAYS[page.kind].needs
        if not all(any(getattr(page, key) for key in group) for group in needs):
            wanted = " and ".join(_one_of(group) for group in needs)
            self._report("SDK807", f"a page of kind {page.kind!r} needs {wanted}", *place)

    def _resource(self, resource: ResourceConfig, place: tuple[str, ...]) -> None:
        self._names([resource.class_name], *place, "class_name")
        for key, mapping in (
            ("methods", resource.methods),
            ("types", resource.types),
            ("params", resource.params),
        ):
            for name, target in mapping.items():
                self._names([name], *place, key, name)
                self._grammar([target], grammar.is_printable, "a name of the document", *place, key, name)
        for owner, names in resource.inner.items():
            self._names([owner, *names], *place, "inner", owner)
            self._grammar(
                names.values(), grammar.is_printable, "a name of the document", *place, "inner", owner
            )
        if resource.connect is not None:
            self._connect(resource.connect, *place, "connect")
        for name in sorted(resource.methods.keys() & resource.resources.keys()):
            self._report("SDK806", f"{name!r} is both a method and a resource", *place, "methods", name)
        for name in sorted(resource.types.keys() & resource.params.keys()):
            if resource.types[name] != resource.params[name]:
                self._report("SDK806", f"{name!r} names two schemas", *place, "params", name)
        for name, child in resource.resources.items():
            self._names([name], *place, "resources", name)
            self._resource(child, (*place, "resources", name))

    def _connect(self, connect: ConnectConfig, *place: str) -> None:
        self._grammar([connect.path], grammar.is_path, "a path such as /realtime", *place, "path")
        components = [connect.receives, *connect.sends, *connect.sends_models]
        self._grammar(components, grammar.is_printable, "a name of the document", *place)
        self._grammar(
            [*connect.arguments, *connect.query, *connect.query.values()],
            grammar.is_printable,
            "a query parameter",
            *place,
        )
        self._headers(connect.headers, *place, "headers")
        state = connect.state
        paths = [state.session_id, state.resumption, state.last_event_id]
        self._grammar(paths, grammar.is_module, "a dotted path of attributes", *place, "state")
        if connect.max_queue_size < 0:
            self._report("SDK804", "max_queue_size is below 0", *place, "max_queue_size")

    def _operation(self, operation: OperationConfig, name: str, pages: Mapping[str, PageConfig]) -> None:
        place = ("operations", name)
        for key, word in (("params_name", operation.params_name), ("response_name", operation.response_name)):
            self._names([word], *place, key)
        for wire_name, python_name in operation.rename.items():
            self._names([python_name], *place, "rename", wire_name)
        self._distinct(operation.rename.values(), *place, "rename")
        self._distinct(operation.positional or (), *place, "positional")
        functions = [operation.restore, *(accept.convert for accept in operation.accept.values())]
        self._grammar(functions, grammar.is_place, "a function such as lib.module:name", *place)
        self._headers(operation.headers, *place, "headers")
        self._grammar([operation.content_type], grammar.is_media_type, "a media type", *place, "content_type")
        if operation.page and operation.page not in pages:
            known = ", ".join(pages) or "none is defined"
            self._report(
                "SDK807", f"there is no page {operation.page!r}", *place, "page", hint=f"pages: {known}"
            )

    def _headers(self, headers: Mapping[str, str], *place: str) -> None:
        for name, value in headers.items():
            self._field_names([name], *place, name)
            self._grammar([value], grammar.is_field_value, "a header value", *place, name)

    def _names(self, names: Iterable[str], *place: str) -> None:
        self._grammar(names, grammar.is_name, "a public Python name", *place)

    def _field_names(self, names: Iterable[str | None], *place: str) -> None:
        self._grammar(names, grammar.is_field_name, "a header name", *place)

    def _environment(self, names: Iterable[str], *place: str) -> None:
        self._grammar(names, grammar.is_environment_variable, "an environment variable", *place)

    def _paths(self, paths: Iterable[str], *place: str) -> None:
        for path in paths:
            if path and not grammar.stays_inside(path, self.folder):
                message = f"the path {path!r} leaves the folder of the configuration"
                self._report("SDK805", message, *place, hint="use a relative path below this file's folder")

    def _grammar(
        self, values: Iterable[str | None], fits: Callable[[str], bool], wanted: str, *place: str
    ) -> None:
        """Values that are given (neither None nor empty) must fit."""
        for value in values:
            if value and not fits(value):
                self._report("SDK804", f"{value!r} is not {wanted}", *place)

    def _distinct(self, names: Iterable[str], *place: str) -> None:
        seen: set[str] = set()
        for name in names:
            if name in seen:
                self._report("SDK806", f"the name {name!r} is given twice", *place)
            seen.add(name)

    def _report(self, code: str, message: str, *place: str, hint: str = "") -> None:
        self.diagnostics.error(code, message, self._locate(place), hint)

    def _locate(self, place: tuple[str, ...]) -> Origin:
        """The deepest node of the file on the way to `place`."""
        node = self.source
        for key in place:
            if isinstance(node.value, Mapping) and key in node.value:
                node = node.value[key]
            elif isinstance(node.value, tuple) and key.isdigit() and int(key) < len(node.value):
                node = node.value[int(key)]
            else:
                break
        return node.origin


def _one_of(keys: tuple[str, ...]) -> str:
    """`a`, or one of several, in words."""
    quoted = ", ".join(f"`{key}`" for key in keys)
    return quoted if len(keys) == 1 else f"one of {quoted}"
