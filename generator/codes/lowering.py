"""Codes ``SDK5xx``: lowering to the IR.

The constants name the codes for the modules that emit them.
"""

from __future__ import annotations

from typing import Final

from generator.codes.info import CodeInfo

BAD_REFERENCE: Final = "SDK501"
BAD_SCHEMA: Final = "SDK502"
TOO_DEEP: Final = "SDK503"
MERGE_CYCLE: Final = "SDK504"
ALIAS_CYCLE: Final = "SDK505"
UNKNOWN_TYPE: Final = "SDK506"
KEYWORD_NOT_EXPRESSED: Final = "SDK507"
PROPERTY_CONFLICT: Final = "SDK508"
MERGE_CONFLICT: Final = "SDK509"
REQUIRED_WITHOUT_PROPERTY: Final = "SDK510"
REQUIRED_ONLY_BRANCHES: Final = "SDK511"
UNION_WEAKENED: Final = "SDK512"
ODD_ENUM_VALUE: Final = "SDK513"
PATTERN_PROPERTIES: Final = "SDK514"
IGNORED_SIBLING: Final = "SDK515"
TAGS_FROM_NAMES: Final = "SDK516"
TAGS_AMBIGUOUS: Final = "SDK517"
DISCRIMINATOR_ALONE: Final = "SDK518"
BAD_KEYWORD: Final = "SDK519"
BINARY_IN_JSON: Final = "SDK520"
PARAMETER_IGNORED: Final = "SDK530"
PATH_PARAMETER_ADDED: Final = "SDK531"
PATH_PARAMETER_REMOVED: Final = "SDK532"
BAD_PARAMETER: Final = "SDK533"
BAD_STYLE: Final = "SDK534"
QUERYSTRING: Final = "SDK535"
PARAMETER_KEYWORD: Final = "SDK536"
PATH_PARAMETER_OPTIONAL: Final = "SDK537"
MEDIA_AS_BYTES: Final = "SDK540"
ENCODING_NOT_EXPRESSED: Final = "SDK541"
STREAM_WITHOUT_SWITCH: Final = "SDK542"
BAD_MEDIA: Final = "SDK543"
CONFIG_UNKNOWN_TYPE: Final = "SDK544"
CONFIG_MISFIT: Final = "SDK545"
PAGINATION_INFERRED: Final = "SDK546"
OPERATION_WITHOUT_ID: Final = "SDK550"
DUPLICATE_OPERATION_ID: Final = "SDK551"
LINK: Final = "SDK552"
BAD_OPERATION: Final = "SDK553"
BAD_SECURITY: Final = "SDK560"
CONFIGURED_SECURITY: Final = "SDK561"
SERVER_RELATIVE: Final = "SDK565"
BAD_SERVER: Final = "SDK566"
GLOBAL_PARAMETERS: Final = "SDK570"

CODES: tuple[CodeInfo, ...] = (
    CodeInfo(
        BAD_REFERENCE,
        "reference leads nowhere",
        "A $ref has no target, leaves the permitted files, or only leads back to itself. The place is typed as any JSON "
        "value, or left out where no value can stand.",
        "Mend the reference in the document or with an overlay action.",
    ),
    CodeInfo(
        BAD_SCHEMA,
        "not a schema",
        "Something stands where a schema belongs that is neither an object nor a boolean. It is typed as any JSON value.",
        "Put a schema object, or true or false, in this place.",
    ),
    CodeInfo(
        TOO_DEEP,
        "schema nested too deeply",
        "Schemas are nested further than the generator follows. The innermost ones are typed as any JSON value.",
        "Name the inner schemas under components/schemas and refer to them.",
    ),
    CodeInfo(
        MERGE_CYCLE,
        "allOf includes itself",
        "A schema is composed (allOf) of a schema that is composed of it. The cycle is cut after one round.",
        "Remove the way back from one of the schemas.",
    ),
    CodeInfo(
        ALIAS_CYCLE,
        "schema defined by itself",
        "A schema consists of nothing but a way back to itself. The way back is removed; if nothing else is left, the "
        "schema is any JSON value.",
        "Let the schema say something besides the reference.",
    ),
    CodeInfo(
        UNKNOWN_TYPE,
        "unknown type",
        "The value of `type` is no JSON Schema type. The schema is typed as any JSON value.",
        "Use string, number, integer, boolean, array, object or null.",
    ),
    CodeInfo(
        KEYWORD_NOT_EXPRESSED,
        "keyword without a counterpart in types",
        "The schema has a keyword (not, if, contains, ...) that types cannot say. Values are not checked against it.",
        "Nothing has to be done; the server still checks it.",
    ),
    CodeInfo(
        PROPERTY_CONFLICT,
        "property typed twice",
        "Two branches of a composition give the same property types that do not fit together. The later one is used.",
        "Give the property one type, or set it with an overlay.",
    ),
    CodeInfo(
        MERGE_CONFLICT,
        "allOf that nothing satisfies",
        "The branches of an allOf exclude each other, for instance a string and an object. The later one is used.",
        "Use anyOf where either branch may hold, or remove the branch that is wrong.",
    ),
    CodeInfo(
        REQUIRED_WITHOUT_PROPERTY,
        "required property is not declared",
        "`required` names a property that no `properties` describes. It gets no field of its own.",
        "Add the property, or remove the name from `required`.",
    ),
    CodeInfo(
        REQUIRED_ONLY_BRANCHES,
        "union of required lists",
        "The branches of a oneOf or anyOf only say which properties must be present together. The object stays one "
        "type whose properties are optional where the branches differ.",
        "Nothing has to be done; make the branches schemas of their own to have a type for each.",
    ),
    CodeInfo(
        UNION_WEAKENED,
        "union expressed more loosely",
        "A union stands in a place where it cannot be kept exactly (two unions of one schema, properties beside "
        "branches that are no objects). The type accepts more than the document does.",
        "Nothing has to be done; give the union a schema of its own to have it exact.",
    ),
    CodeInfo(
        ODD_ENUM_VALUE,
        "enum value of another type",
        "An enum is empty, repeats a value, or holds values that its `type` excludes or that are no scalars.",
        "List scalars of the schema's type, each once.",
    ),
    CodeInfo(
        PATTERN_PROPERTIES,
        "patternProperties as free keys",
        "Keys that match a pattern are typed as free keys: the pattern itself is not checked.",
        "Nothing has to be done; the server still checks the keys.",
    ),
    CodeInfo(
        IGNORED_SIBLING,
        "keyword beside $ref has no effect",
        "A keyword beside $ref restricts the referenced type in a way that types cannot say.",
        "Put the reference into an `allOf` beside the keyword to have a type of its own.",
    ),
    CodeInfo(
        TAGS_FROM_NAMES,
        "discriminator values taken from schema names",
        "A discriminator has neither mapping nor const or enum values in its branches, so the component names are the "
        "values, as the OpenAPI specification defines.",
        "Give each branch a one-value enum, or the discriminator a mapping.",
    ),
    CodeInfo(
        TAGS_AMBIGUOUS,
        "discriminator does not tell branches apart",
        "Branches of a union have no value for the discriminator property, or share one. Such branches are told apart "
        "by their shape.",
        "Give every branch the discriminator property with a `const` of its own, or add a `mapping`.",
    ),
    CodeInfo(
        DISCRIMINATOR_ALONE,
        "discriminator without a union",
        "A discriminator stands beside neither oneOf nor anyOf. Values are read as the schema itself; fields of "
        "subtypes are kept as additional ones.",
        "Make the schema a oneOf of its subtypes.",
    ),
    CodeInfo(
        BAD_KEYWORD,
        "keyword has a value it cannot have",
        "The value of a keyword is of the wrong kind. The keyword is ignored.",
        "Correct the value in the document or with an overlay.",
    ),
    CodeInfo(
        BINARY_IN_JSON,
        "raw bytes inside JSON",
        "A property with `format: binary` is part of a JSON body. JSON cannot carry raw bytes; it is a string there.",
        "Use `format: byte` for base64 text.",
    ),
    CodeInfo(
        PARAMETER_IGNORED,
        "header parameter is set elsewhere",
        "OpenAPI gives the header parameters Accept, Content-Type and Authorization no effect: media types and security "
        "decide them.",
        "Use `extra_headers` to send another value in one call.",
    ),
    CodeInfo(
        PATH_PARAMETER_ADDED,
        "path parameter is not declared",
        "The path template names a parameter that the operation does not declare. It is added as a required string.",
        "Declare it with `in: path` to give it a type.",
    ),
    CodeInfo(
        PATH_PARAMETER_REMOVED,
        "path parameter is not in the path",
        "A path parameter is declared whose name the path template lacks. It is left out.",
        "Add `{name}` to the path, or remove the parameter.",
    ),
    CodeInfo(
        BAD_PARAMETER,
        "parameter cannot be used",
        "A parameter lacks its name or place, is declared twice, or is no object. It is left out.",
        "Complete the parameter, in the document or with an overlay.",
    ),
    CodeInfo(
        BAD_STYLE,
        "style does not fit the parameter",
        "A parameter's style is unknown or not permitted at its place. The default style is used.",
        "Use a style that the specification permits for its place.",
    ),
    CodeInfo(
        QUERYSTRING,
        "whole query string as one parameter",
        "A parameter describes the query string as a whole. The properties of its object become query parameters; any "
        "other form cannot be expressed.",
        "Describe each query parameter on its own.",
    ),
    CodeInfo(
        PARAMETER_KEYWORD,
        "parameter keyword has no effect",
        "A keyword of a parameter (allowEmptyValue) is not expressed.",
        "Nothing has to be done; an empty text is sent when you pass one.",
    ),
    CodeInfo(
        PATH_PARAMETER_OPTIONAL,
        "path parameter not marked required",
        "Path parameters are always required; this one does not say so.",
        "Add `required: true`.",
    ),
    CodeInfo(
        MEDIA_AS_BYTES,
        "structured body as raw bytes or text",
        "A body is described by a schema, but its media type has no encoder. It is sent and read as bytes or text.",
        "Nothing has to be done: encode and decode the body in your program, or offer JSON as well.",
    ),
    CodeInfo(
        ENCODING_NOT_EXPRESSED,
        "encoding detail is not expressed",
        "An encoding object sets something (part headers, prefix or item encoding) that generated code does not send.",
        "Send the body yourself with `extra_body` or the client's `post` method where it matters.",
    ),
    CodeInfo(
        STREAM_WITHOUT_SWITCH,
        "no way to ask for the stream",
        "An operation answers with a stream or with something else, but nothing in the request says which. The "
        "stream is not offered.",
        "Name the field that switches streaming on in the configuration (operations.<id>.streaming.switch).",
    ),
    CodeInfo(
        BAD_MEDIA,
        "body or response cannot be used",
        "A request body, response, header or media type is no object or lacks what it needs. It is left out.",
        "Complete the place, in the document or with an overlay.",
    ),
    CodeInfo(
        CONFIG_UNKNOWN_TYPE,
        "configuration names an unknown type",
        "The configuration names a schema that this document does not have.",
        "Remove the entry, or correct the name of the schema.",
    ),
    CodeInfo(
        CONFIG_MISFIT,
        "configuration does not fit the operation",
        "The configuration asks for streaming or paging of an operation that lacks the fields this needs.",
        "Correct the field names in the configuration, or remove the entry.",
    ),
    CodeInfo(
        PAGINATION_INFERRED,
        "paging inferred from the shape",
        "Parameters and response of an operation look like paging, so a page class is used.",
        'Set `page` of the operation in the configuration to choose another class, or to "" for none.',
    ),
    CodeInfo(
        OPERATION_WITHOUT_ID,
        "operation without operationId",
        "An operation has no usable operationId. Method and path identify it.",
        "Add an `operationId`, or name the method in the configuration.",
    ),
    CodeInfo(
        DUPLICATE_OPERATION_ID,
        "operationId is used twice",
        "Two operations have the same operationId. The later one gets a number.",
        "Give each operation an `operationId` of its own.",
    ),
    CodeInfo(
        LINK,
        "link has no effect",
        "Links between operations are not expressed in generated code.",
        "Nothing has to be done: pass the value from one answer to the next call.",
    ),
    CodeInfo(
        BAD_OPERATION,
        "path item or operation cannot be used",
        "A path item, operation, webhook or callback is no object, or is otherwise unusable. It is left out.",
        "Correct the place, in the document or with an overlay.",
    ),
    CodeInfo(
        BAD_SECURITY,
        "security scheme cannot be used",
        "A security requirement names an unknown scheme, or a scheme lacks what its type needs. It is left out.",
        "Define the scheme completely under `components/securitySchemes`, or configure `auth` for the target.",
    ),
    CodeInfo(
        CONFIGURED_SECURITY,
        "security scheme of the configuration",
        "The document declares no security scheme of this name, and the configuration says what it is (`client.auth`).",
        "Nothing, unless the service needs no credential; then remove `scheme` from the configuration.",
    ),
    CodeInfo(
        SERVER_RELATIVE,
        "server address is relative",
        "The document gives no absolute server address, so users have to pass a base URL.",
        "Set `base_url` in the configuration, or generate from the file's public address.",
    ),
    CodeInfo(
        BAD_SERVER,
        "server cannot be used as written",
        "A server has no address, or its template names a variable that has no default.",
        "Give the server a `url`, and each of its variables a `default`.",
    ),
    CodeInfo(
        GLOBAL_PARAMETERS,
        "parameters common to all methods",
        "The document has parameters for every method. They are no arguments of methods; extra_query sends them.",
        "Nothing has to be done; `extra_query={'name': value}` sends one.",
    ),
)
