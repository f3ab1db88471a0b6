"""From a file to a :class:`Document`: read, tell the format, convert Discovery, normalise, follow references."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from generator.diagnostics import Diagnostics, InputError, Origin, Severity
from generator.spec.discovery import convert
from generator.spec.document import Document
from generator.spec.facts import strip
from generator.spec.files import FileSet
from generator.spec.identify import identify
from generator.spec.limits import DEFAULT_LIMITS, Limits
from generator.spec.references import Folder
from generator.spec.source import Source, parse_source, read_source


@dataclass(frozen=True, slots=True)
class Basis:
    """What a document is made from.  Overlays change `data` and `locate` and make a new document of the result.

    `data`: the OpenAPI document before normalisation.  `locate`: pointer of `data` to the place in the input.
    """

    source: Source
    data: Mapping[str, Any]
    locate: Callable[[str], Origin]
    format: Literal["openapi", "discovery"]
    version: str
    folder: Folder | None
    limits: Limits = DEFAULT_LIMITS
    sources: dict[str, Source] = field(default_factory=dict[str, Source])
    """Other files of the description, by path from the folder or by URL: read once, however many documents are made."""
    remote: tuple[str, ...] = ()
    """Addresses on the network that references may lead to."""


def load_document(
    path: Path,
    *,
    diagnostics: Diagnostics,
    limits: Limits = DEFAULT_LIMITS,
    ref_root: Path | None = None,
    remote: tuple[str, ...] = (),
    name: str = "",
) -> Document:
    """Read an OpenAPI 3.0, 3.1 or 3.2 document or a Discovery document, YAML or JSON.

    References to other files are followed inside the folder of `path`, or inside `ref_root`, and to
    the addresses that `remote` names (see :mod:`generator.spec.remote`).  `name` is how messages
    call the file (default: the path as given).  Raises InputError with FATAL findings when the file is no such
    document; references without target and other faults are reported by `generator.spec.validate`.
    """
    source = read_source(path, diagnostics=diagnostics, limits=limits, name=name)
    folder = Folder.of(path.absolute(), source.name, ref_root)
    basis = replace(_basis(source, folder, limits, diagnostics), remote=remote)
    return build(basis, diagnostics=diagnostics)


def parse_document(
    text: str, *, diagnostics: Diagnostics, name: str = "openapi.yaml", limits: Limits = DEFAULT_LIMITS
) -> Document:
    """The same for text in memory; references to other files lead nowhere."""
    source = parse_source(text, name=name, diagnostics=diagnostics, limits=limits)
    return build(_basis(source, None, limits, diagnostics), diagnostics=diagnostics)


def build(basis: Basis, *, diagnostics: Diagnostics) -> Document:
    """Normalise and follow references.  Emits only what reading further files gives occasion to."""
    files = FileSet(basis.folder, basis.limits, sources=basis.sources, remote=basis.remote)
    relative = basis.source.name
    if basis.folder is not None and basis.source.path is not None:
        relative = _relative(basis.folder, basis.source.path)
    root = files.add_root(relative, basis.source, basis.data, basis.locate)
    files.close(root, diagnostics)
    return Document(basis, files, root.name)


def _relative(folder: Folder, path: Path) -> str:
    """The root document may lie outside of `ref_root`: then only its own name is of use."""
    try:
        return folder.relative(path)
    except ValueError:
        return path.name


def _basis(source: Source, folder: Folder | None, limits: Limits, diagnostics: Diagnostics) -> Basis:
    """Tell the format and, for Discovery, convert."""
    kind = identify(source, diagnostics)
    data = source.data
    assert isinstance(data, dict)
    if kind == "openapi":
        return Basis(source, data, source.origin, kind, str(data["openapi"]).strip(), folder, limits)
    found = Diagnostics()
    try:
        converted = convert(data, source.name, found, line_of=lambda pointer: source.origin(pointer).line)
    finally:
        # Validation reports references without a target again, after overlays had a chance to mend them.
        diagnostics.extend(diagnostic for diagnostic in found if diagnostic.code != "SDK406")
    if found.worst() is Severity.FATAL:
        raise InputError("the Discovery document has parts of the wrong kind")
    version = str(data.get("discoveryVersion", "v1"))
    origins = converted.origins
    return Basis(
        source, converted.data, lambda pointer: source.origin(origins(pointer)), kind, version, folder, limits
    )


def strip_words(document: Document) -> Document:
    """The document without descriptions, summaries and examples (of its first file)."""
    basis = document.basis
    bare = strip(dict(basis.data), "openapi")
    return build(replace(basis, data=bare), diagnostics=Diagnostics())
