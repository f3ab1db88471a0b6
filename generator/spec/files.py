"""The files of one description: read once, each brought to the 3.1 shape, references between them followed.

The kind of object that a reference expects comes from the place of the reference, so a file that holds nothing but
schemas, or one path item, is normalised as what it is used for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostics, Origin
from generator.narrow import Data
from generator.spec import pointers, references, remote
from generator.spec.limits import Limits
from generator.spec.normalise import NormalFinding, normalise
from generator.spec.references import Anchors, Folder, RefusedAddress
from generator.spec.source import Source, read_remote, read_source
from generator.spec.structure import KINDS

Tokens = tuple[str, ...]
_NOTHING: Any = object()


@dataclass(slots=True)
class SpecFile:
    """One file: `relative` to the folder, `name` as shown, `data` in its normal form.

    `locate` leads a pointer of `data` to the place where a person finds it.
    """

    relative: str
    name: str
    source: Source
    data: Any
    locate: Callable[[str], Origin]
    whole: bool
    """True for an OpenAPI document, False for a file of parts."""
    has_ids: bool = False
    anchors: Anchors | None = None
    url: str = ""
    """Where on the network the file was read, "" for a file of the folder."""
    base: str = ""
    """The address of the file: ``$self`` (OpenAPI 3.2 section 4.1), or its place in the folder."""

    def __post_init__(self) -> None:
        local = self.url or references.BASE + self.relative
        data: Data = self.data
        own = data.get("$self") if isinstance(data, dict) and self.whole else None
        self.base = references.absolute(local, own) or local if isinstance(own, str) else local

    def names(self) -> Anchors:
        """The anchors of the file, indexed when first needed."""
        if self.anchors is None:
            self.anchors = references.index_anchors(self.data, self.base)
        return self.anchors


@dataclass(frozen=True, slots=True)
class Broken:
    """A reference that leads nowhere.  `refused`: it was not followed for reasons of safety."""

    file: str
    tokens: Tokens
    kind: str
    reference: str
    message: str
    refused: bool = False
    hint: str = ""


class LookupFailure(Exception):
    """A reference has no target."""

    def __init__(self, message: str, *, refused: bool = False, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.refused = refused
        self.hint = hint


@dataclass(slots=True)
class FileSet:
    """All files of a description by their name.  It grows while references are followed, and then rests."""

    folder: Folder | None
    limits: Limits
    files: dict[str, SpecFile] = field(default_factory=dict[str, SpecFile])
    findings: list[tuple[str, NormalFinding]] = field(default_factory=list[tuple[str, NormalFinding]])
    broken: list[Broken] = field(default_factory=list[Broken])
    sources: dict[str, Source] = field(default_factory=dict[str, Source])
    """Files that were read before, by path from the folder or by URL."""
    remote: tuple[str, ...] = ()
    """Addresses on the network that references may lead to."""
    parts: dict[tuple[str, Tokens, str], None] = field(default_factory=dict[tuple[str, Tokens, str], None])
    """What was normalised: file, tokens and kind, in this order."""
    _fresh: list[SpecFile] = field(default_factory=list[SpecFile])
    _targets: dict[tuple[str, str], tuple[str, Tokens]] = field(
        default_factory=dict[tuple[str, str], tuple[str, Tokens]]
    )

    def add_root(
        self, relative: str, source: Source, data: Mapping[str, Any], locate: Callable[[str], Origin]
    ) -> SpecFile:
        """Add the root document, already in the 3.x shape, normalised here."""
        return self._add(SpecFile(relative, source.name, source, data, locate, True))

    def _add(self, file: SpecFile) -> SpecFile:
        self.files[file.name] = file
        return file

    def close(self, root: SpecFile, diagnostics: Diagnostics) -> None:
        """Normalise the root, then whatever is referred to, until nothing new turns up."""
        queue: list[tuple[str, Tokens, str]] = [(root.name, (), "openapi")]
        while queue:
            part = name, tokens, kind = queue.pop()
            if part in self.parts:
                continue
            self.parts[part] = None
            for holder, expected, reference in self._normalise(name, tokens, kind):
                try:
                    target, place = self.target(name, holder, reference, diagnostics)
                except LookupFailure as failure:
                    self.broken.append(
                        Broken(
                            name, holder, expected, reference, failure.message, failure.refused, failure.hint
                        )
                    )
                    continue
                # A whole document that is referred to is read with everything that it refers to.
                queue.extend((file.name, (), "openapi") for file in self._fresh if file.whole)
                self._fresh.clear()
                if not _is_typed(self.files[target], place, expected):
                    queue.append((target, place, expected))
        self._targets.clear()

    def _normalise(self, name: str, tokens: Tokens, kind: str) -> tuple[tuple[Tokens, str, str], ...]:
        """Bring one part of a file to its normal form; returns the references in it."""
        file = self.files[name]
        result = normalise(pointers.lookup(file.data, tokens), kind, tokens)
        file.data = _replaced(file.data, tokens, result.data)
        file.has_ids = file.has_ids or result.has_ids
        self.findings.extend((name, finding) for finding in result.findings)
        return result.references

    # Following references

    def target(
        self, name: str, holder: Tokens, reference: str, diagnostics: Diagnostics | None = None
    ) -> tuple[str, Tokens]:
        """The file and the tokens that a reference at `holder` leads to; raises LookupFailure when to nothing.

        New files are read only while `diagnostics` is given.
        """
        file = self.files[name]
        if file.has_ids:
            base = references.resource_of(file.data, holder, file.base)
            return self._target(file, base, reference, diagnostics)
        known = self._targets.get((name, reference))
        if known is None:
            known = self._target(file, file.base, reference, diagnostics)
            self._targets[name, reference] = known
        return known

    def _target(
        self, file: SpecFile, base: str, reference: str, diagnostics: Diagnostics | None
    ) -> tuple[str, Tokens]:
        address, fragment = references.split(reference)
        target, root = self._resource(file, base, address, diagnostics)
        if not fragment or fragment.startswith("/"):
            return target.name, self._pointed(target, root, fragment, reference)
        resource = references.absolute(base, address) if address else base
        anchors = target.names().anchors
        place = anchors.get((resource, fragment)) or anchors.get((target.base, fragment))
        if place is None:
            raise LookupFailure(f"no schema has the anchor {fragment!r}")
        return target.name, place

    def _resource(
        self, file: SpecFile, base: str, address: str, diagnostics: Diagnostics | None
    ) -> tuple[SpecFile, Tokens]:
        """The file, and the tokens of the schema resource in it, that an address names."""
        wanted = references.absolute(base, address) if address else base
        if wanted == file.base:
            return file, ()
        if address or file.has_ids:
            for other in self.files.values():
                if wanted in (other.base, other.url or references.BASE + other.relative):
                    return other, ()
                if other.has_ids and wanted in other.names().ids:
                    return other, other.names().ids[wanted]
        if not address:
            return file, ()
        return self._open(file, address, diagnostics), ()

    def _open(self, file: SpecFile, address: str, diagnostics: Diagnostics | None) -> SpecFile:
        """The file at a relative address or at an allowed URL, read when it is new."""
        url = references.absolute(file.url, address) if file.url else address
        if remote.permits(self.remote, url):
            return self._fetch(url.partition("#")[0], diagnostics)
        if file.url:
            message = f"{url[:200]!r} is on the network, and is not among the allowed addresses"
            raise LookupFailure(message, refused=True, hint="allow its address with --allow-remote")
        if self.folder is None:
            raise LookupFailure(
                "the document lies in no folder, so references to other files cannot be followed"
            )
        try:
            relative = self.folder.locate(file.relative, address)
        except RefusedAddress as refusal:
            raise LookupFailure(refusal.message, refused=True, hint=refusal.hint) from None
        name = self.folder.show(relative)
        if name in self.files:
            return self.files[name]
        path = self.folder.root / relative
        if diagnostics is None or not _is_file(path):
            raise LookupFailure(f"there is no file {name[:200]!r}")
        self._check_count()
        source = self.sources.get(relative)
        if source is None:
            source = read_source(path, diagnostics=diagnostics, limits=self.limits, name=name)
            self.sources[relative] = source
        return self._taken(relative, name, source)

    def _fetch(self, url: str, diagnostics: Diagnostics | None) -> SpecFile:
        """The file at an allowed URL."""
        if url in self.files:
            return self.files[url]
        if diagnostics is None:
            raise LookupFailure(f"{url[:200]!r} was not read")
        self._check_count()
        source = self.sources.get(url)
        if source is None:
            source = read_remote(url, diagnostics=diagnostics, limits=self.limits)
            self.sources[url] = source
        return self._taken(url, url, source, url)

    def _check_count(self) -> None:
        if len(self.files) >= self.limits.files:
            raise LookupFailure(f"more than {self.limits.files} files are referred to")

    def _taken(self, relative: str, name: str, source: Source, url: str = "") -> SpecFile:
        whole = isinstance(source.data, dict) and "openapi" in source.data
        self._fresh.append(SpecFile(relative, name, source, source.data, source.origin, whole, url=url))
        return self._add(self._fresh[-1])

    def _pointed(self, file: SpecFile, root: Tokens, fragment: str, reference: str) -> Tokens:
        """The tokens of a pointer, below the schema resource or, failing that, below the file."""
        tokens = pointers.split(fragment)
        for start in (root, ()) if root else ((),):
            found = _follow(file.data, (*start, *tokens))
            if found is not None:
                return found
        raise LookupFailure(f"{reference[:200]!r} leads to nothing")


def _is_typed(file: SpecFile, tokens: Tokens, kind: str) -> bool:
    """Whether the walk over the whole document meets `tokens` as an object of this kind anyway."""
    if not file.whole:
        return False
    current = "openapi"
    rest = list(tokens)
    while rest:
        found = KINDS[current].get(rest[0])
        if current == "callback":
            current, rest = "pathItem", rest[1:]
        elif found is None:
            return False
        elif found[0] == "one":
            current, rest = found[1], rest[1:]
        else:
            current, rest = found[1], rest[2:]
    return current == kind or {current, kind} == {"parameter", "header"}


def _follow(data: Data, tokens: Tokens) -> Tokens | None:
    """The tokens as they lead through normalised data, None when they lead nowhere.

    Normalisation may have moved a schema into the first branch of a union with null.
    """
    value: Data = data
    real: list[str] = []
    for token in tokens:
        inner = _step(value, token)
        if inner is _NOTHING and isinstance(value, dict):
            union: Data = value.get("anyOf")
            if isinstance(union, list) and len(union) == 2 and union[1] == {"type": "null"}:
                inner = _step(union[0], token)
                real += ("anyOf", "0")
        if inner is _NOTHING:
            return None
        real.append(token)
        value = inner
    return tuple(real)


def _step(value: Any, token: str) -> Any:
    """The member that one token names, or `_NOTHING`."""
    try:
        return pointers.lookup(value, (token,))
    except KeyError:
        return _NOTHING


def _replaced(data: dict[str, Any] | list[Any], tokens: Tokens, value: Any) -> Any:
    """`data` with `value` at the tokens; containers on the way are copied, nothing is changed."""
    if not tokens:
        return value
    token, rest = tokens[0], tokens[1:]
    if isinstance(data, dict):
        return {**data, token: _replaced(data[token], rest, value)}
    place = int(token)
    return [*data[:place], _replaced(data[place], rest, value), *data[place + 1 :]]


def _is_file(path: Path) -> bool:
    """Whether there is such a file; names that no file system takes are none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
