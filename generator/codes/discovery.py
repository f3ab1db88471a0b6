"""Codes ``SDK4xx``: Discovery documents."""

from __future__ import annotations

from generator.codes.info import CodeInfo

CODES: tuple[CodeInfo, ...] = (
    CodeInfo(
        "SDK401",
        "not a REST description",
        "The file comes from the Discovery service but lists APIs, or describes something else than a REST API.",
        "Give the discovery document of one API.",
    ),
    CodeInfo(
        "SDK402",
        "no methods",
        "Neither the document nor any of its resources has a method that can be called.",
        "Check that the file is complete: `methods` and `resources` stand at its top level.",
    ),
    CodeInfo(
        "SDK403",
        "wrong JSON type",
        "A key holds a value of a type that the Discovery format does not allow there; the value is ignored.",
        "Correct the value in the document or with an overlay.",
    ),
    CodeInfo(
        "SDK404",
        "unknown HTTP method",
        "`httpMethod` is missing or is no HTTP method; the method is left out.",
        "Set `httpMethod` with an overlay.",
    ),
    CodeInfo(
        "SDK405",
        "method without path",
        "A method has no `path`, so nothing can be sent; it is left out.",
        "Set `path` with an overlay.",
    ),
    CodeInfo(
        "SDK406",
        "reference to a missing schema",
        "A `$ref` names a schema that the document does not define. It is kept, so that an overlay can define it.",
        "Add the schema in an overlay.",
    ),
    CodeInfo(
        "SDK407",
        "unreadable default or bound",
        "Discovery writes defaults, bounds and sizes as strings; this one cannot be read as a value of its type.",
        "Write the number as a text of digits.",
    ),
    CodeInfo(
        "SDK408",
        "path and parameters disagree",
        "A variable of the path is not declared as a path parameter, or a path parameter is not in the path.",
        "Declare each variable of the path as a parameter with `location: path`, in the document or with an overlay.",
    ),
    CodeInfo(
        "SDK409",
        "unknown type or location",
        "A schema has a type, or a parameter a location, that the format does not know; the widest meaning is used.",
        "Correct the `type` or `location` in the document or with an overlay.",
    ),
    CodeInfo(
        "SDK410",
        "repeated method",
        "Two methods have the same id, or the same HTTP method and path; both are kept, under different names.",
        "Give the methods different ids, or name them in the configuration.",
    ),
    CodeInfo(
        "SDK411",
        "nested too deep",
        "Resources or inline schemas are nested beyond the limit; what lies deeper is left out.",
        "Name inner schemas under `schemas` and refer to them with `$ref`.",
    ),
    CodeInfo(
        "SDK412",
        "unsupported template expression",
        "A path uses an RFC 6570 operator other than `{name}` and `{+name}`; it is read as `{name}`.",
        "Use `{name}`, or `{+name}` where slashes belong to the value.",
    ),
    CodeInfo(
        "SDK413",
        "no server address",
        "The document has neither `rootUrl` nor `baseUrl`.",
        "Set the base URL in the target's configuration.",
    ),
)
