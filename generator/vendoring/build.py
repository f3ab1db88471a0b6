"""The files of a vendored package."""

from __future__ import annotations

from generator.diagnostics import Diagnostics, InputError, Origin
from generator.output.manifest import Stamp, with_manifest
from generator.paths import licence_text
from generator.pipeline import Job, generate, package_of, stamp
from generator.progress import Progress
from generator.render.fileset import FileSet
from generator.surface.imports import BrokenImport, broken_imports
from generator.vendoring.record import RECORD, VendorRecord


def build(job: Job, name: str, diagnostics: Diagnostics, progress: Progress) -> FileSet:
    """The files of the package of a job, by path from its folder, with licence, record and manifest.

    `job.only` says which resources are kept.  Custom code that needs what is gone is left out, and noted (SDK720).
    Raises InputError when the package would not find all of itself (SDK721).
    """
    package, files = package_of(generate(job, diagnostics, progress).files)
    broken = broken_imports(files, package)
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


def _refuse(broken: list[BrokenImport], diagnostics: Diagnostics) -> None:
    for each in broken:
        message = f"{each.target} is imported, and the package has no such thing"
        diagnostics.fatal("SDK721", message, Origin(each.path, "", each.line))
    if broken:
        raise InputError(f"{len(broken)} imports lead nowhere; nothing was written")
