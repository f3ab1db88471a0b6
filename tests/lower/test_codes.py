"""The register of lowering's codes is complete and in use."""

from __future__ import annotations

from pathlib import Path

from generator import lower
from generator.codes import lowering


def test_every_code_is_explained_and_emitted() -> None:
    names = {
        name: value
        for name, value in vars(lowering).items()
        if isinstance(value, str) and value.startswith("SDK5")
    }
    assert set(names.values()) == {info.code for info in lowering.CODES}
    folder = Path(lower.__file__).parent
    source = "\n".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    assert [name for name in names if f"codes.{name}" not in source] == []
