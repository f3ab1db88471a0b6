"""The files of a vendored package."""

from __future__ import annotations

from dataclasses import replace

from generator.diagnostics import Diagnostics, InputError, Origin
from generator.output.manifest import Stamp, with_manifest
from generator.paths import licence_text
from generator.pipeline import Generated, Job, generate, stamp
from generator.progress import Progress
from generator.render.fileset import FileSet
from generator.vendoring.imports import BrokenImport, broken_imports
from generator.vendoring.record import RECORD, VendorRecord

_LIBRARY = "lib/"
_ROUNDS = 8
"""Modules of custom code that miss what was pruned are left out; others may need those in turn."""


def build(job: Job, name: str, diagnostics: Diagnostics, progress: Progress) -> FileSet:
    """The files of the package of a job, by path from its folder, with licence, record and manifest.

    `job.only` says which resources are kept.  Custom code that needs what is gone is left out, and noted (SDK720).
    Raises InputError when the package would not find all of itself (SDK721).
    """
    files, broken, found = _round(job, progress, diagnostics)
    for _ in range(_ROUNDS):
        missing = frozenset(_module(each.path) for each in broken if each.path.startswith(_LIBRARY))
        if not missing or not job.only:
            break
        job = replace(job, without=job.without | missing)
        files, broken, found = _round(job, progress, diagnostics)
    diagnostics.extend(found)
    for module in sorted(job.without):
        diagnostics.note(
            "SDK720", f"{module} of the custom code needs what was not asked for; it is left out"
        )
    _refuse(broken, diagnostics)
    made = stamp(job)
    record = VendorRecord(
        job.config.target,
        name,
        job.only,
        job.config.package.version,
        job.config.package.license,
        made.generator,
        made.inputs,
    )
    extra = {RECORD: record.as_bytes(), "LICENSE": licence_text(job.config.package.license).encode()}
    return with_manifest({**files, **extra}, Stamp(made.generator, made.target, made.inputs, vendored=True))


def _round(
    job: Job, progress: Progress, diagnostics: Diagnostics
) -> tuple[FileSet, list[BrokenImport], Diagnostics]:
    """The files of the package, what they import in vain, and what there is to say (to `diagnostics` on failure)."""
    found = Diagnostics()
    try:
        package, files = _package_of(generate(job, found, progress))
    except InputError:
        diagnostics.extend(found)
        raise
    return files, broken_imports(files, package), found


def _package_of(generated: Generated) -> tuple[str, FileSet]:
    """The import package of a distribution, by path from its folder."""
    (package,) = {path.partition("/")[0] for path in generated.files if path.endswith("/_version.py")}
    prefix = f"{package}/"
    inside = {path: content for path, content in generated.files.items() if path.startswith(prefix)}
    return package, {path[len(prefix) :]: content for path, content in inside.items()}


def _module(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _refuse(broken: list[BrokenImport], diagnostics: Diagnostics) -> None:
    for each in broken:
        message = f"{each.target} is imported, and the package has no such thing"
        diagnostics.fatal("SDK721", message, Origin(each.path, "", each.line))
    if broken:
        raise InputError(f"{len(broken)} imports lead nowhere; nothing was written")
