"""A description as the later stages see it: nodes that know their place and follow references."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from generator.diagnostics import Origin, SdkgenError
from generator.ir.types import TypeId
from generator.narrow import Data
from generator.spec import pointers
from generator.spec.files import Broken, FileSet, LookupFailure

if TYPE_CHECKING:
    from generator.spec.load import Basis


class RefError(SdkgenError):
    """A reference leads nowhere, or only to other references.  `origin` is the place of the reference."""

    def __init__(self, origin: Origin, message: str) -> None:
        super().__init__(f"{origin}: {message}")
        self.origin = origin
        self.message = message


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a document with its place.  Two nodes are equal when their places are."""

    value: Any = field(compare=False)
    file: str
    pointer: str
    document: Document = field(compare=False, repr=False)

    @property
    def origin(self) -> Origin:
        """Where a person finds this value: in the input, or in the overlay that wrote it."""
        return self.document.origin(self.file, self.pointer)

    @property
    def id(self) -> TypeId:
        """Identity of the type that this schema defines."""
        return TypeId(f"{self.file}#{self.pointer}")

    @property
    def is_mapping(self) -> bool:
        """Whether the value has keys."""
        return isinstance(self.value, dict)

    @property
    def is_sequence(self) -> bool:
        """Whether the value is a list."""
        return isinstance(self.value, list)

    @property
    def ref(self) -> str | None:
        """The ``$ref`` of a mapping, when it is text."""
        value: Data = self.value
        reference = value.get("$ref") if isinstance(value, dict) else None
        return reference if isinstance(reference, str) else None

    @property
    def tokens(self) -> tuple[str, ...]:
        """The unescaped tokens of the pointer."""
        return pointers.split(self.pointer)

    def child(self, *keys: str | int) -> Node:
        """The value further down; raises KeyError when there is none."""
        value, pointer = self.value, self.pointer
        for key in keys:
            try:
                value = value[key]
            except (IndexError, TypeError):
                raise KeyError(key) from None
            pointer = f"{pointer}/{pointers.escape(key)}"
        return Node(value, self.file, pointer, self.document)

    def get(self, key: str) -> Node | None:
        """The member of a mapping, None when it has no such key or the value is no mapping."""
        value: Data = self.value
        if not isinstance(value, dict) or key not in value:
            return None
        return Node(value[key], self.file, f"{self.pointer}/{pointers.escape(key)}", self.document)

    def items(self) -> Iterator[tuple[str, Node]]:
        """The members of a mapping in document order; nothing for other values."""
        value: Data = self.value
        if isinstance(value, dict):
            for key, member in value.items():
                yield key, Node(member, self.file, f"{self.pointer}/{pointers.escape(key)}", self.document)

    def elements(self) -> list[Node]:
        """The items of a sequence; nothing for other values."""
        value: Data = self.value
        if not isinstance(value, list):
            return []
        return [Node(v, self.file, f"{self.pointer}/{i}", self.document) for i, v in enumerate(value)]

    def resolve(self) -> Node:
        """The node itself, or what its chain of references ends in.

        Keys beside ``$ref`` are not looked at.  Raises RefError when the chain is broken or has no end.
        """
        return self if self.ref is None else self.document.resolve(self)

    def follow(self, reference: str) -> Node:
        """The node that a reference written here leads to (one step); raises RefError when to nothing."""
        return self.document.follow(self, reference)


class Document:
    """A description in the 3.1 shape.  Nobody changes it once it is made.

    Made by `generator.spec.load`.  `basis` is what it was made from, for overlays; `findings` are remarks of the
    normaliser and `broken` references, both reported by `generator.spec.validate`.
    """

    def __init__(self, basis: Basis, files: FileSet, name: str) -> None:
        self.basis = basis
        self.name = name
        self._files = files
        self._resolved: dict[tuple[str, str], Node] = {}

    def __repr__(self) -> str:
        return f"Document({self.name!r})"

    @cached_property
    def root(self) -> Node:
        """The root of the first file."""
        return Node(self._files.files[self.name].data, self.name, "", self)

    @property
    def raw(self) -> dict[str, Any]:
        """The plain data of the first file.  Not to be changed."""
        data: dict[str, Any] = self.root.value
        return data

    @property
    def version(self) -> str:
        """The version that the input states: ``3.0.3``, or ``v1`` of the Discovery format."""
        return self.basis.version

    @property
    def format(self) -> Literal["openapi", "discovery"]:
        """The format of the input."""
        return self.basis.format

    @property
    def file_names(self) -> tuple[str, ...]:
        """All files by the names that messages use, the root first."""
        return tuple(self._files.files)

    @property
    def paths(self) -> tuple[Path, ...]:
        """Where the files lie on disk."""
        sources = (self.basis.source, *self.basis.sources.values())
        return tuple(source.path for source in sources if source.path is not None)

    @property
    def findings(self) -> tuple[tuple[str, Any], ...]:
        """Remarks of the normaliser with the file that they are about."""
        return tuple(self._files.findings)

    @property
    def broken(self) -> tuple[Broken, ...]:
        """References without a target."""
        return tuple(self._files.broken)

    @property
    def parts(self) -> tuple[tuple[str, tuple[str, ...], str], ...]:
        """The objects that were normalised: file, tokens and kind.  The first one is the root document."""
        return tuple(self._files.parts)

    def is_whole(self, name: str) -> bool:
        """Whether a file is an OpenAPI document, rather than a collection of parts."""
        return self._files.files[name].whole

    def data(self, name: str) -> Any:
        """The normalised data of one file."""
        return self._files.files[name].data

    def origin(self, file: str, pointer: str) -> Origin:
        """Where a person finds the value at a pointer of a file."""
        known = self._files.files.get(file)
        return known.locate(pointer) if known is not None else Origin(file, pointer)

    def node(self, pointer: str, file: str = "") -> Node:
        """The node at a pointer; raises KeyError when there is none, ValueError for text that is no pointer."""
        name = file or self.name
        value = pointers.lookup(self._files.files[name].data, pointers.split(pointer))
        return Node(value, name, pointer, self)

    def node_value(self, file: str, tokens: tuple[str, ...]) -> Any:
        """The plain value at the tokens of a file; raises KeyError when there is none."""
        return pointers.lookup(self._files.files[file].data, tokens)

    def target(self, file: str, tokens: tuple[str, ...], reference: str) -> tuple[str, tuple[str, ...]]:
        """File and tokens that a reference at a place leads to; raises LookupFailure when to nothing."""
        return self._files.target(file, tokens, reference)

    def follow(self, node: Node, reference: str) -> Node:
        """One step from a reference; raises RefError when it leads nowhere."""
        try:
            name, tokens = self._files.target(node.file, node.tokens, reference)
        except LookupFailure as failure:
            raise RefError(node.origin, failure.message) from None
        value = pointers.lookup(self._files.files[name].data, tokens)
        return Node(value, name, pointers.join(tokens), self)

    def resolve(self, node: Node) -> Node:
        """The end of the chain of references that starts at `node`."""
        known = self._resolved.get((node.file, node.pointer))
        if known is not None:
            return known
        seen = {(node.file, node.pointer)}
        current = node
        while (reference := current.ref) is not None:
            current = self.follow(current, reference)
            place = (current.file, current.pointer)
            if place in seen:
                raise RefError(node.origin, f"{node.ref!r} leads in a circle and never to a value")
            seen.add(place)
            if len(seen) > self.basis.limits.chain:
                raise RefError(node.origin, f"more than {self.basis.limits.chain} references in a row")
        self._resolved[node.file, node.pointer] = current
        return current
