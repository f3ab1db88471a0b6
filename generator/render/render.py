"""A planned package to a FileSet: print, check, format.  Nothing touches the disk."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

from jinja2 import TemplateError

from generator.diagnostics import Diagnostics, InputError, Origin
from generator.plan.package import Package, PlannedFile
from generator.render.environment import environment
from generator.render.fileset import FileSet
from generator.render.format import Source, finish_all
from generator.render.layout import settled
from generator.render.models import PRINTERS

Printer = Callable[[PlannedFile], str]
"""Prints a file whose template is not Jinja's business alone (model classes)."""


def render(
    package: Package,
    diagnostics: Diagnostics,
    jobs: int | None = None,
    *,
    cache: Path | None = None,
    printers: Mapping[str, Printer] = PRINTERS,
) -> FileSet:
    """Contents of every planned file.

    `jobs`: processes for formatting (default: one for each core).  `cache`: folder for what was learnt about formatting.
    `printers`: printers by template name, for files that are not printed by the template of that name alone.
    Raises InputError after reporting every file that failed (SDK701-SDK705): all of these are faults of the
    generator, not of the input.
    """
    files: dict[str, bytes] = {}
    sources: list[Source] = []
    failed = 0
    for planned in package.files:
        if planned.path in files:
            failed += 1
            diagnostics.fatal("SDK705", f"{planned.path} is planned twice", Origin(planned.path))
            continue
        files[planned.path] = planned.content
        text = _printed(planned, printers, diagnostics) if planned.template is not None else ""
        if text is None:
            failed += 1
        elif planned.template is not None and planned.path.endswith(".py"):
            sources.append(Source(planned.path, settled(text), planned.classes))
        elif planned.template is not None:
            failed += not _is_valid(planned.path, text, diagnostics)
            files[planned.path] = _tidy(text).encode("utf-8")
    memory = cache / f"{package.import_name}.layout.json" if cache is not None else None
    for finished in finish_all(sources, jobs=jobs, memory=memory):
        if finished.problem is not None:
            failed += 1
            code, message = finished.problem
            diagnostics.fatal(code, message, Origin(finished.path))
        files[finished.path] = finished.text.encode("utf-8")
    if failed:
        raise InputError(f"{failed} files of {package.import_name} could not be rendered")
    return {path: files[path] for path in sorted(files)}


def _printed(planned: PlannedFile, printers: Mapping[str, Printer], diagnostics: Diagnostics) -> str | None:
    assert planned.template is not None
    try:
        if planned.template in printers:
            return printers[planned.template](planned)
        return environment().get_template(planned.template).render(view=planned.view)
    except (TemplateError, AssertionError, TypeError, ValueError) as error:
        diagnostics.fatal(
            "SDK704", f"{planned.template}: {type(error).__name__}: {error}", Origin(planned.path)
        )
        return None


def _is_valid(path: str, text: str, diagnostics: Diagnostics) -> bool:
    try:
        if path.endswith(".toml"):
            tomllib.loads(text)
        elif path.endswith(".json"):
            json.loads(text)
    except ValueError as error:
        diagnostics.fatal("SDK701", f"not valid: {error}", Origin(path))
        return False
    return True


def _tidy(text: str) -> str:
    """No blanks at line ends, one line end at the end."""
    return "\n".join(line.rstrip() for line in text.split("\n")).rstrip("\n") + "\n"
