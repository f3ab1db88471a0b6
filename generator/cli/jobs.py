"""From the words of a command line to jobs: which targets, which document, where to."""

from __future__ import annotations

import keyword
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator.cli.request import Request
from generator.config import TargetConfig
from generator.config_reader import discover_targets, read_config
from generator.diagnostics import Diagnostics, UsageError
from generator.pipeline import Job
from generator.render.overrides import check_overrides
from generator.spec.remote import is_origin

_IDENTIFIER = re.compile(r"[a-z_][a-z0-9_]*")
WORDS = ("own", "upstream", "none")


@dataclass(frozen=True, slots=True)
class Task:
    """A job and the folder that receives its distribution."""

    name: str
    job: Job
    out: Path


def tasks(request: Request, diagnostics: Diagnostics) -> list[Task]:
    """One task a target.  Raises UsageError for a combination that means nothing."""
    if request.words is not None and request.words not in WORDS:
        raise UsageError(f"--docs takes one of {', '.join(WORDS)}, not {request.words!r}")
    if request.spec is not None and not request.spec.is_file():
        raise UsageError(f"{request.spec}: no such file")
    name = request.package
    if name is not None and (not _IDENTIFIER.fullmatch(name) or keyword.iskeyword(name)):
        raise UsageError(f"--package takes a lower-case Python name such as acme_client, not {name!r}")
    if not request.targets and request.spec is not None:
        return [_unconfigured(request, request.spec)]
    return _configured(request, diagnostics)


def _unconfigured(request: Request, spec: Path) -> Task:
    if request.out is None:
        raise UsageError("--spec without a target needs --out DIR for the distribution")
    name = request.package or ""
    config = TargetConfig()
    config = replace(config, target=name, spec=spec.name, package=replace(config.package, name=name))
    templates = _templates(request.templates)
    job = Job(config, spec, words=request.words or "upstream", templates=templates, **_common(request))
    return Task(name or spec.stem, job, request.out)


def _configured(request: Request, diagnostics: Diagnostics) -> list[Task]:
    known = discover_targets(request.root)
    if not known:
        raise UsageError(
            f"no specs/*/sdk.yaml below {request.root.resolve().name}/: run in the folder of your targets, "
            "or use --spec FILE --package NAME --out DIR"
        )
    unknown = [name for name in request.targets if name not in known]
    if unknown:
        raise UsageError(f"unknown target {', '.join(unknown)}; there are {', '.join(sorted(known))}")
    names = request.targets or tuple(sorted(known))
    single = request.spec is not None or request.out is not None or request.package is not None
    if single and len(names) != 1:
        raise UsageError("--spec, --out and --package go with exactly one target")
    return [_target(name, known[name], request, diagnostics) for name in names]


def _target(name: str, path: Path, request: Request, diagnostics: Diagnostics) -> Task:
    config = read_config(path, diagnostics)
    if request.package:
        config = replace(config, package=replace(config.package, name=request.package))
    spec = request.spec or path.parent / config.spec
    configured = path.parent / config.templates if config.templates else None
    job = Job(
        config,
        spec,
        folder=path.parent,
        foreign=request.spec is not None,
        words=request.words or "own",
        cache=request.cache_folder,
        templates=_templates(request.templates or configured),
        **_common(request),
    )
    return Task(name, job, request.out or request.root / "generated" / name)


def _templates(folder: Path | None) -> Path | None:
    if folder is None:
        return None
    check_overrides(folder)
    return folder.resolve()


def _common(request: Request) -> dict[str, Any]:
    check_places(request.ref_root, request.remote)
    return {
        "strict": request.strict,
        "jobs": request.jobs,
        "ref_root": request.ref_root,
        "remote": request.remote,
    }


def check_places(ref_root: Path | None, remote: tuple[str, ...]) -> None:
    """Raise UsageError for a place that references could not be allowed to lead to."""
    if ref_root is not None and not ref_root.is_dir():
        raise UsageError(f"--allow-ref-root: {ref_root} is no folder")
    for address in remote:
        if not is_origin(address):
            raise UsageError(f"--allow-remote takes an http or https URL with a host, not {address!r}")
