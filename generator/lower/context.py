"""What every lowering function shares: the document, the findings, the definitions, the way to references."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from generator.codes import lowering as codes
from generator.config import TargetConfig
from generator.diagnostics import Diagnostics
from generator.ir.types import Scalar, ScalarKind, TypeDef, TypeId, TypeRef
from generator.lower.definitions import Definitions, Pending
from generator.lower.named import named_pointers
from generator.lower.places import Place
from generator.lower.pointers import place_of
from generator.spec.document import Document, Node, RefError

ANY: Final = Scalar(ScalarKind.ANY)
NEVER: Final = Scalar(ScalarKind.NEVER)
MAX_DEPTH: Final = 48
"""How deep schemas may nest between two objects (objects start afresh)."""


@dataclass(frozen=True, slots=True)
class Lowered:
    """The type of a schema, and whether null is allowed beside it."""

    type: TypeRef
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Hooks:
    """The entry points of schema lowering, passed in so that the modules of single constructs need not import it."""

    type_of: Callable[[Context, Node, Place], Lowered]
    plain_type: Callable[[Context, Node, Place], Lowered]
    define: Callable[[Context, Pending, TypeId], TypeDef]
    prerequisites: Callable[[Context, Pending], Iterable[TypeId]]


class Context:
    """State of one run of lowering."""

    def __init__(
        self, document: Document, config: TargetConfig, diagnostics: Diagnostics, hooks: Hooks
    ) -> None:
        self.document = document
        self.config = config
        self.diagnostics = diagnostics
        self.hooks = hooks
        self.types = Definitions(
            lambda pending, key: hooks.define(self, pending, key),
            lambda pending: hooks.prerequisites(self, pending),
        )
        self.nullable_objects: set[TypeId] = set()
        """Object definitions whose schema also allows null: every reference to them is nullable."""
        self.open_required: dict[TypeId, frozenset[str]] = {}
        """Required names that a definition does not declare itself: a composition may still supply them."""
        self.ends: dict[TypeId, TypeRef] = {}
        """What chains of aliases end in, as far as known."""
        self.components: dict[str, TypeId] = {}
        """Component schemas of the root document by name."""
        self.named = frozenset(TypeId(f"{document.root.file}{each}") for each in named_pointers(config))
        """Ids of inline schemas that become definitions because the configuration names them."""
        self.copies = 0
        """Variants of unions that were copied to merge something into them."""
        self.operation_owners: dict[tuple[str, str], TypeId] = {}
        """Owner ids by (path key, method key) of the document."""
        self._references: dict[tuple[str, str], TypeId | None] = {}
        self._names: set[str] = set()
        self._depth = 0

    def type_of(self, node: Node, place: Place) -> Lowered:
        """Lower one schema.  Never fails: what cannot be read is any value, with a diagnostic."""
        if self._depth >= MAX_DEPTH:
            self.diagnostics.error(codes.TOO_DEEP, "schemas are nested too deeply here", node.origin)
            return Lowered(ANY)
        self._depth += 1
        try:
            return self.hooks.type_of(self, node, place)
        finally:
            self._depth -= 1

    def plain_type(self, node: Node, place: Place) -> Lowered:
        """Lower the keywords of a schema but for its composition (allOf, oneOf, anyOf) and `$ref`."""
        return self.hooks.plain_type(self, node, place)

    def deeper(self) -> bool:
        """Enter one level of composition; False, without entering, when the limit is reached."""
        if self._depth >= MAX_DEPTH:
            return False
        self._depth += 1
        return True

    def shallower(self) -> None:
        """Leave the level entered last."""
        self._depth -= 1

    def follow(self, node: Node, what: str) -> Node | None:
        """The object itself or the target of its reference; None, with a diagnostic, for anything else.

        `what` names the expected object in messages.
        """
        target = node
        if node.ref is not None:
            try:
                target = node.resolve()
            except RefError as error:
                self.diagnostics.error(codes.BAD_REFERENCE, f"{what}: {error.message}", node.origin)
                return None
        if target.is_mapping:
            return target
        self.diagnostics.error(codes.BAD_MEDIA, f"{what} is not an object", target.origin)
        return None

    def reference(self, node: Node) -> TypeId | None:
        """The definition that a `$ref` schema names, declared if it is new; None, with a diagnostic, if dangling."""
        return self._referred(node, node.ref or "")

    def mapped_reference(self, node: Node, ref: str) -> TypeId | None:
        """The definition that a discriminator mapping refers to, as if `ref` stood in a `$ref` at the node."""
        return self._referred(node, ref)

    def unique_name(self, wanted: str, qualifier: str) -> str:
        """A type name not in use: `wanted`, else with the qualifier, else numbered."""
        name, number = wanted, 2
        if name in self._names:
            name = f"{wanted}{qualifier}"
        while name in self._names:
            name, number = f"{wanted}{qualifier}{number}", number + 1
        self._names.add(name)
        return name

    def _referred(self, node: Node, ref: str) -> TypeId | None:
        """The definition that a reference at a node leads to."""
        key = (node.file, ref)
        if key not in self._references:
            self._references[key] = self._local_component(node, ref) or self._by_resolution(node, ref)
        elif self._references[key] is None:
            self._dangling(node, ref)
        return self._references[key]

    def declare_components(self) -> None:
        """Declare every component schema of the root document under its name."""
        components = self.document.root.get("components")
        schemas = components.get("schemas") if components is not None and components.is_mapping else None
        if schemas is None or not schemas.is_mapping:
            return
        for name, node in schemas.items():
            self._names.add(name)
            self.components[name] = self.types.declare(Pending(node, Place(node.id), name))

    def _local_component(self, node: Node, ref: str) -> TypeId | None:
        """The quick way for ``#/components/schemas/Name`` in the root document, which also keeps alias names."""
        prefix = "#/components/schemas/"
        if not ref.startswith(prefix) or node.file != self.document.root.file:
            return None
        return self.components.get(ref.removeprefix(prefix))

    def _by_resolution(self, node: Node, ref: str) -> TypeId | None:
        """Resolve any other reference; its target becomes a definition, named when its position has a name."""
        try:
            target = node.follow(ref)
        except RefError as error:
            self._dangling(node, ref, error.message)
            return None
        if target.id not in self.types:
            name, place = place_of(self, target)
            self.types.declare(Pending(target, place, name))
        return target.id

    def _dangling(self, node: Node, ref: str, reason: str = "it leads nowhere") -> None:
        """Report a reference that cannot be followed, at the place that refers."""
        self.diagnostics.error(codes.BAD_REFERENCE, f"$ref {ref!r}: {reason}", node.origin)
