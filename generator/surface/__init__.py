"""The public Python surface of a generated package, and what changed between two of them.

Packages are read as source (`ast`), never imported: the result is the same on every machine, nothing of a package
runs, and two versions of one package can be compared in one process.
"""

from __future__ import annotations

from generator.surface.compare import compare_surfaces, compare_trees
from generator.surface.dump import Tree, dump
from generator.surface.model import Surface, SurfaceChange

__all__ = ["Surface", "SurfaceChange", "Tree", "compare_surfaces", "compare_trees", "dump"]
