"""Places inside the document that the configuration gives a name."""

from __future__ import annotations

from collections.abc import Iterator

from generator.config import ResourceConfig, TargetConfig

__all__ = ["named_pointers"]


def named_pointers(config: TargetConfig) -> frozenset[str]:
    """JSON pointers (``#/...``) that the configuration names: what stands there becomes a definition of its own.

    A union, an enum or a list would otherwise be written out wherever it stands.
    """
    return frozenset(name for name in _targets(config.root) if name.startswith("#/"))


def _targets(node: ResourceConfig) -> Iterator[str]:
    yield from node.types.values()
    yield from node.params.values()
    for names in node.inner.values():
        yield from names.values()
    for child in node.resources.values():
        yield from _targets(child)
