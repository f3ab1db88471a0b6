"""Codes ``SDK1xx``: reading a document."""

from __future__ import annotations

from generator.codes.info import CodeInfo

CODES: tuple[CodeInfo, ...] = (
    CodeInfo(
        "SDK101",
        "unreadable file",
        "The file does not exist, is a folder, or may not be read.",
        "Check the path and its permissions.",
    ),
    CodeInfo(
        "SDK102",
        "file too large",
        "The file is larger than any description of an API; reading it could exhaust the memory.",
        "Check that this is the right file; split it if it is.",
    ),
    CodeInfo(
        "SDK103",
        "not text",
        "The bytes are not valid in the encoding of the file, or hold NUL characters.",
        "Save the file as UTF-8.",
    ),
    CodeInfo(
        "SDK104",
        "broken YAML or JSON",
        "The text breaks the grammar of its format, so nothing can be read from it. The line is that of the reader's "
        "complaint; the cause may stand a little above it.",
        "Mend the text; in YAML look at indentation and at unquoted `:`, `#`, `@` and `*`.",
    ),
    CodeInfo(
        "SDK105",
        "YAML tag",
        "A tag such as `!!python/object` asks for a value of another type. Such values are never constructed.",
        "Remove the tag.",
    ),
    CodeInfo(
        "SDK106",
        "nested too deep",
        "Mappings and sequences are nested beyond the limit.",
        "Move inner parts into components and refer to them.",
    ),
    CodeInfo(
        "SDK107",
        "too many values",
        "The document holds more values than the limit allows.",
        "Check that this is the right file; split it into files that refer to each other if it is.",
    ),
    CodeInfo(
        "SDK108",
        "aliases expand too far",
        "YAML aliases or merge keys repeat so many values that the document would grow out of proportion.",
        "Write the parts out, or use references.",
    ),
    CodeInfo(
        "SDK109",
        "unusable alias",
        "A YAML alias names an anchor that does not exist, or that contains the alias.",
        "Define the anchor before its alias, or write the value out.",
    ),
    CodeInfo(
        "SDK110",
        "unusable merge key",
        "The value of a YAML merge key `<<` is no mapping; it is ignored.",
        "Merge a mapping, or a list of mappings, or remove the key.",
    ),
    CodeInfo(
        "SDK111",
        "key is no text",
        "JSON knows only text as keys. Scalars are read as they are written; an entry whose key is a mapping or a "
        "list is left out.",
        "Put the key in quotes.",
    ),
    CodeInfo(
        "SDK112",
        "number outside JSON",
        "Infinities, NaN, and numbers too large to represent do not exist in JSON; the value is read as text.",
        "Write a finite number, or put the text in quotes if text is meant.",
    ),
    CodeInfo(
        "SDK113",
        "several YAML documents",
        "Only the first document of the file is read.",
        "Keep the description in the first document, or split the file at the `---` lines.",
    ),
    CodeInfo(
        "SDK114",
        "half a surrogate pair",
        "An escape such as `\\ud800` stands for no character; it is replaced by U+FFFD.",
        "Write the character itself, or both halves of the pair.",
    ),
    CodeInfo(
        "SDK115",
        "duplicate key",
        "A mapping has the same key twice. The last one counts, as in most readers of JSON. It is a warning when both "
        "values are equal, an error when they differ, and stops generation when an operation would be lost.",
        "Remove one of the two entries.",
    ),
    CodeInfo(
        "SDK119",
        "fetched from the network",
        "A reference led to an address that --allow-remote permits. What came is not checked against anything: compare "
        "the hash, or keep a copy of the file beside the document.",
        "Store the file beside the document and refer to it there, so that later runs give the same.",
    ),
    CodeInfo(
        "SDK120",
        "no document",
        "The file is empty, or holds a list or a single value.",
        "Check that this is the right file: a description is a mapping with `openapi`, or a Discovery document.",
    ),
    CodeInfo(
        "SDK121",
        "another format",
        "The file is no OpenAPI 3 document and no Discovery document. Many other formats are recognised and named.",
        "Convert the file to OpenAPI 3 first.",
    ),
    CodeInfo(
        "SDK122",
        "unknown version",
        "OpenAPI 3.0, 3.1 and 3.2 are read, and Swagger 2.0 is not.",
        "Convert Swagger 2.0 with swagger2openapi or converter.swagger.io.",
    ),
)
