"""The operations of a document, with references followed and defaults filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from generator.lower.operations.media import STREAM_FORMATS, essence, kind_of
from generator.narrow import is_list, is_object
from generator.spec.document import Document, Node, RefError
from generator.spec.structure import METHODS

_DEFAULT_STYLES: Final = {"path": "simple", "header": "simple", "query": "form", "cookie": "form"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter (OpenAPI 3.1 section 4.8.12).  `media_type` is set for one that is described by `content`.

    `location`: path, query, header, cookie, or querystring (3.2: the whole query as one value).
    """

    name: str
    location: str
    required: bool
    schema: Node | None
    style: str
    explode: bool
    allow_reserved: bool = False
    media_type: str = ""
    node: Node | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """A body of one media type.  `kind`: json, form, multipart, text, binary or stream.

    `item`: the schema of one item of a stream; `encodings`: Encoding Objects by property.
    """

    media_type: str
    kind: str
    schema: Node | None
    item: Node | None = None
    encodings: Mapping[str, Node] = field(default_factory=dict[str, Node])
    node: Node | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One entry of `responses`: a status, a range such as ``4XX``, or ``default``."""

    status: str
    contents: tuple[Content, ...]
    headers: tuple[Parameter, ...] = ()

    @property
    def is_success(self) -> bool:
        """Whether the entry stands for a status from 200 to 299."""
        return self.status.startswith("2")

    @property
    def code(self) -> int:
        """A status that the entry stands for."""
        if self.status.isdigit() and 100 <= int(self.status) <= 599:
            return int(self.status)
        return int(self.status[0]) * 100 if self.status[:1] in "12345" else 500


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation.  `path` is the key of the document; `real_path` the template that requests are made from
    (``{+name}`` may hold slashes) and `real_parameters` its expressions, where Discovery tells them apart.

    `security`: alternatives, each a tuple of scheme names; () when nothing is asked for.
    `bases`: path prefixes of the servers, without a slash at the end.
    """

    id: str
    method: str
    path: str
    parameters: tuple[Parameter, ...]
    contents: tuple[Content, ...]
    body_required: bool
    answers: tuple[Answer, ...]
    security: tuple[tuple[str, ...], ...]
    servers: tuple[str, ...]
    node: Node
    real_path: str = ""
    real_parameters: tuple[Parameter, ...] = ()

    @property
    def bases(self) -> tuple[str, ...]:
        """Path prefixes of the servers, without a slash at the end."""
        return tuple(dict.fromkeys(urlsplit(server).path.rstrip("/") for server in self.servers))

    @property
    def upload(self) -> Mapping[str, Any]:
        """Facts about media upload (`x-sdkgen-upload`); empty for most operations."""
        stated = self.node.value.get("x-sdkgen-upload")
        return stated if is_object(stated) else {}

    @property
    def download(self) -> bool:
        """Whether ``alt=media`` asks for bytes instead of the JSON answer."""
        return self.node.value.get("x-sdkgen-download") is True

    def answer(self, status: int) -> Answer | None:
        """The entry for a status: its own, its range, or the default (3.1 section 4.8.16)."""
        by_status = {answer.status.upper(): answer for answer in self.answers}
        return by_status.get(str(status)) or by_status.get(f"{status // 100}XX") or by_status.get("DEFAULT")

    @property
    def success(self) -> tuple[int, Answer | None]:
        """The usual status and its entry: the first success that is stated, else the default with 200."""
        found = next((answer for answer in self.answers if answer.is_success), None)
        if found is not None:
            return found.code, found
        return 200, next((answer for answer in self.answers if answer.status == "default"), None)


def operations(document: Document) -> tuple[Operation, ...]:
    """All operations in document order.  An operation without id is called by method and path."""
    paths = document.root.get("paths")
    found: list[Operation] = []
    for path, item in paths.items() if paths is not None else ():
        if path.startswith("/"):
            found += _of_item(document, path, _resolved(item))
    return tuple(found)


def global_parameters(document: Document) -> tuple[Parameter, ...]:
    """Query parameters that every operation takes (Discovery)."""
    node = document.root.get("x-sdkgen-global-parameters")
    return tuple(_parameters(node))


def _of_item(document: Document, path: str, item: Node) -> Iterator[Operation]:
    named = [(name, item.get(name)) for name in METHODS]
    more = item.get("additionalOperations")
    for method, node in [*named, *(more.items() if more is not None else ())]:
        if node is not None and node.is_mapping:
            yield _operation(document, path, item, method, node)


def _operation(document: Document, path: str, item: Node, method: str, node: Node) -> Operation:
    parameters = {(p.name, p.location): p for p in _parameters(item.get("parameters"))}
    parameters.update({(p.name, p.location): p for p in _parameters(node.get("parameters"))})
    body = node.get("requestBody")
    body = _resolved(body) if body is not None else None
    real = node.value.get("x-sdkgen-request-path")
    stated_id = node.value.get("operationId")
    answers = node.get("responses")
    return Operation(
        id=stated_id if isinstance(stated_id, str) and stated_id else f"{method.upper()} {path}",
        method=method.upper(),
        path=path,
        parameters=tuple(parameters.values()),
        contents=tuple(_contents(body)),
        body_required=body is not None and body.value.get("required") is True,
        answers=tuple(_answers(answers)) if answers is not None else (),
        security=_security(document, node),
        servers=_servers(document, item, node),
        node=node,
        real_path="/" + real.lstrip("/") if isinstance(real, str) else path,
        real_parameters=tuple(_parameters(node.get("x-sdkgen-path-parameters"))),
    )


def _resolved(node: Node) -> Node:
    try:
        return node.resolve()
    except RefError:
        return node


def _parameters(node: Node | None) -> Iterator[Parameter]:
    for element in node.elements() if node is not None else []:
        each = _resolved(element)
        if each.is_mapping and isinstance(each.value.get("name"), str):
            yield _parameter(each, each.value["name"], str(each.value.get("in", "query")))


def _parameter(node: Node, name: str, location: str) -> Parameter:
    value = node.value
    style = str(value.get("style") or _DEFAULT_STYLES.get(location, "form"))
    explode = value.get("explode")
    contents = tuple(_contents(node))
    return Parameter(
        name,
        location,
        required=location == "path" or value.get("required") is True,
        schema=contents[0].schema if contents else node.get("schema"),
        style=style,
        explode=explode if isinstance(explode, bool) else style in ("form", "deepObject", "cookie"),
        allow_reserved=value.get("allowReserved") is True,
        media_type=contents[0].media_type if contents else "",
        node=node,
    )


def _contents(node: Node | None) -> Iterator[Content]:
    content = node.get("content") if node is not None else None
    for media_type, entry in content.items() if content is not None else ():
        media = _resolved(entry)
        schema, item = media.get("schema"), media.get("itemSchema")
        streams = item is not None or essence(media_type) in STREAM_FORMATS
        kind = "stream" if streams else kind_of(media_type, schema.value if schema is not None else None)
        encoding = media.get("encoding")
        yield Content(
            media_type,
            kind,
            schema,
            item or schema if streams else None,
            dict(encoding.items()) if encoding is not None else {},
            media,
        )


def _answers(node: Node) -> Iterator[Answer]:
    for status, entry in node.items():
        if status.startswith("x-"):
            continue
        response = _resolved(entry)
        headers = response.get("headers")
        yield Answer(
            status,
            tuple(_contents(response)),
            tuple(
                _parameter(_resolved(header), name, "header")
                for name, header in (headers.items() if headers is not None else ())
                if name.lower() != "content-type" and _resolved(header).is_mapping
            ),
        )


def _security(document: Document, node: Node) -> tuple[tuple[str, ...], ...]:
    stated = node.value.get("security", document.raw.get("security"))
    alternatives = [tuple(map(str, each)) for each in stated if is_object(each)] if is_list(stated) else []
    return () if () in alternatives else tuple(alternatives)


def _servers(document: Document, item: Node, node: Node) -> tuple[str, ...]:
    for owner in (node, item, document.root):
        stated = owner.get("servers")
        urls = [_server_url(each) for each in stated.elements()] if stated is not None else []
        if any(urls):
            return tuple(url for url in urls if url)
    return ("/",)


def _server_url(node: Node) -> str:
    """The address with the defaults of its variables."""
    value: dict[str, Any] = node.value if node.is_mapping else {}
    url = str(value.get("url", ""))
    variables = value.get("variables")
    for name, variable in variables.items() if is_object(variables) else ():
        if is_object(variable):
            url = url.replace("{" + str(name) + "}", str(variable.get("default", "")))
    return url
