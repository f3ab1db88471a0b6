"""The compiler in one page: a document goes in, the files of a distribution come out.

bytes -load-> Document -overlay-> Document -(validate)- -lower-> ir.Api -plan-> Package -render-> FileSet

Every stage takes one immutable value and returns the next; only `generator.output` touches the disk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import generator
from generator import census
from generator.config import TargetConfig
from generator.custom import FOLDER as CUSTOM_FOLDER
from generator.custom import CustomCode, read_custom
from generator.diagnostics import Diagnostics, InputError, Severity
from generator.ir.api import Api
from generator.lower import lower
from generator.output.manifest import Stamp, digest, digest_tree, with_manifest
from generator.paths import templates_dir
from generator.plan.assemble import plan_package
from generator.plan.prune import prune, without_modules
from generator.progress import Progress
from generator.render.fileset import FileSet
from generator.render.models import PRINTERS
from generator.render.render import render
from generator.spec import Document, apply_overlays, check_rules, emit_findings, load_document, strip_words
from generator.spec.proofs import Validation, start_validation
from generator.surface.imports import broken_imports, dependents, module_of

CHANGELOG = "CHANGELOG.md"
"""Beside the configuration, and in the distribution."""


@dataclass(frozen=True, slots=True)
class Job:
    """One target to generate.

    `only`: resources and methods to keep, () for all.  `without`: modules of the custom code to leave out.

    `folder` holds `sdk.yaml` and the overlays, None for a document without configuration.  `foreign`: the
    document is not the one that the configuration was written for, so what no longer fits is noted, not fatal.
    `templates`: folder with templates that replace ours.  `words`: whose wording goes into docstrings (`own` overlay, the document's (`upstream`), or `none`).
    `ref_root`: folder that references may lead to, besides the document's; `remote`: addresses on the network.
    """

    config: TargetConfig
    spec: Path
    folder: Path | None = None
    foreign: bool = False
    words: str = "own"
    strict: bool = False
    jobs: int | None = None
    only: tuple[str, ...] = ()
    without: frozenset[str] = frozenset()
    cache: Path | None = None
    ref_root: Path | None = None
    remote: tuple[str, ...] = ()
    templates: Path | None = None

    @property
    def grave(self) -> Severity:
        """How grave a place without usable meaning is: a reference without target, a value of the wrong kind."""
        return Severity.FATAL if self.folder is None else Severity.ERROR

    @property
    def changelog(self) -> Path | None:
        """The changelog of the target, which its distribution carries."""
        path = self.folder / CHANGELOG if self.folder is not None else None
        return path if path is not None and path.is_file() else None

    @property
    def overlays(self) -> tuple[Path, ...]:
        """The overlay files that apply, facts first, words last."""
        if self.folder is None:
            return ()
        names = self.config.overlays + (self.config.docs_overlays if self.words == "own" else ())
        return tuple(self.folder / name for name in names)


@dataclass(frozen=True, slots=True)
class Generated:
    """What came out: files in memory (with their manifest), the facts they were made from, and the account of both.

    `custom`: the part that was written by hand.  `inputs`: every file and folder that was read; () when one was
    missing, so that nothing is known to be complete.
    """

    files: FileSet
    api: Api
    account: census.Account
    custom: CustomCode
    inputs: tuple[Path, ...] = ()


def generate(job: Job, diagnostics: Diagnostics, progress: Progress) -> Generated:
    """Run the whole compiler for one target.  Nothing is written.

    Where the document is another version or only a part of the package is wanted, custom code may import what is not
    there.  Then it is left out, with all that imports it, noted (SDK720), and the compiler runs again.
    Raises InputError when a FATAL finding (or, with `job.strict`, an ERROR) leaves nothing to write.
    """
    if not ((job.foreign or job.only) and job.config.custom.folder):
        return _generate(job, diagnostics, progress)
    while True:
        found = Diagnostics()
        try:
            generated = _generate(job, found, progress)
        except InputError:
            diagnostics.extend(found)
            raise
        misfits = _misfits(generated.files) - job.without
        if not misfits:
            break
        job = replace(job, without=job.without | misfits)
    diagnostics.extend(found)
    for module in sorted(job.without):
        diagnostics.note("SDK720", f"{module} of the custom code needs what is not there; it is left out")
    return generated


def package_of(files: FileSet) -> tuple[str, FileSet]:
    """The import package of a distribution: its name, and its files by path from its folder."""
    (package,) = {path.partition("/")[0] for path in files if path.endswith("/_version.py")}
    prefix = f"{package}/"
    return package, {p[len(prefix) :]: content for p, content in files.items() if p.startswith(prefix)}


def _misfits(files: FileSet) -> frozenset[str]:
    """Modules of custom code that import in vain, or that import such a module."""
    name, inside = package_of(files)
    library = {path: content for path, content in inside.items() if path.startswith(f"{CUSTOM_FOLDER}/")}
    broken = {module_of(b.path) for b in broken_imports(inside, name) if b.path in library}
    return dependents(library, name, frozenset(broken)) if broken else frozenset()


def _generate(job: Job, diagnostics: Diagnostics, progress: Progress) -> Generated:
    document, reported = _read(job, diagnostics, progress)
    validation = _start(job, document)
    runtime = templates_dir() / "runtime"
    with progress.stage("lower"):
        api = lower(document, job.config, diagnostics)
    whole, config = api, job.config
    with progress.stage("plan"):
        if job.only:
            api, config = prune(api, config, job.only)
        if job.without:
            config = without_modules(config, job.without)
        custom = read_custom(config, job.folder, runtime, diagnostics, without=job.without)
        package = plan_package(api, config, runtime, diagnostics, custom).package
    with progress.stage("render"):
        files = render(
            package, diagnostics, job.jobs, cache=job.cache, templates=job.templates, printers=PRINTERS
        )
        if job.changelog is not None:
            files = {**files, CHANGELOG: job.changelog.read_bytes()}
    with progress.stage("validate"):
        found = validation.result()
        emit_findings(found, document, diagnostics, grave=job.grave, reported=reported)
    account = census.account(document, whole, package, diagnostics)
    stop_if_unusable(diagnostics, strict=job.strict)
    # What the network holds can change unseen.
    inputs = (
        ()
        if document.broken or job.remote
        else (*_sources(job).values(), *_folders(job).values(), *document.paths)
    )
    return Generated(with_manifest(files, stamp(job)), api, account, custom, inputs)


def stamp(job: Job) -> Stamp:
    """What a distribution is made from: the bytes of document, configuration and overlays, templates, generator."""
    inputs: Mapping[str, str] = {name: digest(path.read_bytes()) for name, path in _sources(job).items()}
    folders = {"templates": templates_dir(), **_folders(job)}
    trees = {name: digest_tree(folder) for name, folder in folders.items()}
    return Stamp(generator.__version__, job.config.target, {**inputs, **trees})


def _folders(job: Job) -> dict[str, Path]:
    own = {"templates of the target": job.templates} if job.templates is not None else {}
    if job.folder is None or not job.config.custom.folder:
        return own
    return {**own, "custom code": job.folder / job.config.custom.folder}


def _sources(job: Job) -> dict[str, Path]:
    sources = {"document": job.spec}
    if job.folder is not None:
        sources["configuration"] = job.folder / "sdk.yaml"
        sources.update({f"configuration {name}": job.folder / name for name in job.config.parts})
    if job.changelog is not None:
        sources["changelog"] = job.changelog
    return {**sources, **{f"overlay {path.name}": path for path in job.overlays}}


def read(job: Job, diagnostics: Diagnostics, progress: Progress) -> Document:
    """Load, normalise and overlay the document of a job, and check it by our own rules.

    Raises InputError when it has no usable meaning.  A reference without target is an error in one place for a
    configured target, whose maintainer knows the document; for a document without configuration it is fatal.
    """
    return _read(job, diagnostics, progress)[0]


def _read(
    job: Job, diagnostics: Diagnostics, progress: Progress
) -> tuple[Document, frozenset[tuple[str, ...]]]:
    """The document, and the places that our rules reported."""
    with progress.stage("load"):
        document = load_document(job.spec, diagnostics=diagnostics, ref_root=job.ref_root, remote=job.remote)
        if job.words != "upstream" and (job.foreign or job.folder is None):
            document = strip_words(document)
    with progress.stage("overlay"):
        document = apply_overlays(document, job.overlays, diagnostics=diagnostics, lenient=job.foreign)
    with progress.stage("check"):
        reported = check_rules(document, diagnostics, grave=job.grave)
    stop_if_unusable(diagnostics, strict=job.strict)
    return document, reported


def inspect(job: Job, diagnostics: Diagnostics, progress: Progress) -> Api:
    """The wire facts of a document: everything up to lowering, validated."""
    document = read(job, diagnostics, progress)
    validation = _start(job, document)
    with progress.stage("lower"):
        api = lower(document, job.config, diagnostics)
    with progress.stage("validate"):
        emit_findings(validation.result(), document, diagnostics, grave=job.grave)
    return api


def stop_if_unusable(diagnostics: Diagnostics, *, strict: bool) -> None:
    """Raise InputError when a finding is FATAL, or with `strict` an ERROR."""
    worst = diagnostics.worst()
    limit = Severity.ERROR if strict else Severity.FATAL
    if worst is not None and worst >= limit:
        raise InputError(f"{worst.label} findings")


def _start(job: Job, document: Document) -> Validation:
    # openapi-spec-validator takes longer than lowering and planning together, so it runs beside them.
    return start_validation(document.raw, job.cache)
