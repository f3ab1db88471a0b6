"""Modules of types while they are being planned, and the names that are given on the way."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.ir.types import TypeId, TypeRef
from generator.plan.annotation import Dialect, TypeName
from generator.plan.imports import ModulePath

__all__ = ["Names", "Unit"]


@dataclass(slots=True)
class Unit:
    """A module of types.

    `root`: the definition it is named after, None when it holds the params of an operation or an alias for `alias`.
    `members`: definitions printed in it, the root included.  `operation`: whose params it holds (`is_params`).
    `target`: the type that this module only gives another name.  `further`: names that it gives to other types.
    """

    name: TypeName
    dialect: Dialect
    root: TypeId | None = None
    members: list[TypeId] = field(default_factory=list[TypeId])
    operation: str = ""
    is_params: bool = False
    alias: TypeRef | None = None
    target: TypeName | None = None
    further: dict[str, TypeName] = field(default_factory=dict[str, TypeName])

    @property
    def path(self) -> ModulePath:
        """The module."""
        return self.name.module


@dataclass(slots=True)
class Names:
    """All decisions: units by module, the name of each definition in a dialect, and the names of operations."""

    units: dict[ModulePath, Unit] = field(default_factory=dict[ModulePath, Unit])
    types: dict[tuple[TypeId, Dialect], TypeName] = field(
        default_factory=dict[tuple[TypeId, Dialect], TypeName]
    )
    params: dict[str, TypeName] = field(default_factory=dict[str, TypeName])
    answers: dict[str, TypeName] = field(default_factory=dict[str, TypeName])
    others: dict[tuple[str, str], TypeName] = field(default_factory=dict[tuple[str, str], TypeName])
    """By operation and status: the name of a JSON answer of another type than the first, where it had none."""
    called: dict[str, TypeName] = field(default_factory=dict[str, TypeName])
    """By operation: the further name of its answer that the configuration wants to see in signatures."""
    events: dict[str, TypeName] = field(default_factory=dict[str, TypeName])
    webhooks: dict[str, TypeName] = field(default_factory=dict[str, TypeName])
    webhook_union: TypeName | None = None
    renamed: int = 0
