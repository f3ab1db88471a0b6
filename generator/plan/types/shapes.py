"""Key renaming inside request bodies: the entries of ``types/_wire.py``.

A request type needs a shape when one of its Python keys differs from the wire name, or when something inside does.
An operation's entry describes the body as the method builds it: wire names at the top, Python names below.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.config import TargetConfig
from generator.ir.api import Api, Operation
from generator.ir.types import AliasDef, ListOf, MapOf, Nullable, ObjectDef, OneOf, Ref, TypeId, TypeRef
from generator.plan import identifiers
from generator.plan.annotation import Dialect, TypeName
from generator.plan.code import Code, literal
from generator.plan.types.bodies import chosen_content, flatten_body
from generator.plan.types.fields import key_names
from generator.plan.types.layout import components_of, connects
from generator.plan.types.refs import definition_refs, ids, visible
from generator.plan.types.units import Names
from generator.plan.types.views import ShapesView

__all__ = ["Shapes", "plan_shapes"]


@dataclass(frozen=True, slots=True)
class Shapes:
    """The entry of each operation that needs one, of the events of each connection (by their components), and the
    module (None when nothing needs an entry).
    """

    operations: Mapping[str, str]
    view: ShapesView | None
    connections: Mapping[tuple[str, ...], str] = field(default_factory=dict[tuple[str, ...], str])


def plan_shapes(api: Api, config: TargetConfig, names: Names) -> Shapes:
    """Plan the entries of all bodies."""
    return _Planner(api, config, names).plan()


class _Planner:
    """Entries of one API, made as they are met."""

    def __init__(self, api: Api, config: TargetConfig, names: Names) -> None:
        self._api = api
        self._config = config
        self._defs = api.types.defs
        self._names = names
        self._needed = self._find_needed()
        self._keys: dict[TypeId, str] = {}
        self._taken: set[str] = set()
        self._entries: dict[str, Code] = {}
        self._helpers: set[str] = set()

    def plan(self) -> Shapes:
        """Entries for operations first, then for what they lead to, as it is met."""
        operations: dict[str, str] = {}
        for operation in self._api.operations:
            body = self._body(operation)
            if body is not None:
                operations[operation.id] = body
        connections = self._connections()
        if not operations and not connections:
            return Shapes({}, None)
        entries = tuple((literal(key), self._entries[key]) for key in sorted(self._entries))
        view = ShapesView(tuple(Code(h) for h in sorted(self._helpers)), entries)
        return Shapes(operations, view, connections)

    def _connections(self) -> dict[tuple[str, ...], str]:
        """Entries for the events that clients send on connections."""
        components = components_of(self._api)
        found: dict[tuple[str, ...], str] = {}
        for connect in connects(self._config.root):
            refs = [Ref(components[name]) for name in connect.sends if name in components]
            shape = self._shape(refs[0] if len(refs) == 1 else OneOf(tuple(refs))) if refs else None
            if shape is not None:
                key = found[connect.sends] = self._claim(None, f"{connect.sends[0]}_events")
                self._entries[key] = self._standing(shape)
        return found

    def _find_needed(self) -> frozenset[TypeId]:
        """Definitions that rename a key, and all that lead to one of those."""
        users: dict[TypeId, list[TypeId]] = {}
        needed: set[TypeId] = set()
        for id, dialect in self._names.types:
            if dialect is not Dialect.REQUEST:
                continue
            definition = self._defs[id]
            for used in definition_refs(definition, dialect):
                users.setdefault(used, []).append(id)
            if isinstance(definition, ObjectDef):
                renamed = key_names(visible(definition, dialect))
                if any(wire != name for wire, name in renamed.items()):
                    needed.add(id)
        pending = list(needed)
        while pending:
            for user in users.get(pending.pop(), ()):
                if user not in needed:
                    needed.add(user)
                    pending.append(user)
        return frozenset(needed)

    def _body(self, operation: Operation) -> str | None:
        """The entry of an operation's body; None when its values are sent as they are."""
        content = chosen_content(operation, self._config)
        if content is None:
            return None
        fields = flatten_body(self._api, operation, self._config)
        if fields is None:
            shape = self._shape(content.type)
            return self._entry(operation, self._standing(shape)) if shape is not None else None
        shapes = {f.name: shape for f in fields if (shape := self._shape(f.type)) is not None}
        if not shapes:
            return None
        return self._entry(operation, self._object({wire: (wire, shape) for wire, shape in shapes.items()}))

    def _entry(self, operation: Operation, shape: Code) -> str:
        name = self._names.params.get(operation.id)
        key = self._claim(name, operation.id)
        self._entries[key] = shape
        return key

    def _claim(self, name: TypeName | None, fallback: str) -> str:
        if name is None:
            return identifiers.unique([identifiers.pascal(fallback)], self._taken)
        return identifiers.unique([name.name, ".".join((*name.module[1:], name.name))], self._taken)

    def _shape(self, ref: TypeRef) -> Code | None:
        """The shape of a value; None when it needs none."""
        if not any(id in self._needed for id in ids(ref)):
            return None
        match ref:
            case Nullable(inner=inner):
                return self._shape(inner)
            case ListOf(item=item, prefix=prefix):
                return self._call("list_of", self._shape(OneOf((*prefix, item)) if prefix else item))
            case MapOf(value=value):
                return self._call("map_of", self._shape(value))
            case OneOf():
                return self._union(ref)
            case Ref(id=id):
                return self._reference(id)
            case _:
                return None

    def _reference(self, id: TypeId) -> Code:
        if id not in self._keys:
            key = self._keys[id] = self._claim(self._names.types[id, Dialect.REQUEST], str(id))
            self._entries[key] = self._definition(id)
        return literal(self._keys[id])

    def _definition(self, id: TypeId) -> Code:
        definition = self._defs[id]
        if isinstance(definition, AliasDef):
            shape = self._shape(definition.target)
            assert shape is not None, f"{id} needs a shape"
            return self._standing(shape)
        fields = visible(definition, Dialect.REQUEST)
        if not fields and definition.additional is not None:
            return self._call("map_of", self._shape(definition.additional))
        renamed = key_names(fields)
        return self._object({renamed[f.name]: (f.name, self._shape(f.type)) for f in fields})

    def _union(self, union: OneOf) -> Code:
        """One shape for each member that is no scalar; objects that rename nothing stand beside those that do."""
        shapes: dict[Code, None] = {}
        for member in self._members(union, frozenset()):
            is_object = isinstance(member, Ref) and isinstance(self._defs[member.id], ObjectDef)
            shape = (
                self._reference(member.id) if is_object and isinstance(member, Ref) else self._shape(member)
            )
            if shape is not None:
                shapes[shape] = None
        if len(shapes) == 1:
            return next(iter(shapes))
        self._helpers.add("one_of")
        return Code(f"one_of({', '.join(shapes)})")

    def _members(self, ref: TypeRef, seen: frozenset[TypeId]) -> list[TypeRef]:
        """Members of a union with the unions inside it taken apart."""
        if isinstance(ref, OneOf):
            return [member for variant in ref.variants for member in self._members(variant, seen)]
        if isinstance(ref, Nullable):
            return self._members(ref.inner, seen)
        if isinstance(ref, Ref) and ref.id not in seen:
            definition = self._defs[ref.id]
            if isinstance(definition, AliasDef):
                return self._members(definition.target, seen | {ref.id})
        return [ref]

    def _standing(self, shape: Code) -> Code:
        """A shape as an entry of the table: a mere name of another entry has to be looked up."""
        return self._call("ref", shape) if shape.startswith(('"', "'")) else shape

    def _call(self, helper: str, shape: Code | None) -> Code:
        assert shape is not None
        self._helpers.add(helper)
        return Code(f"{helper}({shape})")

    def _object(self, entries: Mapping[str, tuple[str, Code | None]]) -> Code:
        self._helpers.add("obj")
        pairs: list[str] = []
        for name, (wire, shape) in entries.items():
            value = literal(wire) if shape is None else f"({literal(wire)}, {shape})"
            pairs.append(f"{literal(name)}: {value}")
        return Code(f"obj({{{', '.join(pairs)}}})")
