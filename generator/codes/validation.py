"""Codes ``SDK2xx``: validation of a document."""

from __future__ import annotations

from generator.codes.info import CodeInfo

CODES: tuple[CodeInfo, ...] = (
    CodeInfo(
        "SDK201",
        "root is incomplete",
        "The document lacks what everything else depends on: `info` with a title, and at least one of `paths`, "
        "`components` and `webhooks`, each a mapping.",
        "Add what is named, in the document or with an overlay.",
    ),
    CodeInfo(
        "SDK202",
        "wrong shape",
        "A mapping or a list is required here, and something else was found. The place is left out.",
        "Correct the place in the document or with an overlay; a list item often lacks its `-`, a mapping its colon.",
    ),
    CodeInfo(
        "SDK203",
        "incomplete information",
        "A field of `info` is missing or of the wrong type.",
        "Add `info.title` and `info.version` as texts.",
    ),
    CodeInfo(
        "SDK204",
        "not valid by the letter",
        "openapi-spec-validator says that this place breaks the specification. Generation goes on, because nearly all "
        "public documents have such places; none of our own rules found it harmful.",
        "Nothing has to be done; mend the place, or tell the author of the document.",
    ),
    CodeInfo(
        "SDK205",
        "validator did not finish",
        "openapi-spec-validator failed on this document. Our own rules were checked nevertheless.",
        "Nothing has to be done; the findings of the other rules still hold.",
    ),
    CodeInfo(
        "SDK210",
        "reference without a target",
        "A `$ref` names something that does not exist. The place is generated as an unconstrained value.",
        "Define the target, or mend the reference in an overlay.",
    ),
    CodeInfo(
        "SDK211",
        "reference not followed",
        "The reference leads to the network, to an absolute path, or out of the folder of the document. Such places "
        "are never read, because a description from a stranger could otherwise reach into this machine and its network.",
        "Bundle the description into one folder.",
    ),
    CodeInfo(
        "SDK212",
        "circle of references",
        "A chain of `$ref` comes back to itself without reaching a value.",
        "Let one reference of the circle lead to a schema, a parameter or a response.",
    ),
    CodeInfo(
        "SDK213",
        "example not found",
        "An example or link refers to a file that is not there. Examples are not needed for generation.",
        "Nothing has to be done; remove the reference if the file is gone for good.",
    ),
    CodeInfo(
        "SDK220",
        "unusable operation id",
        "Two operations have the same `operationId`, or it is no text.",
        "Give each operation an `operationId` of its own: method names come from it.",
    ),
    CodeInfo(
        "SDK221",
        "odd path template",
        "A path does not begin with `/`, or its braces do not match.",
        "Begin the path with `/`, and close every `{` with a `}`.",
    ),
    CodeInfo(
        "SDK222",
        "path and parameters disagree",
        "A variable of the path is not declared as a parameter, a declared one does not occur, or one is declared twice.",
        "Declare every `{variable}` of the path once as a parameter with `in: path`.",
    ),
    CodeInfo(
        "SDK223",
        "incomplete parameter",
        "A parameter lacks its name, its place or its type.",
        "Give the parameter a `name`, an `in`, and a `schema` or `content`.",
    ),
    CodeInfo(
        "SDK224",
        "odd responses",
        "An operation describes no response, or a key is no HTTP status.",
        "Describe at least one response under a status such as '200', '4XX' or 'default'.",
    ),
    CodeInfo(
        "SDK225",
        "no media type",
        "A key of `content` is no media type.",
        "Write a type and a subtype, for instance `application/json`.",
    ),
    CodeInfo(
        "SDK226",
        "unknown security scheme",
        "A security requirement names a scheme that is not defined, or a scheme has an unknown type.",
        "Define the scheme under `components/securitySchemes`, with one of the types of the specification.",
    ),
    CodeInfo(
        "SDK230",
        "exclusive bound without bound",
        "`exclusiveMinimum: true` is the form of OpenAPI 3.0 and needs `minimum` beside it (likewise for the maximum).",
        "Write the bound as a number.",
    ),
    CodeInfo(
        "SDK231",
        "`nullable` is no boolean",
        "The value of `nullable` is neither true nor false.",
        "Write `true` or `false`, or use a type list with `null` (OpenAPI 3.1).",
    ),
    CodeInfo(
        "SDK240",
        "unknown type",
        "`type` holds a name that JSON Schema does not have.",
        "Use string, number, integer, boolean, array, object or null.",
    ),
    CodeInfo(
        "SDK241",
        "odd enumeration",
        "An `enum` is empty or no list, repeats a value, or has values of another type than the schema.",
        "List each value once, and of the schema's type.",
    ),
    CodeInfo(
        "SDK242",
        "odd required list",
        "`required` is no list of names, or names a property that is not described.",
        "List names of `properties`, each once.",
    ),
    CodeInfo(
        "SDK243",
        "default does not fit",
        "A default is not of the type of its schema, or not in its `enum`.",
        "Correct the default, or widen the schema; the default is documentation only.",
    ),
    CodeInfo(
        "SDK244",
        "odd discriminator",
        "A discriminator names no property, a property that a branch does not have, or a schema that does not exist.",
        "Name a property that every branch has, and schemas that exist in `mapping`.",
    ),
    CodeInfo(
        "SDK245",
        "odd bound",
        "A bound is no number, a length is negative, or a range is empty.",
        "Write a number, and the lower bound not above the upper one.",
    ),
    CodeInfo(
        "SDK246",
        "pattern Python cannot read",
        "Patterns are ECMAScript regular expressions. This one uses something that Python does not have, or is broken; "
        "it is kept for documentation only.",
        "Nothing has to be done: values are not checked against it.",
    ),
)
