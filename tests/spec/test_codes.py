"""The register of codes is complete and tidy."""

from __future__ import annotations

import re
from pathlib import Path

from generator import spec
from generator.codes import CODES


def test_every_code_of_the_readers_is_registered_and_used() -> None:
    sources = Path(spec.__file__).parent.rglob("*.py")
    used = {
        code for path in sources for code in re.findall(r"SDK[123][0-9]{2}", path.read_text(encoding="utf-8"))
    }
    assert used == {code for code in CODES if code[3] in "123"}


def test_codes_are_explained() -> None:
    for code, info in CODES.items():
        assert re.fullmatch(r"SDK[1-8][0-9]{2}", code)
        assert code == info.code
        assert info.title
        assert info.explanation.endswith(".")
