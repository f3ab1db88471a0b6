"""Codes ``SDK6xx``: planning names and files."""

from __future__ import annotations

from generator.codes.info import CodeInfo

CODES: tuple[CodeInfo, ...] = (
    CodeInfo(
        "SDK600",
        "type renamed",
        "Two types of one folder have the same name, or names that differ only by case; the later one is named with "
        "its resource.",
        "Name it in the configuration (`types`, `params`, `operations.<id>.params_name`).",
    ),
    CodeInfo(
        "SDK601",
        "module renamed",
        "The module of a type has the name of a folder or of another module beside it.",
        "Name the type or the resource in the configuration to choose another name.",
    ),
    CodeInfo(
        "SDK602",
        "local type renamed",
        "An inline type has the name of another type in its module; it carries the name of its owner as well.",
        "Give the schema a title, or a name in the configuration (`types`, with its JSON pointer).",
    ),
    CodeInfo(
        "SDK603",
        "free keys beside named ones",
        "A request object has named properties and others of a stated type. A TypedDict describes the named ones "
        "only: type checkers refuse the others, the client sends them.",
        "Nothing has to be done; `extra_body` sends free keys that type checkers accept.",
    ),
    CodeInfo(
        "SDK604",
        "configured type is missing",
        "The configuration names a type that this document does not have, or a place without a definition of its own "
        "(a scalar has none); the entry is skipped.",
        "Remove the entry, or correct the component name or JSON pointer.",
    ),
    CodeInfo(
        "SDK650",
        "configured operation is missing",
        "The configuration places an operation that this document does not have; the entry is skipped.",
        "Remove the entry, or correct the operation id.",
    ),
    CodeInfo(
        "SDK651",
        "operation placed by default",
        "The configuration lists operations, but not this one; its resource and method follow from its path.",
        "Add it to `resources` in the configuration.",
    ),
    CodeInfo(
        "SDK652",
        "method renamed",
        "Two operations want the same method; the later one is named after its operation id.",
        "Name it in the configuration.",
    ),
    CodeInfo(
        "SDK653",
        "resource renamed",
        "A resource has the name of a method beside it; an object cannot have both.",
        "Name it in the configuration.",
    ),
    CodeInfo(
        "SDK654",
        "argument renamed",
        "Two parameters of an operation, or a parameter and a body field, have the same Python name; one of them "
        "carries its location in its name.",
        "Rename it in the configuration (`operations.<id>.rename`).",
    ),
    CodeInfo(
        "SDK655",
        "further content types are not offered",
        "A request body has several content types; methods send the first one, or the configured one.",
        "Choose with `operations.<id>.content_type`.",
    ),
    CodeInfo(
        "SDK656",
        "configured parameter is missing",
        "The configuration of an operation names a parameter or content type that the operation does not have.",
        "Remove the entry, or correct the name.",
    ),
    CodeInfo(
        "SDK657",
        "unknown HTTP scheme",
        "The client sends credentials of this HTTP scheme as they are, behind the name of the scheme. A scheme with "
        "a protocol of its own (Negotiate, HOBA, ...) needs more than that.",
        "Pass `http_client=` with that authentication set up.",
    ),
    CodeInfo(
        "SDK658",
        "constructor argument renamed",
        "Two credentials or options of the client have the same Python name.",
        "Name them in the configuration (`client.auth`, `client.options`).",
    ),
    CodeInfo(
        "SDK659",
        "no base URL",
        "The document names no server and the configuration no base URL; `base_url` has to be passed to the client.",
        "Set `client.base_url` in the configuration.",
    ),
    CodeInfo(
        "SDK660",
        "answers of different kinds",
        "An operation succeeds with answers of different kinds (JSON, text, raw bytes); the method returns the first.",
        "Choose raw bytes with `operations.<id>.binary`, or add an operation.",
    ),
    CodeInfo(
        "SDK661",
        "custom method without its base",
        "A method of custom code extends a generated method that this document does not have; the method is left out.",
        "Correct `base` under `custom:`, or generate from the document that the configuration was written for.",
    ),
    CodeInfo(
        "SDK662",
        "connection without its events",
        "A resource opens a WebSocket whose events are components that this document does not have; it has no `connect`.",
        "Correct `sends` and `receives` under `connect:`, or add the components with an overlay.",
    ),
)
