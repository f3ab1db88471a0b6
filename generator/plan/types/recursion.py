"""What depends on itself in a circle, and what depends on very long chains."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from typing import TypeVar

__all__ = ["components", "in_order", "shortcuts", "stepping_stones"]

N = TypeVar("N", bound=Hashable)
"""A node."""


def components(graph: Mapping[N, Collection[N]]) -> list[tuple[N, ...]]:
    """Components of `graph` (node to its successors), successors first; Tarjan's algorithm without recursion.

    Nodes that only occur as successors are left out.  Equal graphs, in equal order, give equal results.
    """
    index: dict[N, int] = {}
    low: dict[N, int] = {}
    path: list[N] = []
    on_path: set[N] = set()
    found: list[tuple[N, ...]] = []
    for start in graph:
        if start in index:
            continue
        work: list[tuple[N, Iterator[N]]] = []
        _enter(start, graph, index, low, path, on_path, work)
        while work:
            node, successors = work[-1]
            following = next(successors, None)
            if following is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    found.append(_leave(node, path, on_path))
            elif following not in graph:
                continue
            elif following not in index:
                _enter(following, graph, index, low, path, on_path, work)
            elif following in on_path:
                low[node] = min(low[node], index[following])
    return found


def _enter(
    node: N,
    graph: Mapping[N, Collection[N]],
    index: dict[N, int],
    low: dict[N, int],
    path: list[N],
    on_path: set[N],
    work: list[tuple[N, Iterator[N]]],
) -> None:
    index[node] = low[node] = len(index)
    path.append(node)
    on_path.add(node)
    work.append((node, iter(graph[node])))


def _leave(node: N, path: list[N], on_path: set[N]) -> tuple[N, ...]:
    cut = len(path) - 1
    while path[cut] != node:
        cut -= 1
    members = tuple(path[cut:])
    del path[cut:]
    on_path.difference_update(members)
    return members


def in_order(graph: Mapping[N, Collection[N]]) -> tuple[list[N], frozenset[N]]:
    """Nodes with what they depend on first, and the nodes that depend on themselves (directly or in a circle)."""
    order: list[N] = []
    circular: set[N] = set()
    for component in components(graph):
        order += reversed(component)
        first, *others = component
        if others or first in graph[first]:
            circular.update(component)
    return order, frozenset(circular)


def stepping_stones(
    graph: Mapping[N, Collection[N]], order: Iterable[tuple[N, ...]], step: int
) -> dict[N, tuple[N, ...]]:
    """For each node above a long chain, nodes of the chain, the lowest first; () for the others.

    Who visits those first, and then follows the graph, is never much more than `step` nodes deep in it.
    `order`: the components of the graph as :func:`components` gives them.
    """
    height: dict[N, int] = {}
    above: dict[N, frozenset[N]] = {}
    found: dict[N, tuple[N, ...]] = {}
    for component in order:
        below = {successor for node in component for successor in graph[node] if successor in height}
        level = 1 + max((height[node] for node in below), default=0)
        stones = frozenset[N]().union(*(above[node] for node in below))
        ordered = tuple(sorted(stones, key=lambda node: height[node]))
        handed_on = stones | {component[0]} if level % step == 0 else stones
        for node in component:
            height[node], above[node], found[node] = level, handed_on, ordered
    return found


_STARTS = 8
"""Nodes of a component from which its depth is tried: whoever comes first decides the order of all others."""


def shortcuts(graph: Mapping[N, Collection[N]], component: Collection[N], step: int) -> tuple[N, ...]:
    """Nodes of one component that cut long ways through it; () when it has none.

    Who visits those first, and then follows the graph, is seldom more than `step` nodes deep in it.
    """
    found: dict[N, None] = {}
    if len(component) <= step:
        return ()
    inside = frozenset(component)
    for start in list(component)[:: max(len(component) // _STARTS, 1)]:
        seen = {start, *found}
        work = [iter(graph[start])]
        while work:
            node = next(work[-1], None)
            if node is None:
                work.pop()
            elif node in inside and node not in seen:
                seen.add(node)
                work.append(iter(graph[node]))
                if len(work) % step == 0:
                    found[node] = None
    return tuple(found)
