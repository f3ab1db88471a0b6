"""mypy --strict and pyright strict have nothing to say, about the generator or about what it makes."""

from __future__ import annotations

import pytest

from tests.typecheck import mypy, places, pyright

PLACES = {name: path for name, (path, _) in places().items()}


@pytest.mark.slow
def test_mypy() -> None:
    """All places in one run: libraries, and the packages that programs import, are read once."""
    result = mypy(list(PLACES.values()))
    assert result.returncode == 0, (result.stdout + result.stderr)[-4000:]


@pytest.mark.slow
@pytest.mark.parametrize("name", PLACES)
def test_pyright(name: str) -> None:
    """One place a run, so that workers can share them."""
    result = pyright([PLACES[name]])
    assert result.returncode == 0, (result.stdout + result.stderr)[-4000:]
