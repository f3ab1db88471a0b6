"""A request for an operation, made from the document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from generator.config import TargetConfig, WireConfig
from generator.exchanges.operations import Content, Operation, Parameter
from generator.exchanges.streams import StreamFacts, compact
from generator.exchanges.styles import nested_pairs, path_text, query_pairs, text_of
from generator.lower.operations.media import essence
from generator.narrow import is_array, is_object
from generator.samples import Flavour, Sampler
from generator.samples.flat import Schemas
from generator.samples.patterns import text_for
from generator.spec.document import Node

BOUNDARY: Final = "sdkgen-sample-boundary"
FILE_NAME: Final = "sample.txt"
FILE_CONTENT: Final = b"sample content of a file\n"


@dataclass(frozen=True, slots=True)
class SampleRequest:
    """A request as it goes out, without credentials.  `url` is absolute; header names are lower-case."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: bytes = b""


class RequestMaker:
    """Makes requests for the operations of one target; `base`: address of the server, default the document's."""

    def __init__(self, sampler: Sampler, config: TargetConfig, base: str = "") -> None:
        self._sampler = sampler
        self._config = config
        self._base = (base or config.client.base_url).rstrip("/")

    def request(
        self,
        operation: Operation,
        *,
        facts: StreamFacts | None = None,
        streamed: bool = False,
        full: bool = False,
    ) -> SampleRequest:
        """The required parts of a request, or with `full` all of them.

        `facts`: how the operation streams; the stream is asked for when `streamed`, else it is not.
        """
        stream = facts if streamed else None
        switch = facts.switch if facts is not None else None
        query = parse_qsl(operation.path.partition("#")[0].partition("?")[2], keep_blank_values=True)
        headers: dict[str, str] = {"accept": _accept(operation, stream)}
        for parameter in reversed(operation.parameters):
            if parameter.location == "query" and (parameter.required or full):
                if parameter.name != switch:
                    query += query_pairs(parameter, self._value(parameter), self._wire)
            elif parameter.location == "header" and (parameter.required or full):
                headers[parameter.name.lower()] = text_of(self._value(parameter))
        stated = self._config.operations.get(operation.id)
        headers.update({k.lower(): v for k, v in stated.headers.items()} if stated is not None else {})
        body = self._body(operation, headers, facts, streamed=streamed, full=full)
        if stream is not None and stream.query:
            query += list(stream.query.items())
        elif stream is not None and stream.switch and not _in_body(operation, stream.switch):
            query.append((stream.switch, text_of(stream.switch_value)))
        url = self._url(operation) + (f"?{urlencode(query)}" if query else "")
        return SampleRequest(operation.method, url, headers, body)

    @property
    def _wire(self) -> WireConfig:
        return self._config.wire

    def _value(self, parameter: Parameter) -> Any:
        return self._sampler.value(
            parameter.schema, flavour=Flavour.TYPICAL, side="request", depth=1, name=parameter.name
        )

    def _url(self, operation: Operation) -> str:
        parameters = operation.real_parameters or operation.parameters
        path = operation.real_path
        for parameter in parameters:
            if parameter.location == "path":
                value = self._path_value(parameter)
                path = path.replace("{+" + parameter.name + "}", value).replace(
                    "{" + parameter.name + "}", value
                )
        base = self._base or operation.servers[0].rstrip("/")
        if "://" not in base:
            base = "https://api.example.com" + base
        return base + path.partition("?")[0].partition("#")[0]

    def _path_value(self, parameter: Parameter) -> str:
        pattern = parameter.schema.value.get("pattern") if parameter.schema is not None else None
        # `[^/]+` and `.*` of resource names: letters that say what stands there read better than the first match.
        named = str(pattern or "").replace("[^/]+", "sample").replace(".*", "sample").strip("^$")
        text = named if named and text_for(named) == named else None
        return path_text(parameter, text if text is not None else self._value(parameter))

    # Bodies

    def _body(
        self,
        operation: Operation,
        headers: dict[str, str],
        facts: StreamFacts | None,
        *,
        streamed: bool,
        full: bool,
    ) -> bytes:
        content = self._content(operation)
        if content is None or not (operation.body_required or full or streamed or _required(content)):
            return b""
        headers["content-type"] = content.media_type
        depth = 2 if full else 0
        if content.kind == "binary" or content.kind == "stream":
            return FILE_CONTENT
        value = self._sampler.value(content.schema, side="request", depth=depth)
        if facts is not None and facts.switch and is_object(value) and _in_body(operation, facts.switch):
            if streamed:
                value[facts.switch] = facts.switch_value
            elif value.pop(facts.switch, None) is not None and facts.switch_value is True:
                value.update({facts.switch: False} if facts.switch in _required(content) else {})
        stated = self._config.operations.get(operation.id)
        if stated is not None and is_object(value) and value.keys().isdisjoint(stated.preset):
            value.update(stated.preset)
        if content.kind == "json":
            return compact(value)
        if content.kind == "text":
            return text_of(value).encode()
        if content.kind == "form":
            pairs = (
                [pair for k, v in value.items() for pair in nested_pairs(k, v)] if is_object(value) else []
            )
            return urlencode(pairs).encode()
        headers["content-type"] = f"{essence(content.media_type)}; boundary={BOUNDARY}"
        return self._multipart(content, value if is_object(value) else {})

    def _content(self, operation: Operation) -> Content | None:
        stated = self._config.operations.get(operation.id)
        wanted = stated.content_type if stated is not None else ""
        chosen = next((c for c in operation.contents if wanted and essence(c.media_type) == wanted), None)
        json = next((c for c in operation.contents if c.kind == "json"), None)
        multipart = next((c for c in operation.contents if c.kind == "multipart"), None)
        return (
            chosen
            or (multipart if _holds_files(multipart) else None)
            or json
            or next(iter(operation.contents), None)
        )

    def _multipart(self, content: Content, value: Mapping[str, Any]) -> bytes:
        lines: list[bytes] = []
        for name, member in value.items():
            binary = is_binary(content.schema, name)
            brackets = self._wire.multipart_arrays == "brackets"
            if binary:
                many = is_array(member)
                lines.append(
                    _part(f"{name}[]" if many and brackets else name, FILE_CONTENT, FILE_NAME, "text/plain")
                )
            elif is_object(member) and self._wire.multipart_objects == "json":
                lines.append(_part(name, compact(member), None, "application/json"))
            elif is_array(member) and not brackets:
                lines += [_part(name, text_of(each).encode()) for each in member]
            else:
                lines += [_part(key, text.encode()) for key, text in nested_pairs(name, member)]
        return b"".join(lines) + f"--{BOUNDARY}--\r\n".encode()


def _part(name: str, content: bytes, file_name: str | None = None, media_type: str = "") -> bytes:
    escaped = name.replace("%", "%25").replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{escaped}"'
    head += f'; filename="{file_name}"' if file_name else ""
    head += f"\r\nContent-Type: {media_type}" if media_type else ""
    return head.encode() + b"\r\n\r\n" + content + b"\r\n"


def is_binary(schema: Node | None, name: str) -> bool:
    """Whether a property of a form is a file, or a list of files."""
    if schema is None:
        return False
    schemas = Schemas()
    for _, nodes in _properties(schemas, schema, name):
        flat = schemas.flat(nodes)
        inner = schemas.flat(flat.nodes("items")) if flat.nodes("items") else flat
        branches = [schemas.flat(branch) for choice in inner.choices for branch in choice.branches]
        for each in (inner, *branches):
            items = [schemas.flat(each.nodes("items"))] if each.nodes("items") else []
            if any(_is_bytes(one.first("format"), one.first("contentMediaType")) for one in (each, *items)):
                return True
    return False


def _properties(schemas: Schemas, schema: Node, name: str) -> list[tuple[str, tuple[Node, ...]]]:
    flat = schemas.flat([schema])
    found = [(name, flat.properties[name])] if name in flat.properties else []
    for choice in flat.choices:
        for branch in choice.branches:
            inner = schemas.flat(branch).properties
            found += [(name, inner[name])] if name in inner else []
    return found


def _is_bytes(format_: object, media_type: object) -> bool:
    return format_ == "binary" or (isinstance(media_type, str) and media_type.startswith("application/octet"))


def _holds_files(content: Content | None) -> bool:
    if content is None or content.schema is None:
        return False
    names = Schemas().flat([content.schema]).properties
    return any(is_binary(content.schema, name) for name in names)


def _required(content: Content) -> frozenset[str]:
    """Fields that the operation is of no use without, also where the body as a whole may be left out."""
    return Schemas().flat([content.schema]).required if content.schema is not None else frozenset()


def _in_body(operation: Operation, name: str) -> bool:
    return bool(operation.contents) and not any(
        p.name == name and p.location == "query" for p in operation.parameters
    )


def _accept(operation: Operation, stream: StreamFacts | None) -> str:
    if stream is not None:
        return stream.media_type
    answer = operation.success[1]
    contents = (
        [content for content in answer.contents if content.kind != "stream"] if answer is not None else []
    )
    return contents[0].media_type if contents else "application/json"
