"""What planning hands to rendering: files, each with a template and a view.  No IR type appears here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """One file to print.

    `path`: POSIX path inside the distribution.  `template`: name below `templates/`; None for a verbatim copy,
    whose bytes are `content`.  `view`: a frozen dataclass that the template reads as `view`.
    `classes`: class names that the printed module must define, exactly (checked after printing).
    """

    path: str
    template: str | None
    view: object = None
    content: bytes = b""
    classes: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Package:
    """A whole distribution, planned."""

    target: str
    import_name: str
    files: tuple[PlannedFile, ...]
