"""OpenAPI 3.0, 3.1 and 3.2 documents in one shape: that of 3.1, with the additions of 3.2 as they are.

`document` walks the objects, `schemas` mends one schema; `nullable`, `numbers` and `recursion` hold the rules.
The input is never changed; parts that need no change are shared with it.
"""

from __future__ import annotations

from generator.spec.normalise.document import Normalised, normalise
from generator.spec.normalise.findings import NormalFinding

__all__ = ["NormalFinding", "Normalised", "normalise"]
