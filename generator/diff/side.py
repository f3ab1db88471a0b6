"""One of the two documents, with the views of its schemas."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from generator.diff.keywords import own_view
from generator.diff.values import canonical
from generator.diff.view import ANYTHING, Ref, Types, Union, View, implied, merged, with_null
from generator.narrow import Data
from generator.spec.document import Document, Node, RefError

_DEEP = 64
"""Merged schemas inside merged schemas: a hostile document may go on, no real one comes near."""

_LOOK = 3
"""How far a fingerprint looks into a schema."""

_SHAPING = frozenset({"$ref", "allOf", "type", "properties", "enum", "const", "items"})
"""Keywords that make a schema more than a wrapper."""


class Side:
    """A document while it is compared.  Views are made once for each schema."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._views: dict[Node, View] = {}
        self._open: set[Node] = set()
        self._prints: dict[tuple[Ref, int], str] = {}

    @cached_property
    def components(self) -> dict[str, Node]:
        """The named schemas."""
        home = self.document.root.get("components")
        schemas = home.get("schemas") if home is not None else None
        return dict(schemas.items()) if schemas is not None else {}

    def resolve(self, node: Node) -> Node:
        """The end of the references at a node; the node itself when they lead nowhere."""
        try:
            return node.resolve()
        except RefError:
            return node

    def ref(self, ref: Ref) -> Ref:
        """The same schemas by the places where they really stand.

        References and wrappers that add nothing are taken off, so that equal schemas meet under equal places.
        """
        return tuple(dict.fromkeys(self._bare(node) for node in ref))

    def _bare(self, node: Node) -> Node:
        for _ in range(_DEEP):
            value: Data = node.value
            if not isinstance(value, dict) or node.ref is None or len(value) != 1:
                return node
            target = self.resolve(node)
            if target is node or target == node:
                return node
            node = target
        return node

    def view(self, ref: Ref) -> View:
        """What schemas that apply together say."""
        result: View | None = None
        for node in ref:
            one = self._view(node)
            result = one if result is None else merged(result, one)
        return implied(result) if result is not None else ANYTHING

    def types(self, ref: Ref, depth: int = _LOOK) -> Types:
        """The JSON types without null that schemas allow, those of union members included; None for any."""
        result: View | None = None
        for node in ref:
            one = self._view(node)
            result = one if result is None else merged(result, one)
        if result is None or depth == 0:
            return None
        if result.types is not None or not result.unions:
            return implied(result).types
        found: frozenset[str] = frozenset()
        for member in result.unions[0].members:
            types = self.types(member, depth - 1)
            if types is None:
                return None
            found |= types
        return found

    def _view(self, node: Node) -> View:
        known = self._views.get(node)
        if known is not None:
            return known
        if node in self._open or len(self._open) > _DEEP:
            return ANYTHING
        self._open.add(node)
        try:
            view = self._make(node)
        finally:
            self._open.discard(node)
        self._views[node] = view
        return view

    def _make(self, node: Node) -> View:
        view = own_view(node)
        if node.ref is not None:
            target = self.resolve(node)
            if target == node:
                return replace(view, rest={**view.rest, "$ref": canonical(node.ref)})
            view = merged(view, self._view(target))
        for part in _elements(node, "allOf"):
            view = merged(view, _without_union_marks(self._view(part)))
        for kind in ("oneOf", "anyOf"):
            if node.get(kind) is not None:
                view = self._with_union(view, kind, _elements(node, kind))
        return view

    def _with_union(self, view: View, kind: str, members: list[Node]) -> View:
        """A union without its null member; one member that is left is no union."""
        others = [each for each in members if not self._is_null(each)]
        null = len(others) < len(members)
        if not others:
            return view if not null else merged(view, View(types=frozenset(), null=True))
        if len(others) == 1:
            only = implied(self._view(others[0]))
            return merged(view, with_null(only) if null else only)
        refs = tuple((each,) for each in others)
        admits = null or any(self.view(ref).null for ref in refs)
        union = Union(kind, refs, null=admits)
        return merged(view, View(null=admits, unions=(union,)))

    def _is_null(self, node: Node) -> bool:
        value: Data = self.resolve(node).value
        if not isinstance(value, dict):
            return False
        return (
            value.get("type") in ("null", ["null"])
            or value.get("enum") == [None]
            or ("const" in value and value["const"] is None)
        )

    def core(self, ref: Ref) -> Ref:
        """What stands beside null in a schema that only adds null to another; other schemas as they are."""
        if len(ref) != 1:
            return ref
        for kind in ("oneOf", "anyOf"):
            others = [each for each in _elements(ref[0], kind) if not self._is_null(each)]
            if len(others) == 1 and not _SHAPING.intersection(ref[0].value):
                return (others[0],)
        return ref

    def name(self, ref: Ref) -> str:
        """The component that a schema is, "" for others."""
        if len(ref) != 1:
            return ""
        tokens = self.resolve(ref[0]).tokens
        return tokens[2] if len(tokens) == 3 and tokens[:2] == ("components", "schemas") else ""

    def fingerprint(self, ref: Ref, depth: int = _LOOK) -> str:
        """Text that is equal for schemas that look alike to some depth; names of components do not count."""
        ref = self.ref(ref)
        known = self._prints.get((ref, depth))
        if known is not None:
            return known
        view = self.view(ref)
        below = "?" if depth == 0 else self._below(view, depth - 1)
        text = canonical(
            [
                sorted(view.types) if view.types is not None else None,
                view.null,
                sorted(view.values) if view.values is not None else None,
                view.format,
                sorted(view.required),
                sorted(view.properties),
                view.additional is False,
                len(view.unions),
                below,
            ]
        )
        self._prints[ref, depth] = text = f"{hash(text):x}"
        return text

    def _below(self, view: View, depth: int) -> str:
        parts = [f"{name}:{self.fingerprint(ref, depth)}" for name, ref in sorted(view.properties.items())]
        if view.items is not None:
            parts.append(f"[]{self.fingerprint(view.items, depth)}")
        if isinstance(view.additional, tuple):
            parts.append(f"*{self.fingerprint(view.additional, depth)}")
        for union in view.unions:
            parts.append("|".join(sorted(self.fingerprint(member, depth) for member in union.members)))
        return ",".join(parts)


def _without_union_marks(part: View) -> View:
    """A part of ``allOf`` that is no union itself: how *its* children are told apart is not about the whole."""
    return part if part.unions or part.discriminator is None else replace(part, discriminator=None)


def _elements(node: Node, key: str) -> list[Node]:
    member = node.get(key)
    return member.elements() if member is not None else []
