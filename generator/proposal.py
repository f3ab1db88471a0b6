"""A first `sdk.yaml` for a document: what the generator found by itself, written out so that a person can change it.

Each entry carries its evidence as a comment.  Generating with the proposal gives what generating without any
configuration gives, until it is edited.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generator.config import TargetConfig
from generator.diagnostics import Diagnostics
from generator.ir.api import Api, Operation
from generator.ir.behaviour import Pagination
from generator.narrow import is_list
from generator.plan.client.clients import base_url, client_names
from generator.plan.client.credentials import plan_client_arguments
from generator.plan.resources import ResourceNode, plan_tree
from generator.spec.facts import dump_yaml

__all__ = ["Entry", "propose"]

_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of the proposal.  `value`: a scalar or a list of scalars; with `entries` it is a mapping.  `evidence`: a comment."""

    key: str
    value: object = None
    entries: tuple[Entry, ...] = field(default=())
    evidence: str = ""


def propose(api: Api, target: str, spec: str) -> str:
    """The text of `specs/<target>/sdk.yaml` for a document that lies beside it under the name `spec`."""
    config = TargetConfig(target=target, spec=spec)
    diagnostics = Diagnostics()
    called = client_names(api, config)
    tree = plan_tree(api, config, diagnostics)
    operations = {operation.id: operation for operation in api.operations}
    package = (
        Entry("name", called.package),
        Entry("distribution", called.distribution),
        Entry("version", "0.1.0"),
    )
    entries = [
        Entry("target", target),
        Entry("spec", spec),
        Entry("package", entries=package, evidence="import name and name on an index"),
        Entry("client", entries=tuple(_client(api, config, diagnostics))),
        *_resources(tree.root, operations),
        *_operations(api.operations),
        *_pages(api.operations),
    ]
    head = (
        f"# Configuration of {_comment(api.title or target)} {_comment(api.version)}: what the document itself suggests.",
        "# Change what should be called or done otherwise; what is left out follows from the document again.",
        "",
    )
    return "\n".join((*head, *_lines(entries, 0))) + "\n"


def _client(api: Api, config: TargetConfig, diagnostics: Diagnostics) -> Iterator[Entry]:
    called = client_names(api, config)
    yield Entry("name", called.client, evidence=f"the async class is Async{called.client}")
    yield Entry("error_name", called.error, evidence="base of all exceptions")
    address = base_url(api, config.client, diagnostics)
    if address:
        evidence = (
            "the first server of the document" if api.format == "openapi" else "rootUrl of the document"
        )
        yield Entry("base_url", address, evidence=evidence)
    yield Entry("base_url_env", f"{called.prefix}_BASE_URL")
    credentials = plan_client_arguments(api, config, called.prefix, diagnostics).credentials
    schemes = tuple(
        Entry(
            credential.scheme.name,
            entries=(Entry("argument", credential.argument), Entry("env", list(credential.env))),
            evidence=" ".join(
                filter(
                    None,
                    (
                        credential.scheme.kind,
                        credential.scheme.http_scheme or credential.scheme.location,
                        credential.scheme.param,
                    ),
                )
            ),
        )
        for credential in credentials
    )
    if schemes:
        yield Entry("auth", entries=schemes)


def _resources(root: ResourceNode, operations: dict[str, Operation]) -> Iterator[Entry]:
    """`resources:` and `methods:` at the top level of the file."""
    node = _node(root, operations)
    yield from node.entries


def _node(node: ResourceNode, operations: dict[str, Operation]) -> Entry:
    parts: list[Entry] = []
    if node.methods:
        methods = (
            Entry(m.name, m.operation, evidence=_request(operations[m.operation])) for m in node.methods
        )
        parts.append(Entry("methods", entries=tuple(methods)))
    if node.children:
        parts.append(Entry("resources", entries=tuple(_node(child, operations) for child in node.children)))
    return Entry(node.name, entries=tuple(parts))


def _request(operation: Operation) -> str:
    return f"{operation.method} {operation.path}"


def _operations(operations: Iterable[Operation]) -> Iterator[Entry]:
    """Operations that stream or go on page by page."""
    found: list[Entry] = []
    for operation in operations:
        parts: list[Entry] = []
        if operation.streaming is not None:
            stream = operation.streaming
            values = [Entry("switch", stream.switch)] if stream.switch else []
            values += (
                [Entry("query", entries=tuple(Entry(k, v) for k, v in stream.query))] if stream.query else []
            )
            if values:
                parts.append(
                    Entry("streaming", entries=tuple(values), evidence=f"answers {stream.format} events")
                )
        if operation.pagination is not None:
            parts.append(Entry("page", operation.pagination.scheme, evidence=_why(operation.pagination)))
        if parts:
            found.append(Entry(operation.id, entries=tuple(parts)))
    if found:
        yield Entry("operations", entries=tuple(found))


def _why(page: Pagination) -> str:
    asked = f"takes {page.cursor_param}" if page.cursor_param else "takes no position"
    given = [page.items, *filter(None, (page.next_field, page.last_item_field, page.has_more_field))]
    return f"{asked}{' in its body' if page.in_body else ''}, answers {', '.join(given)}"


def _pages(operations: Iterable[Operation]) -> Iterator[Entry]:
    """A page class for each shape of list."""
    schemes = {o.pagination.scheme: o.pagination for o in operations if o.pagination is not None}
    names = ("kind", "items", "cursor_param", "next_field", "last_item_field", "has_more_field")
    classes = tuple(
        Entry(name, entries=tuple(Entry(n, getattr(page, n)) for n in names if getattr(page, n)))
        for name, page in schemes.items()
    )
    if classes:
        yield Entry("pages", entries=classes)


def _lines(entries: Iterable[Entry], depth: int) -> Iterator[str]:
    """YAML, two columns a level; every scalar of the document is written by the YAML library."""
    for entry in entries:
        note = f"  # {_comment(entry.evidence)}" if entry.evidence else ""
        start = f"{'  ' * depth}{_scalar(entry.key)}:"
        if entry.entries:
            yield f"{start}{note}"
            yield from _lines(entry.entries, depth + 1)
        elif is_list(entry.value):
            yield f"{start} [{', '.join(_scalar(item, flow=True) for item in entry.value)}]{note}"
        else:
            yield f"{start} {_scalar(entry.value)}{note}"
        if depth == 0 and entry.entries:
            yield ""


def _scalar(value: object, *, flow: bool = False) -> str:
    text = dump_yaml([value]).removeprefix("- ").rstrip("\n")
    plain = re.fullmatch(r"[\w./-]+", text) is not None
    if flow and not plain and text[:1] not in "'\"":
        return "'" + text.replace("'", "''") + "'"
    return text


def _comment(text: str) -> str:
    """Words of the document, on one line and without characters that a terminal obeys."""
    return _UNSAFE.sub(" ", text).strip()[:160]
