"""Strategies for whole OpenAPI documents: every construct of the specification, in mixtures that nobody would write."""

from __future__ import annotations

from typing import Any, TypeVar

from hypothesis import strategies as st

SCHEMAS = ("Thing", "thing", "Any Other", "class", "List[str]", "Ref~1/x", "Ünïcode")
"""Names of components: some need escaping, some clash when case or punctuation is lost."""

Found = TypeVar("Found")


def brief(strategy: st.SearchStrategy[Found], name: str) -> st.SearchStrategy[Found]:
    """The same strategy under a short name: what it is made of fills pages."""

    def drawn(draw: st.DrawFn) -> Found:
        return draw(strategy)

    drawn.__name__ = name
    return st.composite(drawn)()


NAMES = st.sampled_from(
    ["id", "type", "kind", "name", "class", "self", "model_dump", "_x", "a-b", "a_b", "A B", "1st", "", "$ref", "schema",
     "from", "items", "json", "copy", "None", "é", "\u202e", "x" * 90, "extra_headers", "timeout", "body", "stream"]
) | st.text(max_size=6)  # fmt: skip
SCALARS = st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(width=32) | st.text(max_size=8)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=4,
)
FORMATS = st.sampled_from(
    [
        "date-time",
        "date",
        "byte",
        "binary",
        "uuid",
        "int64",
        "int32",
        "double",
        "password",
        "unixtime",
        "odd one",
    ]
)
TYPES = ("string", "integer", "number", "boolean", "array", "object", "null")
MEDIA = st.sampled_from(
    ["application/json", "application/json; charset=utf-8", "application/vnd.x+json", "text/plain", "text/html",
     "application/xml", "application/octet-stream", "image/*", "*/*", "multipart/form-data", "multipart/mixed",
     "application/x-www-form-urlencoded", "text/event-stream", "application/x-ndjson", "application/json-seq", "odd"]
)  # fmt: skip


def reference(name: str) -> dict[str, Any]:
    """A reference to a component."""
    return {"$ref": "#/components/schemas/" + name.replace("~", "~0").replace("/", "~1")}


REFERENCES = st.sampled_from(SCHEMAS).map(reference)


def _optional(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


ANNOTATIONS = _optional(
    title=st.text(max_size=6),
    description=st.text(max_size=12),
    default=VALUES,
    deprecated=st.booleans(),
    readOnly=st.booleans(),
    writeOnly=st.booleans(),
    nullable=st.booleans(),
    example=VALUES,
)
PLAIN = _optional(
    type=st.sampled_from(TYPES) | st.lists(st.sampled_from(TYPES), min_size=1, max_size=3, unique=True),
    format=FORMATS,
    enum=st.lists(SCALARS, min_size=1, max_size=4),
    const=SCALARS,
    minimum=st.integers(-5, 5),
    maxLength=st.integers(0, 5),
    pattern=st.sampled_from(["^a$", "(", "\\d+"]),
    contentEncoding=st.sampled_from(["base64", "quoted-printable"]),
    contentMediaType=st.sampled_from(["image/png", "application/json"]),
)


def _deeper(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    many = st.lists(inner, min_size=1, max_size=3)
    properties = st.dictionaries(NAMES, inner, max_size=4)
    discriminator = st.fixed_dictionaries(
        {"propertyName": NAMES},
        optional={"mapping": st.dictionaries(st.text(max_size=4), st.sampled_from(SCHEMAS), max_size=2)},
    )
    shapes = _optional(
        type=st.sampled_from(["object", "array", ["object", "null"]]),
        properties=properties,
        required=st.lists(NAMES, max_size=3),
        additionalProperties=st.booleans() | inner,
        patternProperties=st.dictionaries(st.just("^x-"), inner, max_size=1),
        unevaluatedProperties=st.booleans() | inner,
        items=inner,
        prefixItems=many,
        allOf=many,
        oneOf=many,
        anyOf=many,
        discriminator=discriminator,
        **{
            "not": inner,
            "if": inner,
            "then": inner,
            "$defs": st.dictionaries(st.sampled_from("ab"), inner, max_size=1),
        },
    )
    return st.builds(lambda a, b: {**a, **b}, shapes, ANNOTATIONS)


SCHEMA = brief(
    st.recursive(
        st.booleans() | REFERENCES | st.builds(lambda a, b: {**a, **b}, PLAIN, ANNOTATIONS),
        _deeper,
        max_leaves=8,
    ),
    "schema",
)
STYLES = st.sampled_from(
    ["form", "simple", "label", "matrix", "spaceDelimited", "pipeDelimited", "deepObject"]
)


def _parameter(place: str, name: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    base = st.fixed_dictionaries(
        {"name": name, "in": st.just(place)},
        optional={"style": STYLES, "explode": st.booleans(), "description": st.text(max_size=8)},
    )
    typed = st.fixed_dictionaries({"schema": SCHEMA})
    content = st.fixed_dictionaries(
        {"content": st.fixed_dictionaries({"application/json": st.fixed_dictionaries({"schema": SCHEMA})})}
    )
    required = st.just({"required": True}) if place == "path" else st.just({}) | st.just({"required": True})
    return st.builds(lambda a, b, c: {**a, **b, **c}, base, typed | content, required)


CONTENT = brief(st.dictionaries(
    MEDIA,
    _optional(schema=SCHEMA, itemSchema=SCHEMA, example=VALUES,
              encoding=st.dictionaries(NAMES, _optional(contentType=MEDIA, style=STYLES, explode=st.booleans()), max_size=2)),
    max_size=2,
), "content")  # fmt: skip
RESPONSES = st.dictionaries(
    st.sampled_from(["200", "201", "202", "204", "2XX", "404", "default", "x-odd"]),
    st.fixed_dictionaries({"description": st.text(max_size=5)}, optional={"content": CONTENT}),
    min_size=1,
    max_size=3,
)
SCHEMES: dict[str, dict[str, Any]] = {
    "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
    "ask": {"type": "apiKey", "in": "query", "name": "key"},
    "basic auth": {"type": "http", "scheme": "basic"},
    "digest": {"type": "http", "scheme": "Digest"},
    "flow": {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "/token", "scopes": {"a": ""}}}},
    "tls": {"type": "mutualTLS"},
}
SECURITY = st.lists(st.dictionaries(st.sampled_from(list(SCHEMES)), st.just([]), max_size=2), max_size=2)
CALLBACK = st.fixed_dictionaries(
    {
        "{$request.body#/url}": st.fixed_dictionaries(
            {"post": _optional(requestBody=_optional(content=CONTENT))}
        )
    }
)
OPERATION = brief(st.builds(
    lambda own, ps: {**own, "parameters": _distinct(ps)},
    st.fixed_dictionaries(
        {"responses": RESPONSES},
        optional={
            "operationId": NAMES,
            "tags": st.lists(NAMES, max_size=2),
            "summary": st.text(max_size=8),
            "requestBody": st.fixed_dictionaries({"content": CONTENT}, optional={"required": st.booleans()}),
            "security": SECURITY,
            "deprecated": st.booleans(),
            "callbacks": st.dictionaries(NAMES, CALLBACK, max_size=1),
        },
    ),
    st.lists(st.one_of(*(_parameter(p, NAMES) for p in ("query", "header", "cookie"))), max_size=3),
), "operation")  # fmt: skip
PATHS = st.sampled_from(
    ["/a", "/a/{id}", "/things/{a-b}/{class}", "/a/{id}/b", "/", "/A", "/a:do", "/{x}.json", "/a'b\\c"]
)
METHODS = st.sampled_from(["get", "post", "put", "delete", "patch", "head", "options", "trace"])


def _distinct(parameters: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({(p["name"], p["in"]): p for p in parameters}.values())


DOCUMENTS = brief(st.fixed_dictionaries(
    {
        "openapi": st.sampled_from(["3.0.3", "3.1.0", "3.2.0"]),
        "info": st.fixed_dictionaries({"title": st.text(min_size=1, max_size=10).filter(str.strip), "version": st.just("1")}),
        "servers": st.just([{"url": "https://{zone}.a.test", "variables": {"zone": {"default": "eu"}}}]),
        "paths": st.dictionaries(PATHS, st.dictionaries(METHODS, OPERATION, min_size=1, max_size=2), max_size=3),
        "components": st.fixed_dictionaries(
            {
                "schemas": st.fixed_dictionaries(dict.fromkeys(SCHEMAS, SCHEMA)),
                "securitySchemes": st.just(SCHEMES),
            }
        ),
    },
    optional={
        "webhooks": st.dictionaries(NAMES, st.fixed_dictionaries({"post": OPERATION}), max_size=2),
        "security": SECURITY,
    },
), "document")  # fmt: skip
"""Documents whose references lead somewhere and whose structure is right; what the schemas say is anything."""
