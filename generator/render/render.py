"""A planned package to a FileSet: print, check, format.  Nothing touches the disk."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import TemplateError

from generator.concurrency import both
from generator.diagnostics import Diagnostic, Diagnostics, InputError, Origin
from generator.plan.package import Package, PlannedFile
from generator.render.environment import environment
from generator.render.fileset import FileSet
from generator.render.format import Source, finish_all
from generator.render.formatting.store import Memory
from generator.render.layout import settled
from generator.render.models import PRINTERS
from generator.render.remembered import Remembered

_MANY = 100
"""Files above which a second process saves more than it costs."""

_OWN_TEMPLATE = "Templates of your own take part: `sdkgen templates` says what each may read, docs/templates.md how it prints."

Printer = Callable[[PlannedFile, Path | None], str]
"""Prints a file whose template is not Jinja's business alone (model classes), given the user's templates."""


def render(
    package: Package,
    diagnostics: Diagnostics,
    jobs: int | None = None,
    *,
    cache: Path | None = None,
    templates: Path | None = None,
    printers: Mapping[str, Printer] = PRINTERS,
) -> FileSet:
    """Contents of every planned file.

    `jobs`: processes to use (default: one for each core).  `cache`: folder for files of the last run and for what was
    learnt about formatting.
    `templates`: folder with templates of the user, each of which replaces ours of the same name.  `printers`: printers
    by template name, for files that are not printed by the template of that name alone.
    Raises InputError after reporting every file that failed (SDK701-SDK705): all of these are faults of the
    generator or of the user's templates, not of the document.
    """
    planned: dict[str, PlannedFile] = {}
    for file in package.files:
        if file.path in planned:
            diagnostics.fatal("SDK705", f"{file.path} is planned twice", Origin(file.path))
        planned.setdefault(file.path, file)
    jobs = jobs if jobs is not None else os.cpu_count() or 1
    ordered = sorted(planned.values(), key=lambda file: (file.template or "", file.path))
    last = Remembered(cache / f"{package.import_name}.printed.json" if cache is not None else None, templates)
    files = {file.path: content for file in ordered if (content := last.find(file)) is not None}
    missing = [file for file in ordered if file.path not in files]
    layouts = cache / f"{package.import_name}.layout.json" if cache is not None else None
    press = _Press(printers, templates)
    if jobs > 1 and len(missing) > _MANY:
        # Neighbours are of one kind, and kinds differ in what they cost: every second file makes halves that are alike.
        parts = both(
            lambda: _part(missing[::2], 1, Memory.half(layouts, 0), press),
            lambda: _part(missing[1::2], 1, Memory.half(layouts, 1), press),
        )
    else:
        parts = (_part(missing, jobs, Memory.half(layouts, 0, keeps=not files), press), _Part())
    files |= {path: content for part in parts for path, content in part.files.items()}
    for finding in sorted((f for part in parts for f in part.findings), key=lambda f: f.origin.file):
        diagnostics.extend([finding])
    failed = len(package.files) - len(planned) + sum(len(part.findings) for part in parts)
    if failed:
        raise InputError(f"{failed} files of {package.import_name} could not be rendered")
    if any(file.template is not None for file in missing):
        last.keep(ordered, files)
    return {path: files[path] for path in sorted(files)}


@dataclass(frozen=True, slots=True)
class _Press:
    """What prints: printers by template name, and the user's folder of templates."""

    printers: Mapping[str, Printer]
    own: Path | None

    def print(self, planned: PlannedFile) -> str:
        """The text of one file."""
        assert planned.template is not None
        if planned.template in self.printers:
            return self.printers[planned.template](planned, self.own)
        return environment(self.own).get_template(planned.template).render(view=planned.view)

    def hint(self) -> str:
        """What to do when a template fails; "" leaves it to the code's own advice."""
        return _OWN_TEMPLATE if self.own is not None else ""


@dataclass(frozen=True, slots=True)
class _Part:
    """Some finished files, and what went wrong."""

    files: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    findings: tuple[Diagnostic, ...] = ()


def _part(ordered: Sequence[PlannedFile], jobs: int, memory: Memory, press: _Press) -> _Part:
    diagnostics = Diagnostics()
    files: dict[str, bytes] = {}
    sources: list[Source] = []
    for planned in ordered:
        files[planned.path] = planned.content
        text = _printed(planned, press, diagnostics) if planned.template is not None else None
        if text is None:
            continue
        if planned.path.endswith(".py"):
            sources.append(Source(planned.path, settled(text), planned.classes))
        elif _is_valid(planned.path, text, diagnostics, press.hint()):
            files[planned.path] = _tidy(text).encode("utf-8")
    for finished in finish_all(sources, jobs=jobs, memory=memory):
        if finished.problem is not None:
            code, message = finished.problem
            diagnostics.fatal(code, message, Origin(finished.path), press.hint())
        files[finished.path] = finished.text.encode("utf-8")
    return _Part(files, tuple(diagnostics))


def _printed(planned: PlannedFile, press: _Press, diagnostics: Diagnostics) -> str | None:
    try:
        return press.print(planned)
    except (TemplateError, AssertionError, TypeError, ValueError) as error:
        message = f"{planned.template}: {type(error).__name__}: {error}"
        diagnostics.fatal("SDK704", message, Origin(planned.path), press.hint())
        return None


def _is_valid(path: str, text: str, diagnostics: Diagnostics, hint: str) -> bool:
    try:
        if path.endswith(".toml"):
            tomllib.loads(text)
        elif path.endswith(".json"):
            json.loads(text)
    except ValueError as error:
        diagnostics.fatal("SDK701", f"not valid: {error}", Origin(path), hint)
        return False
    return True


def _tidy(text: str) -> str:
    """No blanks at line ends, one line end at the end."""
    return "\n".join(line.rstrip() for line in text.split("\n")).rstrip("\n") + "\n"
