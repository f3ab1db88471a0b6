"""How property tests search: the same examples in every run, unless the run is a hunt for new ones."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("fuzz", deadline=None, max_examples=2000, print_blob=True)
settings.load_profile(os.environ.get("SDKGEN_HYPOTHESIS", "repeatable"))
