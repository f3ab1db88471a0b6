"""Documents that hypothesis thinks up become packages that import, or are refused with findings.

`make test` tries a few, always the same; `make fuzz` tries new ones until SDKGEN_FUZZ_SECONDS are over.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.documents import DOCUMENTS
from tests.fuzz.running import generated, import_all

SECONDS = float(os.environ.get("SDKGEN_FUZZ_SECONDS", "0"))
BATCH = 12
"""Documents that are tried at a time: drawing them costs something, so the clock is looked at between batches."""


def examine(document: Any) -> None:
    """Generate a document and import what came of it."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        made, name = generated(document, folder)
        if made is not None:
            import_all(made, name, folder / "out")


def try_some(start: int) -> None:
    """One batch, which `start` decides."""
    wanted = settings(
        max_examples=BATCH,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        print_blob=True,
        # Shrinking takes minutes; the exception says enough to find the place.
        phases=(Phase.explicit, Phase.generate),
    )
    seed(start)(wanted(given(document=DOCUMENTS)(examine)))()


def test_any_document() -> None:
    end = time.monotonic() + SECONDS
    try_some(0)
    while time.monotonic() < end:
        try_some(random.SystemRandom().randrange(2**32))
