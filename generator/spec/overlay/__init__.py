"""OpenAPI Overlay 1.0 and 1.1: changes to a description, kept in files of their own.

`reader` turns a file into actions, `targets` finds the places that an action names, `merge` says what an update
makes of a value, `provenance` remembers which values came from an overlay, `apply` puts them together, and `effects`
tells which actions still do something.
"""

from __future__ import annotations

from generator.spec.overlay.apply import apply_overlays
from generator.spec.overlay.effects import Effect, effects

__all__ = ["Effect", "apply_overlays", "effects"]
