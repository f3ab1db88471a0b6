"""Nothing disappears in silence: what the document has is counted twice and compared.

The left side counts the plain data of the document, without the IR; the right side counts what was planned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from generator.custom import FOLDER
from generator.diagnostics import Diagnostics, Origin
from generator.ir.api import Api
from generator.narrow import Data
from generator.plan.package import Package
from generator.spec import Document, Node, RefError

_METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace", "query"})


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are of each thing."""

    operations: int
    parameters: int
    request_contents: int
    response_contents: int
    schemas: int
    webhooks: int


@dataclass(frozen=True, slots=True)
class Account:
    """The document on one side, what became of it on the other.  `files`: those that nobody wrote by hand."""

    document: Counts
    api: Counts
    files: int

    def as_json(self) -> dict[str, object]:
        """Plain data for reports."""
        return asdict(self)


def account(document: Document, api: Api, package: Package, diagnostics: Diagnostics) -> Account:
    """Count both sides; a difference is an ERROR (SDK590), because it means that something was lost."""
    left, right = count_document(document), count_api(api)
    for name, expected in asdict(left).items():
        found = asdict(right)[name]
        if found < expected:
            diagnostics.error(
                "SDK590",
                f"the document has {expected} {name.replace('_', ' ')}, the generated package {found}",
                Origin(document.root.file),
                "the findings above say which ones; without one this is a bug of the generator, please report it",
            )
    written = f"{package.import_name}/{FOLDER}/"
    return Account(left, right, sum(not file.path.startswith(written) for file in package.files))


def count_api(api: Api) -> Counts:
    """Counts of the lowered API."""
    return Counts(
        operations=len(api.operations),
        parameters=sum(len(o.params) for o in api.operations),
        request_contents=sum(len(o.body.contents) for o in api.operations if o.body),
        response_contents=sum(len(r.contents) for o in api.operations for r in o.responses),
        schemas=sum(1 for d in api.types.defs.values() if d.name is not None),
        webhooks=len(api.webhooks),
    )


def count_document(document: Document) -> Counts:
    """Counts of the plain document; parameters that the specification says to ignore are left out."""
    operations = list(_operations(document.root))
    return Counts(
        operations=len(operations),
        parameters=sum(len(_parameters(item, op)) for item, op in operations),
        request_contents=sum(_contents(op.get("requestBody")) for _, op in operations),
        response_contents=sum(
            _contents(response)
            for _, op in operations
            if (responses := op.get("responses")) is not None and responses.is_mapping
            for status, response in responses.items()
            if not status.startswith("x-")
        ),
        schemas=len(_mapping(document.root, "components", "schemas")),
        webhooks=sum(1 for item in _incoming(document.root, operations) for _ in _requests(item)),
    )


def _mapping(node: Node, *keys: str) -> Mapping[str, object]:
    current: Node | None = node
    for key in keys:
        current = current.get(key) if current is not None and current.is_mapping else None
    value: Data = current.value if current is not None else None
    return value if isinstance(value, dict) else {}


def _operations(root: Node) -> Iterator[tuple[Node, Node]]:
    paths = root.get("paths")
    if paths is None or not paths.is_mapping:
        return
    for path, raw in paths.items():
        item = _resolved(raw)
        if path.startswith("/") and item is not None:
            yield from ((item, operation) for operation in _requests(item))


def _requests(item: Node) -> Iterator[Node]:
    """The operations of a path item."""
    if not item.is_mapping:
        return
    yield from (
        operation for method, operation in item.items() if method in _METHODS and operation.is_mapping
    )
    extra = item.get("additionalOperations")
    if extra is not None and extra.is_mapping:
        yield from (operation for _, operation in extra.items() if operation.is_mapping)


def _incoming(root: Node, operations: list[tuple[Node, Node]]) -> Iterator[Node]:
    """Path items of requests that the server sends: webhooks, and each expression of each callback."""
    yield from (item for _, item in _members(root.get("webhooks")))
    for _, operation in operations:
        for _, callback in _members(operation.get("callbacks")):
            yield from (item for _, item in _members(callback))


def _members(node: Node | None) -> Iterator[tuple[str, Node]]:
    """The resolvable values of a mapping."""
    if node is not None and node.is_mapping:
        for name, raw in node.items():
            if not name.startswith("x-") and (value := _resolved(raw)) is not None:
                yield name, value


def _parameters(item: Node, operation: Node) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    discovery_path = operation.get("x-sdkgen-path-parameters")
    for source in (item.get("parameters"), operation.get("parameters"), discovery_path):
        if source is None or not source.is_sequence:
            continue
        for raw in source.elements():
            parameter = _resolved(raw)
            value: Data = parameter.value if parameter is not None else None
            if not isinstance(value, dict):
                continue
            name, where = value.get("name"), value.get("in")
            flat = where == "path" and discovery_path is not None and source is not discovery_path
            ignored = where == "header" and str(name).lower() in {"accept", "content-type", "authorization"}
            if isinstance(name, str) and name and isinstance(where, str) and not flat and not ignored:
                # Names of headers are the same in capitals (RFC 9110 section 5.1).
                found.add((where, name.lower() if where == "header" else name))
    return found


def _contents(node: Node | None) -> int:
    resolved = _resolved(node) if node is not None else None
    return len(_mapping(resolved, "content")) if resolved is not None else 0


def _resolved(node: Node) -> Node | None:
    try:
        return node.resolve()
    except RefError:
        return None
