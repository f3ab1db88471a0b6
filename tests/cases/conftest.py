"""The checks of the cases report their asserts like tests do."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent

pytest.register_assert_rewrite(
    *(f"tests.cases.{path.parent.name}.check" for path in sorted(HERE.glob("*/check.py")))
)
