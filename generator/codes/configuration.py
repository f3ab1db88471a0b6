"""Codes ``SDK8xx``: configuration."""

from __future__ import annotations

from generator.codes.info import CodeInfo

CODES: tuple[CodeInfo, ...] = (
    CodeInfo(
        "SDK800",
        "configuration refused",
        "The configuration file has problems, which are listed before this line; nothing was generated.",
        "Mend the places that are named, then run the command again.",
    ),
    CodeInfo(
        "SDK801",
        "unknown key",
        "The configuration has a key that means nothing here; it would have had no effect.",
        "Correct the spelling, or remove the key.",
    ),
    CodeInfo(
        "SDK802",
        "wrong type of value",
        "A value is of another type than its key takes.",
        "Give a value of the type that is named.",
    ),
    CodeInfo(
        "SDK803",
        "missing key",
        "A mapping lacks a key that it cannot do without.",
        "Add the key.",
    ),
    CodeInfo(
        "SDK804",
        "value not allowed in its place",
        "A value does not have the form that its place in code, in metadata or on the wire needs: a Python name, an "
        "environment variable, a header, a URL, a media type, a version, a number in range.",
        "Give a value of the form that is named.",
    ),
    CodeInfo(
        "SDK805",
        "path leaves its folder",
        "Documents and overlays are found below the folder of the configuration; this path leads elsewhere.",
        "Use a relative path without `..`, and no symbolic link that leads out of the folder.",
    ),
    CodeInfo(
        "SDK806",
        "name given twice",
        "One name stands for two things in the same scope.",
        "Rename one of them.",
    ),
    CodeInfo(
        "SDK807",
        "pagination not usable",
        "A page class lacks what its kind needs to go on, or an operation names a page class that does not exist.",
        "Complete the page class under `pages:`, or correct the name.",
    ),
    CodeInfo(
        "SDK808",
        "custom code not usable",
        "A file of the target's hand-written code cannot be part of the package: no valid Python, a symbolic link, or an "
        "absolute import of the package, which breaks as soon as the package is moved into another namespace.",
        "Mend the file; import the package's own modules relatively.",
    ),
    CodeInfo(
        "SDK809",
        "custom code lacks a name",
        "The configuration takes a class, a name or a module from the hand-written code that is not there, or offers a "
        "module whose names are not listed in a literal `__all__`.",
        "Correct the place under `custom:`, or write what it names.",
    ),
    CodeInfo(
        "SDK810",
        "renamed name has expired",
        "An entry of `renamed:` kept an old name for the major version that renamed it; the package has a later one now, "
        "so the name is left out.",
        "Remove the entry.",
    ),
)
