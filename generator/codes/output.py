"""Codes ``SDK7xx``: rendering and output."""

from __future__ import annotations

from generator.codes.info import CodeInfo

_REPORT = "Please report it with the document: no input should lead here."

CODES: tuple[CodeInfo, ...] = (
    CodeInfo(
        "SDK701",
        "printed file is not valid",
        "A printed file was parsed again and is not valid Python (or TOML, or JSON). Nothing is written.",
        _REPORT,
    ),
    CodeInfo(
        "SDK702",
        "printed classes differ from the plan",
        "A printed module does not define exactly the classes that were planned for it. Nothing is written.",
        _REPORT,
    ),
    CodeInfo(
        "SDK703",
        "formatter failed",
        "black could not format a printed module. Nothing is written.",
        _REPORT,
    ),
    CodeInfo(
        "SDK704",
        "template failed",
        "A template could not print its file, for example because words of the document had no encoder.",
        _REPORT,
    ),
    CodeInfo(
        "SDK705",
        "two files with one path",
        "Two planned files have the same path, so one of them would be lost. Nothing is written.",
        _REPORT,
    ),
    CodeInfo(
        "SDK710",
        "generated file was edited",
        "A file that the manifest lists was changed since it was generated; writing would lose the change.",
        "Move the change to a file of your own (for example below `lib/`), or pass --force to overwrite it.",
    ),
    CodeInfo(
        "SDK711",
        "foreign file in the way",
        "A file that the generator did not write stands where a generated one belongs.",
        "Move it away, or pass --force to overwrite it.",
    ),
    CodeInfo(
        "SDK712",
        "path outside of the output folder",
        "A path is absolute, climbs out of the output folder, passes through a symbolic link, or lies in `lib/`, "
        "which belongs to the user.",
        "Remove the symbolic link, or choose another output folder.",
    ),
    CodeInfo(
        "SDK713",
        "paths that collide",
        "Two paths differ only in upper and lower case, or one is a file where the other needs a folder; some file "
        "systems cannot hold both.",
        "Rename the resource or type in the configuration.",
    ),
    CodeInfo(
        "SDK714",
        "manifest cannot be read",
        "The manifest of an earlier run is damaged, so it is not known which files are generated.",
        "Restore `sdkgen.manifest.json` from version control, or pass --force.",
    ),
    CodeInfo(
        "SDK715",
        "output could not be written",
        "The operating system refused to write below the output folder.",
        "Look at free space and permissions, then run again: finished files are whole, the rest is untouched.",
    ),
    CodeInfo(
        "SDK720",
        "custom code left out",
        "A module of the target's custom code imports what the package does not have: only a part was asked for, or the "
        "document is another version than the configured one. What the module offers is left out with it.",
        "Ask for the resources that it needs, or use the configured document, if it is wanted.",
    ),
    CodeInfo(
        "SDK721",
        "import leads nowhere",
        "A module of a package that is to be vendored imports what the package does not have, or names the package "
        "itself, which has another name in its new place. Nothing is written.",
        "Write imports of custom code relative to the package.",
    ),
)
