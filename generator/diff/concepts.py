"""The kinds of changes: stable ids, what each means to what a client sends and receives, and plain words.

Ids follow the concepts of oasdiff's checks, without the direction: a change of a shared schema is one change that
has a level for requests and a level for responses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from generator.diff.model import Level

_N, _A, _R, _B = Level


@dataclass(frozen=True, slots=True)
class Concept:
    """One kind of change; None: it cannot occur in that direction."""

    id: str
    request: Level | None
    response: Level | None
    words: str


_OPERATIONS: Final = (
    Concept("endpoint-added", _A, _A, "an operation was added"),
    Concept("endpoint-removed", _B, _B, "an operation was removed"),
    Concept(
        "endpoint-removed-after-deprecation", _B, _B, "an operation that was marked as deprecated was removed"
    ),
    Concept("endpoint-moved", _B, _B, "an operation has another path or method"),
    Concept("endpoint-deprecated", _N, _N, "an operation was marked as deprecated"),
    Concept("endpoint-reactivated", _N, _N, "an operation is no longer marked as deprecated"),
    Concept(
        "path-parameter-renamed",
        _N,
        None,
        "a path parameter has another name; the path is the same on the wire",
    ),
    Concept("operation-id-added", _N, None, "an operation received an id"),
    Concept("operation-id-removed", _N, None, "an operation lost its id"),
    Concept("operation-id-changed", _N, None, "an operation has another id"),
    Concept("tag-added", _N, None, "an operation received a tag"),
    Concept("tag-removed", _N, None, "an operation lost a tag"),
    Concept("server-added", _A, None, "a base URL was added"),
    Concept("server-removed", _R, None, "a base URL was removed"),
    Concept("server-variable-changed", _R, None, "a variable of a base URL changed"),
    Concept("stability-changed", _R, None, "the stated stability changed"),
    Concept("sunset-changed", _R, None, "the date of removal changed"),
    Concept("operation-extension-changed", _R, None, "a fact of an extension about an operation changed"),
    Concept("callback-added", None, _A, "a callback was added"),
    Concept("callback-removed", None, _R, "a callback was removed"),
    Concept("webhook-added", None, _A, "a webhook was added"),
    Concept("webhook-removed", None, _B, "a webhook was removed"),
)

_PARAMETERS: Final = (
    Concept("new-required-parameter", _B, None, "a parameter that has to be sent was added"),
    Concept("new-optional-parameter", _A, None, "a parameter that may be sent was added"),
    Concept("parameter-removed", _R, None, "a parameter was removed"),
    Concept("parameter-became-required", _B, None, "a parameter has to be sent now"),
    Concept("parameter-became-optional", _A, None, "a parameter may be left out now"),
    Concept("parameter-deprecated", _N, None, "a parameter was marked as deprecated"),
    Concept("parameter-reactivated", _N, None, "a parameter is no longer marked as deprecated"),
    Concept("parameter-style-changed", _B, None, "a parameter is serialised otherwise"),
    Concept("parameter-encoding-changed", _R, None, "the encoding of a parameter changed"),
)

_BODIES: Final = (
    Concept("request-body-added-required", _B, None, "a request body that has to be sent was added"),
    Concept("request-body-added-optional", _A, None, "a request body that may be sent was added"),
    Concept("request-body-removed", _B, None, "a request has no body any more"),
    Concept("request-body-became-required", _B, None, "a body has to be sent now"),
    Concept("request-body-became-optional", _A, None, "a body may be left out now"),
    Concept("request-body-media-type-added", _A, None, "a body may be sent in another media type"),
    Concept("request-body-media-type-removed", _B, None, "a body can no longer be sent in a media type"),
    Concept("request-body-encoding-changed", _R, None, "the encoding of a part of a body changed"),
)

_RESPONSES: Final = (
    Concept("response-success-status-added", None, _A, "another status stands for success"),
    Concept("response-success-status-removed", None, _B, "a status no longer stands for success"),
    Concept("response-non-success-status-added", None, _A, "another status stands for failure"),
    Concept("response-non-success-status-removed", None, _R, "a status no longer stands for failure"),
    Concept("response-body-added", None, _A, "a response has a body now"),
    Concept("response-body-removed", None, _B, "a response has no body any more"),
    Concept("response-media-type-added", None, _R, "a response may come in another media type"),
    Concept("response-media-type-removed", None, _B, "a response no longer comes in a media type"),
    Concept("response-header-added", None, _A, "a response has another header"),
    Concept("required-response-header-removed", None, _B, "a header that always came was removed"),
    Concept("optional-response-header-removed", None, _R, "a header that may come was removed"),
    Concept("response-header-became-optional", None, _R, "a header may be missing now"),
    Concept("response-header-became-required", None, _A, "a header always comes now"),
    Concept("response-header-style-changed", None, _B, "a header is serialised otherwise"),
    Concept("response-header-encoding-changed", None, _R, "the encoding of a header changed"),
    Concept("response-link-changed", None, _N, "a link of a response changed"),
)

_SECURITY: Final = (
    Concept("security-added", _A, None, "another way to authenticate was added"),
    Concept("security-removed", _B, None, "a way to authenticate was removed"),
    Concept("security-scope-added", _R, None, "another scope is needed"),
    Concept("security-scope-removed", _A, None, "a scope is no longer needed"),
    Concept("security-scheme-added", _A, None, "a security scheme was added"),
    Concept("security-scheme-removed", _R, None, "a security scheme was removed"),
    Concept("security-scheme-changed", _B, None, "a security scheme sends credentials otherwise"),
    Concept("security-scheme-url-changed", _R, None, "an address of a security scheme changed"),
    Concept("security-scheme-scope-added", _A, None, "a security scheme offers another scope"),
    Concept("security-scheme-scope-removed", _R, None, "a security scheme no longer offers a scope"),
)

_SCHEMAS_OBJECTS: Final = (
    Concept("new-required-property", _B, _A, "a property that always comes, and has to be sent, was added"),
    Concept("new-required-property-with-default", _R, _A, "a property that has a default was added"),
    Concept("new-optional-property", _A, _A, "a property that may be left out was added"),
    Concept("property-removed", _R, _R, "a property that may be left out was removed"),
    Concept(
        "required-property-removed", _R, _B, "a property that always came, and had to be sent, was removed"
    ),
    Concept("property-became-required", _B, _A, "a property has to be sent, and always comes, now"),
    Concept("property-became-required-with-default", _R, _A, "a property with a default is required now"),
    Concept("property-became-optional", _A, _B, "a property may be left out, and may be missing, now"),
    Concept("required-name-added", _B, _A, "a name that is no property is required now"),
    Concept("required-name-removed", _A, _B, "a name that is no property is no longer required"),
    Concept(
        "additional-properties-allowed", _A, _R, "properties without a description may stand in an object now"
    ),
    Concept(
        "additional-properties-forbidden",
        _B,
        _N,
        "properties without a description may no longer stand in an object",
    ),
    Concept("additional-properties-described", _B, _A, "properties without a name have a type now"),
    Concept("additional-properties-undescribed", _A, _R, "properties without a name no longer have a type"),
    Concept("additional-properties-stated", _N, _N, "a document says in words what held before"),
    Concept("pattern-property-added", _R, _R, "properties whose names match a pattern have a type now"),
    Concept(
        "pattern-property-removed", _R, _R, "properties whose names match a pattern no longer have a type"
    ),
)

_SCHEMAS_TYPES_AND_VALUES: Final = (
    Concept("type-changed", _B, _B, "values have another type"),
    Concept("type-generalized", _A, _B, "values may have more types"),
    Concept("type-narrowed", _B, _A, "values may have fewer types"),
    Concept("format-changed", _B, _B, "values have another format"),
    Concept("format-added", _R, _R, "values have a format now"),
    Concept("format-removed", _A, _R, "values no longer have a format"),
    Concept("became-nullable", _A, _B, "null may stand here now"),
    Concept("became-not-nullable", _B, _A, "null may no longer stand here"),
    Concept("enum-value-added", _A, _R, "another value may stand here"),
    Concept("enum-value-removed", _B, _N, "a value may no longer stand here"),
    Concept("became-enum", _B, _A, "only some values may stand here now"),
    Concept("no-longer-enum", _A, _R, "other values than those listed may stand here now"),
    Concept("extensible-enum-value-added", _A, _R, "another value is known"),
    Concept("extensible-enum-value-removed", _R, _N, "a value is no longer known"),
    Concept("default-value-added", _R, _N, "a default was added"),
    Concept("default-value-removed", _R, _N, "a default was removed"),
    Concept("default-value-changed", _R, _N, "the default changed"),
    Concept("deprecated", _N, _N, "marked as deprecated"),
    Concept("reactivated", _N, _N, "no longer marked as deprecated"),
    Concept("became-read-only", _B, _N, "a property can no longer be sent"),
    Concept("became-not-read-only", _A, _N, "a property may be sent now"),
    Concept("became-write-only", _N, _B, "a property no longer comes"),
    Concept("became-not-write-only", _N, _A, "a property may come now"),
    Concept("title-changed", _N, _N, "the title changed; names of Python classes may come from it"),
)

_SCHEMAS_BOUNDS: Final = (
    Concept("max-length-set", _B, _A, "a largest length was set"),
    Concept("max-length-unset", _A, _R, "there is no largest length any more"),
    Concept("max-length-increased", _A, _R, "the largest length grew"),
    Concept("max-length-decreased", _B, _A, "the largest length shrank"),
    Concept("min-length-set", _B, _A, "a least length was set"),
    Concept("min-length-unset", _A, _R, "there is no least length any more"),
    Concept("min-length-increased", _B, _A, "the least length grew"),
    Concept("min-length-decreased", _A, _R, "the least length shrank"),
    Concept("max-items-set", _B, _A, "a largest number of items was set"),
    Concept("max-items-unset", _A, _R, "there is no largest number of items any more"),
    Concept("max-items-increased", _A, _R, "the largest number of items grew"),
    Concept("max-items-decreased", _B, _A, "the largest number of items shrank"),
    Concept("min-items-set", _B, _A, "a least number of items was set"),
    Concept("min-items-unset", _A, _R, "there is no least number of items any more"),
    Concept("min-items-increased", _B, _A, "the least number of items grew"),
    Concept("min-items-decreased", _A, _R, "the least number of items shrank"),
    Concept("max-properties-set", _B, _A, "a largest number of properties was set"),
    Concept("max-properties-unset", _A, _R, "there is no largest number of properties any more"),
    Concept("max-properties-increased", _A, _R, "the largest number of properties grew"),
    Concept("max-properties-decreased", _B, _A, "the largest number of properties shrank"),
    Concept("min-properties-set", _B, _A, "a least number of properties was set"),
    Concept("min-properties-unset", _A, _R, "there is no least number of properties any more"),
    Concept("min-properties-increased", _B, _A, "the least number of properties grew"),
    Concept("min-properties-decreased", _A, _R, "the least number of properties shrank"),
    Concept("max-set", _B, _A, "an upper bound was set"),
    Concept("max-unset", _A, _R, "there is no upper bound any more"),
    Concept("max-increased", _A, _R, "the upper bound rose"),
    Concept("max-decreased", _B, _A, "the upper bound fell"),
    Concept("min-set", _B, _A, "a lower bound was set"),
    Concept("min-unset", _A, _R, "there is no lower bound any more"),
    Concept("min-increased", _B, _A, "the lower bound rose"),
    Concept("min-decreased", _A, _R, "the lower bound fell"),
    Concept("multiple-of-changed", _R, _R, "another number has to divide values"),
    Concept("unique-items-set", _B, _A, "items have to differ now"),
    Concept("unique-items-unset", _A, _R, "items may be equal now"),
    Concept("pattern-added", _B, _A, "text has to match a pattern now"),
    Concept("pattern-removed", _A, _R, "text no longer has to match a pattern"),
    Concept("pattern-changed", _R, _R, "text has to match another pattern"),
)

_SCHEMAS_LISTS_AND_UNIONS: Final = (
    Concept("items-described", _B, _A, "items have a type now"),
    Concept("items-undescribed", _A, _R, "items no longer have a type"),
    Concept("prefix-items-changed", _B, _B, "the first items have other types"),
    Concept("variant-added", _A, _R, "a union has another member"),
    Concept("variant-removed", _B, _A, "a union lost a member"),
    Concept("became-union", _A, _R, "one of several shapes may stand here now"),
    Concept("no-longer-union", _B, _A, "the shapes of a union no longer apply"),
    Concept("union-kind-changed", _N, _N, "`oneOf` became `anyOf`, or the other way round"),
    Concept("discriminator-added", _R, _R, "a property tells the members of a union apart now"),
    Concept("discriminator-removed", _R, _R, "no property tells the members of a union apart any more"),
    Concept("discriminator-property-changed", _B, _B, "another property tells the members of a union apart"),
    Concept("discriminator-mapping-added", _A, _R, "a value stands for another member of a union"),
    Concept("discriminator-mapping-removed", _B, _R, "a value no longer stands for a member of a union"),
    Concept(
        "discriminator-mapping-changed", _B, _B, "a value stands for another member of a union than before"
    ),
    Concept("keyword-added", _R, _R, "another keyword of JSON Schema applies"),
    Concept("keyword-removed", _R, _R, "a keyword of JSON Schema no longer applies"),
    Concept("keyword-changed", _R, _R, "a keyword of JSON Schema has another value"),
    Concept("schema-added", _A, _A, "a named schema that no operation uses was added"),
    Concept("schema-removed", _R, _R, "a named schema that no operation uses was removed"),
)

_THE_DOCUMENT: Final = (
    Concept("document-added", _A, _A, "a folder holds another document"),
    Concept("document-removed", _B, _B, "a folder lost a document"),
    Concept("api-title-changed", _N, _N, "the title of the API changed"),
    Concept("api-version-changed", _N, _N, "the version of the API changed"),
    Concept("document-fact-changed", _N, _N, "a fact of the document changed"),
)

CONCEPTS: Final[Mapping[str, Concept]] = {
    concept.id: concept
    for group in (
        _OPERATIONS,
        _PARAMETERS,
        _BODIES,
        _RESPONSES,
        _SECURITY,
        _SCHEMAS_OBJECTS,
        _SCHEMAS_TYPES_AND_VALUES,
        _SCHEMAS_BOUNDS,
        _SCHEMAS_LISTS_AND_UNIONS,
        _THE_DOCUMENT,
    )
    for concept in group
}
"""Every kind of change by its id."""
