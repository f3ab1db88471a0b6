"""Codes ``SDK3xx``: overlays."""

from __future__ import annotations

from generator.codes.info import CodeInfo

CODES: tuple[CodeInfo, ...] = (
    CodeInfo(
        "SDK301",
        "no overlay",
        "The file given as an overlay is no OpenAPI Overlay document.",
        "An overlay begins with `overlay: 1.1.0`, followed by `info` and `actions`.",
    ),
    CodeInfo(
        "SDK302",
        "unknown Overlay version",
        "Versions 1.0 and 1.1 of the Overlay specification are read.",
        "Begin the file with `overlay: 1.1.0`.",
    ),
    CodeInfo(
        "SDK303",
        "malformed action",
        "An action needs a `target`, which is a JSONPath, and one of `update`, `copy` and `remove: true`.",
        "Give the action a `target` and exactly what it should do.",
    ),
    CodeInfo(
        "SDK304",
        "`extends` is not followed",
        "The overlay is applied to the document that it is given with, whatever `extends` says.",
        "Remove `extends`, or check that it names the document that is used.",
    ),
    CodeInfo(
        "SDK305",
        "odd field in an overlay",
        "A field is unknown or missing; it changes nothing.",
        "Correct the spelling, or remove the field; extensions begin with `x-`.",
    ),
    CodeInfo(
        "SDK306",
        "broken JSONPath",
        "The target is no valid JSONPath (RFC 9535).",
        "Quote names with special characters: `$.paths['/pets'].get`.",
    ),
    CodeInfo(
        "SDK307",
        "target selects nothing",
        "The document has no such place. Usually it has changed since the overlay was written, so the action may be "
        "needed in another form, or not at all any more.",
        "Look up the place in the document and mend or remove the action.",
    ),
    CodeInfo(
        "SDK308",
        "update does not fit",
        "A mapping can only be merged into a mapping, and a single value only replaces a single value.",
        "Remove the old value in an action before.",
    ),
    CodeInfo(
        "SDK309",
        "action cannot be done",
        "The root cannot be removed, and `copy` must select exactly one value.",
        "Select what should change more exactly, or split the action.",
    ),
    CodeInfo(
        "SDK310",
        "overlay leads nowhere in another edition",
        "An action refers to something that this edition of the document lacks, and is left out; with it the whole overlay "
        "if it is one that completes a certain edition (`x-sdkgen-whole: true`).",
        "Use the configured document, or write an overlay for the other edition.",
    ),
)
