"""Without a title, and without anything to call or to define, there is nothing to generate."""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.narrow import Data
from generator.spec.rules.base import Context, Rule
from generator.spec.structure import Site

_SECTIONS = ("paths", "components", "webhooks")


def check(site: Site, context: Context) -> None:
    """OpenAPI 3.1 section 4.8.1: ``info`` and one of the three sections are needed."""
    if context.file != context.document.name:
        return  # a file that is only referred to needs no title
    root = site.mapping
    info: Data = root.get("info")
    if not isinstance(info, dict):
        context.report("SDK201", Severity.FATAL, "`info` is missing or no mapping", ("info",), _HINT)
    else:
        title = info.get("title")
        if not isinstance(title, str):
            message = "`info.title` is missing or no text"
            context.report("SDK201", Severity.FATAL, message, ("info", "title"), _HINT)
        elif not title.strip():
            context.report("SDK201", Severity.WARNING, "`info.title` is empty", ("info", "title"), _HINT)
        if not isinstance(info.get("version"), str):
            message = "`info.version` is missing or no text"
            context.report("SDK203", Severity.WARNING, message, ("info", "version"))
    _check_sections(root, context)


_HINT = "the title names the package; give the document an `info` with `title` and `version`"


def _check_sections(root: dict[str, object], context: Context) -> None:
    for section in _SECTIONS:
        if section in root and not isinstance(root[section], dict):
            message = f"`{section}` is no mapping"
            severity = Severity.ERROR if section == "webhooks" else Severity.FATAL
            context.report("SDK201", severity, message, (section,))
    if not any(section in root for section in _SECTIONS):
        message = (
            "the document has no `paths`, no `components` and no `webhooks`: there is nothing to generate"
        )
        context.report("SDK201", Severity.FATAL, message, ("paths",))
    elif "paths" not in root and context.document.version.startswith("3.0"):
        message = "`paths` is missing, which OpenAPI 3.0 requires"
        context.report("SDK201", Severity.WARNING, message, ("paths",))


RULE = Rule(frozenset({"openapi"}), check)
