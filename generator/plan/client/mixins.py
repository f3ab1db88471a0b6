"""Base classes that custom code gives to generated resources and clients."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from generator.config import MixinConfig
from generator.plan.code import Code
from generator.plan.imports import Import


@dataclass(frozen=True, slots=True)
class Mixins:
    """The base classes of a sync and an async class, None for none; `wrapped`: their methods that wrappers offer."""

    sync: Import | None = None
    asynchronous: Import | None = None
    wrapped: tuple[str, ...] = ()

    @property
    def imports(self) -> frozenset[Import]:
        """What the module of the classes needs."""
        return frozenset(item for item in (self.sync, self.asynchronous) if item is not None)

    def bases(self, usual: str, asynchronous: bool) -> Code:
        """The bases of a class: generated methods win over custom ones, custom ones over those of the runtime."""
        own = self.asynchronous if asynchronous else self.sync
        return Code(f"{own.bound}, {usual}" if own is not None else usual)


NO_MIXINS = Mixins()


def plan_mixins(config: MixinConfig | None, taken: Set[str]) -> Mixins:
    """The base classes that a configuration names; a name that the module uses otherwise is imported as `_Name`."""
    if config is None:
        return NO_MIXINS
    return Mixins(_import(config.sync, taken), _import(config.asynchronous, taken), config.wrapped)


def _import(place: str, taken: Set[str]) -> Import | None:
    if not place:
        return None
    module, _, name = place.partition(":")
    return Import(tuple(module.split(".")), name, f"_{name}" if name in taken else "")
