"""What changed between two documents, as a client sees it: changes are data, renderers print them.

`compare` is the way in.  Both documents are compared after normalisation: the order of keys, references that were
inlined or moved, and the spelling of OpenAPI 3.0 or 3.1 make no difference.
"""

from __future__ import annotations

from generator.diff.compare import compare
from generator.diff.model import Change, Comparison, Level, Moved

__all__ = ["Change", "Comparison", "Level", "Moved", "compare"]
