"""Documents that hypothesis thinks up become packages that import, or are refused with findings.

`make test` tries a few, always the same; `make fuzz` tries new ones until SDKGEN_FUZZ_SECONDS are over.
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings

from tests.fuzz.documents import DOCUMENTS
from tests.fuzz.running import generated, import_all

SECONDS = float(os.environ.get("SDKGEN_FUZZ_SECONDS", "0"))
_END = time.monotonic() + SECONDS
_TRIES = settings(
    derandomize=not SECONDS,
    max_examples=1_000_000 if SECONDS else 12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=True,
    phases=(
        Phase.explicit,
        Phase.generate,
    ),  # Shrinking takes minutes; the exception says enough to find the place.
)


@_TRIES
@given(document=DOCUMENTS)
def test_any_document(document: Any) -> None:
    if SECONDS and time.monotonic() > _END:
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        made, name = generated(document, folder)
        if made is not None:
            import_all(made, name, folder / "out")
